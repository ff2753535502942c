//! The words of cues, in lower case.

use super::super::vocabulary::Filter;
use super::Cue;

/// A function that tells the cue of a word, and the filter by which most other words are none.
macro_rules! words {
    ($(#[$about:meta])* $name:ident, $filter:ident: $($($word:literal)|+ => $cue:expr;)+) => {
        static $filter: Filter = Filter::new(&[$($($word),+),+]);

        $(#[$about])*
        fn $name(word: &[u8]) -> Option<Cue> {
            if !$filter.may_have(word) {
                return None;
            }
            Some(match word {
                $($($word)|+ => $cue,)+
                _ => return None,
            })
        }
    };
}

/// What a word makes of the number behind it.
pub(super) fn single(word: &[u8]) -> Option<Cue> {
    of_person(word).or_else(|| account(word)).or_else(|| of_thing(word))
}

words! {
    /// Words beside the numbers and telephones of persons and offices.
    of_person, OF_PERSONS:
    b"nik" | b"nonik" | b"noktp" | b"ktp" | b"ektp" | b"kependudukan" | b"identitas" | b"niknya" |
    b"nikku" | b"ktpnya" | b"ktpku" | b"ktpel" => Cue::Nik;
    b"kk" | b"nokk" | b"nkk" | b"nomorkk" | b"kknya" => Cue::Kk;
    b"npwp" | b"nonpwp" | b"npwpnya" => Cue::Npwp;
    b"nip" | b"nonip" | b"nipppk" | b"nippk" | b"nipnya" => Cue::Nip;
    b"hp" | b"hape" | b"nohp" | b"wa" | b"nowa" | b"whatsapp" | b"watsap" | b"telp" | b"notelp" |
    b"telpon" | b"telepon" | b"telfon" | b"telephone" | b"tlp" | b"tlpn" | b"tlf" | b"tel" |
    b"phone" | b"handphone" | b"ponsel" | b"seluler" | b"kontak" | b"contact" | b"hubungi" | b"hub"
    | b"call" | b"cp" | b"sms" | b"telegram" | b"ovo" | b"gopay" | b"shopeepay" | b"linkaja" |
    b"hpnya" | b"wanya" | b"hpku" | b"nohape" | b"nomorhp" | b"nomerhp" | b"notlp" | b"notelpon" |
    b"whatsap" | b"wasap" | b"wassap" | b"telponnya" | b"teleponnya" => Cue::Phone;
    b"hotline" | b"hotlines" | b"callcenter" | b"callcentre" | b"pandawa" => Cue::Public;
}

words! {
    /// Words beside numbers that stay, and those of vehicles.
    of_thing, OF_THINGS:
    b"resi" | b"noresi" | b"awb" | b"invoice" | b"transaksi" | b"qris" | b"order" | b"pesanan" |
    b"tiket" | b"ticket" | b"referensi" | b"ref" | b"reff" | b"billing" | b"barcode" | b"ntb" |
    b"ntpn" | b"kodebilling" | b"idbilling" | b"kodebayar" => Cue::Parcel;
    b"surat" | b"sk" | b"perda" | b"perbup" | b"perwal" | b"pergub" | b"uu" | b"pasal" | b"kontrak"
    | b"spk" | b"npsn" | b"nss" | b"iso" => Cue::Document;
    b"rp" | b"idr" | b"usd" => Cue::Money;
    b"km" | b"sta" => Cue::Distance;
    b"plat" | b"plate" | b"nopol" | b"platnomor" | b"nomorplat" | b"tnkb" | b"platnya" |
    b"nopolnya" | b"berplat" | b"berpelat" | b"pelat" | b"bernopol" => Cue::Plate;
    b"mobil" | b"motor" | b"truk" | b"truck" | b"trek" | b"bus" | b"bis" | b"angkot" | b"kendaraan"
    | b"taksi" | b"taxi" | b"ojol" | b"ojek" | b"pikap" | b"pickup" | b"minibus" | b"travel" |
    b"tronton" | b"elf" | b"avanza" | b"xenia" | b"innova" | b"beat" | b"vario" | b"scoopy" |
    b"nmax" | b"ambulans" | b"ambulance" | b"honda" | b"yamaha" | b"suzuki" | b"toyota" |
    b"daihatsu" | b"mio" | b"supra" | b"revo" | b"pcx" | b"aerox" | b"fortuner" | b"pajero" |
    b"brio" | b"agya" | b"ayla" | b"calya" | b"sigra" | b"rush" | b"terios" | b"ertiga" |
    b"xpander" | b"carry" | b"fuso" | b"hino" | b"tangki" | b"bajaj" | b"bentor" | b"mbl" |
    b"pickap" | b"jip" | b"jeep" | b"hardtop" | b"hartop" | b"luxio" | b"canter" | b"granmax" |
    b"grandmax" | b"kijang" | b"mobilio" | b"sedan" | b"panther" | b"livina" | b"jazz" | b"ambulan"
    | b"vespa" | b"vixion" | b"jupiter" | b"satria" | b"beatnya" | b"motornya" | b"mobilnya" |
    b"truknya" => Cue::Vehicle;
}

/// Words beside the numbers of accounts, cards and memberships, alone or as one word with what is
/// written around them: "nisnnya", "nokarpeg".
pub(super) fn account(word: &[u8]) -> Option<Cue> {
    const BEFORE: [&[u8]; 5] = [b"nomor", b"nomer", b"nmr", b"no", b"id"];
    const BEHIND: [&[u8]; 5] = [b"nya", b"ku", b"mu", b"ne", b"e"];
    // "Nova" and "simpul" are words of their own.
    let long = |stem: &&[u8]| stem.len() >= 3;
    exact(word)
        .or_else(|| {
            BEHIND.iter().find_map(|end| word.strip_suffix(*end).filter(long).and_then(exact))
        })
        .or_else(|| {
            BEFORE.iter().find_map(|start| word.strip_prefix(*start).filter(long).and_then(exact))
        })
}

words! {
    /// A word beside the number of an account, a card or a membership.
    exact, OF_ACCOUNTS:
    b"rek" | b"rekening" | b"rekeningnya" | b"norek" | b"norekening" | b"bank" | b"va" | b"bni" |
    b"bri" | b"bca" | b"btn" | b"bsi" | b"bjb" | b"cimb" | b"ocbc" | b"bpd" | b"mandiri" |
    b"danamon" | b"permata" | b"panin" | b"maybank" | b"muamalat" | b"btpn" | b"jenius" |
    b"seabank" | b"bukopin" | b"sinarmas" | b"bpr" | b"tabungan" | b"briva" | b"rekg" | b"simpedes"
    | b"simpeda" | b"tabanas" | b"britama" | b"taplus" | b"tabunganku"
    | b"jago" | b"neobank" | b"allobank" | b"superbank" | b"hibank" => Cue::Bank;
    b"transfer" | b"ditransfer" | b"mentransfer" | b"tf" | b"trf" | b"tranfer" => Cue::Transfer;
    b"bpjs" | b"nobpjs" | b"bpjsnya" | b"bpjstk" | b"bpjskes" | b"jkn" | b"kis" | b"jamkesmas" |
    b"jamkesda" | b"askes" | b"jamsostek" => Cue::Bpjs;
    b"sim" | b"nosim" => Cue::Sim;
    b"paspor" | b"passport" | b"pasport" | b"paspornya" | b"pasporku" | b"nopaspor" | b"nopas" |
    b"splp" | b"pspr" | b"psport" => Cue::Passport;
    b"idpel" | b"nopel" | b"nopelanggan" | b"idpelanggan" | b"pelanggan" | b"langganan" |
    b"meteran" | b"nometer" | b"nometeran" | b"nosal" | b"nosamb" | b"nosambung" | b"nosamw" |
    b"myrepublic" | b"biznet" | b"iconnet" | b"sambungan" | b"idpln" | b"cid" | b"pam" | b"pgn" |
    b"indihome" | b"pdam" | b"pln" | b"perumdam" => Cue::Customer;
    b"shm" | b"hgb" | b"shgb" | b"hgu" | b"sertifikat" | b"sertipikat" | b"ajb" | b"girik" |
    b"petok" => Cue::Land;
    b"nisn" | b"nis" | b"nim" | b"nrp" | b"nuptk" | b"nidn" | b"nop" | b"kks" | b"nokks" | b"pkh" |
    b"bpnt" | b"kip" | b"dtks" | b"idbdt" | b"bdt" | b"imei" | b"rangka" | b"bpkb" | b"stnk" |
    b"polis" | b"porsi" | b"kpj" | b"rm" | b"ktm" | b"kta" | b"nosin" | b"norangka" | b"nomesin" |
    b"nobpkb" | b"npm" | b"nopes" | b"prakerja" | b"utbk" | b"snbt" | b"norm" | b"vin" | b"flazz" |
    b"emoney" | b"brizzi" | b"tapcash" | b"nokartu" | b"efin" | b"ppdb" | b"spmb" | b"sbmptn" |
    b"snmptn" | b"snbp" | b"umptn" | b"skck" | b"kitas" | b"kitap" | b"iqama" | b"iqomah" |
    b"iqamah" | b"bpih" | b"stra" | b"sipa" | b"visa" | b"niora" | b"ktkln" | b"siskohat" | b"spph"
    | b"str" | b"nrg" | b"nidk" | b"nitk" | b"nipd" | b"niup" | b"nuks" | b"npa" | b"nira" | b"nbm"
    | b"mrn" | b"medrec" | b"nomr" | b"norekmed" | b"kartanu" | b"kartanus" | b"nrk" | b"nipy" | b"karpeg" | b"karis" | b"karsu" | b"taspen" |
    b"notas" | b"asabri" | b"kjp" | b"kjmu" | b"klj" | b"kaj" | b"kpdj" | b"kia" | b"noka" |
    b"chassis" | b"chasis" | b"sasis" | b"casis" | b"kir" | b"nrkb" | b"ijazah" | b"ijasah" |
    b"skhun" | b"skhu" | b"sttb" | b"transkrip" | b"rekmed" | b"nrm" | b"nocm" | b"cif" | b"imsi" |
    b"iccid" | b"esn" | b"nib" | b"npwpd" | b"nppkp" | b"siup" | b"imb" | b"sppt" | b"nitku" |
    b"nikk" | b"itas" | b"itap" | b"dapen" | b"lpdp" | b"kipk" | b"kusuka" | b"niktam" | b"karip" |
    b"nopen" | b"sn" | b"simpkb" | b"sipb" | b"kartumember" | b"membership" | b"idmember" | b"npv"
    | b"bilyet" | b"sbk" | b"hkid" | b"arc" | b"badge" | b"ektkln" | b"cpmi" => Cue::Other;
}

/// The same for two words.
macro_rules! pairs {
    ($($(($($first:literal)|+, $($second:literal)|+))|+ => $cue:expr;)+) => {
        static FIRSTS: Filter = Filter::new(&[$($($($first),+),+),+]);
        static SECONDS: Filter = Filter::new(&[$($($($second),+),+),+]);

        /// What two words make of the number behind them.
        pub(super) fn pair(first: &[u8], second: &[u8]) -> Option<Cue> {
            if !FIRSTS.may_have(first) || !SECONDS.may_have(second) {
                return None;
            }
            Some(match (first, second) {
                $($(($($first)|+, $($second)|+))|+ => $cue,)+
                _ => return None,
            })
        }
    };
}

pairs! {
    (b"kartu", b"keluarga") => Cue::Kk;
    (b"wajib", b"pajak") => Cue::Npwp;
    (b"izin" | b"ijin", b"mengemudi") => Cue::Sim;
    (b"hak", b"milik" | b"pakai") | (b"guna", b"bangunan" | b"usaha") | (b"letter" | b"leter" |
    b"petok" | b"petuk" | b"kohir", b"c" | b"d" | b"no" | b"nomor") | (b"jual", b"beli") | (b"akta"
    | b"akte", b"tanah" | b"hibah" | b"waris") => Cue::Land;
    (b"bpkb" | b"stnk", b"motor" | b"mobil") => Cue::Other;
    (b"induk", b"pegawai") => Cue::Nip;
    (b"nomor" | b"nomer" | b"no", b"polisi" | b"pol") | (b"no", b"plat") => Cue::Plate;
    (b"pick", b"up") => Cue::Vehicle;
    (b"call" | b"contact" | b"wa" | b"whatsapp" | b"crisis" | b"command", b"center" | b"centre") | (b"kontak" | b"pusat", b"pusat" |
    b"center" | b"panggilan" | b"layanan") | (b"customer", b"service" | b"care") | (b"layanan",
    b"pelanggan" | b"konsumen" | b"nasabah" | b"wa" | b"whatsapp" | b"sms" | b"hotline") | (b"nomor" | b"layanan", b"darurat" | b"pengaduan") |
    (b"bebas", b"pulsa") => Cue::Public;
    (b"kode", b"bayar" | b"pembayaran" | b"booking") => Cue::Parcel;
    (b"virtual", b"account" | b"akun") | (b"va" | b"briva", b"bpjs" | b"pln" | b"pdam" | b"jkn" |
    b"pajak" | b"spp" | b"ukt") => Cue::Bank;
    (b"rek" | b"rekening" | b"norek", b"air" | b"listrik" | b"pdam" | b"pln" | b"gas") =>
    Cue::Customer;
    (b"no" | b"nomor" | b"nomer" | b"nmr" | b"id", b"meter" | b"kwh" | b"pel" | b"plg" |
    b"sambungan" | b"kontrol" | b"internet" | b"kontrak" | b"langganan" | b"pelanggan" | b"telkom"
    | b"telkomnya" | b"samb" | b"sl" | b"kwhmeter" | b"pdam" | b"listrik" | b"layanan") | (b"kontrak",
    b"air" | b"pdam" | b"listrik") | (b"listrik", b"prabayar" | b"pascabayar") | (b"internet",
    b"id" | b"no" | b"nomor") | (b"untuk" | b"utk", b"meter") | (b"meter", b"air") | (b"first",
    b"media") | (b"pdam", b"tirta") | (b"meter", b"prabayar" | b"listrik" | b"pln" | b"token" |
    b"gas") | (b"biznet" | b"myrepublic" | b"iconnet" | b"firstmedia", b"id" | b"no" | b"nomor") |
    (b"kwh", b"meter") | (b"kode" | b"nama", b"pelanggan") | (b"customer" | b"cust", b"id" | b"no"
    | b"number") | (b"id" | b"no" | b"nomor", b"gas" | b"jargas") | (b"media" | b"play", b"id") |
    (b"stand", b"meteran") => Cue::Customer;
    (b"no" | b"nomor" | b"nomer" | b"nmr" | b"id", b"kartu" | b"peserta" | b"anggota" | b"member" |
    b"mesin" | b"akun" | b"user" | b"pengguna" | b"siswa" | b"keluarga" | b"rm" | b"mr" | b"cm" |
    b"induk" | b"nasabah" | b"debitur" | b"pinjaman" | b"pembiayaan" | b"akad" | b"karyawan" |
    b"pegawai" | b"mahasiswa" | b"santri" | b"jamaah" | b"jemaah" | b"driver" | b"mitra" |
    b"pasien" | b"penerima" | b"kpm" | b"kepesertaan" | b"keanggotaan" | b"sep" | b"rujukan" |
    b"gadai" | b"kredit" | b"seri" | b"serial" | b"sip" | b"sipp" | b"id" | b"kopeg" | b"pensiun" |
    b"merchant" | b"agen" | b"kurir" | b"petani" | b"nelayan" | b"art" | b"semesta" | b"pelajar" |
    b"murid" | b"pendaftar" | b"calon" | b"konsumen" | b"pekerja" | b"advokat" | b"relawan" |
    b"kader" | b"pelamar" | b"pelamaran" | b"lamaran" | b"badge" | b"peg" | b"kary" | b"pmi" | b"tki" | b"tkw" |
    b"cpmi" | b"permit") | (b"nik" | b"nip", b"karyawan" | b"pegawai" | b"pekerja" | b"perusahaan") | (b"kode", b"mitra" |
    b"driver" | b"kurir" | b"karyawan" | b"pegawai" | b"agen" | b"reseller" | b"santri" | b"peserta" | b"anggota" | b"member" | b"keluarga" | b"kpm" | b"konsumen"
    | b"pasien" | b"siswa" | b"nasabah") | (b"kontrak", b"leasing" | b"pembiayaan" | b"kredit" |
    b"angsuran" | b"cicilan" | b"pinjaman") | (b"anggota" | b"member" | b"driver" | b"peserta" |
    b"mitra" | b"nasabah", b"id") | (b"id", b"saya" | b"sy" | b"ku") | (b"induk", b"siswa" |
    b"mahasiswa" | b"santri" | b"anggota" | b"karyawan" | b"nasional") | (b"siswa", b"nasional") |
    (b"indonesia", b"pintar" | b"sehat") | (b"tanda", b"anggota" | b"penduduk" | b"mahasiswa") |
    (b"pendidik", b"nasional") | (b"no" | b"nomor" | b"nomer", b"ujian" | b"pendaftaran" | b"haji"
    | b"umroh" | b"tes" | b"test" | b"seleksi") | (b"registrasi" | b"reg" | b"pendaftaran", b"haji"
    | b"umroh" | b"sekolah" | b"peserta" | b"pasien" | b"siswa") | (b"akta" | b"akte" | b"buku" |
    b"kutipan", b"kelahiran" | b"lahir" | b"nikah" | b"kematian" | b"cerai" | b"perkawinan") |
    (b"kartu" | b"buku", b"anggota" | b"member" | b"pelaut" | b"pelautnya" | b"pramuka" | b"tani" |
    b"nelayan" | b"berobat" | b"pasien" | b"uji" | b"pelajar" | b"mahasiswa" | b"lansia" |
    b"disabilitas" | b"sembako" | b"sehat" | b"prakerja" | b"kuning" | b"perpus" | b"perpustakaan"
    | b"pegawai" | b"pengawasan") | (b"kerja" | b"tinggal" | b"work", b"permit" | b"terbatas" | b"tetap") |
    (b"rekam", b"medis" | b"medik" | b"medisku" | b"medisnya" | b"mediknya") | (b"objek" | b"obyek", b"pajak") | (b"porsi" | b"validasi",
    b"haji") | (b"surat", b"nikah") | (b"sip", b"dokter" | b"bidan" | b"perawat" | b"apoteker") |
    (b"mr", b"no" | b"nomor") | (b"kartu", b"no" | b"nomor" | b"nomer" | b"kredit" | b"debit" |
    b"atm") | (b"user", b"id") | (b"imei", b"hp" | b"hape" | b"handphone" | b"ponsel") | (b"bpjs",
    b"tk" | b"naker" | b"ketenagakerjaan") | (b"anggota", b"perpus" | b"perpustakaan" | b"koperasi"
    | b"pramuka") | (b"sidik", b"jari") | (b"serial", b"number") => Cue::Other;
}

/// Words that say that a number follows.
pub(super) fn is_number_word(word: &[u8]) -> bool {
    matches!(
        word,
        b"no"
            | b"nomor"
            | b"nomer"
            | b"nomornya"
            | b"bernomor"
            | b"nomernya"
            | b"nmr"
            | b"nmer"
            | b"num"
            | b"number"
            | b"id"
            | b"kode"
    )
}

/// Words right before the number of a report or a queue.
pub(super) fn is_ticket(word: &[u8]) -> bool {
    matches!(word, b"laporan" | b"aduan" | b"pengaduan" | b"registrasi" | b"antrian" | b"antrean")
}

/// Words by which a writer calls a number her own.
pub(super) fn is_own(word: &[u8]) -> bool {
    matches!(
        word,
        b"saya"
            | b"sy"
            | b"aku"
            | b"kami"
            | b"pribadi"
            | b"istri"
            | b"suami"
            | b"anak"
            | b"ibu"
            | b"bapak"
    )
}
