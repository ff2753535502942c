//! Words beside which a name stands, or never does.

/// What a word says of the words beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Cue {
    None,
    /// `nama`, `bernama`: the name follows.
    Named,
    /// `a.n.`: on behalf of.
    Behalf,
    /// `saya`, `sy`.
    Self_,
    /// `Bapak`, `Bu`, `Sdr`.
    Honorific,
    /// Before a name: `Dr`, `H`, `Ir`.
    Prefix,
    /// Behind a name: `SE`, `S.Pd`.
    Suffix,
    /// `istri`, `anak`, `nenek`.
    Kin,
    /// `lurah`, `guru`, `ketua`: a role or trade.
    Role,
    /// `pelapor`, `ttd`, `salam`: what a name is signed behind.
    Signature,
    /// `bin`, `binti`: inside a name.
    Patronym,
    /// `nik`, `alamat`, `umur`, `warga`: what is told of somebody.
    Field,
    /// `jalan`, `RSUD`, `SDN`, `toko`: a place may be named after somebody.
    Head,
    /// `desa`, `kabupaten`: a village or a larger place.
    Village,
    /// `dan`, `serta`.
    And,
    /// `kata`, `ujar`, `menurut`.
    Says,
    /// `dukcapil`, `polsek`: an agency or a company, never a person.
    Agency,
}

impl Cue {
    /// Every cue in the order of its number.
    pub(crate) const ALL: [Self; 17] = [
        Self::None,
        Self::Named,
        Self::Behalf,
        Self::Self_,
        Self::Honorific,
        Self::Prefix,
        Self::Suffix,
        Self::Kin,
        Self::Role,
        Self::Signature,
        Self::Patronym,
        Self::Field,
        Self::Head,
        Self::Village,
        Self::And,
        Self::Says,
        Self::Agency,
    ];

    /// Whether a name often follows close behind it.
    pub(crate) const fn leads(self) -> bool {
        matches!(
            self,
            Self::Named
                | Self::Behalf
                | Self::Self_
                | Self::Honorific
                | Self::Prefix
                | Self::Kin
                | Self::Role
                | Self::Signature
                | Self::Patronym
                | Self::Says
        )
    }
}

/// Every cue, small; a joined spelling (`a.n.`, `S.Pd`) without its points. They are looked up in the
/// table of [`super::list`].
pub(crate) const WORDS: [(Cue, &str); 16] = [
    (
        Cue::Named,
        "nama namanya bernama dinamai dinamakan perkenalkan panggilan dipanggil nm nma nam",
    ),
    (Cue::Behalf, "an up"),
    (Cue::Self_, "saya sy aku gue gw ane saia ambo ulun inyong kulo kula beta awak akoe sayah"),
    (
        Cue::Honorific,
        "bapak bapa bpk bp pak ibu bu kak kakak mas mbak mba bang abang sdr sdri saudara saudari \
         tuan tn nyonya ny nona nn om tante teh kang mbah mbok eyang bli daeng uda gus kyai kiai \
         ustadz ustad ustaz ust ustadzah pendeta pdt romo suster bro sis cik koh ci bunda ayahanda \
         almarhum almarhumah alm almh bpak ibuk pa yth lik paklik bulik pakde pakdhe bude budhe mbakyu opung ompung acil amang inang jeng eda lae ito tulang \
         puang mama mami papa papi opa oma engkong encim encang ncing akang teteh uwak abah umi ummi abi bapa \
         bokap nyokap mbakyu bunda rekan kawan jend sodara nenek teungku ananda ustdz wak kaka lek mpok koko mak yu etek si dek mr mrs miss mister",
    ),
    (
        Cue::Prefix,
        "dr drs dra ir prof drg h hj kh haji hajah hajjah raden rr tgk tengku teuku doktor insinyur \
         jenderal jend serka praka nyai syekh sunan sultan pangeran kopda pratu prada peltu pelda letda lettu kombes mayor letjen mayjen brigjen kolonel letkol kapten kopral serda sertu bripka \
         brigadir aiptu aipda iptu ipda akp kompol akbp briptu bripda ajun komisaris irjen brigjen \
         laksamana marsekal nurse ns",
    ),
    (
        Cue::Suffix,
        "se sh spd mpd skm msi mm st sos amd skep sag shi ssos mkes skom sip sstp mhum phd lc mt mkn mbiomed spt stp stb keb skom mars map sph str bdn cht msc bsc \
         spdi amk amkeb sked spog spa sppd ssi sthi sptk",
    ),
    (
        Cue::Kin,
        "istri isteri suami anak ayah nenek kakek adik adek mertua ortu cucu keponakan ponakan paman \
         bibi tetangga teman menantu sepupu saudaranya istrinya suaminya anaknya ayahnya ibunya \
         neneknya kakeknya adiknya bayi orangtua almarhumah rekan sahabat mamak emak",
    ),
    (
        Cue::Role,
        "lurah camat kades rt rw kadus ketua kepala sekretaris sekdes bendahara guru dokter bidan \
         perawat polisi satpam pendamping oknum operator kasir sopir supir mandor bupati walikota \
         gubernur wagub wabup wakil menteri mentri presiden wapres kapolri kapolsek kapolres kapolda \
         kepsek kaur kasi kabid kadis staf staff pegawai pengurus agen sales penghulu rektor direktur \
         korban tersangka terdakwa pemilik pasien saksi panitia kernet kondektur jukir penjaga mandor penagih tukang juragan modin carik notaris panitera \
         hakim jaksa mualim resepsionis koordinator bos dukun penyuluh mantri janda duda lansia murid wali pamong \
         pengasuh pemandu penjual pedagang nelayan petani relawan security scurity terapis apoteker kondektor \
         humas camat panwas caleg preman siswa siswi mahasiswa mahasiswi penerima petugas \
         kader anggota juru jurubicara pengamat pelatih striker bek kiper aktor aktris penyanyi \
         capres cawapres cagub ketum sekjen jubir mantan calon",
    ),
    (
        Cue::Signature,
        "pelapor pengadu pemohon ttd tertanda hormat salam pengirim pemakai dilaporkan regards wasalam \
         wassalam wassalamualaikum terlapor oleh penulis",
    ),
    (Cue::Patronym, "bin binti bte br boru dg ibn ibnu da de van von der den dos al el abu"),
    (
        Cue::Field,
        "nik ktp kk no nomor nomer nopol plat pelat kia resi paspor nisn nop imei pin sktm dtks kis pkh bst blt berinisial inisial hp alamat umur usia warga tgl tanggal lahir ttl asal kelahiran \
         pekerjaan tinggal domisili beralamat berdomisili rek rekening telp telepon wa berumur berusia \
         email th thn tahun nip npwp idpel bpjs kks",
    ),
    (
        Cue::Head,
        "jalan jl jln jalanan gang gg rsud rsup rs rsu rsia rsab sd sdn sdit smp smpn mts mtsn sma sman \
         smk smkn smkk tk paud universitas univ stasiun terminal bandara pelabuhan pasar toko warung \
         warkop kedai cv pt ud po hotel masjid mesjid musholla mushola musala gereja pura vihara klinik \
         apotek apotik puskesmas perumda perusda bumdes orkes grup program jasa forum paguyuban gapoktan poktan pkm posyandu waduk bendungan tol perumahan perum komplek kompleks blok \
         gedung taman lapangan stadion gor yayasan ponpes pesantren pondok bank koperasi kud spbu \
         pantai gunung sungai kali danau situ bukit bus simpang perempatan pertigaan bundaran flyover \
         underpass tugu monumen museum partai dinas kementerian kantor merek merk plaza mall mal ruko \
         apartemen institut akademi politeknik stikes rumahsakit jembatan lorong alun",
    ),
    (
        Cue::Village,
        "desa ds dusun dsn kel kelurahan kec kecamatan kab kabupaten kota provinsi propinsi prov kampung \
         kp nagari pekon gampong kampong banjar jorong pulau padukuhan dukuh",
    ),
    (Cue::And, "dan serta bersama atau"),
    (
        Cue::Says,
        "kata ujar ucap tutur menurut ungkap tambah imbuh tegas jelas terang papar kepada menemui \
         hubungi menghubungi lewat melalui dgn",
    ),
    (
        Cue::Agency,
        "dukcapil disdukcapil capil dispenduk dinsos dinsosp3a dinkes disdik dispendik disdikbud dishub disnaker \
         disdag disperindag dispora dispar disbun distan bappeda bappenas bapenda bkd bkn bkpsdm kominfo \
         diskominfo kemensos kemenkes kemendikbud kemenag kemenhub kemenaker kemendagri kemenkeu pupr dpupr dpu \
         dlh dlhk dpmptsp bpbd bnpb bnn bpn atr kpk bawaslu kpu polda polres polresta polrestabes polsek polri \
         tni korem kodim koramil kejari kejati kejaksaan samsat satlantas ditlantas satpol pln pdam telkom \
         telkomsel indihome bri bni bca bsi btn btpn pegadaian pertamina damri pelni dprd dpr bpd pkk gojek grab \
         shopee tokopedia linkaja tiktok facebook whatsapp instagram google youtube pemprov pemkab pemkot pemda \
         pemdes bappebti ojk bps bpom ombudsman sapawarga lapor sp4n baznas bulog taspen asabri jamsostek jasindo",
    ),
];

#[cfg(test)]
mod tests {
    use super::super::list;
    use super::super::word::hash;
    use super::*;

    #[test]
    fn a_word_has_its_cue_whatever_its_case() {
        let of = |word: &[u8]| list::of(hash(word)).1;
        assert_eq!(of(b"Bernama"), Cue::Named);
        assert_eq!(of(b"BIN"), Cue::Patronym);
        assert_eq!(of(b"spd"), Cue::Suffix);
        assert_eq!(of(b"siti"), Cue::None);
    }

    #[test]
    fn a_cue_is_read_back_by_its_number() {
        assert!(Cue::ALL.iter().enumerate().all(|(i, cue)| *cue as usize == i));
    }
}
