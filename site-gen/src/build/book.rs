//! What the list of a source is made of: who knows of each report, and every count that stands alone.

use lapor_core::AgencyId;
use lapor_stats::dataset::{Dataset, FileCount, Visibility};
use lapor_stats::disclosure::{Cell as Count, State};

use crate::memory::Memory;
use crate::model::Declared;
use crate::route::Key;

use super::breakdown::{Breakdown, Reports};
use super::counts::{Known, StageCounts};
use super::exposure::{Exposure, is_sensitive};
use super::judged::Judgement;
use super::ledger::{Book, SENSITIVE, STAGES, Single, THRESHOLD};

/// The closing dates that a source published, against ours under one policy.
pub(super) struct Audit {
    pub(super) policy: String,
    pub(super) compared: u64,
    pub(super) agree: u64,
    pub(super) earlier: u64,
    pub(super) later: u64,
}

/// A source, read and judged.
pub(super) struct Facts<'a> {
    pub(super) declared: Declared,
    pub(super) dataset: &'a Dataset,
    pub(super) judgement: &'a Judgement,
    pub(super) exposures: &'a [Exposure],
    pub(super) audits: &'a [Audit],
    /// Rows that tell of reports, as a report of `lapor-stats` counts them: agencies and categories are lists beside them.
    pub(super) rows: FileCount,
}

impl Book {
    /// What may be told of a source.
    pub(super) fn of(
        facts: &Facts<'_>,
        agencies: Vec<(Option<AgencyId>, String)>,
        memory: &Memory,
    ) -> Book {
        let reports = facts.dataset.reports.len();
        let known: Vec<Known> = (0..reports).map(|report| known(facts, memory, report)).collect();
        let counts = StageCounts::of(facts.judgement.rows(), &known);
        let singles = singles(facts, &known);
        let told = Reports { dataset: facts.dataset, exposures: facts.exposures, known: &known };
        let breakdowns = Key::ALL
            .into_iter()
            .filter_map(|key| Breakdown::of(key, &told, facts.judgement.rows()));
        Book { counts, agencies, breakdowns: breakdowns.collect(), singles }
    }
}

/// Who knows of a report.
fn known(facts: &Facts<'_>, memory: &Memory, report: usize) -> Known {
    // The one place that says so: what is published elsewhere already is no secret of this site, and
    // nothing of it is hidden.
    if facts.declared == Declared::AlreadyPublic {
        return Known::ToAll;
    }
    // Whoever kept an earlier release has the page of a report that was taken down since.
    let id = facts.dataset.reports.id(report);
    if facts.exposures.get(report) == Some(&Exposure::Open) || memory.had_page(id) {
        return Known::ToAll;
    }
    if is_sensitive(facts.dataset, report) { Known::Sensitive } else { Known::ToNone }
}

/// Counts of reports and of quality.
fn singles(facts: &Facts<'_>, known: &[Known]) -> Vec<Single> {
    let public = facts.declared == Declared::AlreadyPublic;
    let in_yet = facts.judgement.came_in(known.len());
    let mut kinds = [Kind::default(); 4];
    for report in (0..known.len()).filter(|&report| in_yet[report]) {
        let secret = facts.dataset.reports.visibility.get(report) == Some(&Visibility::Secret);
        let kind = match facts.exposures.get(report) {
            Some(Exposure::Open) => 0,
            Some(Exposure::General(_)) => 1,
            Some(Exposure::None) | None if secret => 2,
            Some(Exposure::None) | None => 3,
        };
        kinds[kind].all += 1;
        kinds[kind].on_pages += u64::from(known[report] == Known::ToAll);
    }
    let [open, general, secret, withheld] = kinds;
    let words = |name: &[&str]| name.iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
    let single = |name: &[&str], cell: Count, part_of: &[&str]| Single {
        name: words(name),
        cell,
        part_of: (!part_of.is_empty()).then(|| words(part_of)),
    };
    let whole: &[&str] = &["reports"];
    // The lists of pages have as many lines as they have, whatever is said of them.
    let listed = |kind: Kind| Count::shown(kind.all, kind.on_pages, 1).released(State::Shown);
    let counted = |kind: Kind| Count::shown(kind.all, kind.on_pages, THRESHOLD);
    let mut singles = vec![
        single(&["reports", "open"], listed(open), whole),
        single(&["reports", "general"], listed(general), whole),
        single(&["reports", "secret"], counted(secret), whole),
        // Each of them had a page that is gone for all to see, and the lists of the other pages give their number by subtraction: it
        // is said, and a takedown is never refused for it.
        single(&["reports", "withheld"], listed(withheld), whole),
    ];
    singles.extend(due_moved(facts, known));
    let count = |all: u64| Count::shown(all, if public { all } else { 0 }, THRESHOLD);
    let rows = &facts.rows;
    let kept = rows.read.saturating_sub(rows.rejected);
    singles.push(single(&["rows"], count(rows.read).weighing(64), &[]));
    singles.push(single(&["rows", "rejected"], count(rows.read - kept), &["rows"]));
    singles.push(single(&["rows", "accepted"], count(kept).unpublished(), &["rows"]));
    for (note, seen) in facts.judgement.notes.iter() {
        singles.push(single(&["anomaly", note.word()], count(seen), &[]));
    }
    for audit in facts.audits {
        let policy = &*audit.policy;
        singles.push(single(&["audit", policy], count(audit.compared), &[]));
        for (word, all) in
            [("agree", audit.agree), ("earlier", audit.earlier), ("later", audit.later)]
        {
            singles.push(single(&["audit", policy, word], count(all), &["audit", policy]));
        }
    }
    singles
}

/// Of the stages with a due date, those of which it is another than on the day on which they started.
fn due_moved(facts: &Facts<'_>, known: &[Known]) -> Vec<Single> {
    let mut singles = Vec::new();
    for stage in STAGES {
        // Moved, and as promised.
        let mut kinds = [Kind::default(); 2];
        let mut plain = [0; 2];
        for row in facts.judgement.rows().filter(|row| row.stage == stage) {
            let Some(moved) = row.moved else { continue };
            let kind = usize::from(!moved);
            let known = known.get(row.report as usize).copied().unwrap_or(Known::ToNone);
            kinds[kind].all += 1;
            kinds[kind].on_pages += u64::from(known == Known::ToAll);
            plain[kind] += u64::from(known == Known::ToNone);
        }
        let word = stage.word().to_owned();
        let [moved, kept] = kinds;
        let all = Kind { all: moved.all + kept.all, on_pages: moved.on_pages + kept.on_pages };
        let counted = |kind: Kind, plain: u64| {
            let is_sensitive = plain == 0 && kind.on_pages < kind.all;
            let threshold = if is_sensitive { SENSITIVE } else { THRESHOLD };
            Count::shown(kind.all, kind.on_pages, threshold)
        };
        let name = |table: &str| vec![table.to_owned(), word.clone()];
        let part = |table: &str, cell: Count| Single {
            name: name(table),
            cell,
            part_of: Some(name("due-set")),
        };
        let whole = counted(all, plain[0] + plain[1]).unpublished();
        singles.push(Single { name: name("due-set"), cell: whole, part_of: None });
        singles.push(part("due-moved", counted(moved, plain[0])));
        singles.push(part("due-as-promised", counted(kept, plain[1]).unpublished()));
    }
    singles
}

/// Reports of a kind, and how many of them anybody can count.
#[derive(Clone, Copy, Default)]
struct Kind {
    all: u64,
    on_pages: u64,
}
