//! The marks of a list and what is known of each, packed: a national list has millions.

use std::cmp::Ordering;

/// Marks in any order, found by their text once they are [sealed](Marks::seal).
#[derive(Clone, Debug)]
pub(super) struct Marks<T> {
    /// All of them, one after another.
    text: String,
    /// Where each ends in `text`.
    ends: Vec<usize>,
    values: Vec<T>,
    /// Their places in the order of their texts.
    order: Vec<u32>,
}

impl<T> Default for Marks<T> {
    fn default() -> Self {
        Marks { text: String::new(), ends: Vec::new(), values: Vec::new(), order: Vec::new() }
    }
}

impl<T> Marks<T> {
    /// Adds a mark that is not among them.
    pub(super) fn push(&mut self, mark: &str, value: T) {
        self.text.push_str(mark);
        self.ends.push(self.text.len());
        self.values.push(value);
    }

    /// Puts all that were added in order.
    pub(super) fn seal(&mut self) {
        let mut order: Vec<u32> = (0_u32..).take(self.len()).collect();
        order.sort_unstable_by(|&a, &b| self.mark(a as usize).cmp(self.mark(b as usize)));
        self.order = order;
    }

    pub(super) fn len(&self) -> usize {
        self.values.len()
    }

    /// The place of a mark.
    pub(super) fn find(&self, mark: &str) -> Option<usize> {
        let by_text = |&at: &u32| -> Ordering { self.mark(at as usize).cmp(mark) };
        let found = self.order.binary_search_by(by_text).ok()?;
        Some(self.order[found] as usize)
    }

    /// What is known of the mark at a place.
    pub(super) fn get(&self, at: usize) -> &T {
        &self.values[at]
    }

    pub(super) fn mark(&self, at: usize) -> &str {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start..self.ends[at]]
    }

    /// Places, marks and values in the order of the marks.
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, &str, &T)> {
        let places = self.order.iter().map(|&at| at as usize);
        places.map(|at| (at, self.mark(at), self.get(at)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_found_whatever_the_order_it_came_in() {
        let mut marks = Marks::default();
        for (value, mark) in ["b/x", "a", "b", "", "b/x/met"].into_iter().enumerate() {
            marks.push(mark, value);
        }
        marks.seal();
        let found = |mark: &str| marks.find(mark).map(|at| *marks.get(at));
        assert_eq!(
            [found("b/x"), found("a"), found("b"), found("")],
            [Some(0), Some(1), Some(2), Some(3)]
        );
        assert_eq!([found("b/"), found("c"), found("A")], [None; 3]);
        let all: Vec<&str> = marks.iter().map(|(_, mark, _)| mark).collect();
        assert_eq!(all, ["", "a", "b", "b/x", "b/x/met"]);
        assert_eq!(Marks::<()>::default().find("a"), None);
    }
}
