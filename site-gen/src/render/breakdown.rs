//! The three promises by category, programme, channel or place.

use lapor_core::Stage;
use lapor_stats::measure::rank::ranks;
use serde::Serialize;

use super::figure::{self, Note};
use super::frame::{Heading, Link};
use super::ratio::Ratio;
use super::{Scene, standing};
use crate::format::fill;
use crate::model::{Breakdown, BreakdownLine, Browse, Kept, Place, due_table};
use crate::route::{Key, Route, slug};
use crate::theme::ThemeError;

/// One promise of a line.
#[derive(Serialize)]
struct Share {
    /// The promise, for a phone on which the heads of columns are not seen.
    head: String,
    share: Option<String>,
    interval: Option<String>,
    /// 'Of 137, 90', with what it means where no share is told.
    counts: String,
    rests: String,
}

#[derive(Serialize)]
struct Line {
    name: String,
    href: Option<String>,
    part: bool,
    shares: Vec<Share>,
}

#[derive(Serialize)]
struct BreakdownView {
    title: String,
    lead: String,
    whole: Vec<Note>,
    /// What the numbers say when they are looked at together, a sentence a promise.
    findings: Vec<String>,
    caption: String,
    name: String,
    heads: Vec<String>,
    lines: Vec<Line>,
    untold: Vec<String>,
    method: Link,
}

/// Where the page of a key, or of a province, lives.
pub(super) fn route(breakdown: &Breakdown) -> Route {
    let source = breakdown.source.clone();
    match &breakdown.within {
        Some((province, _)) => Route::Province { source, province: province.clone() },
        None => Route::Breakdown { source, key: breakdown.key },
    }
}

/// The page of a key, or of a province.
pub(super) fn breakdown(scene: &Scene<'_>, found: &Breakdown) -> Result<String, ThemeError> {
    let language = scene.language;
    let words = &language.breakdown;
    let source = scene.source(&found.source)?;
    let place = Place { source: &found.source, agency: None };
    let (name, lead) = names(scene, found.key);
    let title = match &found.within {
        Some((_, province)) => fill(&words.province, &[("province", province)]),
        None => name.to_owned(),
    };
    let heads: Vec<String> =
        found.told.iter().map(|&stage| standing::name(language, stage).to_owned()).collect();
    let mut whole: Vec<Note> = found
        .promises
        .iter()
        .map(|promise| Note {
            text: figure::promise_sentence(language, promise),
            rests: figure::rests(place, promise.stage),
        })
        .collect();
    whole.push(Note {
        text: figure::closure_sentence(language, &found.closure),
        rests: figure::rests(place, Stage::Closure),
    });
    let nothing_due = |stage: Stage| match stage {
        Stage::Closure => found.closure.tally.due.is_zero(),
        stage => found
            .promises
            .iter()
            .any(|promise| promise.stage == stage && promise.tally.due.is_zero()),
    };
    // Where nothing was due, the sentence above says so already.
    let is_untold = |stage: &Stage| !found.told.contains(stage) && !nothing_due(*stage);
    let mut untold: Vec<String> = [Stage::Disposition, Stage::FollowUp, Stage::Closure]
        .into_iter()
        .filter(|stage| is_untold(stage) && found.within.is_none())
        .map(|stage| fill(&words.untold, &[("promise", standing::name(language, stage))]))
        .collect();
    if found.parts_untold {
        untold.push(words.parts_untold.clone());
    }
    let view = BreakdownView {
        lead: lead.to_owned(),
        whole,
        findings: findings(scene, found),
        caption: fill(&words.caption, &[("key", &title)]),
        name: name.to_owned(),
        lines: found.lines.iter().map(|line| self::line(scene, found, line, &heads)).collect(),
        heads,
        untold,
        method: Link { href: scene.links.to(&Route::Method), text: language.home.method.clone() },
        title: title.clone(),
    };
    let browse = Route::Browse { source: found.source.clone() };
    let mut above =
        vec![Link { href: scene.links.to(&browse), text: language.frame.browse.clone() }];
    if found.within.is_some() {
        let all = Route::Breakdown { source: found.source.clone(), key: found.key };
        above.push(Link { href: scene.links.to(&all), text: name.to_owned() });
    }
    let heading = Heading { title: &title, description: lead, source: Some(source), above };
    scene.page("breakdown.html", &heading, &view)
}

/// The name of a key and what its page is about.
fn names<'a>(scene: &Scene<'a>, key: Key) -> (&'a str, &'a str) {
    let words = &scene.language.breakdown;
    match key {
        Key::Category => (&words.category, &words.category_lead),
        Key::Program => (&words.program, &words.program_lead),
        Key::Channel => (&words.channel, &words.channel_lead),
        Key::Place => (&words.place, &words.place_lead),
    }
}

fn line(scene: &Scene<'_>, found: &Breakdown, line: &BreakdownLine, heads: &[String]) -> Line {
    let words = &scene.language.breakdown;
    let left = if line.part { &words.left_of } else { &words.left };
    let name = line.name.clone().unwrap_or_else(|| left.clone());
    let page = line
        .name
        .as_ref()
        .filter(|_| line.has_page)
        .map(|name| Route::Province { source: found.source.clone(), province: slug(name) });
    let place = Place { source: &found.source, agency: None };
    let both = found.told.iter().zip(heads).zip(&line.kept);
    let shares = both.map(|((&stage, head), kept)| {
        let mark = |word| place.value(due_table(stage), found.key, &line.word, word);
        share(scene, head, *kept, format!("{} {}", mark("met"), mark("all")))
    });
    Line {
        href: page.map(|page| scene.links.to(&page)),
        part: line.part,
        shares: shares.collect(),
        name,
    }
}

fn ratio(kept: Kept) -> Ratio {
    Ratio { kept: kept.kept, due: kept.due, interval: kept.interval }
}

fn share(scene: &Scene<'_>, head: &str, kept: Option<Kept>, rests: String) -> Share {
    let language = scene.language;
    let words = &language.breakdown;
    let Some(kept) = kept else {
        let (head, counts) = (head.to_owned(), "–".to_owned());
        return Share { head, share: None, interval: None, counts, rests: String::new() };
    };
    let ratio = ratio(kept);
    let told = ratio.told();
    let phrase = match (told, ratio.shown()) {
        (Some(_), _) => &words.of_due,
        (None, Some(_)) => &words.few,
        (None, None) if kept.due.is_zero() => &words.nothing,
        (None, None) => &words.of_due,
    };
    let (kept, due) = (language.cell(kept.kept), language.cell(kept.due));
    Share {
        head: head.to_owned(),
        share: ratio.share_text(language),
        interval: told.and(ratio.interval).map(|found| language.short_interval(found)),
        counts: fill(phrase, &[("met", &kept), ("due", &due)]),
        rests,
    }
}

/// Whether the lines of each promise can be told apart, by intervals that hold all at once.
///
/// What is a part of another line, and what is left over, is not compared with it.
fn findings(scene: &Scene<'_>, found: &Breakdown) -> Vec<String> {
    let words = &scene.language.breakdown;
    // On the page of a province its first line is the sum.
    let is_compared =
        |line: &&BreakdownLine| line.name.is_some() && line.part == found.within.is_some();
    let lines: Vec<&BreakdownLine> = found.lines.iter().filter(is_compared).collect();
    let mut findings = Vec::new();
    for (at, &stage) in found.told.iter().enumerate() {
        let told: Vec<(&str, (u64, u64))> = lines
            .iter()
            .filter_map(|line| {
                let counts = ratio((*line.kept.get(at)?)?).told()?;
                Some((line.name.as_deref()?, counts))
            })
            .collect();
        let counts: Vec<(u64, u64)> = told.iter().map(|(_, counts)| *counts).collect();
        let ranked = ranks(&counts);
        let units =
            ranked.units.iter().zip(&told).filter_map(|(unit, told)| Some((unit.as_ref()?, told)));
        let low = units.clone().min_by(|a, b| a.0.share.high.total_cmp(&b.0.share.high));
        let high = units.clone().max_by(|a, b| a.0.share.low.total_cmp(&b.0.share.low));
        let (Some(low), Some(high)) = (low, high) else { continue };
        if units.count() < 2 {
            continue;
        }
        let text = |(kept, due)| scene.language.share(kept, due).unwrap_or_default();
        let apart = low.0.share.high < high.0.share.low;
        let phrase = if apart { &words.apart } else { &words.alike };
        findings.push(fill(
            phrase,
            &[
                ("promise", standing::name(scene.language, stage)),
                ("low", low.1.0),
                ("low_share", &text(low.1.1)),
                ("high", high.1.0),
                ("high_share", &text(high.1.1)),
            ],
        ));
    }
    findings
}

#[derive(Serialize)]
struct Way {
    link: Link,
    lead: String,
}

#[derive(Serialize)]
struct BrowseView {
    ways: Vec<Way>,
    untold: Vec<String>,
}

/// The page that leads to every way of looking at a source.
pub(super) fn browse(scene: &Scene<'_>, browse: &Browse) -> Result<String, ThemeError> {
    let language = scene.language;
    let words = &language.breakdown;
    let source = scene.source(&browse.source)?;
    let slug = || browse.source.clone();
    let way = |route: Route, text: &str, lead: &str| Way {
        link: Link { href: scene.links.to(&route), text: text.to_owned() },
        lead: lead.to_owned(),
    };
    let agencies = Route::Agencies { source: slug() };
    let mut ways = vec![way(agencies, &language.frame.agencies, &words.agencies_lead)];
    ways.extend(browse.told.iter().map(|&key| {
        let (name, lead) = names(scene, key);
        way(Route::Breakdown { source: slug(), key }, name, lead)
    }));
    let corrections = Route::Corrections { source: slug() };
    ways.push(way(corrections, &language.corrections.title, &language.corrections.lead));
    let untold =
        browse.untold.iter().map(|&key| fill(&words.all_agencies, &[("key", names(scene, key).0)]));
    let view = BrowseView { ways, untold: untold.collect() };
    let heading = Heading {
        title: &words.browse,
        description: &words.browse_lead,
        source: Some(source),
        above: vec![],
    };
    scene.page("browse.html", &heading, &view)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use crate::model::Page;
    use crate::render::fixture::{categories, site};
    use crate::render::render;
    use crate::theme::Theme;

    fn page(language: &str) -> String {
        let theme = Theme::embedded().unwrap();
        let language = theme.language(language).unwrap();
        let page = Page::Breakdown(categories());
        let artifact = render(&page, &theme, language, &site(None)).unwrap();
        String::from_utf8(artifact.bytes).unwrap().replace('\u{a0}', " ")
    }

    #[test]
    fn a_line_says_how_many_of_how_many_with_its_interval_or_why_not() {
        let html = page("en");
        let rests = |word: &str| {
            let mark = format!("contoh/follow-up-due/category={word}");
            format!("\"{mark}/met {mark}\"")
        };
        // 30 of 100, Wilson: 0.2189 to 0.3958.
        assert!(
            html.contains(&format!("<b data-share={}>30 %</b> <span>22–40 %</span>", rests("air")))
        );
        assert!(html.contains(&format!("<span data-rests={}>30 of 100</span>", rests("air"))));
        assert!(html.contains(&format!("{}>4 of 7: too few to tell</span>", rests("air-bersih"))));
        assert!(html.contains(&format!("{}>[c] of 61</span>", rests("irigasi"))));
        assert!(!html.contains(&format!("data-share={}", rests("irigasi"))));
        assert!(html.contains("<span>–</span>"), "parts of the second promise are not told");
        assert!(html.contains("none is due yet"));
    }

    #[test]
    fn only_what_surely_differs_is_said_to() {
        let (en, id) = (page("en"), page("id"));
        // 30 of 100 and 90 of 120 lie far apart; 40 of 60 and 45 of 61 do not.
        assert!(en.contains(
            "Follow-up: Air (30 %) lies behind Jalan (75 %), and the difference is more than chance."
        ));
        assert!(en.contains("Closure: the differences may be chance"));
        assert!(id.contains("Penutupan: perbedaannya belum tentu lebih dari kebetulan"));
        assert!(en.contains("Disposition is not told apart here"));
    }
}
