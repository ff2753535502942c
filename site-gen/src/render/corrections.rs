//! What changed from release to release, and what was disputed.

use lapor_core::Day;
use serde::Serialize;

use super::figure::Note;
use super::frame::{Heading, Link};
use super::{Scene, standing};
use crate::format::fill;
use crate::model::{
    Cell, Corrections, DayMoved, Disputed, Place, Printed, ReleaseChange, ShareChange, TOO_FEW,
    due_table,
};
use crate::route::Route;
use crate::theme::ThemeError;

#[derive(Serialize)]
struct DisputedView {
    day: String,
    agency: Option<Link>,
    by_operator: bool,
    what: String,
    decided: String,
}

#[derive(Serialize)]
struct ShareView {
    text: String,
    rests: String,
    corrected: bool,
}

#[derive(Serialize)]
struct ReleaseView {
    title: String,
    lead: String,
    shares: Vec<ShareView>,
}

#[derive(Serialize)]
struct CorrectionsView {
    disputed: Vec<DisputedView>,
    taken_down: Note,
    days: Vec<String>,
    moved: Vec<Note>,
    releases: Vec<ReleaseView>,
    method: Link,
}

/// The page of corrections.
pub(super) fn corrections(scene: &Scene<'_>, found: &Corrections) -> Result<String, ThemeError> {
    let language = scene.language;
    let words = &language.corrections;
    let source = scene.source(&found.source)?;
    let place = Place { source: &found.source, agency: None };
    let taken_down = match found.taken_down {
        Cell::Shown(0) => words.none_taken_down.clone(),
        Cell::Shown(count) => language.plural(&words.taken_down, count),
        Cell::Hidden => words.taken_down_hidden.clone(),
    };
    let view = CorrectionsView {
        disputed: found.disputed.iter().map(|it| disputed(scene, &found.source, it)).collect(),
        taken_down: Note { text: taken_down, rests: place.single(&["reports", "withheld"]) },
        days: found.days.iter().map(|moved| day_moved(scene, moved)).collect(),
        moved: found
            .moved
            .iter()
            .map(|moved| {
                let name = standing::name(language, moved.stage);
                let values = [("promise", name), ("n", &*language.cell(moved.count))];
                Note {
                    text: fill(&words.due_moved, &values),
                    rests: place.single(&["due-moved", moved.stage.word()]),
                }
            })
            .collect(),
        releases: found
            .releases
            .iter()
            .map(|release| self::release(scene, &found.source, release))
            .collect(),
        method: Link { href: scene.links.to(&Route::Method), text: language.home.method.clone() },
    };
    let browse = Route::Browse { source: found.source.clone() };
    let above = vec![Link { href: scene.links.to(&browse), text: language.frame.browse.clone() }];
    let heading =
        Heading { title: &words.title, description: &words.lead, source: Some(source), above };
    scene.page("corrections.html", &heading, &view)
}

fn disputed(scene: &Scene<'_>, source: &str, disputed: &Disputed) -> DisputedView {
    let code = scene.language.code();
    let agency = disputed.agency.as_ref().map(|agency| Link {
        href: scene
            .links
            .to(&Route::Scorecard { source: source.to_owned(), agency: agency.slug.clone() }),
        text: agency.name.clone(),
    });
    DisputedView {
        day: scene.language.day(disputed.date),
        by_operator: agency.is_none(),
        agency,
        what: disputed.what.text(code).to_owned(),
        decided: disputed.decided.text(code).to_owned(),
    }
}

fn day_moved(scene: &Scene<'_>, moved: &DayMoved) -> String {
    let language = scene.language;
    let words = &language.corrections;
    let phrase = if moved.works { &words.day_works } else { &words.day_off };
    let said = fill(phrase, &[("day", &language.weekday_day(moved.date))]);
    let decree = match (&moved.decree, moved.announced) {
        (Some(decree), Some(day)) => {
            let values = [("decree", &**decree), ("day", &*language.day(day))];
            fill(&words.decree_announced, &values)
        }
        (Some(decree), None) => fill(&words.decree, &[("decree", decree)]),
        (None, _) => return said,
    };
    format!("{said} {decree}")
}

fn release(scene: &Scene<'_>, source: &str, release: &ReleaseChange) -> ReleaseView {
    let language = scene.language;
    let words = &language.corrections;
    let day = |day: Option<Day>| day.map_or_else(|| "…".to_owned(), |day| language.day(day));
    let number = release.number.to_string();
    let values =
        [("n", &*number), ("day", &*day(release.as_of)), ("before", &*day(release.before))];
    let lead = match (release.shares.is_empty(), release.as_of == release.before) {
        (true, _) => &words.nothing_changed,
        (false, true) => &words.same_day,
        (false, false) => &words.later_day,
    };
    ReleaseView {
        title: fill(&words.release, &values),
        lead: fill(lead, &values),
        shares: release.shares.iter().map(|it| share(scene, source, release.number, it)).collect(),
    }
}

fn share(scene: &Scene<'_>, source: &str, number: usize, share: &ShareChange) -> ShareView {
    let language = scene.language;
    let words = &language.corrections;
    let whose = match (&share.agency, share.month) {
        (Some(agency), None) => agency.name.clone(),
        (Some(agency), Some(month)) => format!("{}, {}", agency.name, language.month(month)),
        (None, Some(month)) => language.month(month),
        (None, None) => words.all_reports.clone(),
    };
    let values = [
        ("promise", standing::name(language, share.stage)),
        ("whose", &*whose),
        ("before", &*printed(scene, share.before)),
        ("after", &*printed(scene, share.after)),
    ];
    let mark = |release: usize, outcome: &str| {
        let source = format!("{source}@{release}");
        let agency = share.agency.as_ref().map(|agency| &*agency.slug);
        let place = Place { source: &source, agency };
        place.mark(due_table(share.stage), share.month, outcome)
    };
    let marks = [number - 1, number].map(|at| format!("{} {}", mark(at, "met"), mark(at, "all")));
    ShareView {
        text: fill(&words.changed, &values),
        rests: marks.join(" "),
        corrected: share.is_correction,
    }
}

/// '1,165 of 1,851, 63 %', with a sign for what is hidden.
fn printed(scene: &Scene<'_>, printed: Printed) -> String {
    let language = scene.language;
    let of = &language.breakdown.of_due;
    let (kept, due) = (language.cell(printed.kept), language.cell(printed.due));
    let counts = fill(of, &[("met", &kept), ("due", &due)]);
    let told = printed.kept.shown().zip(printed.due.shown());
    let share = told.filter(|(_, due)| TOO_FEW <= *due);
    match share.and_then(|(kept, due)| language.share(kept, due)) {
        Some(share) => format!("{counts} ({share})"),
        None => counts,
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use crate::model::Page;
    use crate::render::fixture::{corrections, site};
    use crate::render::render;
    use crate::theme::Theme;

    #[test]
    fn a_change_says_from_what_to_what_with_the_marks_of_both_releases() {
        let theme = Theme::embedded().unwrap();
        let language = theme.language("en").unwrap();
        let page = Page::Corrections(corrections());
        let artifact = render(&page, &theme, language, &site(None)).unwrap();
        let html = String::from_utf8(artifact.bytes).unwrap().replace('\u{a0}', " ");
        // 60 of 100 is 60 %, 70 of 110 is 63.6 %.
        let table = "contoh@2/follow-up-due";
        let rests = format!(
            "{table}/met {table} {}/met {}",
            table.replace('2', "3"),
            table.replace('2', "3")
        );
        assert!(html.contains(&format!(
            "<span data-rests=\"{rests}\">Follow-up, all reports: from 60 of 100 (60 %) to 70 of 110 (64 %).</span></li>"
        )));
        assert!(html.contains(
            "Follow-up, March 2025: from 60 of 100 (60 %) to 61 of 100 (61 %).</span> <strong>"
        ));
        assert!(html.contains("from 60 of 100 (60 %) to [c] of 104.</span></li>"));
        assert!(html.contains("No share on time has changed."));
        assert!(html.contains("Monday, 18 August 2025 became a day off. By: Perubahan 2025: + 18 Agustus, announced on 7 August 2025."));
        assert!(html.contains(">Follow-up: 31 dates moved after they were promised.<"));
        assert!(html.contains(">6 reports were taken down so far.<"));
        assert!(html.contains("found by the operator") && html.contains("Unchanged."));
    }
}
