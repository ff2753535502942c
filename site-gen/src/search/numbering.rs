//! Which number a document has in the files, and in which file it stands.
//!
//! Numbers rise from the oldest document, so that what a night adds leaves those of all others as they
//! are. Each month begins at a multiple of a step: one report more or less in it moves the months after
//! it only where the step is reached.

use super::index::Plan;

/// How many documents a file of documents has.
pub(super) const DOCUMENTS: u32 = 6;
/// About how many folders of documents there are at most, beside one a month: each has a name in the description.
const FOLDERS: u32 = 96;
/// The least part of a month that its step is.
const STEPS: u32 = 16;

/// Where a document stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// Its number in the lists of postings.
    pub(super) number: u32,
    /// The folder of its file, from the first of the newest month.
    pub(super) folder: usize,
    /// Its place in that folder, from the oldest.
    pub(super) place: u32,
}

/// The documents of one month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Group {
    /// The month; empty for documents without one.
    pub(super) month: String,
    /// How many documents it has.
    pub(super) count: u32,
    /// How many documents are newer.
    newer: u32,
    /// The number of its oldest document.
    start: u32,
    /// The first of its folders, and how many it has.
    folder: usize,
    pub(super) folders: usize,
}

/// The numbers of all documents.
pub(super) struct Numbering {
    /// The newest month first; documents without a month last.
    pub(super) groups: Vec<Group>,
    /// Every month begins at a multiple of it.
    pub(super) step: u32,
    /// How many files of documents a folder has at most.
    pub(super) files: u32,
}

impl Numbering {
    pub(super) fn of(plan: &Plan) -> Self {
        let mut groups = Vec::new();
        let mut newer = 0;
        let rest = (String::new(), plan.documents);
        for (month, count) in plan.months.iter().chain([&rest]) {
            let count = *count.min(&(plan.documents - newer));
            if 0 < count {
                let month = month.clone();
                groups.push(Group { month, count, newer, start: 0, folder: 0, folders: 0 });
                newer += count;
            }
        }
        let part = plan.documents / (STEPS * groups.len().max(1) as u32);
        let step = part.checked_ilog2().map_or(1, |bits| 1 << bits);
        let mut end = 0_u32;
        for group in groups.iter_mut().rev() {
            group.start = end.next_multiple_of(step);
            end = group.start + group.count;
        }
        let files = (plan.documents / (DOCUMENTS * FOLDERS)).next_power_of_two();
        let mut folder = 0;
        for group in &mut groups {
            group.folder = folder;
            group.folders = group.count.div_ceil(DOCUMENTS * files) as usize;
            folder += group.folders;
        }
        Self { groups, step, files }
    }

    /// How many folders of documents there are.
    pub(super) fn folders(&self) -> usize {
        self.groups.last().map_or(0, |group| group.folder + group.folders)
    }

    /// The place of a document, by how many are newer; none for one that was not planned.
    pub(super) fn place(&self, newer: u32) -> Option<Place> {
        let group = self.groups.partition_point(|group| group.newer <= newer).checked_sub(1)?;
        let group = &self.groups[group];
        let place = group.count.checked_sub(1 + newer - group.newer)?;
        let width = DOCUMENTS * self.files;
        Some(Place {
            number: group.start + place,
            folder: group.folder + (place / width) as usize,
            place: place % width,
        })
    }

    /// The month of a folder, its place among those of the month, and how many documents it has.
    pub(super) fn folder(&self, folder: usize) -> Option<(&str, u32, u32)> {
        let group = self.groups.partition_point(|group| group.folder <= folder).checked_sub(1)?;
        let group = &self.groups[group];
        let among = (folder - group.folder) as u32;
        let width = DOCUMENTS * self.files;
        Some((&group.month, among, width.min(group.count.checked_sub(among * width)?)))
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn numbering(documents: u32, months: &[(&str, u32)]) -> Numbering {
        let months = months.iter().map(|&(month, count)| (month.to_owned(), count)).collect();
        Numbering::of(&Plan { documents, months, ..Plan::default() })
    }

    #[test]
    fn numbers_rise_from_the_oldest_and_months_begin_at_steps() {
        let numbering = numbering(200, &[("2025-03", 50), ("2025-02", 0), ("2025-01", 101)]);
        assert_eq!((numbering.step, numbering.files), (4, 1));
        let starts: Vec<(&str, u32, u32)> = numbering
            .groups
            .iter()
            .map(|group| (&*group.month, group.start, group.count))
            .collect();
        // 49 without a month, 101 from 52 on, 50 from 156 on.
        assert_eq!(starts, [("2025-03", 156, 50), ("2025-01", 52, 101), ("", 0, 49)]);
        let place = |newer| numbering.place(newer).unwrap();
        assert_eq!(place(0), Place { number: 205, folder: 8, place: 1 });
        assert_eq!(place(49), Place { number: 156, folder: 0, place: 0 });
        assert_eq!(place(50), Place { number: 152, folder: 25, place: 4 });
        assert_eq!(place(199), Place { number: 0, folder: 26, place: 0 });
        assert_eq!(numbering.place(200), None);
        assert_eq!(numbering.folders(), 35);
        assert_eq!(numbering.folder(8), Some(("2025-03", 8, 2)));
        assert_eq!(numbering.folder(26), Some(("", 0, 6)));
    }

    #[test]
    fn a_new_report_moves_no_older_one_and_one_that_goes_only_its_month() {
        let months =
            |newest, middle| numbering(16_000, &[("c", newest), ("b", middle), ("a", 4000)]);
        let (before, after) = (months(4000, 4000), months(4001, 4000));
        for newer in 1..12_000 {
            assert_eq!(before.place(newer - 1).unwrap().number, after.place(newer).unwrap().number);
        }
        let gone = months(4000, 3999);
        assert_eq!(gone.place(0), before.place(0));
        assert_eq!(gone.place(8000).unwrap().number, before.place(8001).unwrap().number);
    }

    #[test]
    fn nothing_has_no_place() {
        let numbering = numbering(0, &[]);
        assert_eq!((numbering.folders(), numbering.place(0)), (0, None));
        assert_eq!(numbering.folder(0), None);
    }
}
