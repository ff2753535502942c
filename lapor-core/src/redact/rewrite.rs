//! Findings, how they are settled, and the text that they leave.

use std::cmp::Reverse;
use std::ops::Range;

use super::{Kind, Span, confidence};

/// Something to hide, in bytes of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Finding {
    pub(super) range: Range<usize>,
    pub(super) kind: Kind,
    pub(super) rule: &'static str,
    /// Which person of the thread, for a name.
    pub(super) person: Option<usize>,
}

/// Bytes by which a token may be longer than what it hides before its text is moved.
const SPARE: usize = 8;

impl Finding {
    fn precedence(&self) -> (usize, Reverse<Kind>) {
        (self.range.len(), Reverse(self.kind))
    }
}

/// Settles overlaps: the longest finding gives its kind, at one length the first kind in order. It
/// takes over all that the others covered, since what one of them would leave might be half a number.
pub(super) fn settle(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by_key(|finding| (finding.range.start, Reverse(finding.precedence())));
    // That of the longest finding of the cluster that is being joined.
    let mut precedence = findings.first().map(Finding::precedence);
    findings.dedup_by(|finding, last| {
        let of_finding = Some(finding.precedence());
        let joins = finding.range.start < last.range.end;
        if joins {
            last.range.end = last.range.end.max(finding.range.end);
            if of_finding > precedence {
                precedence = of_finding;
                (last.kind, last.rule, last.person) = (finding.kind, finding.rule, finding.person);
            }
        } else {
            precedence = of_finding;
        }
        joins
    });
    findings
}

/// A text with tokens in place of its findings, and where each token stands in it.
pub(super) struct Rewritten {
    pub(super) text: String,
    tokens: Vec<Range<usize>>,
}

impl Rewritten {
    /// Puts tokens in place of settled findings; `number` gives a person's number.
    pub(super) fn new(
        text: &str,
        findings: &[Finding],
        mut number: impl FnMut(usize) -> usize,
    ) -> Self {
        let mut rewritten = Self {
            // A token is seldom longer than what it hides, and then by little.
            text: String::with_capacity(text.len() + SPARE * findings.len()),
            tokens: Vec::with_capacity(findings.len()),
        };
        let mut from = 0;
        for finding in findings {
            rewritten.text.push_str(&text[from..finding.range.start]);
            let start = rewritten.text.len();
            rewritten.text.push('[');
            rewritten.text.push_str(finding.kind.token());
            if let Some(person) = finding.person {
                rewritten.text.push(' ');
                push_number(&mut rewritten.text, number(person));
            }
            rewritten.text.push(']');
            rewritten.tokens.push(start..rewritten.text.len());
            from = finding.range.end;
        }
        rewritten.text.push_str(&text[from..]);
        rewritten
    }

    /// Where the token of a finding stands, by its place among them.
    pub(super) fn token(&self, at: usize) -> Range<usize> {
        self.tokens[at].clone()
    }

    /// Takes what was found in the rewritten text back to the source and adds it to what was found there; whether more is
    /// hidden than before.
    pub(super) fn grow(&self, findings: &mut Vec<Finding>, more: Vec<Finding>) -> bool {
        let hidden = |findings: &[Finding]| findings.iter().map(|f| f.range.len()).sum::<usize>();
        let back = more.into_iter().map(|finding| {
            let range = self.source(finding.range.clone(), findings);
            Finding { range, ..finding }
        });
        let all = settle(back.chain(findings.iter().cloned()).collect());
        let grown = hidden(&all) > hidden(findings);
        *findings = all;
        grown
    }

    /// Where a range of the new text lay in the old one; a range that touches a token covers all
    /// that the token hides.
    fn source(&self, range: Range<usize>, findings: &[Finding]) -> Range<usize> {
        let place = |at: usize, before: usize| match before.checked_sub(1) {
            None => at..at,
            Some(i) => {
                let (token, hidden) = (&self.tokens[i], &findings[i].range);
                if at < token.end {
                    hidden.clone()
                } else {
                    let source = hidden.end + (at - token.end);
                    source..source
                }
            }
        };
        let start =
            place(range.start, self.tokens.partition_point(|t| t.start <= range.start)).start;
        let last = range.end.saturating_sub(1);
        let end = place(last, self.tokens.partition_point(|token| token.start <= last));
        start..if end.is_empty() { end.end + (range.end - last) } else { end.end }
    }
}

/// Writes a number that mostly has one digit.
fn push_number(text: &mut String, number: usize) {
    match u8::try_from(number) {
        Ok(digit @ ..10) => text.push(char::from(b'0' + digit)),
        _ => text.push_str(&number.to_string()),
    }
}

/// The findings in code points of the text.
pub(super) fn spans(text: &str, findings: &[Finding]) -> Vec<Span> {
    let mut bytes = 0;
    let mut points = 0;
    let ascii = !findings.is_empty() && text.is_ascii();
    let mut point = |at: usize| {
        let between = &text[bytes..at];
        points += if ascii { between.len() } else { between.chars().count() };
        bytes = at;
        points
    };
    findings
        .iter()
        .map(|finding| Span {
            start: point(finding.range.start),
            end: point(finding.range.end),
            kind: finding.kind,
            rule: finding.rule,
            confidence: confidence::of(finding.rule),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(range: Range<usize>, kind: Kind) -> Finding {
        Finding { range, kind, rule: "test", person: None }
    }

    #[test]
    fn overlaps_go_to_the_longest_and_then_by_kind() {
        let settled = settle(vec![
            finding(4..9, Kind::Plate),
            finding(0..5, Kind::Phone),
            finding(8..20, Kind::Email),
            finding(30..40, Kind::Phone),
            finding(30..40, Kind::Nik),
            finding(40..41, Kind::Kk),
        ]);
        let expected =
            [finding(0..20, Kind::Email), finding(30..40, Kind::Nik), finding(40..41, Kind::Kk)];
        assert_eq!(settled, expected);
    }

    #[test]
    fn the_new_text_leads_back_to_the_old_one() {
        let findings = [finding(2..10, Kind::Nik), finding(11..12, Kind::Kk)];
        let new = Rewritten::new("a 12345678 1 b", &findings, |_| 0);
        assert_eq!(new.text, "a [NIK] [KK] b");
        assert_eq!(new.source(0..1, &findings), 0..1);
        assert_eq!(new.source(1..4, &findings), 1..10);
        assert_eq!(new.source(7..8, &findings), 10..11);
        assert_eq!(new.source(9..14, &findings), 11..14);
        assert_eq!(new.source(13..14, &findings), 13..14);
    }

    #[test]
    fn spans_are_counted_in_code_points() {
        let spans = spans("é 1 é 2", &[finding(3..4, Kind::Kk), finding(8..9, Kind::Kk)]);
        assert_eq!((spans[0].start, spans[0].end), (2, 3));
        assert_eq!((spans[1].start, spans[1].end), (6, 7));
    }
}
