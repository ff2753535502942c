//! The ids of a lean part: not kept, for a measure names no report, but looked at for those that stand in several rows.

use crate::ingest::words::hash;

/// Ids one after another.
#[derive(Clone, Debug)]
pub(crate) struct IdRun {
    first: Option<Box<str>>,
    last: String,
    ascends: bool,
    digests: Vec<u64>,
}

impl Default for IdRun {
    fn default() -> Self {
        IdRun { first: None, last: String::new(), ascends: true, digests: Vec::new() }
    }
}

impl IdRun {
    /// Adds ids, none of them empty.
    pub(super) fn extend<'i>(&mut self, ids: impl IntoIterator<Item = &'i str>) {
        // None is missing, so all are added.
        let _ = self.try_extend(ids.into_iter().map(Some));
    }

    /// Adds ids up to the first that is missing, and says whether none is.
    pub(super) fn try_extend<'i>(
        &mut self,
        ids: impl IntoIterator<Item = Option<&'i str>>,
    ) -> Option<()> {
        let mut ids = ids.into_iter();
        let Some(first) = ids.next() else { return Some(()) };
        let first = first?;
        if self.first.is_none() {
            self.first = Some(first.into());
        }
        self.ascends &= *self.last < *first;
        self.digests.reserve(1 + ids.size_hint().0);
        self.digests.push(hash(first.as_bytes(), 0));
        let (mut last, mut ascends) = (first, true);
        for id in ids {
            let id = id?;
            ascends &= last < id;
            last = id;
            self.digests.push(hash(id.as_bytes(), 0));
        }
        self.ascends &= ascends;
        self.last.clear();
        self.last.push_str(last);
        Some(())
    }

    /// The first and the last; `None` if there is none.
    pub(crate) fn ends(&self) -> Option<(&str, &str)> {
        self.first.as_deref().map(|first| (first, &*self.last))
    }

    /// Whether each comes after the one before it.
    pub(crate) fn ascends(&self) -> bool {
        self.ascends
    }

    /// A digest of each, in their order.
    pub(crate) fn into_digests(self) -> Vec<u64> {
        self.digests
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_same_run_however_it_is_cut() {
        for (ids, ascends) in [(["a", "ab", "b", "c"], true), (["a", "b", "b", "c"], false)] {
            for cut in 0..=ids.len() {
                let mut run = IdRun::default();
                run.extend(ids[..cut].iter().copied());
                run.extend(ids[cut..].iter().copied());
                assert_eq!((run.ends(), run.ascends()), (Some(("a", "c")), ascends), "{cut}");
                assert_eq!(run.into_digests(), ids.map(|id| hash(id.as_bytes(), 0)));
            }
        }
        assert_eq!(IdRun::default().ends(), None);
    }
}
