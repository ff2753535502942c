//! What the scorer finds and what it misses.

use std::ops::Range;

use crate::learn::Learner;
use crate::name::known::Known;
use crate::name::read;
use crate::sentences::Sentence;

/// Counts over sentences.
#[derive(Default)]
pub(crate) struct Tally {
    names: usize,
    touched: usize,
    covered: usize,
    findings: usize,
    right: usize,
    characters: usize,
    lost: usize,
}

impl Tally {
    pub(crate) fn sum(all: &[Self]) -> Self {
        let sum = |cell: fn(&Self) -> usize| all.iter().map(cell).sum();
        Self {
            names: sum(|t| t.names),
            touched: sum(|t| t.touched),
            covered: sum(|t| t.covered),
            findings: sum(|t| t.findings),
            right: sum(|t| t.right),
            characters: sum(|t| t.characters),
            lost: sum(|t| t.lost),
        }
    }
}

/// Names touched and covered, findings that touch a name, and characters lost, in parts of a hundred.
impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let part = |n: usize, of: usize| 100.0 * n as f64 / of.max(1) as f64;
        write!(
            f,
            "{} names: touched {:.1}, covered {:.1}, precision {:.1}, lost {:.2}",
            self.names,
            part(self.touched, self.names),
            part(self.covered, self.names),
            part(self.right, self.findings),
            part(self.lost, self.characters)
        )
    }
}

/// Reads sentences and counts.
pub(crate) fn tally(learner: &mut Learner, all: &[Sentence], least: i32) -> Tally {
    let mut tally = Tally::default();
    for Sentence { bytes, names } in all {
        let found = reading(learner, bytes, least);
        let meet = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
        let holds = |a: &Range<usize>, b: &Range<usize>| a.start <= b.start && b.end <= a.end;
        let count = |test: &dyn Fn(&Range<usize>) -> bool, of: &[Range<usize>]| {
            of.iter().filter(|range| test(range)).count()
        };
        tally.names += names.len();
        tally.findings += found.len();
        tally.characters += bytes.len();
        tally.touched += count(&|name| found.iter().any(|f| meet(name, f)), names);
        tally.covered += count(&|name| found.iter().any(|f| holds(f, name)), names);
        tally.right += count(&|f| names.iter().any(|name| meet(name, f)), &found);
        let inside = |i: &usize| names.iter().any(|name| name.contains(i));
        tally.lost += found.iter().flat_map(Clone::clone).filter(|i| !inside(i)).count();
    }
    tally
}

fn reading(learner: &mut Learner, bytes: &[u8], least: i32) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    read::names(bytes, &Known::default(), least, learner, |name| found.push(name.start..name.end));
    found
}

/// Prints the sentences in which something is missed, wrong or too long.
pub(crate) fn errors(learner: &mut Learner, all: &[Sentence], least: i32) {
    for sentence in all {
        let found = reading(learner, &sentence.bytes, least);
        let bad = found
            .iter()
            .any(|f| !sentence.names.iter().any(|n| n.start < f.end && f.start < n.end))
            || sentence
                .names
                .iter()
                .any(|n| !found.iter().any(|f| f.start <= n.start && n.end <= f.end));
        let outside = found
            .iter()
            .flat_map(Clone::clone)
            .any(|i| !sentence.names.iter().any(|n| n.contains(&i)));
        if bad || outside {
            let text = |range: &Range<usize>| {
                String::from_utf8_lossy(&sentence.bytes[range.clone()]).into_owned()
            };
            println!(
                "{} | gold {:?} | found {:?}",
                String::from_utf8_lossy(&sentence.bytes),
                sentence.names.iter().map(text).collect::<Vec<_>>(),
                found.iter().map(text).collect::<Vec<_>>()
            );
        }
    }
}
