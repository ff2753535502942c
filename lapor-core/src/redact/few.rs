//! Numbers by a key, of which most threads have few: those are kept in place and compared one by one.

use std::collections::BTreeMap;

/// Keys that are kept in place.
const FEW: usize = 6;

/// The number of each key; the first that a key is given it keeps.
#[derive(Debug, Clone, Default)]
pub(crate) struct Few {
    few: [(u64, usize); FEW],
    count: usize,
    /// Those beyond: a tree only where there are any, since even an empty one takes time to be dropped.
    many: Option<BTreeMap<u64, usize>>,
}

impl Few {
    /// How many keys there are.
    pub(crate) fn len(&self) -> usize {
        self.count + self.many.as_ref().map_or(0, |many| many.len())
    }

    /// The number of a key.
    pub(crate) fn get(&self, key: u64) -> Option<usize> {
        let few = self.few.iter().take(self.count).find(|(known, _)| *known == key);
        match few {
            Some((_, number)) => Some(*number),
            None => self.many.as_ref()?.get(&key).copied(),
        }
    }

    /// Whether a key has a number.
    pub(crate) fn has(&self, key: u64) -> bool {
        self.get(key).is_some()
    }

    /// Gives a key its number, unless it has one; the one that it has.
    pub(crate) fn add(&mut self, key: u64, number: usize) -> usize {
        if let Some(known) = self.get(key) {
            return known;
        }
        match self.few.get_mut(self.count) {
            Some(place) => {
                *place = (key, number);
                self.count += 1;
            }
            None => _ = self.many.get_or_insert_default().insert(key, number),
        }
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_keeps_its_number_however_many_there_are() {
        let mut numbers = Few::default();
        for key in 0..3 * FEW as u64 {
            assert_eq!((numbers.get(key), numbers.len()), (None, key as usize));
            assert_eq!(numbers.add(key, key as usize + 1), key as usize + 1);
            assert_eq!(numbers.add(key, 99), key as usize + 1);
        }
        assert!((0..3 * FEW as u64).all(|key| numbers.get(key) == Some(key as usize + 1)));
        assert!(!numbers.has(3 * FEW as u64));
    }
}
