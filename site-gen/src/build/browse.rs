//! The pages by category, programme, channel and place, and the page that leads to them.

use lapor_core::Stage;

use crate::model::{Breakdown, BreakdownLine, Browse, Page};
use crate::route::{Key, slug};

use super::breakdown::Value;
use super::ledger::STAGES;
use super::source::JudgedSource;

impl JudgedSource<'_> {
    /// The page that leads to every way of looking at the source, and those that it leads to.
    pub(super) fn browse(&self) -> Vec<Page> {
        let has_page = |key: &&Key| !self.told_by(**key).is_empty();
        let keys: Vec<&Key> = Key::ALL
            .iter()
            .filter(|key| self.figures.ledger().values().contains_key(key))
            .collect();
        let mut browse = Browse { source: self.config.slug.clone(), told: vec![], untold: vec![] };
        for key in &keys {
            let list = if has_page(key) { &mut browse.told } else { &mut browse.untold };
            list.push(**key);
        }
        let mut pages = vec![Page::Browse(browse)];
        for key in keys.into_iter().filter(has_page) {
            pages.extend(self.breakdowns(*key).into_iter().map(Page::Breakdown));
        }
        pages
    }

    /// The stages that are told by a key.
    fn told_by(&self, key: Key) -> Vec<Stage> {
        let plan = self.figures.ledger().plan();
        STAGES.into_iter().filter(|&stage| plan.by(stage, key).is_some()).collect()
    }

    /// The page of a key; by place also one for each province with regencies of its own.
    fn breakdowns(&self, key: Key) -> Vec<Breakdown> {
        let Some(values) = self.figures.ledger().values().get(&key) else { return Vec::new() };
        let plan = self.figures.ledger().plan();
        let told = self.told_by(key);
        let tells_parts: Vec<Stage> =
            told.iter().copied().filter(|&stage| plan.by(stage, key) == Some(true)).collect();
        let has_parts = values.iter().any(|value| value.parent.is_some());
        let apart = key == Key::Place;
        let page = |within, told: &[Stage], lines| Breakdown {
            source: self.config.slug.clone(),
            key,
            within,
            told: told.to_vec(),
            parts_untold: has_parts && tells_parts.is_empty(),
            promises: self.promises(None),
            closure: self.figures.closure(None, &self.rules.policy),
            lines,
        };
        let mut lines = Vec::new();
        let mut pages = Vec::new();
        for at in in_order(values, None) {
            let parts =
                if tells_parts.is_empty() { Vec::new() } else { in_order(values, Some(at)) };
            let mut line = self.line(key, &values[at], &told);
            line.has_page = apart && !parts.is_empty();
            lines.push(line);
            if apart && let Some(name) = values[at].name.clone().filter(|_| !parts.is_empty()) {
                let mut within = vec![self.line(key, &values[at], &tells_parts)];
                let part = |&part: &usize| self.line(key, &values[part], &tells_parts);
                within.extend(parts.iter().map(part));
                pages.push(page(Some((slug(&name), name)), &tells_parts, within));
            } else {
                lines.extend(parts.iter().map(|&part| self.line(key, &values[part], &told)));
            }
        }
        lines.retain(|line| line.name.is_some() || !is_empty(line));
        pages.iter_mut().for_each(|page: &mut Breakdown| {
            page.lines.retain(|line| line.name.is_some() || !is_empty(line));
        });
        pages.insert(0, page(None, &told, lines));
        pages
    }

    fn line(&self, key: Key, value: &Value, told: &[Stage]) -> BreakdownLine {
        BreakdownLine {
            word: value.word.clone(),
            name: value.name.clone(),
            part: value.parent.is_some(),
            has_page: false,
            kept: told
                .iter()
                .map(|&stage| {
                    let plan = self.figures.ledger().plan().by(stage, key);
                    let is_told = value.parent.is_none() || plan == Some(true);
                    is_told.then(|| self.figures.kept(stage, key, &value.word))
                })
                .collect(),
        }
    }
}

/// The parts of a value, or the values themselves, by name; what is left over stands last.
fn in_order(values: &[Value], parent: Option<usize>) -> Vec<usize> {
    let mut parts: Vec<usize> =
        (0..values.len()).filter(|&at| values[at].parent == parent).collect();
    parts.sort_by_cached_key(|&at| {
        let name = values[at].name.as_ref();
        (name.is_none(), name.map(|name| name.to_lowercase()), values[at].word.clone())
    });
    parts
}

/// Whether it is known that nothing was due.
fn is_empty(line: &BreakdownLine) -> bool {
    line.kept.iter().flatten().all(|kept| kept.due.is_zero())
}
