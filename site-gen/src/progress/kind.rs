//! The name of each kind of page, as a report of a build counts them.

use crate::model::Page;

/// The kind of a page in one word.
pub(crate) fn kind(page: &Page) -> &'static str {
    match page {
        Page::Home(_) => "home",
        Page::Overview(_) => "overview",
        Page::Agencies(_) => "agencies",
        Page::Scorecard(_) => "scorecard",
        Page::Browse(_) => "browse",
        Page::Breakdown(_) => "breakdown",
        Page::Reports(_) => "report-list",
        Page::GeneralReports(_) => "general-report-list",
        Page::Report(_) => "report",
        Page::Corrections(_) => "corrections",
        Page::FollowUps(_) => "follow-ups",
        Page::Downloads(_) => "downloads",
        Page::Search(_) => "search",
        Page::Stories(_) => "stories",
        Page::Story(_) => "story",
        Page::Method => "method",
        Page::About => "about",
        Page::Calendar(_) => "calendar",
        Page::Calculator(_) => "calculator",
        Page::NotFound => "not-found",
    }
}
