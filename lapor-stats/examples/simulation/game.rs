//! The page's part on tricks: how each moves each measure, and what an observer sees.

use lapor_core::{Calendar, Clock, Error, Policy, PolicyParts, day};
use lapor_stats::measure::tally::{Bucket, Cohort};

use crate::SEED;
use crate::figures::{AS_OF, Figures};
use crate::page::{Page, percent, share};
use crate::service::{Pace, Service};
use crate::trick::Trick;

/// Reports of a working day.
const EACH_DAY: u32 = 200;

/// The figures of every trick, in its order.
pub(crate) fn play() -> Result<Vec<(Trick, Figures)>, Error> {
    let (policy, calendar) = (Policy::lapor(), Calendar::indonesia());
    let parts = PolicyParts { hold_cap: Some(0), ..policy.parts().clone() };
    let unpaused = Policy::new(parts)?;
    let as_of = day(AS_OF.0, AS_OF.1, AS_OF.2);
    let clock = Clock::new(&policy, &calendar, as_of)?;
    let plain = Clock::new(&unpaused, &calendar, as_of)?.without_custody();
    let service = Service { calendar: &calendar, pace: Pace::Steady };
    let of = |trick| (trick, Figures::of(&service, &clock, &plain, trick, SEED, EACH_DAY));
    Ok(Trick::ALL.map(of).into())
}

/// A column: its name, and what stands in it.
type Column = (&'static str, fn(&Figures) -> String);

const FOLLOW_UP: [Column; 9] = [
    ("stages", |f| f.reports.to_string()),
    ("judged", |f| f.due.judged(Cohort::Due).to_string()),
    ("headline", |f| percent(share(&f.due, Cohort::Due))),
    ("unknown failed", |f| percent(f.due.bounds().unknown_failed)),
    ("unknown met", |f| percent(f.due.bounds().unknown_met)),
    ("void failed", |f| percent(f.due.bounds().void_failed)),
    ("void", |f| f.due.get(Bucket::Void).to_string()),
    ("paused", |f| f.due.get(Bucket::Paused).to_string()),
    ("unknown", |f| f.due.unknown().to_string()),
];

const BESIDE: [Column; 9] = [
    ("settled", |f| percent(share(&f.settled, Cohort::Settled))),
    ("still open", |f| f.open.to_string()),
    ("overdue", |f| f.open_overdue.to_string()),
    ("median", |f| days(f.quantiles().median.day)),
    ("p90", |f| days(f.quantiles().p90.day)),
    ("own custody", |f| percent(share(&f.custody, Cohort::Due))),
    ("handed on", |f| f.custody.get(Bucket::HandedOn).to_string()),
    ("replied", |f| percent(part(f.answered))),
    ("pages", |f| f.pages.to_string()),
];

const CLOSURE: [Column; 7] = [
    ("closure", |f| percent(share(&f.closure, Cohort::Due))),
    ("early", |f| f.closure.get(Bucket::Early).to_string()),
    ("early, contested", |f| f.closure.get(Bucket::EarlyContested).to_string()),
    ("early, unanswered", |f| f.closure.get(Bucket::EarlyUnanswered).to_string()),
    ("contested", |f| f.closure.get(Bucket::Contested).to_string()),
    ("by reporter", |f| f.closure.get(Bucket::ByReporter).to_string()),
    ("mass closing", |f| f.flags.to_string()),
];

const MISSING: [Column; 5] = [
    ("all failed", |f| percent(Some(f.floor()))),
    ("as promised at first", |f| percent(share(&f.plain, Cohort::Due))),
    ("on the due date", |f| percent(part(f.in_time))),
    ("gone, monthly", |f| f.healed.0.to_string()),
    ("gone, weekly", |f| f.healed.1.to_string()),
];

fn days(day: Option<f64>) -> String {
    day.map_or("-".to_owned(), |day| format!("{day}"))
}

/// Some of all; the counts are all and some.
fn part((all, some): (u64, u64)) -> Option<f64> {
    (0 < all).then(|| some as f64 / all as f64)
}

const SEEN: &str = "
## What you would see

- *Leave open*: nothing in the headline, where open overdue is failure as late is. The settled share rises, because what never
  ends is not in it; the number still open grows by as many, and the 90th percentile of the days is not reached any more.
- *Archive in time*: the headline rises with the number of voids. The bound with voids as failures stays where it was.
- *Archive afterwards*: the breach stays in the headline. But the settled share rises *and* the number still open falls, which together
  look like work done. What was archived so stands as `overdue` in the settled view's row of its month.
- *Close early*, *close unanswered*: closure falls, `early` and `early_unanswered` grow; done in one go, days of mass closing are flagged.
- *Close as reporter*: closure hardly falls and `early` does not grow. `by_reporter` becomes several times what it was, and that
  is all: no bound counts it. Asking a few reporters would settle it.
- *Empty answer*: headline, settled share, days and custody look better. More reporters reply, and more closures are contested.
- *Empty, unopposed*: **no published figure shows it.** Answers heap up on the due date; only a reader can tell what they say.
- *Copy easy ones*: **only the number of reports shows it**, and with it closings, some of them flagged. A copy that is merged into its
  report in time is void and gains nothing. Texts that are nearly equal, filed within days, would show the rest.
- *Hand on*, *give back*: the promise stays the first agency's, whoever answers. Its own custody share rises, since what is handed on
  in time stands outside of it: read it with `handed_on`, for no bound has that as failure.
- *Hold for good*: **no bound counts it**, and those there are rise with the headline; the number paused shows it.
- *Hold until answer*: **no published figure shows it.** The answer ends the hold, so nothing is paused any more, and the days until
  the follow-up leave the paused ones out. Only each report's own row has them (`paused`).
- *Extend*: **no published figure shows it**, but one contradicts it: the days until the follow-up are what they were.
- *Date back*: **nothing in one release shows it.** Two do: no breach heals, so one that is none in a later release is a changed
  record. Monthly releases find two of five, weekly ones nearly three of four; what is entered before the next release is not found.
- *Leave out times*: the headline rises with the number of unknowns, and the two bounds move apart; the lower one stays. An answer
  without any disposition on record does the same, to the disposition too.
- *Mark as secret*: nothing, since no verdict asks who may read a report; there are fewer pages.

Not played: reports sent to any agency at all within the three days, a class with a longer limit, a complaint never entered.
";

const TABLES: &str = "
## What each trick moves

Shares in per cent; bold is what is not as it was without a trick. One agency, stages that started in August to October 2024, seen
on 29 November, when all their due dates had passed. From the second table on, a trick that moves nothing in a table is not in it.
";

const PROPOSED: &str = "
*All failed*: the headline with void, paused and unknown as failures, the lower bound that none of these ways out raises; too strict
for a verdict. *As promised at first*: judged as if no hold paused and no extension was granted. *On the due date*: the part of the
follow-ups in time that came on the last day. *Gone*: breaches of an earlier release that are none now, by how often one appears.
";

/// Writes what an observer sees, and the tables.
pub(crate) fn write(page: &mut Page, played: &[(Trick, Figures)]) {
    page.text(SEEN);
    page.text(TABLES);
    page.text("\n### The follow-up: headline, bounds, and what stands outside\n\n");
    table(page, &FOLLOW_UP, played, true);
    page.text("\n### Beside it: settled view, open snapshot, days until the follow-up, custody, exchange\n\n");
    table(page, &BESIDE, played, false);
    page.text("\n### Closure\n\n");
    table(page, &CLOSURE, played, false);
    page.text("\n### Not published yet\n");
    page.text(PROPOSED);
    page.text("\n");
    table(page, &MISSING, played, false);
}

/// A figure that is not what it was without a trick is bold; a row without any is left out, unless all are asked for.
fn table(page: &mut Page, columns: &[Column], played: &[(Trick, Figures)], all: bool) {
    let names = columns.iter().map(|(name, _)| (*name).to_owned());
    page.row(&std::iter::once("trick".to_owned()).chain(names).collect::<Vec<_>>());
    page.line(format_args!("|---|{}", "---:|".repeat(columns.len())));
    let Some((_, honest)) = played.first() else { return };
    for (trick, figures) in played {
        let mut moved = all || *trick == Trick::Nothing;
        let mut row = vec![trick.name().to_owned()];
        for (_, of) in columns {
            let (cell, before) = (of(figures), of(honest));
            moved |= cell != before;
            row.push(if cell == before { cell } else { format!("**{cell}**") });
        }
        if moved {
            page.row(&row);
        }
    }
}

/// Whether the figures say what the page says.
pub(crate) fn holds(played: &[(Trick, Figures)]) -> bool {
    let Some((_, honest)) = played.first() else { return false };
    let headline = |figures: &Figures| (figures.due.met(), figures.due.judged(Cohort::Due));
    let at_most = |share: Option<f64>, before: Option<f64>| share <= before;
    let void = |f: &Figures| f.due.bounds().void_failed;
    let unknown = |f: &Figures| f.due.bounds().unknown_failed;
    let custody = |f: &Figures| share(&f.custody, Cohort::Due);
    played.iter().all(|(trick, figures)| {
        let paid = match (share(&figures.due, Cohort::Due), share(&honest.due, Cohort::Due)) {
            (Some(now), Some(before)) => before + 0.05 < now,
            _ => false,
        };
        // What does not pay leaves the headline as it is, to the last count.
        let as_said = paid == trick.pays() && (paid || headline(figures) == headline(honest));
        let vanished = figures.healed.0 + figures.healed.1;
        as_said
            && match trick {
                Trick::ArchiveBefore => at_most(void(figures), void(honest)),
                Trick::Untimed => at_most(unknown(figures), unknown(honest)) && 0 < vanished,
                Trick::Hold => figures.floor() <= honest.floor(),
                Trick::HoldUntilAnswer | Trick::Extend => {
                    share(&figures.plain, Cohort::Due) == share(&honest.plain, Cohort::Due)
                }
                Trick::HandOn | Trick::Return => custody(honest) < custody(figures),
                Trick::Backdate => {
                    let dated = figures.due.met() - honest.due.met();
                    let found = |gone: u64| gone as f64 / dated as f64;
                    let (monthly, weekly) = (found(figures.healed.0), found(figures.healed.1));
                    (0.35..0.45).contains(&monthly) && (0.65..0.75).contains(&weekly)
                }
                _ => vanished == 0,
            }
    })
}
