//! Where somebody lives: a street with the number of a house, and neighbourhoods (RT, RW).
//!
//! A street without a number stays, as it is what a complaint is about; so do villages, which follow
//! or precede an address, and the number of one neighbourhood alone, which every village has.

use super::normal::{is_letter, is_same, is_word};
use super::number::{Joint, Numbers, Run};

mod head;
mod piece;
pub(super) mod word;

use head::{
    GAP, REACH, block_behind, first_word, head, is_at_home, named_block, street_behind, told,
};
use piece::{Piece, piece};
use word::{Part, is_estate, is_flat, is_hamlet};

/// An address between two positions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Match {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) rule: &'static str,
}

/// Most bytes from the end of a street's word to a number in or behind the first part of its address.
pub(super) const FAR: usize = 2 * REACH;

/// Most parts of one address.
const PARTS: usize = 8;

/// Most bytes of an address before a number near one of its words. Runs are no measure: those that only count
/// something are no runs.
const BEFORE: usize = 2 * FAR;

/// Finds every address.
pub(super) fn find(numbers: &Numbers<'_>, mut found: impl FnMut(Match)) {
    let mut floor = 0;
    let mut i = 0;
    // The next number near a word of an address.
    let mut near = 0;
    while i < numbers.runs.len() {
        if near < i || near == 0 {
            let behind = numbers.runs[i..].iter().position(|run| run.near_part);
            let Some(behind) = behind else { return };
            near = i + behind;
        }
        let from = numbers.runs[near].start.saturating_sub(BEFORE);
        i += numbers.runs[i..near].iter().take_while(|run| run.start < from).count();
        let Some(mut first) = piece(numbers, i, floor) else {
            if let Some(address) = neighbourhoods_of_hamlet(numbers, i, floor) {
                found(address);
                floor = address.end;
                i += 1;
            }
            i += 1;
            continue;
        };
        // "jln kenanga 3 no 27": the first number is the street's.
        if first.part == Part::Bare
            && let Some(next) = piece(numbers, i + 1, first.end)
            && next.part != Part::Bare
            && next.start - first.end <= GAP
        {
            first = next;
        }
        let mut seen = bit(first.part);
        let mut units = usize::from(first.part == Part::Unit);
        let mut last = first;
        for _ in 1..PARTS {
            if first.part == Part::Bare {
                break;
            }
            let Some(next) = piece(numbers, last.last + 1, last.end) else { break };
            let between = numbers.bytes.get(last.end..next.start).unwrap_or(b"\n\n\n\n\n");
            let list = last.part == Part::House && next.part == Part::House && is_range(between);
            let joins = list
                || between.len() <= GAP && between.iter().all(|&byte| b" ,./-()".contains(&byte));
            if !joins || next.part == Part::Bare {
                break;
            }
            seen |= bit(next.part);
            units += usize::from(next.part == Part::Unit);
            last = next;
        }
        let names = usize::from(first.part == Part::Branch);
        // Most numbers are far from any street.
        let near = numbers.runs[first.last].near_street;
        let head = if near { head(numbers.bytes, first.start, floor, names) } else { None };
        let head = head.or_else(|| told(numbers.bytes, first, floor));
        let head = head.or_else(|| named_block(numbers.bytes, first, floor));
        // "No. 005/RW.08/II/2024" is a letter's of the neighbourhood.
        let letter = matches!(numbers.bytes[..first.start], [.., digit, b'/'] if digit.is_ascii_digit())
            && numbers.bytes.get(numbers.runs[first.last].end) == Some(&b'/');
        let judged = judge(numbers, (first, last.end), (seen, units), head);
        if let Some(rule) = judged.filter(|_| !letter) {
            let reversed = head.is_none() && first.part == Part::House;
            let start = if rule == "address-neighbourhood" {
                first.start
            } else {
                head.unwrap_or(first.start)
            };
            let end = if reversed && rule == "address-home" {
                street_behind(numbers.bytes, last.end)
            } else {
                block_behind(numbers.bytes, last.end)
            };
            found(Match { start, end, rule });
            floor = end;
        }
        i = last.last + 1;
    }
}

const fn bit(part: Part) -> u16 {
    1 << part as u8
}

/// Whether the parts make an address, and by which rule.
fn judge(
    numbers: &Numbers<'_>,
    (first, end): (Piece, usize),
    (seen, units): (u16, usize),
    head: Option<usize>,
) -> Option<&'static str> {
    let has = |part: Part| seen & bit(part) != 0;
    let bytes = numbers.bytes;
    let name = head.map(|head| &bytes[head..first.start]);
    // "Tower" is the word of a flat that is numbered within its floor, of offices and of masts.
    let mast = name.is_some_and(|name| {
        name.split(|&byte| !is_letter(byte)).any(|word| word.eq_ignore_ascii_case(b"tower"))
    });
    let head = head.filter(|_| !mast || units > 1 || units == 1 && has(Part::House));
    let estate = has(Part::Cell)
        && name.is_some_and(|name| name.split(|&byte| !is_letter(byte)).any(is_estate));
    let house = estate
        || has(Part::House)
        || has(Part::Lettered)
        || has(Part::Plot)
        || has(Part::Branch)
        || has(Part::Block)
        || has(Part::Alley);
    let pair = has(Part::Both) || has(Part::Rt) && has(Part::Rw);
    let neighbourhood = pair || has(Part::Rt) || has(Part::Rw);
    // "Apartemen Melati lantai 12 unit 5" is a home, "Gedung B lantai 3" is none.
    let flat = has(Part::Unit) && head.is_some_and(|head| is_flat(&bytes[head..]));
    // "Gang 3 buntu, gang 5 banjir": an alley is no part of another.
    let alleys = seen == bit(Part::Alley)
        && head.is_some_and(|head| Part::of(first_word(&bytes[head..])) == Some(Part::Alley));
    if head.is_some() && !alleys && (house || neighbourhood || flat) {
        return Some("address-street");
    }
    if pair {
        return Some("address-neighbourhoods");
    }
    if first.part == Part::Cell && has(Part::House) && is_at_home(bytes, first.start, 6) {
        return Some("address-home");
    }
    if first.part == Part::House
        && street_behind(bytes, end) > end
        && is_at_home(bytes, first.start, 1)
    {
        return Some("address-home");
    }
    let block = matches!(first.part, Part::Block | Part::Alley) && has(Part::House);
    let block = block || has(Part::Lettered);
    if block || has(Part::Plot) || house && neighbourhood {
        return Some("address-block");
    }
    if neighbourhood {
        let run = numbers.runs[first.last];
        // A register writes "RT 003"; "RT 3" is how people call it.
        let formal = run.len() == 3 || run.len() == 2 && bytes[run.start] == b'0';
        // "pak RT 05" is the head of it.
        if run.len() < 3 && is_headed(&bytes[..first.start]) {
            return None;
        }
        return (formal || is_at_home(bytes, first.start, 4)).then_some("address-neighbourhood");
    }
    // "alamat Jl. Melati 27": a bare number is one of a house where a home is told.
    let home = first.part == Part::Bare
        && head.is_some_and(|head| is_house(numbers, first) || is_at_home(bytes, head, 4));
    home.then_some("address-home")
}

/// Whether a bare number behind a street's name is that of a house: with a letter, or too high to count
/// streets and closed off like the end of an address.
fn is_house(numbers: &Numbers<'_>, piece: Piece) -> bool {
    let run = numbers.runs[piece.last];
    let digits = numbers.digits(piece.last, piece.last);
    let value = digits.as_slice().iter().fold(0, |sum, &digit| sum * 10 + u32::from(digit));
    let closed = numbers.bytes.get(run.end).is_none_or(|byte| b",.;)\n".contains(byte));
    piece.end > run.end || closed && (21..1000).contains(&value)
}

/// Both neighbourhoods without a word behind a hamlet, with noughts as registers write them: "Kp. Pasir Angin 05/02".
fn neighbourhoods_of_hamlet(numbers: &Numbers<'_>, i: usize, floor: usize) -> Option<Match> {
    let (run, next) = (numbers.runs[i], *numbers.runs.get(i + 1)?);
    let bytes = numbers.bytes;
    let formal = |run: &Run| run.len() == 3 || run.len() == 2 && bytes[run.start] == b'0';
    let pair = run.near_street
        && formal(&run)
        && formal(&next)
        && numbers.joint(i) == Joint::Slash
        && numbers.joint(i + 1) == Joint::Break
        && bytes[..run.start].ends_with(b" ")
        && !bytes.get(next.end).is_some_and(|&byte| is_word(byte) || b"/-".contains(&byte));
    let start = if pair { head(bytes, run.start, floor, 0)? } else { return None };
    is_hamlet(first_word(&bytes[start..])).then_some(Match {
        start,
        end: next.end,
        rule: "address-street",
    })
}

/// Whether a word before a neighbourhood says that its head is meant.
fn is_headed(before: &[u8]) -> bool {
    const WORDS: [&[u8]; 6] = [b"pak", b"bapak", b"bpk", b"bu", b"ibu", b"ketua"];
    let Some(before) = before.strip_suffix(b" ") else { return false };
    let length = before.iter().rev().take(6).take_while(|byte| is_letter(**byte)).count();
    WORDS.iter().any(|known| is_same(known, &before[before.len() - length..]))
}

/// Whether two numbers of houses make one: "No. 12 dan No. 14", "no 1 sampai no 20".
fn is_range(between: &[u8]) -> bool {
    let word = between.trim_ascii();
    [&b"dan"[..], b"atau", b"sampai", b"s/d", b"sd", b"hingga", b"&", b"-"]
        .iter()
        .any(|known| word.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::super::number;
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let bytes = text.as_bytes();
        let runs = number::runs(bytes);
        let mut found = Vec::new();
        find(&Numbers::new(bytes, &runs), |address| found.push(&text[address.start..address.end]));
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn a_street_with_the_number_of_a_house() {
        check(
            "di Jalan Anggrek Raya No. 14 RT.02 RW.08, Kel. Sukarasa",
            &["Jalan Anggrek Raya No. 14 RT.02 RW.08"],
        );
        check(
            "jln kenanga 3 blok d/17 rt.02 rw.11 banjir",
            &["jln kenanga 3 blok d/17 rt.02 rw.11"],
        );
        check("Perum Griya Asri Blok C2 No. 15", &["Perum Griya Asri Blok C2 No. 15"]);
        check("Gg. Mawar No 5A, bau", &["Gg. Mawar No 5A"]);
        check("sawah Blok Cibogo No 17 Desa", &["Blok Cibogo No 17"]);
        check("di blok Karang Anyar RT 11 RW 05", &["blok Karang Anyar RT 11 RW 05"]);
        check("Kp. Pasir Angin 05/02 ds", &["Kp. Pasir Angin 05/02"]);
        check("bersurat ke kecamatan no. 005/RW.08/II/2024 dan 12/RT.03/RW.08/2024", &[]);
        check("di Jl. Rekaan Lingk. IV No. 52 so", &["Jl. Rekaan Lingk. IV No. 52"]);
        check("Kp. Pasir Angin 5/2", &[]);
        check("Jl. Melati 05/02", &[]);
        check("Kp. Pasir 05/02/2024", &[]);
        check("Dinas Lingkungan Hidup nomor 660.2, KMP Mishima no 12, pak RT 05, bu RW 03", &[]);
        check("Jl. Sulaiman 3 minggu tidak diangkut truk no 18", &[]);
        check("Jl. A. Yani Gg. 3 no. 7-9 ya", &["Jl. A. Yani Gg. 3 no. 7-9"]);
        check("alamat: Jl. Melati 27", &["Jl. Melati 27"]);
        check(
            "Jalan Dr. Rekaan 112A… atau Jl. Melati 45, Rekaan",
            &["Jalan Dr. Rekaan 112A", "Jl. Melati 45"],
        );
        check("rmh sy jln anggrek 3 no 27b rt 04 rw 11", &["jln anggrek 3 no 27b rt 04 rw 11"]);
        check("kios BLOK D 17 dan dk. ngrancang rt 1/4", &["BLOK D 17", "dk. ngrancang rt 1/4"]);
        check("jalan dpn jl cempaka raya nmr 9", &["jl cempaka raya nmr 9"]);
        check("Jl. Melati IV/17 dan Gg.V/12", &["Jl. Melati IV/17", "Gg.V/12"]);
        check("Perum. Griya Rekaan Blok.A No.2", &["Perum. Griya Rekaan Blok.A No.2"]);
        check("gang sempit gg mawar 2 no 5", &["gg mawar 2 no 5"]);
        check("blok F-12 no 3, blok C nomor 9", &["blok F-12 no 3, blok C nomor 9"]);
        check(
            "Cluster Melati D5/21 dan jalan mawar nomor rumah 12",
            &["Cluster Melati D5/21", "jalan mawar nomor rumah 12"],
        );
        check("Jl. Raya Sukarasa KM 23 No. 45", &["Jl. Raya Sukarasa KM 23 No. 45"]);
        check(
            "Jl. Mawar No.17-A, Jl. Melati depan no. 4 B",
            &["Jl. Mawar No.17-A", "Jl. Melati depan no. 4 B"],
        );
        check("Jl Mawar No. 12 dan No. 14 banjir", &["Jl Mawar No. 12 dan No. 14"]);
        check("Apartemen Melati lantai 12 unit 5", &["Apartemen Melati lantai 12 unit 5"]);
        check("jentik di rumah kosong blok E3/21", &["blok E3/21"]);
        check(
            "Jl. Pintu Rekaan II Dalam no 16B, Jalan Panjang No. 7",
            &["Jl. Pintu Rekaan II Dalam no 16B", "Jalan Panjang No. 7"],
        );
    }

    #[test]
    fn flats_estates_and_blocks_with_names() {
        check(
            "unit Tower Safir Lt. 17 No. 08 dan Tower B lantai 22 nomor 7 bau",
            &["Tower Safir Lt. 17 No. 08", "Tower B lantai 22 nomor 7"],
        );
        check(
            "di Perumahan Griya Rekaan AB-21, tolong; perum rekaan asri c-12",
            &["Perumahan Griya Rekaan AB-21", "perum rekaan asri c-12"],
        );
        check(
            "rumah Kavling Rekaan Blok Madinah 7. Di Blok Mawar 3, ya",
            &["Kavling Rekaan Blok Madinah 7", "Blok Mawar 3"],
        );
        check(
            "Jl. Rekaan Atas Kav. 12 Blok C, Jl. Rekaan Lama No. 5 Blok B. Ya",
            &["Jl. Rekaan Atas Kav. 12 Blok C", "Jl. Rekaan Lama No. 5 Blok B"],
        );
        check("blokE5no8 ga ada tong", &["blokE5no8"]);
        check("kakak saya, alamat Los Rekaan No. 55", &["Los Rekaan No. 55"]);
        check("Jorong Koto Panjang No. 12, telp", &["Jorong Koto Panjang No. 12"]);
        check("rumah di Bumi Rekaan Permai C5 No 12", &["C5 No 12"]);
        check(
            "rumah no 12 jl mawar banjir, rumah No. 5 Jl. Rekaan Raya banjir",
            &["no 12 jl mawar", "No. 5 Jl. Rekaan Raya"],
        );
        check("perumahan rekaan c/12 dan rt 001 002", &["perumahan rekaan c/12", "rt 001 002"]);
        check("alamat Jl. Rekaan #12", &["Jl. Rekaan #12"]);
        check("Form C5 No 12, perda no 12 jalan umum, antrean no 12 jl mawar", &[]);
        check("Tower SUTT No. 45 miring, menara tower no 12, blok Cibodas 3 hektar", &[]);
        check("perumahan Griya ke-3, komplek pasar di-5, alamat email no 12", &[]);
        check("Pemilik Tower B lantai 22, rusunawa, tower b lt 5, Blok Pasar 7 orang", &[]);
    }

    #[test]
    fn neighbourhoods_alone_and_with_a_hamlet() {
        check("dusun pojok rt 3 rw 1 desa sukamaju", &["dusun pojok rt 3 rw 1"]);
        check("RT/RW 005/009", &["RT/RW 005/009"]);
        check("warga RT 02/RW 11 resah", &["RT 02/RW 11"]);
        check("rt02rw11 dan RT. 04/05 atau RT 007", &["rt02rw11", "RT. 04/05", "RT 007"]);
        check("tinggal di rt 3", &["rt 3"]);
        check("Jl. Mawar RT 03 RW 04", &["Jl. Mawar RT 03 RW 04"]);
    }

    #[test]
    fn streets_decrees_and_posts_stay() {
        check("Jalan Mawar 3 rusak, Jl. Raya Sukarasa KM 12", &[]);
        check("UU Lalu Lintas dan Angkutan Jalan No. 22 Tahun 2009", &[]);
        check(
            "Perda Jalan Umum No. 5/2010, SK No. 800/1122/2022, SE Jalan Aman No. 5/VI/2010",
            &[],
        );
        check("jalan rusak no 1 di kota, antrian no 12, blok 5 pasar, blok di 2 tempat", &[]);
        check("Tiang lampu Jl Dahlia miring, tiang PJU nomor 15, Jalan Mawar tiang nomor 12", &[]);
        check("Gedung B lantai 3 ruang 301, rumah di Jl. Raya Sukarasa KM 12", &[]);
        check("warga RT 3 kerja bakti, RW 5 juga", &[]);
        check("rumah kami di asrama harus kosong dalam 7 hari", &[]);
        check("jalan panjang no 7, Jalan di Pintu no 7", &[]);
        check(
            "jalan di depan pasar sejak 2023 dan jalan 5 km, perumahan 36 unit, gang 2 meter",
            &[],
        );
    }
}
