//! Audit: what the source itself claims, set against ours row by row, at the claim's own precision.

use std::collections::BTreeMap;

use lapor_core::{
    Calendar, CountFrom, Day, Error as CoreError, EventKind, JointLeave, Outcome, Reason, Scratch,
    Stage, Unit, Verdict, When, Zone,
};

use crate::assess::Court;
use crate::ingest::anomaly::HOUR_WITHOUT_HALF;
use crate::rules::Rules;
use crate::table::{Data, Table};

/// A kind of claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    /// Whether the promise was kept.
    Verdict,
    /// When it would be due.
    Due,
    /// When the report was closed.
    Closed,
}

/// Against what a claimed verdict is tested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Against the due time that the source itself gives: is the source consistent?
    SourceDue,
    /// Against our own verdict.
    Ours,
}

impl Basis {
    /// The word for it in tables.
    pub const fn word(self) -> &'static str {
        match self {
            Basis::SourceDue => "source_due",
            Basis::Ours => "ours",
        }
    }
}

/// How exactly two times are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// By local day.
    Day,
    /// By the moment, where both have one.
    Instant,
}

/// Why a row disagrees, or cannot be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    /// The claim counts the day of the start as the first.
    SameDay,
    /// The claim counts other days as working days.
    Calendar,
    /// The claim counts days that were paused.
    Pause,
    /// We lack a time that the claim must have known.
    Missing,
    /// Our history is out of order.
    Order,
    /// Closed by an act before the silence had run its length.
    ClosedByAct,
    /// Closed after the silence had run its length.
    ClosedLate,
    /// The claim says otherwise, and none of the known reasons explains it.
    Unexplained,
    /// Not comparable: the source names no close.
    NoClose,
    /// Not comparable: there is no due date.
    NoTarget,
    /// Not comparable: the source gives no verdict.
    NoVerdict,
    /// Not comparable: both are of one day, and a time has an hour of twelve without AM or PM.
    NoHalf,
    /// Not comparable: the source names a verdict, but neither a due time nor a close.
    NoDates,
}

impl Difference {
    /// The word for it in tables.
    pub const fn word(self) -> &'static str {
        match self {
            Difference::SameDay => "same_day",
            Difference::Calendar => "calendar",
            Difference::Pause => "pause",
            Difference::Missing => "missing",
            Difference::Order => "order",
            Difference::ClosedByAct => "closed_by_act",
            Difference::ClosedLate => "closed_late",
            Difference::Unexplained => "unexplained",
            Difference::NoClose => "no_close",
            Difference::NoTarget => "no_target",
            Difference::NoVerdict => "no_verdict",
            Difference::NoHalf => "no_half",
            Difference::NoDates => "no_dates",
        }
    }
}

/// What is asked of the claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AuditQuery {
    /// Which claim; the first that is mapped, in the order verdict, due, closed, if absent.
    pub claim: Option<Claim>,
    /// Against what a claimed verdict is tested; the source's own due time where it is mapped, if absent.
    pub basis: Option<Basis>,
    /// How exactly; the claim's own precision if absent.
    pub precision: Option<Precision>,
}

/// The comparison of all claims of one kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audit {
    /// Rows that could be compared.
    pub compared: u64,
    /// Of these, rows in which the claim equals ours.
    pub agree: u64,
    /// Of these, rows in which it does not.
    pub disagree: u64,
    /// Rows that could not be compared.
    pub not_comparable: u64,
    /// Claimed times before ours.
    pub earlier: u64,
    /// Claimed times after ours.
    pub later: u64,
    /// Reasons of disagreements and of rows that could not be compared.
    pub reasons: BTreeMap<&'static str, u64>,
    /// Against what a verdict was tested.
    pub basis: Option<&'static str>,
    /// Where the source names a due time: how many acts came in time or late by it, and how many cannot be compared.
    pub targets: BTreeMap<&'static str, u64>,
    /// Where the source names verdicts: how many promises it says were kept, and how many broken.
    pub verdicts: BTreeMap<&'static str, u64>,
    /// Every disagreement.
    pub rows: Vec<Disagreement>,
}

/// One row in which the claim does not equal ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disagreement {
    /// The report's id.
    pub report_id: String,
    /// Our day.
    pub ours: Option<Day>,
    /// The claimed day.
    pub claimed: Option<Day>,
    /// Working days from our day to the claimed one; negative if the claim is earlier.
    pub days: Option<i32>,
    /// Why.
    pub reason: Difference,
}

impl Audit {
    fn agrees(&mut self) {
        self.compared += 1;
        self.agree += 1;
    }

    fn differs(&mut self, row: Disagreement) {
        self.compared += 1;
        self.disagree += 1;
        if let (Some(ours), Some(claimed)) = (row.ours, row.claimed) {
            self.earlier += u64::from(claimed < ours);
            self.later += u64::from(ours < claimed);
        }
        *self.reasons.entry(row.reason.word()).or_default() += 1;
        self.rows.push(row);
    }

    fn skips(&mut self, reason: Difference) {
        self.not_comparable += 1;
        *self.reasons.entry(reason.word()).or_default() += 1;
    }

    /// The disagreements as a table.
    pub fn table(&self) -> Table {
        let text = |of: fn(&Disagreement) -> String| {
            Data::Text(self.rows.iter().map(|row| Some(of(row))).collect())
        };
        Table::new(vec![
            ("report_id", text(|row| row.report_id.clone())),
            ("ours", Data::Date(self.rows.iter().map(|row| row.ours).collect())),
            ("claimed", Data::Date(self.rows.iter().map(|row| row.claimed).collect())),
            ("days", Data::Integer(self.rows.iter().map(|row| row.days.map(i64::from)).collect())),
            ("reason", text(|row| row.reason.word().into())),
        ])
    }
}

/// Sets the claims of a dataset against its verdicts.
///
/// `None` if the source claims nothing of the kind that is asked for.
///
/// # Errors
///
/// A calendar that reads joint leave in another way than the policy.
pub fn audit(
    court: &Court<'_>,
    rules: &Rules,
    query: AuditQuery,
) -> Result<Option<Audit>, CoreError> {
    let claims = &court.dataset().claims;
    let claim = query.claim.or(match (&claims.verdict, &claims.due, &claims.closed) {
        (Some(_), _, _) => Some(Claim::Verdict),
        (None, Some(_), _) => Some(Claim::Due),
        (None, None, Some(_)) => Some(Claim::Closed),
        (None, None, None) => None,
    });
    let Some(claim) = claim else { return Ok(None) };
    let clock = court.clock()?.without_custody();
    let mut auditor = Auditor {
        court,
        zone: rules.policy.zone(),
        calendars: Alternatives::new(&rules.calendar),
        precision: query.precision,
        audit: Audit::default(),
    };
    let mapped = match claim {
        Claim::Verdict => claims.verdict.is_some(),
        Claim::Due => claims.due.is_some(),
        Claim::Closed => claims.closed.is_some(),
    };
    if !mapped {
        return Ok(None);
    }
    let stage = match claim {
        Claim::Closed => Stage::Closure,
        Claim::Verdict | Claim::Due => claims.stage.unwrap_or(Stage::Closure),
    };
    let basis = query.basis.unwrap_or(match claims.due {
        Some(_) => Basis::SourceDue,
        None => Basis::Ours,
    });
    if claim == Claim::Verdict {
        auditor.audit.basis = Some(basis.word());
    }
    let mut scratch = Scratch::default();
    for report in 0..court.dataset().reports.len() {
        let events = court.events(report).iter().copied();
        let verdicts = clock.fold(&court.facts(report), events, &mut scratch);
        let verdict = verdicts
            .iter()
            .filter(|verdict| verdict.stage == stage)
            .min_by_key(|verdict| verdict.due.is_none())
            .copied();
        if claims.due.is_some() {
            auditor.target(report, stage);
        }
        if let Some(kept) = claims.verdict.as_ref().and_then(|column| column[report]) {
            let word = if kept { "kept" } else { "broken" };
            *auditor.audit.verdicts.entry(word).or_default() += 1;
        }
        match (claim, basis) {
            (Claim::Closed, _) => auditor.closed(report, verdict.as_ref()),
            (Claim::Due, _) => auditor.due(report, verdict.as_ref()),
            (Claim::Verdict, Basis::SourceDue) => auditor.verdict_by_source(report, stage),
            (Claim::Verdict, Basis::Ours) => auditor.verdict_by_ours(report, verdict.as_ref()),
        }
    }
    Ok(Some(auditor.audit))
}

struct Auditor<'c, 'a> {
    court: &'c Court<'a>,
    zone: Zone,
    calendars: Alternatives,
    precision: Option<Precision>,
    audit: Audit,
}

impl Auditor<'_, '_> {
    fn closed(&mut self, report: usize, verdict: Option<&Verdict>) {
        let claimed = claimed(&self.court.dataset().claims.closed, report);
        let Some(claimed) = claimed.and_then(|when| when.day(self.zone)) else {
            return self.audit.skips(Difference::NoClose);
        };
        self.days(report, verdict, claimed, |ours| {
            if claimed < ours { Difference::ClosedByAct } else { Difference::ClosedLate }
        });
    }

    fn due(&mut self, report: usize, verdict: Option<&Verdict>) {
        let claimed = claimed(&self.court.dataset().claims.due, report);
        let Some(claimed) = claimed.and_then(|when| when.day(self.zone)) else {
            return self.audit.skips(Difference::NoTarget);
        };
        self.days(report, verdict, claimed, |_| Difference::Unexplained);
    }

    /// Compares a claimed day with our due date.
    fn days(
        &mut self,
        report: usize,
        verdict: Option<&Verdict>,
        claimed: Day,
        otherwise: impl Fn(Day) -> Difference,
    ) {
        let Some((verdict, ours)) = verdict.and_then(|verdict| Some((verdict, verdict.due?)))
        else {
            return self.audit.skips(Difference::NoTarget);
        };
        if ours == claimed {
            return self.audit.agrees();
        }
        let reason = self.calendars.explain(verdict, claimed).unwrap_or_else(|| otherwise(ours));
        let days = self.calendars.ours.working_days(ours, claimed).ok();
        let report_id = self.court.dataset().reports.id(report).to_owned();
        self.audit.differs(Disagreement {
            report_id,
            ours: Some(ours),
            claimed: Some(claimed),
            days,
            reason,
        });
    }

    /// Whether an act came no later than a target; `None` if that hangs on a half of the day that is not written.
    fn in_time(&self, act: When, target: When) -> Option<bool> {
        let precision = self.precision.unwrap_or(Precision::Instant);
        if let (Precision::Instant, Some(act), Some(target)) =
            (precision, act.instant(), target.instant())
        {
            return Some(act <= target);
        }
        let (act, target) = (act.day(self.zone), target.day(self.zone));
        let anomalies = &self.court.dataset().quality.anomalies;
        let half_lost = 0 < anomalies.get(HOUR_WITHOUT_HALF).copied().unwrap_or(0);
        let open = precision == Precision::Instant && half_lost && act == target;
        (!open).then_some(act <= target)
    }

    /// What the source's own due time says of its own act, whatever it claims.
    fn target(&mut self, report: usize, stage: Stage) {
        let claims = &self.court.dataset().claims;
        let target = claimed(&claims.due, report);
        let act = claimed(&claims.closed, report).or_else(|| self.act(report, stage));
        let word = match (target, act) {
            (None, None) => Difference::NoDates.word(),
            (None, Some(_)) => Difference::NoTarget.word(),
            (Some(_), None) => Difference::NoClose.word(),
            (Some(target), Some(act)) => match self.in_time(act, target) {
                Some(true) => "met",
                Some(false) => "late",
                None => Difference::NoHalf.word(),
            },
        };
        *self.audit.targets.entry(word).or_default() += 1;
    }

    /// Is the source consistent with its own due time?
    fn verdict_by_source(&mut self, report: usize, stage: Stage) {
        let claims = &self.court.dataset().claims;
        let Some(kept) = claims.verdict.as_ref().and_then(|column| column[report]) else {
            return self.audit.skips(Difference::NoVerdict);
        };
        let act = claimed(&claims.closed, report).or_else(|| self.act(report, stage));
        let (target, act) = match (claimed(&claims.due, report), act) {
            (Some(target), Some(act)) => (target, act),
            (None, None) => return self.audit.skips(Difference::NoDates),
            (None, Some(_)) => return self.audit.skips(Difference::NoTarget),
            (Some(_), None) => return self.audit.skips(Difference::NoClose),
        };
        let Some(ours) = self.in_time(act, target) else {
            return self.audit.skips(Difference::NoHalf);
        };
        self.compare(
            report,
            kept,
            ours,
            act.day(self.zone),
            target.day(self.zone),
            Difference::Unexplained,
        );
    }

    fn verdict_by_ours(&mut self, report: usize, verdict: Option<&Verdict>) {
        let claims = &self.court.dataset().claims;
        let Some(kept) = claims.verdict.as_ref().and_then(|column| column[report]) else {
            return self.audit.skips(Difference::NoVerdict);
        };
        let Some(verdict) = verdict else { return self.audit.skips(Difference::NoTarget) };
        let (ours, reason) = match (verdict.outcome, verdict.reason) {
            (Outcome::Met, _) => (true, Difference::Unexplained),
            (Outcome::Late | Outcome::Overdue | Outcome::Early, _) => {
                (false, Difference::Unexplained)
            }
            (Outcome::Unknown, Some(Reason::Order)) => (!kept, Difference::Order),
            (Outcome::Unknown, _) => (!kept, Difference::Missing),
            _ => return self.audit.skips(Difference::NoClose),
        };
        self.compare(report, kept, ours, verdict.due, verdict.ended, reason);
    }

    fn compare(
        &mut self,
        report: usize,
        kept: bool,
        ours: bool,
        day: Option<Day>,
        other: Option<Day>,
        reason: Difference,
    ) {
        if kept == ours {
            return self.audit.agrees();
        }
        let report_id = self.court.dataset().reports.id(report).to_owned();
        self.audit.compared += 1;
        self.audit.disagree += 1;
        *self.audit.reasons.entry(reason.word()).or_default() += 1;
        self.audit.rows.push(Disagreement {
            report_id,
            ours: day,
            claimed: other,
            days: None,
            reason,
        });
    }

    /// The act that ends a stage, as the source has it.
    fn act(&self, report: usize, stage: Stage) -> Option<When> {
        let kind = match stage {
            Stage::Disposition => EventKind::Dispositioned,
            Stage::FollowUp | Stage::Custody => EventKind::FollowedUp,
            Stage::Closure => EventKind::Closed,
        };
        self.court
            .events(report)
            .iter()
            .filter(|event| event.kind == kind && event.at != When::UNKNOWN)
            .map(|event| event.at)
            .min_by_key(|at| at.order(self.zone))
    }
}

fn claimed(column: &Option<Vec<Option<When>>>, report: usize) -> Option<When> {
    column.as_ref().and_then(|column| column[report]).filter(|&when| when != When::UNKNOWN)
}

/// Other readings of the calendar that may explain a claimed due date.
struct Alternatives {
    ours: Calendar,
    others: [Option<Calendar>; 2],
}

impl Alternatives {
    fn new(calendar: &Calendar) -> Self {
        let other = match calendar.joint_leave() {
            JointLeave::Off => JointLeave::Working,
            JointLeave::Working => JointLeave::Off,
        };
        let bare = Calendar::new("bare", calendar.coverage(), calendar.week(), Vec::new()).ok();
        Alternatives {
            ours: calendar.clone(),
            others: [Some(calendar.clone().with_joint_leave(other)), bare],
        }
    }

    /// The one change of the rules under which our due date would be the claimed one.
    fn explain(&self, verdict: &Verdict, claimed: Day) -> Option<Difference> {
        let (Some(start), Unit::WorkingDays) = (verdict.started, verdict.limit.unit) else {
            return None;
        };
        let days = u32::from(verdict.limit.days);
        let ours = verdict.limit.count_from;
        let other = match ours {
            CountFrom::DayAfter => CountFrom::SameDay,
            CountFrom::SameDay => CountFrom::DayAfter,
        };
        let due =
            |calendar: &Calendar, count_from| calendar.due_counting(start, days, count_from).ok();
        if 0 < verdict.paused && due(&self.ours, ours) == Some(claimed) {
            return Some(Difference::Pause);
        }
        if due(&self.ours, other) == Some(claimed) {
            return Some(Difference::SameDay);
        }
        let calendars = self.others.iter().flatten();
        calendars
            .into_iter()
            .any(|calendar| due(calendar, ours) == Some(claimed))
            .then_some(Difference::Calendar)
    }
}
