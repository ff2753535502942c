//! Limits by stage, class and complexity, looked up once for all reports.

use crate::id::{ClassId, ComplexityId};
use crate::policy::{Limit, Policy};
use crate::stage::Stage;

/// The limits of a policy by stage, class and complexity, looked up once.
#[derive(Clone, Debug)]
pub(super) struct Limits {
    complexities: usize,
    table: Vec<[Limit; Stage::ALL.len()]>,
}

impl Limits {
    pub(super) fn new(policy: &Policy, classes: &[&str], complexities: &[&str]) -> Self {
        let options = |words: &[&str]| -> Vec<Option<String>> {
            std::iter::once(None).chain(words.iter().map(|word| Some((*word).into()))).collect()
        };
        let (classes, complexities) = (options(classes), options(complexities));
        let mut table = Vec::with_capacity(classes.len() * complexities.len());
        for class in &classes {
            for complexity in &complexities {
                table.push(
                    Stage::ALL
                        .map(|stage| policy.limit(stage, class.as_deref(), complexity.as_deref())),
                );
            }
        }
        Limits { complexities: complexities.len(), table }
    }

    /// How many combinations of class and complexity have limits of their own.
    pub(super) fn len(&self) -> usize {
        self.table.len()
    }

    /// The limits of all stages at a [`place`](Self::place).
    #[inline]
    pub(super) fn at(&self, place: usize) -> &[Limit; Stage::ALL.len()] {
        self.table.get(place).unwrap_or(&self.table[0])
    }

    /// The place of a combination; a class or complexity without a word has the general limits.
    #[inline]
    pub(super) fn place(&self, class: Option<ClassId>, complexity: Option<ComplexityId>) -> usize {
        if self.table.len() == 1 {
            return 0;
        }
        let class = class.map_or(0, |id| usize::from(id.0) + 1);
        let complexity = complexity.map_or(0, |id| usize::from(id.0) + 1);
        let complexity = if complexity < self.complexities { complexity } else { 0 };
        let place = class * self.complexities + complexity;
        if place < self.table.len() { place } else { 0 }
    }

    /// The limits of all stages; a class or complexity without a word has the general ones.
    pub(super) fn of(
        &self,
        class: Option<ClassId>,
        complexity: Option<ComplexityId>,
    ) -> &[Limit; Stage::ALL.len()] {
        self.at(self.place(class, complexity))
    }
}
