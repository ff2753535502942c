//! A published count, or the fact that it is hidden.

use std::iter::Sum;
use std::ops::Add;

/// A count as it may be shown. A sum with a hidden part is hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// The count itself.
    Shown(u64),
    /// A count that would say too much about few people. It is printed as `[c]`, never as 0.
    Hidden,
}

impl Cell {
    /// The count, if it may be shown.
    #[must_use]
    pub fn shown(self) -> Option<u64> {
        match self {
            Self::Shown(count) => Some(count),
            Self::Hidden => None,
        }
    }

    /// Whether the count is known to be zero.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self == Self::Shown(0)
    }
}

impl From<u64> for Cell {
    fn from(count: u64) -> Self {
        Self::Shown(count)
    }
}

impl Default for Cell {
    fn default() -> Self {
        Self::Shown(0)
    }
}

impl Add for Cell {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        match (self, other) {
            (Self::Shown(a), Self::Shown(b)) => Self::Shown(a.saturating_add(b)),
            _ => Self::Hidden,
        }
    }
}

impl Sum for Cell {
    fn sum<I: Iterator<Item = Self>>(cells: I) -> Self {
        cells.fold(Self::default(), Self::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_with_a_hidden_part_is_hidden() {
        assert_eq!(Cell::from(2) + Cell::from(3), Cell::Shown(5));
        assert_eq!(Cell::from(2) + Cell::Hidden, Cell::Hidden);
        assert_eq!([Cell::Hidden, Cell::from(1)].into_iter().sum::<Cell>(), Cell::Hidden);
        assert!(!Cell::Hidden.is_zero());
    }
}
