//! A published count, or the fact that it is hidden.

/// A count as it may be shown.
///
/// There is no adding of cells: a sum is a count of its own in the list of what may be told, since two numbers
/// that may be told can have a sum that may not be worked out, and the other way round.
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

/// For tests alone: in a build a count comes out of the list of what may be told.
#[cfg(test)]
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_hidden_is_not_zero() {
        assert!(!Cell::Hidden.is_zero() && Cell::from(0).is_zero());
        assert_eq!((Cell::Hidden.shown(), Cell::from(3).shown()), (None, Some(3)));
    }
}
