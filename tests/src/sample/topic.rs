//! What people complain about: a category with all the sentences that belong to it.

/// A category and its sentences, which are patterns of `grammar`.
///
/// One category knows several matters: water that does not come, water that is foul, a wrong bill.
/// Letters in angle brackets before a pattern say which matters it fits: `<mk>` fits `m` and `k`; a
/// pattern without them fits all. So a body keeps to one matter, and so does the answer to it.
pub(super) struct Topic {
    pub(super) category: &'static str,
    pub(super) group: &'static str,
    /// Health, children, violence, disability.
    pub(super) sensitive: bool,
    /// The development programme that a report may be about.
    pub(super) program: &'static str,
    pub(super) titles: &'static [&'static str],
    /// What is wrong, and where; the letter is the matter that it is about.
    pub(super) what: &'static [&'static str],
    /// More facts about it.
    pub(super) detail: &'static [&'static str],
    /// What it does to people.
    pub(super) effect: &'static [&'static str],
    /// Where the reporter went before.
    pub(super) tried: &'static [&'static str],
    pub(super) ask: &'static [&'static str],
    /// Title and opening of an aspiration.
    pub(super) wish: &'static [(&'static str, &'static str)],
    /// Title and opening of a request for information.
    pub(super) question: &'static [(&'static str, &'static str)],
    /// Follow-ups of an agency.
    pub(super) answers: &'static [&'static str],
    /// What an agency needs to know before it can act.
    pub(super) needs: &'static [&'static str],
    /// Top agencies that get such reports, with weights.
    pub(super) agencies: &'static [(&'static str, u32)],
    /// How many of a thousand reports are about it, roughly.
    pub(super) weight: u32,
}

/// The patterns that fit `matter`, without their letters.
pub(super) fn fitting(patterns: &[&'static str], matter: char) -> Vec<&'static str> {
    patterns
        .iter()
        .filter_map(|pattern| {
            let (letters, text) = split(pattern);
            (letters.is_empty() || letters.contains(matter)).then_some(text)
        })
        .collect()
}

/// The letters before a pattern, and the pattern.
pub(super) fn split(pattern: &'static str) -> (&'static str, &'static str) {
    let tagged = pattern.strip_prefix('<').and_then(|rest| rest.split_once('>'));
    tagged.unwrap_or(("", pattern))
}

impl Topic {
    /// One of its matters, as likely as there are sentences about it.
    pub(super) fn matter(&self, rng: &mut super::rng::Rng) -> char {
        let what = rng.pick::<&'static str>(self.what);
        split(what).0.chars().next().unwrap_or('-')
    }
}
