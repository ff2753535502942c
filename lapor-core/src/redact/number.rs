//! Digits in a text: runs, and what joins them.

use super::normal::{HIDDEN, is_letter, is_word};

/// A run of digits; letters that people write for 0 and 1 count inside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether a word that a street begins with stands so near that an address may begin there.
    pub(super) near_street: bool,
    /// The same of a word that the number of a house, a block or a neighbourhood stands behind.
    pub(super) near_part: bool,
    /// Whether a word for birth stands so near that it may be the day's.
    pub(super) near_birth: bool,
}

impl Run {
    pub(super) const fn len(self) -> usize {
        self.end - self.start
    }
}

/// What stands between two runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    Space,
    Dot,
    Hyphen,
    Slash,
    /// Brackets, or a hyphen or dot among spaces.
    Mixed,
    /// Anything else: the runs are two numbers.
    Break,
}

/// Most characters that join two runs.
pub(super) const JOINT_LENGTH: usize = 3;
/// Most digits of anything that is looked for, and one more, so that a longer number shows.
const DIGITS: usize = 20;
/// Fewest digits of anything that is looked for.
const SHORTEST: usize = 5;
/// Most letters in a row that stand for digits.
const CONFUSABLE: usize = 4;

/// The digits of a stretch of runs, as numbers 0-9.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Digits {
    digits: [u8; DIGITS],
    length: usize,
}

impl Digits {
    pub(super) fn as_slice(&self) -> &[u8] {
        &self.digits[..self.length]
    }

    /// Adds the digits of a stretch of bytes; what does not fit is counted by a full length.
    pub(super) fn extend(&mut self, bytes: &[u8]) {
        for digit in bytes.iter().filter_map(|&byte| digit(byte)) {
            let Some(place) = self.digits.get_mut(self.length) else { return };
            *place = digit;
            self.length += 1;
        }
    }
}

/// The run that begins with the letters of a whole word, if all may stand for digits.
pub(super) fn run_of_letters(bytes: &[u8], start: usize, digit: usize) -> Option<(usize, usize)> {
    let free = !start.checked_sub(1).is_some_and(|before| is_word(bytes[before]));
    let short = digit - start <= CONFUSABLE;
    let letters = || bytes[start..digit].iter().all(|&byte| is_confusable(byte));
    (free && short && letters()).then(|| (start, run_end(bytes, start)))
}

/// Whether what stands between two runs is the end of a line and nothing else.
pub(super) fn is_line_joint(between: &[u8]) -> bool {
    matches!(between, b"\n" | b"\r\n" | b"-\n" | b" \n" | b"\n ")
}

/// Whether a run begins at `at` with letters, behind no word.
pub(super) fn is_run_of_letters(bytes: &[u8], at: usize) -> bool {
    let letters = bytes[at..].iter().take_while(|byte| is_letter(**byte)).take(CONFUSABLE + 1);
    let end = at + letters.count();
    is_digit_at(bytes, end) && run_of_letters(bytes, at, end).is_some()
}

/// The runs of a text in order, even those that only count something.
pub(super) fn runs(bytes: &[u8]) -> Vec<Run> {
    super::sift::Sifted::all(bytes).runs
}

/// A text and its runs, some of which may be hidden by now.
#[derive(Clone, Copy)]
pub(super) struct Numbers<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) runs: &'a [Run],
}

impl<'a> Numbers<'a> {
    pub(super) const fn new(bytes: &'a [u8], runs: &'a [Run]) -> Self {
        Self { bytes, runs }
    }

    /// Whether run `i` is part of what was found.
    pub(super) fn is_hidden(&self, i: usize) -> bool {
        let run = self.runs[i];
        self.bytes[run.start] == HIDDEN || self.bytes[run.end - 1] == HIDDEN
    }

    /// What joins run `i` to the one behind it; nothing joins what is hidden.
    #[inline]
    pub(super) fn joint(&self, i: usize) -> Joint {
        match (self.runs.get(i), self.runs.get(i + 1)) {
            (Some(left), Some(right)) if right.start - left.end <= JOINT_LENGTH => {
                self.close_joint(left.end, right.start)
            }
            _ => Joint::Break,
        }
    }

    /// What joins two runs that are close to each other.
    fn close_joint(&self, left: usize, right: usize) -> Joint {
        if self.bytes[left - 1] == HIDDEN || self.bytes[right] == HIDDEN {
            return Joint::Break;
        }
        match &self.bytes[left..right] {
            [] => Joint::Mixed,
            [b' ' | b'\t'] | [b' ', b' '] | [b' ', b' ', b' '] => Joint::Space,
            [b'.'] => Joint::Dot,
            [b'-'] | [b'_'] => Joint::Hyphen,
            [b'/'] => Joint::Slash,
            between if between.iter().all(|byte| b" .-()".contains(byte)) => Joint::Mixed,
            _ => Joint::Break,
        }
    }

    /// What joins run `i` to the one before it.
    pub(super) fn joint_before(&self, i: usize) -> Joint {
        i.checked_sub(1).map_or(Joint::Break, |i| self.joint(i))
    }

    /// The digits of runs `from..=to`.
    pub(super) fn digits(&self, from: usize, to: usize) -> Digits {
        let mut digits = Digits::default();
        for run in &self.runs[from..=to] {
            digits.extend(&self.bytes[run.start..run.end]);
        }
        digits
    }

    /// The byte before run `i`.
    pub(super) fn byte_before(&self, i: usize) -> Option<u8> {
        self.runs[i].start.checked_sub(1).map(|before| self.bytes[before])
    }

    /// Whether a telephone number at least could begin with run `i`: the cheap question first.
    #[inline]
    pub(super) fn is_long(&self, i: usize) -> bool {
        self.has_digits(i, SHORTEST)
    }

    /// Whether run `i` and those joined to it have so many digits.
    #[inline]
    pub(super) fn has_digits(&self, i: usize, least: usize) -> bool {
        let mut length = self.runs[i].len();
        let mut last = i;
        while length < least && self.joint(last) != Joint::Break {
            last += 1;
            length += self.runs[last].len();
        }
        length >= least
    }

    /// The first digit of run `i`.
    #[inline]
    pub(super) fn first_digit(&self, i: usize) -> Option<u8> {
        digit(self.bytes[self.runs[i].start])
    }

    /// Whether runs `from..=to` are an amount with its thousands set apart: `3.273.011.205`.
    pub(super) fn is_amount(&self, from: usize, to: usize) -> bool {
        let first = self.runs[from];
        from < to
            && first.len() <= 3
            && self.bytes[first.start] != b'0'
            && (from..to).all(|i| self.joint(i) == Joint::Dot && self.runs[i + 1].len() == 3)
    }

    /// Whether run `i` is the whole part of a decimal number such as `0.8123456789`.
    pub(super) fn is_decimal(&self, i: usize) -> bool {
        let run = self.runs[i];
        let whole = run.len() <= 3 && (run.len() == 1 || self.bytes[run.start] != b'0');
        whole
            && self.joint(i) == Joint::Dot
            && self.runs[i + 1].len() >= 8
            && self.joint(i + 1) != Joint::Dot
    }

    /// Whether runs `from..=to` stand alone: no neighbour is joined to them as they are to each
    /// other. Coordinates of a drawing come in long rows, identifiers do not.
    pub(super) fn is_alone(&self, from: usize, to: usize) -> bool {
        let inner = if from < to { self.joint(from) } else { Joint::Space };
        self.joint_before(from) != inner && self.joint(to) != inner
    }
}

/// The value of a digit, or of a letter that stands for one.
pub(super) const fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'O' | b'o' => Some(0),
        b'l' | b'I' => Some(1),
        _ => None,
    }
}

const fn is_confusable(byte: u8) -> bool {
    matches!(byte, b'O' | b'o' | b'l' | b'I')
}

fn is_digit_at(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_some_and(u8::is_ascii_digit)
}

/// The end of a short row of letters that may stand for digits.
fn confusables(bytes: &[u8], at: usize) -> Option<usize> {
    let length =
        bytes[at..].iter().take(CONFUSABLE + 1).take_while(|&&byte| is_confusable(byte)).count();
    (length <= CONFUSABLE).then_some(at + length)
}

/// The end of the run at `at`: letters belong to it between digits, and at the end of a word
/// behind at least three digits ("081234567oo", but not "3578...oke").
pub(super) fn run_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii_digit() {
            at += 1;
        } else if is_confusable(byte) {
            let Some(end) = confusables(bytes, at) else { break };
            // "37OO l984": two noughts of a group of four.
            let group = at - start == 2 && matches!(bytes[at..end], [b'O', b'O']);
            let closes = (at - start >= 3 || group)
                && !bytes.get(end).is_some_and(|&next| is_letter(next) || next == b'@');
            if !is_digit_at(bytes, end) && !closes {
                break;
            }
            at = end;
        } else {
            break;
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let runs = runs(text.as_bytes());
        let found: Vec<&str> = runs.iter().map(|run| &text[run.start..run.end]).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn letters_stand_for_digits_inside_a_run_only() {
        check("O812 35I5o 12 loket lolos 5 l", &["O812", "35I5o", "12", "5"]);
        check("o812 37OO l984, 20o C, 12OOO", &["o812", "37OO", "l984", "20", "12"]);
        check("nik3578oke 357OO8 12ooooo9", &["3578", "357OO8", "12", "9"]);
        check("oooooo9", &["9"]);
    }

    #[test]
    fn joints_are_told_apart() {
        let text = b"1 2.3-4/5) 6,7 - 8\n9";
        let runs = runs(text);
        let numbers = Numbers::new(text, &runs);
        let joints: Vec<Joint> = (0..9).map(|i| numbers.joint(i)).collect();
        assert_eq!(
            joints,
            [
                Joint::Space,
                Joint::Dot,
                Joint::Hyphen,
                Joint::Slash,
                Joint::Mixed,
                Joint::Break,
                Joint::Mixed,
                Joint::Break,
                Joint::Break
            ]
        );
    }

    #[test]
    fn nothing_joins_what_is_hidden() {
        let runs = runs(b"1 2 3 4");
        let text = [b'1', b' ', HIDDEN, b' ', b'3', b' ', b'4'];
        let numbers = Numbers::new(&text, &runs);
        let joints: Vec<Joint> = (0..3).map(|i| numbers.joint(i)).collect();
        assert_eq!(joints, [Joint::Break, Joint::Break, Joint::Space]);
        assert!(numbers.is_hidden(1) && !numbers.is_hidden(2));
    }

    #[test]
    fn an_amount_has_its_thousands_set_apart() {
        let amount = |text: &str| {
            let runs = runs(text.as_bytes());
            let numbers = Numbers::new(text.as_bytes(), &runs);
            numbers.is_amount(0, numbers.runs.len() - 1)
        };
        assert!(amount("3.273.011.205.900.001"));
        assert!(!amount("081.234.567.890"));
        assert!(!amount("3515.0847.0293.9903"));
        assert!(!amount("3515"));
    }

    #[test]
    fn digits_beyond_the_longest_number_are_only_counted() {
        let text = b"0123456789012345678901234567890";
        let runs = runs(text);
        let numbers = Numbers::new(text, &runs);
        assert_eq!(numbers.digits(0, 0).as_slice().len(), DIGITS);
    }
}
