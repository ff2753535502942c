//! What looks like an identifier and stays.

use super::normal::is_word;

/// Longest token that is recognised: `[NAMA 99999]` with room to spare.
const LONGEST_TOKEN: usize = 16;

/// The start of a token such as `[NIK]` or `[NAMA 2]` that ends at `end`.
pub(super) fn token_before(bytes: &[u8], end: usize) -> Option<usize> {
    let tail = &bytes[end.saturating_sub(LONGEST_TOKEN)..end];
    let open = tail.iter().rposition(|&byte| byte == b'[')?;
    is_token(&tail[open..]).then(|| end - (tail.len() - open))
}

/// The end of a token that starts at `start`.
pub(super) fn token_at(bytes: &[u8], start: usize) -> Option<usize> {
    let head = &bytes[start..bytes.len().min(start + LONGEST_TOKEN)];
    let close = head.iter().position(|&byte| byte == b']')?;
    is_token(&head[..=close]).then_some(start + close + 1)
}

fn is_token(bytes: &[u8]) -> bool {
    let Some(inner) = bytes.strip_prefix(b"[").and_then(|rest| rest.strip_suffix(b"]")) else {
        return false;
    };
    match inner.strip_prefix(b"NAMA ") {
        Some(number) => !number.is_empty() && number.iter().all(u8::is_ascii_digit),
        None => super::Kind::ALL.iter().any(|kind| kind.token().as_bytes() == inner),
    }
}

/// Least length of a hexadecimal digest or of a UUID without its hyphens.
const DIGEST: usize = 32;
/// Least length of a shorter one, in which letters and digits must change more than once.
const SHORT_DIGEST: usize = 16;
/// Bytes that are looked at on either side of a run.
const REACH: usize = 128;

/// Whether a run of digits lies inside a hexadecimal digest or a UUID.
///
/// A published id is base 32 without 0, 1, 8 and 9, in which no identifier can be.
pub(super) fn in_digest(bytes: &[u8], start: usize, end: usize) -> bool {
    let around = |is: fn(u8) -> bool| {
        let left = bytes[..start].iter().rev().take(REACH).take_while(|&&byte| is(byte)).count();
        let right = bytes[end..].iter().take(REACH).take_while(|&&byte| is(byte)).count();
        &bytes[start - left..end + right]
    };
    let word = around(is_word);
    if word.len() == end - start && !bytes[..start].ends_with(b"-") && bytes.get(end) != Some(&b'-')
    {
        return false;
    }
    let changes = word.windows(2).filter(|two| !two[0].is_ascii_digit() && two[1].is_ascii_digit());
    let letters = |word: &[u8]| word.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
    let hexadecimal = word.iter().all(u8::is_ascii_hexdigit);
    if hexadecimal && word.len() >= SHORT_DIGEST && changes.count() >= 2 && letters(word) >= 2 {
        return true;
    }
    let hyphened = around(|byte| is_word(byte) || byte == b'-');
    hyphened.iter().all(|&byte| byte.is_ascii_hexdigit() || byte == b'-')
        && hyphened.iter().filter(|byte| byte.is_ascii_hexdigit()).count() >= DIGEST
        && letters(hyphened) >= 3
}

/// Whether the digits at `start` are the fraction of a decimal number such as `0.3515084702931234`.
///
/// The number of a list ("1.3515...") looks the same. It stands at the start of a line, or, if
/// `listed`, behind the space after a word; a number in markup never does, as its digits follow `"`,
/// `,`, `:` or another number.
pub(super) fn is_fraction(bytes: &[u8], start: usize, listed: bool) -> bool {
    let Some((b'.', before)) = bytes[..start].split_last() else {
        return false;
    };
    let whole = before.iter().rev().take(5).take_while(|byte| byte.is_ascii_digit()).count();
    let (context, whole) = before.split_at(before.len() - whole);
    match (whole, context) {
        ([], _) => false,
        ([b'0'], _) | ([_, _, _, ..], _) => true,
        (_, [] | [.., b'\n' | b'>']) => false,
        (_, [.., last, b' ' | b'\t']) => !listed || last.is_ascii_digit(),
        (_, [b' ' | b'\t']) => !listed,
        // A string of JSON may begin with the number of a list; an attribute does not.
        (_, [.., b'"']) => context.ends_with(b"=\""),
        _ => true,
    }
}

/// Whether the digit run at `start` belongs to the number of a police report or a decree, whose
/// parts are joined by slashes: `LP/B/0812.../VI/2025`.
pub(super) fn in_document_number(bytes: &[u8], start: usize) -> bool {
    let reach = 48;
    let length = bytes[..start]
        .iter()
        .rev()
        .take(reach)
        .take_while(|&&byte| is_word(byte) || matches!(byte, b'/' | b'-' | b'.'))
        .count();
    let prefix = &bytes[start - length..start];
    let head = prefix.split(|&byte| byte == b'/').next().unwrap_or_default();
    let is_head = |known: &&[u8]| head.eq_ignore_ascii_case(known);
    const HEADS: [&[u8]; 14] = [
        b"LP", b"LPB", b"STPL", b"STTLP", b"STTPL", b"TBL", b"SP", b"SPK", b"SK", b"SKEP", b"KEP",
        b"SE", b"ND", b"UND",
    ];
    prefix.contains(&b'/') && HEADS.iter().any(is_head)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_recognised_from_both_ends() {
        assert_eq!(token_at(b"x [NIK] y", 2), Some(7));
        assert_eq!(token_before(b"x [NAMA 12]", 11), Some(2));
        assert_eq!(token_at(b"[NAMA ]", 0), None);
        assert_eq!(token_at(b"[catatan]", 0), None);
        assert_eq!(token_before(b"[[[[[[[[[[[[[[[[[[[[[]", 22), None);
    }

    #[test]
    fn a_fraction_is_told_from_the_number_of_a_list() {
        let check = |text: &str, listed| is_fraction(text.as_bytes(), text.len(), listed);
        assert!(check("0.", true));
        assert!(check("x=\"12.", true));
        assert!(check(",1.", true));
        assert!(check("anak 1.", false));
        assert!(!check("anak 1.", true));
        assert!(check("7 1.", true));
        assert!(check("872.", true));
        assert!(!check("1.", false));
        assert!(!check("no.", false));
    }

    #[test]
    fn a_digest_is_hexadecimal_and_long() {
        let digest = "3578010203049901abcdef0123456789abcdef00";
        assert!(in_digest(digest.as_bytes(), 0, 16));
        assert!(!in_digest(b"kk3578010203049901", 2, 18));
        assert!(!in_digest("3".repeat(64).as_bytes(), 0, 64));
        assert!(in_digest(b"0921744505f8ed63", 0, 10));
        assert!(in_digest(b"ee1dadae-dbec-da1d-cfbf-dd0883101501", 26, 36));
        assert!(!in_digest(b"3515080102909901-3515080102909902", 0, 16));
        assert!(!in_digest(b"3515080102909901a", 0, 16));
    }

    #[test]
    fn a_police_report_is_joined_by_slashes() {
        let check = |text: &str| in_document_number(text.as_bytes(), text.len());
        assert!(check("nomor LP/B/"));
        assert!(!check("hp/wa/"));
        assert!(!check("LP "));
    }
}
