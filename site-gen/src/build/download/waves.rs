//! Parts that are made side by side, a wave at a time, and handed over in order.

use rayon::prelude::*;

/// Makes so many parts, each wave at once, and hands every wave over before the next is made; `first` is part 0.
///
/// What comes does not depend on the length of a wave, and no more than one wave is in memory.
///
/// # Errors
///
/// The first of `make` or `take`.
pub(super) fn in_waves<T: Send, E: Send>(
    first: T,
    parts: usize,
    wave: usize,
    make: impl Fn(usize) -> Result<T, E> + Sync,
    mut take: impl FnMut(&[T]) -> Result<(), E>,
) -> Result<(), E> {
    let mut next = vec![first];
    let mut made = 1;
    loop {
        take(&next)?;
        // What is handed over makes room for what comes.
        next.clear();
        if parts <= made {
            return Ok(());
        }
        let until = parts.min(made + wave.max(1));
        next = (made..until).into_par_iter().map(&make).collect::<Result<Vec<T>, E>>()?;
        made = until;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_is_handed_over_once_and_in_order_whatever_the_wave() {
        for parts in 1..20 {
            for wave in 0..7 {
                let mut taken = Vec::new();
                let ended = in_waves(0, parts, wave, Ok::<usize, ()>, |next| {
                    assert!(!next.is_empty() && next.len() <= wave.max(1), "{parts} {wave}");
                    taken.extend_from_slice(next);
                    Ok(())
                });
                assert_eq!(ended, Ok(()));
                assert_eq!(taken, (0..parts).collect::<Vec<_>>(), "waves of {wave}");
            }
        }
    }

    #[test]
    fn an_error_ends_it() {
        let make = |part| if part == 3 { Err(part) } else { Ok(part) };
        assert_eq!(in_waves(0, 9, 2, make, |_| Ok(())), Err(3));
        let take = |next: &[usize]| if next.contains(&4) { Err(40) } else { Ok(()) };
        assert_eq!(in_waves(0, 9, 2, Ok, take), Err(40));
    }
}
