//! Agencies beside each other: funnel, volume, case mix, and places where they can be told apart.

use std::collections::BTreeMap;

use crate::assess::ADMINISTRATOR;
use crate::measure::casemix::{Count, standardised};
use crate::measure::compliance::Key;
use crate::measure::funnel::{Limits, funnel};
use crate::measure::rank::ranks;
use crate::measure::tally::{Cohort, Tally};
use crate::measure::volume::Groups;
use crate::summary::{Section, Summary};
use crate::table::Data;

use super::cell::cells;
use super::{Sheet, counts, ordered, texts};

const DESCRIPTION: &str = "Agencies beside each other in the headline, in the order of the alphabet. Funnel: limits around the share of all, \
    widened by over-dispersion (Spiegelhalter 2005). Places: simultaneous 95 % intervals (Klein, Wright and Wieczorek 2020); 1 to m says \
    nothing. Case mix: breaches over those expected of its categories. Campaign teams and the administrator are left out.";

const FUNNEL: &str = "The share of all agencies around which the funnel lies, how far the agencies vary beyond chance, and how many are compared.";

pub(super) fn sheets(summary: &Summary) -> Vec<Sheet> {
    let own = Section::Stages(vec![Key::Agency, Key::Month]);
    let mut stages: BTreeMap<Vec<&str>, Vec<(&str, Tally)>> = BTreeMap::new();
    for (words, cell) in cells(summary, &own, str::is_empty, &[0, 2]) {
        let is_campaign =
            |agency: &&str| summary.agencies().get(*agency).is_some_and(|known| known.campaign);
        if let [stage, agency] = words[..]
            && agency != ADMINISTRATOR
            && !is_campaign(&agency)
            && 0 < cell.due.judged(Cohort::Due)
        {
            stages.entry(vec![stage]).or_default().push((agency, cell.due));
        }
    }
    let mix = categories(summary);
    let mut rows: Vec<Row<'_>> = Vec::new();
    let mut funnels = Vec::new();
    for (words, agencies) in ordered(stages) {
        let stage = words[0];
        let units: Vec<(u64, u64)> =
            agencies.iter().map(|(_, tally)| (tally.met(), tally.judged(Cohort::Due))).collect();
        let Some(funnel) = funnel(&units) else { continue };
        let ranks = ranks(&units);
        for (at, &(agency, _)) in agencies.iter().enumerate() {
            let (met, judged) = units[at];
            rows.push(Row {
                stage,
                agency,
                met,
                judged,
                volume: Groups::shipped().of(judged).to_string(),
                score: funnel.scores[at],
                place: funnel.places[at].word(),
                limits: funnel.limits(judged),
                places: ranks.units[at].as_ref().map(|places| (places.best, places.worst)),
                mix: mix.get(&(stage, agency)).and_then(|mix| standardised(mix)),
            });
        }
        funnels.push((stage, funnel.target, funnel.dispersion, ranks.ranked, ranks.tell_apart()));
    }
    vec![compared(&rows), whole(&funnels)]
}

struct Row<'s> {
    stage: &'s str,
    agency: &'s str,
    met: u64,
    judged: u64,
    volume: String,
    score: Option<f64>,
    place: &'static str,
    limits: Limits,
    places: Option<(usize, usize)>,
    mix: Option<crate::measure::casemix::Standardised>,
}

/// By stage and agency, for each category the agency's breaches beside those of all.
fn categories(summary: &Summary) -> BTreeMap<(&str, &str), Vec<(Count, Count)>> {
    let section = Section::Stages(vec![Key::Agency, Key::Category]);
    let count = |tally: &Tally| {
        let judged = tally.judged(Cohort::Due);
        Count { breaches: judged - tally.met(), judged }
    };
    let whole = cells(summary, &section, str::is_empty, &[0, 3]);
    let mut mix: BTreeMap<(&str, &str), Vec<(Count, Count)>> = BTreeMap::new();
    for (words, cell) in cells(summary, &section, str::is_empty, &[0, 2, 3]) {
        if let [stage, agency, category] = words[..]
            && let Some(all) = whole.get(&vec![stage, category])
        {
            mix.entry((stage, agency)).or_default().push((count(&cell.due), count(&all.due)));
        }
    }
    mix
}

fn compared(rows: &[Row<'_>]) -> Sheet {
    let number = |of: &dyn Fn(&Row<'_>) -> Option<f64>| Data::Number(rows.iter().map(of).collect());
    let share = |of: &dyn Fn(&Row<'_>) -> Option<f64>| Data::Share(rows.iter().map(of).collect());
    let place = |of: fn((usize, usize)) -> usize| {
        Data::Integer(rows.iter().map(|row| row.places.map(|places| of(places) as i64)).collect())
    };
    Sheet::new(
        "comparison",
        "Agencies beside each other",
        DESCRIPTION,
        2,
        vec![
            ("stage", texts(rows.iter().map(|row| row.stage))),
            ("agency", texts(rows.iter().map(|row| row.agency))),
            ("volume", texts(rows.iter().map(|row| row.volume.as_str()))),
            ("met", counts(rows.iter().map(|row| row.met))),
            ("n", counts(rows.iter().map(|row| row.judged))),
            ("share", share(&|row| Some(row.met as f64 / row.judged.max(1) as f64))),
            ("funnel", texts(rows.iter().map(|row| row.place))),
            ("score", number(&|row| row.score)),
            ("low_95", share(&|row| Some(row.limits.of_95.0))),
            ("high_95", share(&|row| Some(row.limits.of_95.1))),
            ("low_998", share(&|row| Some(row.limits.of_998.0))),
            ("high_998", share(&|row| Some(row.limits.of_998.1))),
            ("best_place", place(|(best, _)| best)),
            ("worst_place", place(|(_, worst)| worst)),
            ("expected", number(&|row| row.mix.as_ref().map(|mix| mix.expected))),
            ("ratio", number(&|row| row.mix.as_ref().map(|mix| mix.ratio))),
            ("ratio_low", number(&|row| row.mix.as_ref().map(|mix| mix.low))),
            ("ratio_high", number(&|row| row.mix.as_ref().map(|mix| mix.high))),
        ],
    )
}

fn whole(funnels: &[(&str, f64, f64, usize, bool)]) -> Sheet {
    Sheet::new(
        "funnel",
        "The whole of which agencies are compared",
        FUNNEL,
        1,
        vec![
            ("stage", texts(funnels.iter().map(|funnel| funnel.0))),
            ("target", Data::Share(funnels.iter().map(|funnel| Some(funnel.1)).collect())),
            ("dispersion", Data::Number(funnels.iter().map(|funnel| Some(funnel.2)).collect())),
            ("compared", counts(funnels.iter().map(|funnel| funnel.3 as u64))),
            ("told_apart", Data::Flag(funnels.iter().map(|funnel| funnel.4).collect())),
        ],
    )
}
