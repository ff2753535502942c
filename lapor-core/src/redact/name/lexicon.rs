//! The table of [`super::list`], made from the lists and the cues: the trainer writes it, and a test
//! holds the file equal to both.

use std::collections::BTreeMap;

use super::cue::Cue;
use super::list::{BITS, ENTRY, Entry, SLOTS, place};
use super::word::hash;

/// Every cue, small; a joined spelling (`a.n.`, `S.Pd`) without its points.
const WORDS: [(Cue, &str); 18] = [
    (
        Cue::Named,
        "nama namanya named bernama dinamai dinamakan perkenalkan panggilan dipanggil nm nma nam panggil manggil dipanggilnya panggilannya \
         namonyo namonye namina namane namae namanyo namanye asmane jenenge arane ngaranna aranna",
    ),
    (Cue::Behalf, "an up"),
    (Cue::Self_, "saya sy aku gue gw ane saia ambo ulun inyong kulo kula beta awak akoe sayah"),
    (
        Cue::Honorific,
        "bapak bapa bpk bp pak ibu bu kak kakak mas mbak mba bang abang sdr sdri saudara \
         saudari tuan tn nyonya ny nona nn om tante teh kang mbah mbok eyang bli daeng uda gus \
         kyai kiai ustadz ustad ustaz ust ustadzah pendeta pdt romo suster bro sis cik koh ci \
         bunda ayahanda almarhum almarhumah alm almh bpak ibuk buk pa yth lik paklik bulik pakde \
         pakdhe bude budhe mbakyu opung ompung acil amang inang jeng eda lae ito tulang puang \
         mama mami papa papi opa oma engkong encim encang ncing akang teteh uwak abah umi ummi \
         abi bokap nyokap rekan kawan sodara nenek teungku ananda ustdz wak kaka lek mpok koko \
         mak yu etek si dek mr mrs miss mister aki uni mang ceu uwa ambu datuk usi tanta bicik inaq amaq papuq tetta ompui \
         amangboru namboru nantulang bapatua inangtua maktuo pakwo makwo pakcik makcik mamang pekak dadong kumpi mande inyiak",
    ),
    (
        Cue::Prefix,
        "dr drs dra ir prof drg h hj kh haji hajah hajjah raden rr tgk tengku teuku doktor \
         insinyur jenderal jend serka praka nyai syekh sunan sultan pangeran kopda pratu prada \
         peltu pelda letda lettu kombes mayor letjen mayjen brigjen kolonel letkol kapten \
         kopral serda sertu bripka brigadir aiptu aipda iptu ipda akp kompol akbp briptu bripda \
         ajun komisaris irjen laksamana marsekal nurse ns",
    ),
    (
        Cue::Suffix,
        "se sh spd mpd skm msi mm st sos amd skep sag shi ssos mkes skom sip sstp mhum phd lc \
         mt mkn mbiomed spt stp stb keb mars map sph str bdn cht msc bsc spdi amk amkeb sked \
         spog spa spb spm spu spkga spjp spkk sptht spbs spn spkj sprad span spot spkfr sppk sppa spthtkl sppd ssi sthi sptk",
    ),
    (
        Cue::Kin,
        "istri isteri suami wife husband son daughter mother father brother sister neighbour neighbor \
         uncle aunt cousin anak ayah nenek kakek adik adek mertua ortu cucu keponakan ponakan \
         paman bibi tetangga teman menantu sepupu saudaranya istrinya suaminya anaknya ayahnya \
         ibunya neneknya kakeknya adiknya bayi orangtua temannya temennya temanku adikku anakku \
         istriku suamiku ponakannya tetangganya mertuanya cucunya bapaknya bojo bojone anake \
         almarhumah rekan sahabat mamak emak kakaknya abangnya pacar pacarnya pacarku tunangan tunangannya \
         omnya tantenya pamannya bibinya sepupunya ipar iparnya iparku besan mbahnya kakakku abangku tetanggaku \
         mertuaku cucuku keponakanku ayahku ibuku bapakku",
    ),
    (
        Cue::Role,
        "lurah camat kades rt rw kadus ketua kepala sekretaris sekdes bendahara guru dokter \
         bidan perawat polisi satpam pendamping oknum operator kasir sopir supir mandor bupati \
         walikota gubernur wagub wabup wakil menteri mentri presiden wapres kapolri kapolsek \
         kapolres kapolda kepsek kaur kasi kabid kadis staf staff pegawai pengurus agen sales \
         penghulu rektor direktur korban tersangka terdakwa pemilik pasien saksi panitia kernet \
         penjaganya sopirnya supirnya koordinatornya petugasnya pemiliknya ketuanya gurunya \
         kasirnya bosnya mandornya kepseknya bidannya dokternya pelakunya korbannya saksinya \
         jukirnya panitianya kondektur jukir penjaga penagih tukang juragan modin carik kadishub kadinkes kadisdik kadinsos kadisdukcapil kabag kasubag kasubbag kasie \
         kanit kasat kapus kacab danramil dandim danlanud sekda sekcam seklur kasatpol kapolresta \
         babinsa bhabinkamtibmas perbekel keuchik geuchik pambakal kuwu penghulunya jurutulis \
         notaris \
         panitera hakim jaksa mualim resepsionis koordinator bos dukun penyuluh mantri janda \
         duda lansia murid wali pamong pengasuh pemandu penjual pedagang nelayan petani relawan \
         security scurity terapis apoteker kondektor humas panwas caleg preman siswa siswi \
         mahasiswa mahasiswi penerima petugas kader anggota juru jurubicara pengamat pelatih \
         striker bek kiper aktor aktris penyanyi capres cawapres cagub ketum sekjen jubir \
         mantan calon bupate kapolrestabes klebun mantir kumtua bandar bandarnya calo calonya agennya penadahnya pengepulnya \
         tengkulaknya majikan majikannya supervisor supervisornya spv hrd manajer manager manajernya debkolektor \
         depkolektor kolektor rentenir rentenirnya makelar makelarnya kontraktornya pemborong pemborongnya tukangnya \
         penjualnya operatornya kadesnya lurahnya camatnya sekdesnya bendaharanya",
    ),
    (
        Cue::Signature,
        "pelapor pengadu pemohon ttd tertanda hormat salam pengirim pemakai dilaporkan regards \
         wasalam wassalam wassalamualaikum terlapor oleh penulis sincerely",
    ),
    (Cue::Patronym, "bin binti bte br boru dg ibn ibnu da de van von der den dos al el abu"),
    (
        Cue::Field,
        "nik ktp kk no nomor nomer nopol plat pelat kia resi paspor nisn nop imei pin sktm dtks \
         kis pkh bst blt berinisial inisial hp alamat umur usia warga tgl tanggal lahir ttl \
         asal kelahiran pekerjaan tinggal domisili beralamat berdomisili rek rekening telp \
         telepon wa berumur berusia email imel surel gmail ig fb tele insta twitter telegram medsos akun username paspornya \
         bpkb stnk imei polis npwpd nisnnya th thn tahun nip npwp idpel bpjs kks",
    ),
    (
        Cue::Head,
        "jalan jl jln jalanan gang gg rsud rsup rs rsu rsia rsab sd sdn sdit smp smpn mts mtsn \
         sma sman smk smkn smkk tk paud universitas univ stasiun terminal bandara pelabuhan \
         pasar toko warung warkop kedai cv pt ud po hotel masjid mesjid musholla mushola musala \
         gereja pura vihara klinik apotek apotik pustu puskesmas perumda perusda bumdes orkes \
         grup program jasa forum paguyuban gapoktan poktan pkm posyandu waduk bendungan tol \
         perumahan perum komplek kompleks blok gedung taman lapangan stadion gor yayasan ponpes \
         pesantren pondok bank koperasi kud spbu pantai gunung sungai kali danau situ bukit bus \
         simpang perempatan pertigaan bundaran flyover underpass tugu monumen museum partai \
         patung menara griya graha cluster klaster villa vila wisma kapal kmp feri \
         dermaga perpustakaan kpp ksop obat aplikasi candi benteng curug embung kampus rusun rusunawa \
         asrama panti lpk uin iain stain sudin kawasan exit gerbang soto sate bakso mie rawon pecel martabak nasi dinas kementerian kantor merek merk plaza mall mal ruko apartemen institut akademi \
         politeknik stikes rumahsakit jembatan lorong alun",
    ),
    (
        Cue::Village,
        "desa ds dusun dsn kel kelurahan kec kecamatan kab kabupaten kota provinsi propinsi \
         prov kampung kp nagari pekon gampong kampong banjar jorong pulau padukuhan dukuh",
    ),
    (Cue::And, "dan serta bersama atau"),
    (
        Cue::Says,
        "kata ujar ucap tutur menurut ungkap tambah imbuh tegas jelas terang papar kepada \
         menemui hubungi menghubungi lewat melalui dgn",
    ),
    (
        Cue::Agency,
        "dukcapil disdukcapil capil dispenduk dinsos dinsosp3a dinkes disdik dispendik \
         disdikbud dishub disnaker disdag disperindag dispora dispar disbun distan bappeda \
         bappenas bapenda bkd bkn bkpsdm kominfo diskominfo kemensos kemenkes kemendikbud \
         kemenag kemenhub kemenaker kemendagri kemenkeu pupr dpupr dpu dlh dlhk dpmptsp bpbd \
         bnpb bnn bpn atr kpk bawaslu kpu polda polres polresta polrestabes polsek polri tni \
         korem kodim koramil kejari kejati kejaksaan samsat satlantas ditlantas satpol pln pdam \
         telkom telkomsel indihome bri bni bca bsi btn btpn pegadaian pertamina damri pelni \
         dprd dpr bpd pkk gojek grab shopee tokopedia linkaja tiktok facebook whatsapp \
         instagram google youtube pemprov pemkab pemkot pemda pemdes bappebti ojk bps bpom \
         ombudsman sapawarga lapor disposisi sp4n baznas bulog taspen asabri jamsostek jasindo",
    ),
    (
        Cue::English,
        "the and of is are was were has have had been being be will would should could can cannot \
         must might may not they them their theirs this that these those with within without from \
         for which who whom whose what when where why how there here it its he she his her him we \
         our ours us you your yours my mine i'm i've i'd i'll it's don't doesn't didn't isn't any \
         all some every each both either neither none very much many more most less least such \
         only just also too even still already yet never ever always often again once after before \
         about above below under over into onto than then because but or if so on at by as while \
         until since during between among against through across along around near off out up down \
         does did done doing make makes said says say told tell asked ask get gets got went go \
         goes come came take took taken give gave given keep kept let put see seen saw know known \
         want need needs please thank thanks today yesterday tomorrow another other others same \
         nothing something anything nobody somebody anybody everyone someone own few several",
    ),
    (
        Cue::Thing,
        "obat vitamin vaksin insulin salep tablet kapsul sirup antibiotik infus suplemen motor mobil \
         truk truck sepeda kereta krl lrt mrt angkot mikrolet bajaj travel pesawat maskapai perahu speedboat \
         tongkang tugboat ikan burung ular pohon kayu bunga tanaman bibit benih padi beras pupuk \
         pestisida herbisida jamu minuman makanan camilan sapi kambing kerbau anjing kucing monyet buaya \
         harimau gajah serangga nyamuk virus bakteri jamur penyakit demam game gim film lagu sinetron drama \
         novel buku tari tarian wayang batik suku etnis bahasa logat selat laut teluk samudra samudera \
         gurun benua negara kerajaan kesultanan tim klub komunitas kelompok organisasi ormas lsm \
         himpunan ikatan asosiasi serikat gerakan aliansi koalisi jaringan kartu tabungan pinjaman \
         pinjol kredit asuransi paket kuota provider upacara festival turnamen liga piala kejuaraan \
         lomba operasi satgas pasukan batalyon brigade kodam lanud lanal badan biro balai direktorat \
         ditjen komisi komite dewan majelis mahkamah pengadilan lapas rutan bapas fakultas jurusan \
         prodi beasiswa kurikulum ujian tes sertifikat perda perbup pergub permen inpres keppres situs \
         website portal sistem fitur menu laman kanal channel radio tv televisi koran majalah media \
         pabrik gudang proyek tambang kebun perkebunan kilang pltu pltd plta gardu mesin genset traktor \
         semen baja keramik minyak solar elpiji kopi rokok susu roti kue tipe type seri varian jenis model \
         surah kitab doa paroki keuskupan jemaat ruang kamar bangsal aula auditorium peron jalur rute \
         trayek koridor relasi halte pos gerai outlet minimarket supermarket swalayan kafe cafe resto \
         restoran rest tower gate kost kos kontrakan brand label logo sponsor vendor distributor",
    ),
];

/// The table of words and cues; `talk` is words of the languages of the regions, which are cues unless they are others.
pub(crate) fn table(entries: &BTreeMap<&str, Entry>, talk: &str) -> Vec<u8> {
    let mut all: BTreeMap<&str, (Entry, Cue)> =
        entries.iter().map(|(word, entry)| (*word, (*entry, Cue::None))).collect();
    for word in rows(talk).flat_map(str::split_ascii_whitespace) {
        all.entry(word).or_insert((Entry::NONE, Cue::None)).1 = Cue::Region;
    }
    for (cue, words) in WORDS.iter().rev() {
        for word in words.split_ascii_whitespace() {
            all.entry(word).or_insert((Entry::NONE, Cue::None)).1 = *cue;
        }
    }
    let mut slots = vec![0_u32; SLOTS];
    for (word, (entry, cue)) in all {
        let (mut slot, fingerprint) = place(hash(word.as_bytes()));
        while slots[slot] != 0 && slots[slot] >> BITS != fingerprint {
            slot = (slot + 1) % SLOTS;
        }
        if slots[slot] == 0 {
            slots[slot] = fingerprint << BITS | (cue as u32) << ENTRY | u32::from(entry.0);
        }
    }
    slots.iter().flat_map(|slot| slot.to_le_bytes()).collect()
}

/// The lines of a list.
fn rows(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.starts_with('#'))
}

/// How common a word of English counts as, if it is no rarer one.
const ENGLISH: u16 = 4;

/// The same of a word of speech.
const SPOKEN: u16 = 4;

/// The same of a root that the list of frequencies lacks.
const ROOT: u16 = 2;

/// The lists as text, from the files of `data/names`.
pub(crate) struct Sources<'a> {
    /// Word and 100 times the negative decimal logarithm of its frequency.
    pub(crate) words: &'a str,
    /// The same of English, the most common alone.
    pub(crate) english: &'a str,
    /// Name, how many bear it, frequency as a word, logarithm of the ratio.
    pub(crate) ambiguous: &'a str,
    /// A given name a line.
    pub(crate) given: &'a str,
    /// A given name, or one of a family or clan, a line.
    pub(crate) regional: &'a str,
    /// A word of speech, of a regional language or of an office a line.
    pub(crate) spoken: &'a str,
    /// Word and in how many names of people it was seen.
    pub(crate) seen: &'a str,
    /// A word of the name of a province or regency a line.
    pub(crate) places: &'a str,
    /// The same of towns, islands, mountains and countries.
    pub(crate) towns: &'a str,
    /// A brand, a plant, a medicine, an animal, a feast a line.
    pub(crate) things: &'a str,
    /// A root of a word that the list of frequencies lacks a line.
    pub(crate) roots: &'a str,
    /// A word of the texts that are learned from a line. The scorer learns without these two, or it
    /// would think that what no list has is never a word or never a name.
    pub(crate) met: &'a str,
    /// A name of those texts a line.
    pub(crate) met_names: &'a str,
}

impl Sources<'_> {
    /// The entries, by word.
    pub(crate) fn entries(&self) -> BTreeMap<&str, Entry> {
        let mut all = BTreeMap::<&str, (u16, u16, bool, u16, bool)>::new();
        for line in rows(self.words) {
            let Some((word, rarity)) = line.split_once('\t') else { continue };
            let rarity: u16 = rarity.parse().unwrap_or(600);
            all.entry(word).or_default().0 = (600_u16.saturating_sub(rarity) / 50 + 1).min(7);
        }
        for line in rows(self.ambiguous) {
            let mut cells = line.split('\t');
            let (Some(word), Some(ratio)) = (cells.next(), cells.nth(2)) else { continue };
            // Hundredths, read without floating point: "-0.25", "1.64".
            let (sign, digits) = ratio.strip_prefix('-').map_or((1, ratio), |digits| (-1, digits));
            let hundredths: i32 = digits.replace('.', "").parse().unwrap_or(0) * sign;
            let steps = [-50, 30, 100, 160, 220];
            let name = 1 + steps.iter().filter(|&&step| hundredths >= step).count();
            all.entry(word).or_default().1 = name as u16;
        }
        for word in rows(self.given).chain(rows(self.regional)).chain(rows(self.met_names)) {
            all.entry(word).or_default().2 = true;
        }
        for line in rows(self.seen) {
            let Some((word, count)) = line.split_once('\t') else { continue };
            let count = count.parse::<u32>().unwrap_or(0);
            all.entry(word).or_default().3 = match count {
                0..=1 => 1,
                2..=9 => 2,
                _ => 3,
            };
        }
        for word in rows(self.places).chain(rows(self.towns)) {
            all.entry(word).or_default().4 = true;
        }
        for word in rows(self.roots) {
            let entry = all.entry(word).or_default();
            entry.0 = entry.0.max(ROOT);
        }
        for word in rows(self.spoken).chain(rows(self.things)).chain(rows(self.met)) {
            let entry = all.entry(word).or_default();
            if entry.1 == 0 && !entry.2 && !entry.4 {
                entry.0 = entry.0.max(SPOKEN);
            }
        }
        // English is mixed in; what is a name in any list stays one.
        for line in rows(self.english) {
            let Some((word, rarity)) = line.split_once('\t') else { continue };
            let rarity: u16 = rarity.parse().unwrap_or(600);
            let (common, seen) = match rarity {
                0..430 => (ENGLISH, 3),
                430..486 => (ENGLISH, 2),
                _ => (ENGLISH - 1, 2),
            };
            let entry = all.entry(word).or_default();
            if entry.1 == 0 && !entry.2 && entry.3 < seen && !entry.4 {
                entry.0 = entry.0.max(common);
            }
        }
        let entry = |(common, name, given, seen, place): (u16, u16, bool, u16, bool)| {
            Entry(common | name << 3 | u16::from(given) << 6 | seen << 7 | u16::from(place) << 9)
        };
        all.into_iter().map(|(word, cells)| (word, entry(cells))).collect()
    }
}
