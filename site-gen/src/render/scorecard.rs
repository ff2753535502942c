//! One agency's scorecard.

use lapor_core::Outcome;
use serde::Serialize;

use super::Scene;
use super::figure::{self, Note, PromiseView};
use super::frame::{Heading, Link};
use super::home;
use super::standing::{self, Chip};
use crate::format::fill;
use crate::model::{AgencyName, OpenCase, Place, SOON, Scorecard, Standing};
use crate::route::Route;
use crate::theme::ThemeError;

#[derive(Serialize)]
struct Open {
    id: String,
    title: String,
    href: String,
    chip: Chip,
    due: String,
    /// How many working days are left, where they are few.
    left: String,
    /// Report, stage, outcome and due date, by which a check finds the verdict.
    due_mark: String,
}

#[derive(Serialize)]
struct ScorecardView {
    name: String,
    lead: Note,
    headline: Note,
    parents: Vec<Link>,
    units: Vec<Link>,
    administrator: bool,
    promises: Vec<PromiseView>,
    closure: PromiseView,
    due_soon: Vec<Open>,
    soon_lead: String,
    open: Vec<Open>,
    method: Link,
}

/// The scorecard.
pub(super) fn scorecard(scene: &Scene<'_>, card: &Scorecard) -> Result<String, ThemeError> {
    let language = scene.language;
    let words = &language.scorecard;
    let source = scene.source(&card.source)?;
    let link = |agency: &AgencyName| Link {
        href: scene
            .links
            .to(&Route::Scorecard { source: card.source.clone(), agency: agency.slug.clone() }),
        text: agency.name.clone(),
    };
    let place = Place { source: &card.source, agency: Some(&card.agency.slug) };
    let headline = home::headline(scene, place, &card.promises);
    let view = ScorecardView {
        name: card.agency.name.clone(),
        lead: Note {
            text: fill(&words.lead, &[("reports", &language.cell(card.reports))]),
            rests: place.mark("reports", None, "all"),
        },
        headline: headline.clone(),
        parents: card.parents.iter().map(link).collect(),
        units: card.units.iter().map(link).collect(),
        administrator: card.administrator,
        promises: card
            .promises
            .iter()
            .map(|promise| figure::promise(language, place, promise, true))
            .collect(),
        closure: figure::closure(language, place, &card.closure, true),
        due_soon: card.due_soon.iter().map(|found| open(scene, &card.source, found)).collect(),
        soon_lead: fill(&words.soon_lead, &[("day", &language.weekday_day(source.as_of))]),
        open: card.open.iter().map(|found| open(scene, &card.source, found)).collect(),
        method: Link { href: scene.links.to(&Route::Method), text: language.home.method.clone() },
    };
    let title = fill(&words.title, &[("agency", &card.agency.name)]);
    let agencies = Route::Agencies { source: card.source.clone() };
    let mut above =
        vec![Link { href: scene.links.to(&agencies), text: language.frame.agencies.clone() }];
    above.extend(card.parents.iter().map(link));
    let heading =
        Heading { title: &title, description: &headline.text, source: Some(source), above };
    scene.page("scorecard.html", &heading, &view)
}

fn open(scene: &Scene<'_>, source: &str, case: &OpenCase) -> Open {
    let language = scene.language;
    let words = &language.scorecard;
    let standing = Standing { stage: case.stage, outcome: case.outcome, reason: None };
    let due = match case.due {
        // A contested silence has no due date either, and its chip says what it waits for.
        None if case.outcome == Outcome::Paused => words.no_due.clone(),
        None => String::new(),
        Some(day) => {
            let phrase =
                if case.outcome == Outcome::Overdue { &words.overdue_since } else { &words.due_on };
            fill(phrase, &[("day", &language.weekday_day(day))])
        }
    };
    let left = match case.left {
        Some(0) => words.last_day.clone(),
        Some(left) if left <= SOON => language.plural(&words.days_left, left.into()),
        _ => String::new(),
    };
    let route = Route::Report { source: source.to_owned(), id: case.id.clone() };
    let date = case.due.map_or_else(|| "-".to_owned(), |day| day.to_string());
    Open {
        due_mark: format!("{} {} {} {date}", case.id, case.stage.word(), case.outcome.word()),
        id: case.id.clone(),
        title: super::reports::title(scene, case.title.as_ref(), &case.id),
        href: scene.links.to(&route),
        chip: standing::chip(language, standing),
        due,
        left,
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use crate::model::Page;
    use crate::render::fixture::{scorecard, site};
    use crate::render::render;
    use crate::theme::Theme;

    #[test]
    fn what_is_due_this_week_is_named_with_the_days_that_are_left() {
        let theme = Theme::embedded().unwrap();
        let said = |code: &str| {
            let language = theme.language(code).unwrap();
            let page = Page::Scorecard(scorecard());
            let bytes = render(&page, &theme, language, &site(None)).unwrap().bytes;
            String::from_utf8(bytes).unwrap().replace('\u{a0}', " ")
        };
        let (id, en) = (said("id"), said("en"));
        // The way to it stands beside the headline.
        assert!(id.contains("<a href=\"#segera\">") && id.contains("<h2 id=\"segera\">"));
        assert!(id.contains("batas Rabu, 31 Desember 2025</span> <span>hari terakhir<"));
        assert!(id.contains("batas Selasa, 6 Januari 2026</span> <span>3 hari kerja lagi<"));
        assert!(en.contains("due Wednesday, 31 December 2025</span> <span>the last day<"), "{en}");
        assert!(en.contains("3 working days left<"));
    }
}
