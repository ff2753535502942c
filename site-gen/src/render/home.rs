//! The front page, and the overview of a source.

use lapor_core::Stage;
use serde::Serialize;

use super::Scene;
use super::figure::{self, PromiseView};
use super::frame::{Heading, Link};
use super::prose::{self, StoryLine};
use crate::format::fill;
use crate::model::{Declared, Home, Overview, Promise, SourceCard};
use crate::route::Route;
use crate::theme::ThemeError;

#[derive(Serialize)]
struct Card {
    title: String,
    href: String,
    summary: String,
    declared: String,
    invented: bool,
    counts: String,
    as_of: String,
    headline: String,
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
    let declared = match source.declared {
        Declared::Invented => &words.invented,
        Declared::AlreadyPublic => &words.already_public,
        Declared::Private => &words.private,
    };
    let mut promises: Vec<PromiseView> =
        card.promises.iter().map(|promise| figure::promise(language, promise, false)).collect();
    promises.push(figure::closure(language, &card.closure, false));
    Ok(Card {
        title: source.title.text(language.code()).to_owned(),
        href: scene.links.to(&Route::Overview { source: card.source.clone() }),
        summary: source.summary.text(language.code()).to_owned(),
        declared: declared.clone(),
        invented: source.declared == Declared::Invented,
        counts: counts(scene, card.reports, card.agencies),
        as_of: fill(&language.frame.as_of, &[("day", &language.day(source.as_of))]),
        headline: headline(scene, &card.promises),
        promises,
    })
}

/// 'Of 412 follow-ups due in this period ...'; where nothing of it is due, the first promise of
/// which something is.
pub(super) fn headline(scene: &Scene<'_>, promises: &[Promise]) -> String {
    let due = |promise: &&Promise| !promise.tally.due().is_zero();
    let follow_up = promises.iter().find(|promise| promise.stage == Stage::FollowUp);
    let chosen = follow_up
        .filter(due)
        .or_else(|| promises.iter().find(due))
        .or(follow_up)
        .or(promises.first());
    chosen.map_or_else(
        || scene.language.figure.no_data.clone(),
        |promise| figure::promise_sentence(scene.language, promise),
    )
}

fn counts(scene: &Scene<'_>, reports: crate::model::Cell, agencies: u64) -> String {
    let language = scene.language;
    let words = &language.home;
    let reports = match reports.shown() {
        Some(count) => language.plural(&words.reports_count, count),
        None => fill(&words.reports_count.other, &[("n", &language.number.hidden)]),
    };
    format!("{reports}, {}", language.plural(&words.agencies_count, agencies))
}

#[derive(Serialize)]
struct OverviewView {
    title: String,
    counts: String,
    secret: Option<String>,
    headline: String,
    promises: Vec<PromiseView>,
    closure: PromiseView,
    agencies: String,
    reports: String,
    method: Link,
    audits: Vec<String>,
    note: Option<String>,
    quality: String,
    anomalies: Vec<(String, String)>,
}

/// The overview of a source.
pub(super) fn overview(scene: &Scene<'_>, overview: &Overview) -> Result<String, ThemeError> {
    let language = scene.language;
    let words = &language.overview;
    let source = scene.source(&overview.source)?;
    let headline = headline(scene, &overview.promises);
    let slug = || overview.source.clone();
    let quality = &overview.quality;
    let read = language.count(quality.read);
    let view = OverviewView {
        title: source.title.text(language.code()).to_owned(),
        counts: counts(scene, overview.reports, overview.agencies),
        secret: (!overview.secret.is_zero())
            .then(|| fill(&words.secret, &[("n", &language.cell(overview.secret))])),
        promises: overview
            .promises
            .iter()
            .map(|promise| figure::promise(language, promise, true))
            .collect(),
        closure: figure::closure(language, &overview.closure, true),
        agencies: scene.links.to(&Route::Agencies { source: slug() }),
        reports: scene.links.to(&Route::Reports { source: slug(), page: 1 }),
        method: Link { href: scene.links.to(&Route::Method), text: language.home.method.clone() },
        audits: overview
            .audits
            .iter()
            .map(|audited| {
                fill(
                    &words.audit_line,
                    &[
                        ("policy", &audited.policy),
                        ("compared", &language.count(audited.compared)),
                        ("agree", &language.count(audited.agree)),
                        ("earlier", &language.count(audited.earlier)),
                        ("later", &language.count(audited.later)),
                    ],
                )
            })
            .collect(),
        note: overview.note.as_ref().map(|note| note.text(language.code()).to_owned()),
        quality: if quality.rejected == 0 {
            fill(&words.quality_none, &[("read", &read)])
        } else {
            let rejected = language.count(quality.rejected);
            fill(&words.quality_rejected, &[("rejected", &rejected), ("read", &read)])
        },
        anomalies: quality
            .anomalies
            .iter()
            .filter(|(_, count)| *count != 0)
            .map(|(note, count)| (anomaly(scene, *note).to_owned(), language.count(*count)))
            .collect(),
        headline: headline.clone(),
    };
    let heading = Heading {
        title: source.title.text(language.code()),
        description: &headline,
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
