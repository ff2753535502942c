//! Names under which people are found on networks: `@name`, "ig: name".

use super::normal::{is_letter, is_same, is_word};

/// A handle between two positions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Match {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) rule: &'static str,
}

/// Longest handle of any network, Telegram's 32.
const LONGEST: usize = 32;
/// Words between the name of a network and a handle: "ig saya", "akun instagram anak sy".
const FILLERS: usize = 3;

/// Handles of agencies, which are public, and words that follow an `@` in style sheets and data.
const PUBLIC: [&[u8]; 62] = [
    b"lapor1708",
    b"kemenpanrb",
    b"ombudsmanri137",
    b"kpk_ri",
    b"official.kpk",
    b"kemenkes_ri",
    b"kemenkesri",
    b"kemensosri",
    b"kemendagri",
    b"kemenpupr",
    b"kemenhub151",
    b"kemenag_ri",
    b"kemdikbud.ri",
    b"kemdikbud_ri",
    b"kominfo",
    b"kemkominfo",
    b"kemenkeuri",
    b"ditjenpajakri",
    b"divisihumaspolri",
    b"ntmc_polri",
    b"tmcpoldametro",
    b"bpjskesehatanri",
    b"bpjskesehatan_ri",
    b"bpjs.ketenagakerjaan",
    b"pln_123",
    b"pln123_official",
    b"dukcapil",
    b"infobmkg",
    b"bnpb_indonesia",
    b"basarnas",
    b"bkngoid",
    b"setkabgoid",
    b"dkijakarta",
    b"media",
    b"import",
    b"charset",
    b"namespace",
    b"supports",
    b"page",
    b"layer",
    b"container",
    b"property",
    b"keyframes",
    b"scope",
    b"context",
    b"value",
    b"vocab",
    b"list",
    b"set",
    b"reverse",
    b"base",
    b"none",
    b"json",
    b"nest",
    b"index",
    b"prefix",
    b"version",
    b"included",
    b"type",
    b"graph",
    b"language",
    b"id",
];

/// What the handles of public offices begin with.
const OFFICES: [&[u8]; 53] = [
    b"pemkab",
    b"pemkot",
    b"pemprov",
    b"pemda",
    b"polres",
    b"polda",
    b"polsek",
    b"dishub",
    b"diskominfo",
    b"dukcapil",
    b"disdukcapil",
    b"kemen",
    b"kejari",
    b"bpbd",
    b"satpolpp",
    b"humas",
    b"dinkes",
    b"dinsos",
    b"disdik",
    b"rsud",
    b"kemkom",
    b"transjakarta",
    b"pttransjakarta",
    b"ccicpolri",
    b"puskesmas",
    b"ombudsman",
    b"lapor",
    b"kemdik",
    b"kemkes",
    b"kemenag",
    b"ditjen",
    b"dinas",
    b"disnaker",
    b"disperindag",
    b"dispendik",
    b"dispenduk",
    b"pdam",
    b"perumda",
    b"bapenda",
    b"bkpsdm",
    b"bawaslu",
    b"kantor",
    b"imigrasi",
    b"beacukai",
    b"bpjs",
    b"bpom",
    b"bnpb",
    b"pln",
    b"pelni",
    b"keretaapi",
    b"kai121",
    b"commuterline",
    b"samsat",
];

/// What rules of style sheets begin with that have a hyphen.
const STYLES: [&[u8]; 6] = [b"font", b"counter", b"color", b"position", b"starting", b"view"];

/// Words between the name of a network and a handle.
const FILLER: [&[u8]; 27] = [
    b"atas",
    b"saya",
    b"sy",
    b"sya",
    b"aku",
    b"akun",
    b"nya",
    b"ny",
    b"ku",
    b"mu",
    b"kami",
    b"dgn",
    b"dengan",
    b"nama",
    b"adalah",
    b"di",
    b"id",
    b"username",
    b"pelaku",
    b"penipu",
    b"dia",
    b"beliau",
    b"ini",
    b"ybs",
    b"bernama",
    b"akunnya",
    b"namanya",
];

/// Words that a sentence puts behind the name of a network, and no handles of people.
const SENTENCE: [&[u8]; 26] = [
    // "twitter:card" is what a page says of its picture.
    b"card",
    b"tidak",
    b"tdk",
    b"mohon",
    b"tolong",
    b"belum",
    b"sudah",
    b"ada",
    b"yang",
    b"dan",
    b"atau",
    b"facebook",
    b"instagram",
    b"twitter",
    b"tiktok",
    b"telegram",
    b"https",
    b"http",
    b"www",
    b"resmi",
    b"admin",
    b"bupati",
    b"lapor",
    b"pemkab",
    b"pemkot",
    b"dinas",
];

fn is_one_of(name: &[u8], known: &[&[u8]]) -> bool {
    known.iter().any(|known| is_same(known, name))
}

/// Finds every handle: behind an `@`, and behind the name of a network.
pub(super) fn find(
    bytes: &[u8],
    signs: &[usize],
    networks: &[usize],
    mut found: impl FnMut(Match),
) {
    for &sign in signs {
        if let Some(end) = signed(bytes, sign) {
            found(Match { start: sign, end, rule: "handle" });
        }
    }
    let mut last = None;
    for &end in networks {
        if let Some((start, end)) = named(bytes, end).or_else(|| named_before(bytes, end))
            && last.replace(start) != Some(start)
        {
            found(Match { start, end, rule: "handle-network" });
        }
    }
}

/// The end of the handle behind an `@`.
fn signed(bytes: &[u8], at: usize) -> Option<usize> {
    if bytes[at] != b'@' {
        return None;
    }
    let end = token(bytes, at + 1);
    let name = &bytes[at + 1..end];
    let free = !at.checked_sub(1).is_some_and(|before| {
        // "Twitter saya@rekaan_99": no address has such a sign behind its `@`.
        let glued = is_letter(bytes[before]) && name.contains(&b'_');
        !glued && is_word(bytes[before]) || b"._-+%@\\".contains(&bytes[before])
    });
    if !free {
        return None;
    }
    let price = name.len() >= 2
        && name[..2].eq_ignore_ascii_case(b"rp")
        && name[2..].iter().all(|&byte| byte.is_ascii_digit() || byte == b'.');
    // "@font-face": a rule of a style sheet.
    let at_rule = bytes.get(end) == Some(&b'-') && is_one_of(name, &STYLES);
    (name.len() >= 2
        && name.iter().any(|byte| is_letter(*byte))
        && !price
        && !is_count(name)
        && !at_rule
        && (!is_public(name) || is_false(&bytes[..at])))
    .then_some(end)
}

/// Whether it is a price or an amount for each: "3x bayar @100rb", "isi @12botol".
fn is_count(name: &[u8]) -> bool {
    const UNITS: [&[u8]; 24] = [
        b"rb", b"rbu", b"ribu", b"k", b"jt", b"juta", b"rupiah", b"kg", b"gr", b"gram", b"ltr",
        b"liter", b"lt", b"ml", b"m", b"cm", b"org", b"orang", b"pcs", b"buah", b"botol", b"lbr",
        b"lembar", b"sak",
    ];
    let digits = name.iter().take_while(|byte| byte.is_ascii_digit()).count();
    digits > 0 && is_one_of(&name[digits..], &UNITS)
}

/// Whether a word says that an account only takes the name of an office: "akun palsunya @...".
fn is_false(before: &[u8]) -> bool {
    const WORDS: [&[u8]; 5] = [b"palsu", b"palsunya", b"gadungan", b"penipu", b"fake"];
    let gap = before.iter().rev().take(3).take_while(|b| b" :(".contains(b)).count();
    let before = &before[..before.len() - gap];
    let length = before.iter().rev().take(10).take_while(|byte| is_letter(**byte)).count();
    is_one_of(&before[before.len() - length..], &WORDS)
}

/// The end of the letters, digits, dots and underscores at `start`.
fn token(bytes: &[u8], start: usize) -> usize {
    let is_handle = |byte: u8| is_word(byte) || byte == b'_' || byte == b'.';
    let length = bytes[start..].iter().take(LONGEST).take_while(|&&b| is_handle(b)).count();
    let token = &bytes[start..start + length];
    start + length - token.iter().rev().take_while(|&&byte| byte == b'.').count()
}

/// The handle behind the name of a network that ends at `end`: after a colon any word, else one that
/// no sentence has.
fn named(bytes: &[u8], mut end: usize) -> Option<(usize, usize)> {
    // "Line" is a word of English, "line id" is none.
    let mut line = end >= 4
        && bytes[end - 4..end].eq_ignore_ascii_case(b"line")
        && !(end >= 7 && bytes[end - 7..end - 4].eq_ignore_ascii_case(b"id "));
    // An account may be one of anything, so its name has to look like none of a sentence's words.
    let mut any = [&b"akun"[..], b"akunnya", b"shopee", b"tokped"]
        .iter()
        .any(|word| end >= word.len() && bytes[end - word.len()..end].eq_ignore_ascii_case(word));
    let (mut colon, mut far, mut filled) = (false, false, false);
    for _ in 0..=FILLERS {
        let gap = bytes[end..].iter().take(4).take_while(|&&b| b" :=(-@".contains(&b)).count();
        colon |= bytes[end..end + gap].iter().any(|byte| b":=".contains(byte));
        // "IG @ wati_99".
        let apart = &bytes[end..end + gap] == b" @ ";
        if !apart && bytes[end..end + gap].contains(&b'@') {
            return None;
        }
        let start = end + gap;
        let stop = token(bytes, start);
        let name = &bytes[start..stop];
        if gap == 0 || name.is_empty() {
            return None;
        }
        // "IG-ku": a hyphen joins what belongs to the word, and nothing else.
        if bytes[end..start].contains(&b'-') && !is_one_of(name, &FILLER) {
            return None;
        }
        // "Akun shopee rekaan99".
        if is_one_of(name, &[b"shopee", b"tokopedia", b"lazada", b"bukalapak"]) {
            any = false;
            end = stop;
            continue;
        }
        if is_one_of(name, &FILLER) {
            line &= !name.eq_ignore_ascii_case(b"id");
            (filled, end) = (true, stop);
            continue;
        }
        // "Gara2" is how plurals are written in haste.
        let plural = name.strip_suffix(b"2").is_some_and(|word| word.iter().all(|b| is_letter(*b)));
        let odd = name.iter().any(|byte| byte.is_ascii_digit() || b"_.".contains(byte)) && !plural;
        let letters = name.iter().filter(|byte| is_letter(**byte)).count();
        // "...tidak ada.Mohon": a sentence begins behind the dot.
        let sentence = name.windows(3).any(|three| {
            three[0].is_ascii_lowercase() && three[1] == b'.' && three[2].is_ascii_uppercase()
        }) && name[0].is_ascii_lowercase();
        let domain = is_domain(name);
        // "snapgram mantan pegawai wati_k.contoh": no other word has such signs.
        let strong = name.contains(&b'_')
            && name.iter().any(|byte| byte.is_ascii_digit() || *byte == b'.')
            && !is_file(name);
        let plain = &bytes[end..start] == b" " && name.iter().all(|byte| is_letter(*byte));
        if plain && !colon && !any && !is_one_of(name, &SENTENCE) {
            far = true;
            end = stop;
            continue;
        }
        if far && !strong {
            return None;
        }
        // "line: rekaan99", "line sy rekaan_99".
        line &= !(colon && odd || filled && name.contains(&b'_'));
        let dots = name.iter().filter(|&&byte| byte == b'.').count();
        let marked = if any {
            name.contains(&b'_') || dots > 1 || odd && on_network(bytes, stop)
        } else {
            odd
        };
        let handle =
            (marked && !sentence || colon && !any) && letters >= 3 && name.len() >= 4 && !domain;
        let free =
            !line && !is_one_of(name, &SENTENCE) && (!is_public(name) || is_false(&bytes[..start]));
        return (handle && free).then_some((start, stop));
    }
    None
}

/// The handle before " di " and the network that ends at `end`: "rekaan.jaya di tiktok".
fn named_before(bytes: &[u8], end: usize) -> Option<(usize, usize)> {
    let network = bytes[..end].iter().rev().take(10).take_while(|byte| is_letter(**byte)).count();
    let stop = bytes[..end - network].strip_suffix(b" di ")?.len();
    let is_handle = |byte: u8| is_word(byte) || byte == b'_' || byte == b'.';
    let length =
        bytes[..stop].iter().rev().take(LONGEST + 1).take_while(|b| is_handle(**b)).count();
    let (start, name) = (stop - length, &bytes[stop - length..stop]);
    let free = start == 0 || bytes[start - 1].is_ascii_whitespace() || bytes[start - 1] == b'(';
    let inner =
        name.windows(3).any(|w| is_word(w[0]) && matches!(w[1], b'_' | b'.') && is_word(w[2]));
    let letters = name.iter().filter(|byte| is_letter(**byte)).count();
    let whole =
        name.first().is_some_and(|b| is_word(*b)) && name.last().is_some_and(|b| is_word(*b));
    (free
        && whole
        && inner
        && letters >= 4
        && name.len() <= LONGEST
        && name.iter().all(|byte| !byte.is_ascii_uppercase())
        && !is_domain(name)
        && !is_file(name)
        && !is_public(name))
    .then_some((start, stop))
}

/// Whether a network is named behind: "akun rekaan.jaya di ig".
fn on_network(bytes: &[u8], end: usize) -> bool {
    let rest = bytes[end..].strip_prefix(b" di ").unwrap_or_default();
    let word = &rest[..rest.iter().take(10).take_while(|byte| is_letter(**byte)).count()];
    is_one_of(word, &[b"ig", b"instagram", b"fb", b"facebook", b"tiktok", b"twitter", b"x"])
}

/// Whether a name ends as one of a file does.
fn is_file(name: &[u8]) -> bool {
    const ENDINGS: [&[u8]; 8] =
        [b".jpg", b".jpeg", b".png", b".pdf", b".mp4", b".doc", b".docx", b".xlsx"];
    ENDINGS.iter().any(|end| {
        name.len() > end.len() && name[name.len() - end.len()..].eq_ignore_ascii_case(end)
    })
}

fn is_domain(name: &[u8]) -> bool {
    [&b".com"[..], b".go.id", b".co.id", b".net", b".org"].iter().any(|end| {
        name.len() > end.len() && name[name.len() - end.len()..].eq_ignore_ascii_case(end)
    })
}

fn is_public(name: &[u8]) -> bool {
    // An office names itself first: "@pemkot_contoh".
    let head = |office: &&[u8]| {
        name.get(..office.len()).is_some_and(|head| head.eq_ignore_ascii_case(office))
    };
    let government = name.len() > 6 && name[name.len() - 6..].eq_ignore_ascii_case(b".go.id");
    government || OFFICES.iter().any(head) || PUBLIC.iter().any(|known| is_same(known, name))
}

#[cfg(test)]
mod tests {
    use super::super::sift::Sifted;
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let bytes = text.as_bytes();
        let mut found = Vec::new();
        let sifted = Sifted::new(bytes);
        find(bytes, &sifted.signs, &sifted.networks, |handle| {
            found.push(&text[handle.start..handle.end]);
        });
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn handles_behind_a_sign_or_a_network() {
        check("dm @warga.contoh12, (@rekaan_9) ya", &["@warga.contoh12", "@rekaan_9"]);
        check("ig saya warga_contoh12. Fb: rekaanjaya", &["warga_contoh12", "rekaanjaya"]);
        check(
            "fb Rekaan.Jaya.Contoh dan di ig gara2 dana, tiktok ada.Mohon",
            &["Rekaan.Jaya.Contoh"],
        );
        check("akun TikTok rekaan99 itu, id line: rekaan.12", &["rekaan99", "rekaan.12"]);
        check("IG-ku rekaan_99, ig nya (rekaan.12)", &["rekaan_99", "rekaan.12"]);
        check("akun rekaan_99 dan akun rekaan.12 di ig", &["rekaan_99", "rekaan.12"]);
        check("akun rekaan99 tidak bisa, ig-an terus", &[]);
        check("akun shopee rekaan99, fb atas nama Rekaan.77", &["rekaan99", "Rekaan.77"]);
        check("michat rekaan99, tiktoknya rekaan_9", &["rekaan99", "rekaan_9"]);
        check("toko shopee rekaan_99.jaya", &["rekaan_99.jaya"]);
        check("paket shopee spx99012 dan shopee: barang palsu", &[]);
        check("line id rekaan99, line: rekaan.12, line 5", &["rekaan99", "rekaan.12"]);
        check("line sy rekaan_pnrg krn, line saya rekaan99", &["rekaan_pnrg"]);
        check("Twitter saya@rekaan_9, x@rekaan9 5@rekaan_9", &["@rekaan_9"]);
        check("snapgram mantan pegawai rekaan_k.contoh pamer", &["rekaan_k.contoh"]);
        check("ig anak saya foto_ktp.jpg, fb itu rekaan99, ig 5 orang", &[]);
        check(
            "IG @ rekaan_99, akun palsunya @disdik_kilat.cepat",
            &["@disdik_kilat.cepat", "rekaan_99"],
        );
    }

    #[test]
    fn agencies_prices_and_style_sheets_stay() {
        check("3x bayar @100rb, isi @12 botol @5000 @2jt @Rp150.000 @100rbx", &["@100rbx"]);
        check("@lapor1708 @dinas.go.id telur @Rp2000 @2500 @ @Rp 3.000 @pemkot_contoh", &[]);
        check("@media print{} @font-face{} {\"@context\":1,\"@type\":2} x@2x.png a@b.id", &[]);
        check("fb tidak dibalas, instagram: mohon dijawab, ig dinas", &[]);
        check("<meta name=\"twitter:card\" content=\"summary\">, twitter:cardi", &["cardi"]);
    }
}
