//! The front page, and the overview of a source.

use lapor_core::Stage;
use serde::Serialize;

use super::Scene;
use super::figure::{self, Note, PromiseView};
use super::frame::{Heading, Link};
use super::prose::{self, StoryLine};
use crate::format::fill;
use crate::model::{Declared, Home, Overview, Place, Promise, SourceCard};
use crate::route::Route;
use crate::theme::ThemeError;

#[derive(Serialize)]
struct Card {
    title: String,
    href: String,
    agencies: String,
    all_reports: String,
    search: String,
    summary: String,
    declared: String,
    invented: bool,
    counts: Note,
    as_of: String,
    headline: Note,
    promises: Vec<PromiseView>,
}

#[derive(Serialize)]
struct Front {
    cards: Vec<Card>,
    stories: Vec<StoryLine>,
    all_stories: String,
    method: String,
}

/// The front page.
pub(super) fn front(scene: &Scene<'_>, home: &Home) -> Result<String, ThemeError> {
    let words = &scene.language.home;
    let front = Front {
        cards: home.cards.iter().map(|found| card(scene, found)).collect::<Result<_, _>>()?,
        stories: prose::lines(scene, &home.stories),
        all_stories: scene.links.to(&Route::Stories),
        method: scene.links.to(&Route::Method),
    };
    let heading =
        Heading { title: &words.title, description: &words.lead, source: None, above: vec![] };
    scene.page("home.html", &heading, &front)
}

fn card(scene: &Scene<'_>, card: &SourceCard) -> Result<Card, ThemeError> {
    let language = scene.language;
    let source = scene.source(&card.source)?;
    let words = &language.declared;
    let place = Place { source: &card.source, agency: None };
    let declared = match source.declared {
        Declared::Invented => &words.invented,
        Declared::AlreadyPublic => &words.already_public,
        Declared::Private => &words.private,
    };
    let mut promises: Vec<PromiseView> = card
        .promises
        .iter()
        .map(|promise| figure::promise(language, place, promise, false))
        .collect();
    promises.push(figure::closure(language, place, &card.closure, false));
    Ok(Card {
        title: source.title.text(language.code()).to_owned(),
        href: scene.links.to(&Route::Overview { source: card.source.clone() }),
        agencies: scene.links.to(&Route::Agencies { source: card.source.clone() }),
        search: scene.links.to(&Route::Search { source: card.source.clone() }),
        all_reports: scene.links.to(&Route::Reports { source: card.source.clone(), page: 1 }),
        summary: source.summary.text(language.code()).to_owned(),
        declared: declared.clone(),
        invented: source.declared == Declared::Invented,
        counts: counts(scene, place, card.reports, card.agencies),
        as_of: fill(&language.frame.as_of, &[("day", &language.day(source.as_of))]),
        headline: headline(scene, place, &card.promises),
        promises,
    })
}

/// 'Of 412 follow-ups due in this period ...'; where nothing of it is due, the first promise of
/// which something is.
pub(super) fn headline(scene: &Scene<'_>, place: Place<'_>, promises: &[Promise]) -> Note {
    let due = |promise: &&Promise| !promise.tally.due.is_zero();
    let follow_up = promises.iter().find(|promise| promise.stage == Stage::FollowUp);
    let chosen = follow_up
        .filter(due)
        .or_else(|| promises.iter().find(due))
        .or(follow_up)
        .or(promises.first());
    chosen.map_or_else(
        || Note { text: scene.language.figure.no_data.clone(), rests: String::new() },
        |promise| Note {
            text: figure::promise_sentence(scene.language, promise),
            rests: figure::rests(place, promise.stage),
        },
    )
}

fn counts(scene: &Scene<'_>, place: Place<'_>, reports: crate::model::Cell, agencies: u64) -> Note {
    let language = scene.language;
    let words = &language.home;
    let reports = match reports.shown() {
        Some(count) => language.plural(&words.reports_count, count),
        None => fill(&words.reports_count.other, &[("n", &language.number.hidden)]),
    };
    Note {
        text: format!("{reports}, {}", language.plural(&words.agencies_count, agencies)),
        rests: place.single(&["reports"]),
    }
}

#[derive(Serialize)]
struct OverviewView {
    title: String,
    counts: Note,
    secret: Option<Note>,
    headline: Note,
    promises: Vec<PromiseView>,
    closure: PromiseView,
    agencies: String,
    browse: String,
    reports: String,
    method: Link,
    audits: Vec<Note>,
    note: Option<String>,
    quality: Note,
    anomalies: Vec<(String, String, String)>,
}

/// The overview of a source.
pub(super) fn overview(scene: &Scene<'_>, overview: &Overview) -> Result<String, ThemeError> {
    let language = scene.language;
    let words = &language.overview;
    let source = scene.source(&overview.source)?;
    let place = Place { source: &overview.source, agency: None };
    let headline = headline(scene, place, &overview.promises);
    let slug = || overview.source.clone();
    let quality = &overview.quality;
    let read = language.cell(quality.read);
    let view = OverviewView {
        title: source.title.text(language.code()).to_owned(),
        counts: counts(scene, place, overview.reports, overview.agencies),
        secret: (!overview.secret.is_zero()).then(|| Note {
            text: fill(&words.secret, &[("n", &language.cell(overview.secret))]),
            rests: place.single(&["reports", "secret"]),
        }),
        promises: overview
            .promises
            .iter()
            .map(|promise| figure::promise(language, place, promise, true))
            .collect(),
        closure: figure::closure(language, place, &overview.closure, true),
        agencies: scene.links.to(&Route::Agencies { source: slug() }),
        browse: scene.links.to(&Route::Browse { source: slug() }),
        reports: scene.links.to(&Route::Reports { source: slug(), page: 1 }),
        method: Link { href: scene.links.to(&Route::Method), text: language.home.method.clone() },
        audits: overview
            .audits
            .iter()
            .map(|audited| Note {
                rests: [&[][..], &["agree"], &["earlier"], &["later"]]
                    .map(|word| place.single(&[&["audit", &*audited.policy], word].concat()))
                    .join(" "),
                text: fill(
                    &words.audit_line,
                    &[
                        ("policy", &audited.policy),
                        ("compared", &language.cell(audited.compared)),
                        ("agree", &language.cell(audited.agree)),
                        ("earlier", &language.cell(audited.earlier)),
                        ("later", &language.cell(audited.later)),
                    ],
                ),
            })
            .collect(),
        note: overview.note.as_ref().map(|note| note.text(language.code()).to_owned()),
        quality: if quality.rejected.is_zero() {
            let text = fill(&words.quality_none, &[("read", &read)]);
            Note { text, rests: place.single(&["rows"]) }
        } else {
            let rejected = language.cell(quality.rejected);
            let values = [("rejected", &*rejected), ("read", &*read)];
            let text = fill(&words.quality_rejected, &values);
            let marks = [place.single(&["rows", "rejected"]), place.single(&["rows"])];
            Note { text, rests: marks.join(" ") }
        },
        anomalies: quality
            .anomalies
            .iter()
            .filter(|(_, count)| !count.is_zero())
            .map(|(note, count)| {
                let mark = place.single(&["anomaly", note.word()]);
                (anomaly(scene, *note).to_owned(), language.cell(*count), mark)
            })
            .collect(),
        headline: headline.clone(),
    };
    let heading = Heading {
        title: source.title.text(language.code()),
        description: &headline.text,
        source: Some(source),
        above: vec![],
    };
    scene.page("overview.html", &heading, &view)
}

fn anomaly<'a>(scene: &Scene<'a>, note: lapor_core::Note) -> &'a str {
    use lapor_core::Note;
    let words = &scene.language.anomaly;
    match note {
        Note::CopiedEvent => &words.copied_event,
        Note::BeforeSubmission => &words.before_submission,
        Note::AnswerWithoutDisposition => &words.answer_without_disposition,
        Note::NestedHold => &words.nested_hold,
        Note::UnmatchedCompletion => &words.unmatched_completion,
        Note::ReplyAfterClose => &words.reply_after_close,
        Note::FollowUpAfterClose => &words.follow_up_after_close,
        Note::ReopenedWhileOpen => &words.reopened_while_open,
        Note::IneffectiveExtension => &words.ineffective_extension,
        Note::UnnamedReceiver => &words.unnamed_receiver,
    }
}
