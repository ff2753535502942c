//! Templates that are filled once for many pages, with holes for what varies.
//!
//! The page of every report has the same frame, and most of them share the days that their clocks counted. Such a piece is
//! filled with marks in the place of what is the report's own, and cut at them; each page then fills the holes alone. That is
//! right only where a template prints what it is given and does nothing else with it, so it is done with the templates of
//! this program and never with those of a theme's folder.

use std::hash::Hash;
use std::sync::{Arc, PoisonError, RwLock};

use rustc_hash::FxHashMap;

use super::Scene;
use crate::theme::ThemeError;

/// What a hole is for; the value of each is HTML already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hole {
    /// A title.
    Title,
    /// A description for search engines.
    Description,
    /// The whole address of a page.
    Address,
    /// The address of a page in a language.
    Alternate,
    /// The main part of a page.
    Main,
    /// The published id of a report.
    Report,
    /// The name of an agency.
    Agency,
}

impl Hole {
    const ALL: [Hole; 7] = [
        Hole::Title,
        Hole::Description,
        Hole::Address,
        Hole::Alternate,
        Hole::Main,
        Hole::Report,
        Hole::Agency,
    ];

    /// What a template prints where the hole is: a character for private use, which no text of a site has.
    pub(super) fn mark(self) -> String {
        char::from_u32(FIRST + self as u32).into_iter().collect()
    }

    fn of(character: char) -> Option<Hole> {
        let place = u32::from(character).checked_sub(FIRST)?;
        Hole::ALL.get(usize::try_from(place).ok()?).copied()
    }
}

/// The first character of plane 15, which is for private use (Unicode 16.0, section 23.5).
const FIRST: u32 = 0xf_0000;

/// A filled template with holes.
#[derive(Debug, Default)]
pub(super) struct Stencil {
    text: String,
    /// Where each hole is in the text, in order.
    holes: Vec<(usize, Hole)>,
}

impl Stencil {
    /// Cuts a filled template at its marks.
    pub(super) fn cut(filled: &str) -> Self {
        let mut stencil = Self { text: String::with_capacity(filled.len()), holes: Vec::new() };
        for character in filled.chars() {
            match Hole::of(character) {
                Some(hole) => stencil.holes.push((stencil.text.len(), hole)),
                None => stencil.text.push(character),
            }
        }
        stencil
    }

    /// The text with its holes filled.
    pub(super) fn filled<'v>(&self, value: impl Fn(Hole) -> &'v str) -> String {
        let more: usize = self.holes.iter().map(|(_, hole)| value(*hole).len()).sum();
        let mut filled = String::with_capacity(self.text.len() + more);
        let mut from = 0;
        for (at, hole) in &self.holes {
            filled.push_str(&self.text[from..*at]);
            filled.push_str(value(*hole));
            from = *at;
        }
        filled.push_str(&self.text[from..]);
        filled
    }
}

/// Most stencils that are kept under one name; beyond, all are forgotten. Reports that stand together share most.
const MOST: usize = 1024;

/// What was filled, each under all that it was filled from.
#[derive(Debug)]
pub(super) struct Known<K>(RwLock<FxHashMap<K, Arc<Stencil>>>);

impl<K> Default for Known<K> {
    fn default() -> Self {
        Self(RwLock::default())
    }
}

impl<K: Hash + Eq> Known<K> {
    /// The stencil of a key, filled by `fill` where it is not known.
    pub(super) fn of(
        &self,
        key: K,
        fill: impl FnOnce(&K) -> Result<String, ThemeError>,
    ) -> Result<Arc<Stencil>, ThemeError> {
        if let Some(found) = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(found.clone());
        }
        // Two threads may both fill it once, with the same text.
        let stencil = Arc::new(Stencil::cut(&fill(&key)?));
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if MOST <= known.len() {
            known.clear();
        }
        known.insert(key, stencil.clone());
        Ok(stencil)
    }

    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.0.read().unwrap_or_else(PoisonError::into_inner).len()
    }
}

impl Scene<'_> {
    /// Whether these templates are those of this program, so that what they print may be filled in later.
    pub(super) fn prints_plainly(&self, templates: &[&str]) -> bool {
        templates.iter().all(|template| self.theme.is_embedded(template))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hole_is_filled_wherever_it_was() {
        let (title, main) = (Hole::Title.mark(), Hole::Main.mark());
        let stencil = Stencil::cut(&format!("{title}<b>{title}</b>é{main}"));
        let value = |hole| match hole {
            Hole::Title => "1 &lt; 2",
            _ => "",
        };
        assert_eq!(stencil.filled(value), "1 &lt; 2<b>1 &lt; 2</b>é");
        assert_eq!(Stencil::cut("é").filled(|_| "x"), "é");
    }

    #[test]
    fn each_hole_has_a_mark_of_its_own() {
        for (place, hole) in Hole::ALL.into_iter().enumerate() {
            assert_eq!(hole as usize, place);
            assert_eq!(hole.mark().chars().map(Hole::of).collect::<Vec<_>>(), [Some(hole)]);
        }
        assert_eq!(Hole::of('a'), None);
    }

    #[test]
    fn what_is_known_is_not_filled_again_and_does_not_grow_for_ever() {
        let known = Known::default();
        let count = std::cell::Cell::new(0);
        let of = |key: usize| {
            known.of(key, |key| {
                count.set(count.get() + 1);
                Ok(key.to_string())
            })
        };
        for _ in 0..2 {
            assert!(of(7).is_ok_and(|found| found.filled(|_| "") == "7"));
        }
        assert_eq!(count.get(), 1);
        for key in 0..3 * MOST {
            assert!(of(key).is_ok());
        }
        assert!(known.len() <= MOST);
    }
}
