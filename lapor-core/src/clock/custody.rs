//! Custody: who holds the report, and for how long, beside the citizen's clock (R13, R14).
//!
//! The citizen's clock never resets; custody says where the time went. A report lies at one or more
//! agencies at a time. An agency's custody lasts while it lies anywhere in the agency's tree, so a
//! parent stays accountable for what it passes down.

use crate::day::Day;
use crate::event::{Event, EventKind};
use crate::id::AgencyId;
use crate::policy::Limit;
use crate::stage::Stage;
use crate::verdict::{Reason, Verdict};
use crate::when::When;

use super::Clock;
use super::pause::{Holds, Pause};
use super::promise::{Promise, Terms};

/// In which of an agency's figures a custody counts (R14).
///
/// An agency's own figure counts what arrived at the agency itself; its tree's figure counts each stay in
/// the tree once, from the first arrival. So a tree is not the sum of its units.
///
/// ```
/// use lapor_core::Scope;
///
/// assert!(Scope::Both.is_own() && Scope::Both.is_tree());
/// assert!(Scope::Own.is_own() && !Scope::Own.is_tree());
/// assert_eq!(Scope::ALL.map(Scope::word), ["both", "own", "tree"]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// It arrived at the agency itself, from outside of its tree.
    Both,
    /// It arrived at the agency itself, while its tree held it already.
    Own,
    /// It arrived at a unit below; the agency is accountable for it.
    Tree,
}

impl Scope {
    /// All scopes, in order.
    pub const ALL: [Scope; 3] = [Scope::Both, Scope::Own, Scope::Tree];

    /// The word for it in tables.
    pub const fn word(self) -> &'static str {
        match self {
            Scope::Both => "both",
            Scope::Own => "own",
            Scope::Tree => "tree",
        }
    }

    /// Whether it counts in the agency's own figure.
    pub const fn is_own(self) -> bool {
        matches!(self, Scope::Both | Scope::Own)
    }

    /// Whether it counts in the figure of the agency's tree.
    pub const fn is_tree(self) -> bool {
        matches!(self, Scope::Both | Scope::Tree)
    }
}

/// One stay of a report with an agency, or with the administrator between a return and the next disposition.
///
/// [`Verdict::agency`] is the holder, and absent for the administrator. An agency has as long as the follow-up may take, the
/// administrator as long as a disposition may. It ends at an answer of the agency
/// or of a unit below it (`Met`, `Late`), or when the report has left its tree (`HandedOn`).
///
/// ```
/// use lapor_core::*;
///
/// let (policy, calendar) = (Policy::lapor(), Calendar::indonesia());
/// let [works, roads, water] = [0, 1, 2].map(AgencyId::from_index);
/// let office = |parent| Office { calendar: &calendar, zone: Zone::WIB, parent };
/// // The roads unit is part of the works.
/// let offices = [office(None), office(Some(works)), office(None)];
/// let clock = Clock::new(&policy, &calendar, day(2015, 3, 6))?.with_offices(&offices)?;
/// let on = |date, kind| Event::new(When::on(day(2015, 3, date)), kind);
/// let events = vec![
///     on(2, EventKind::Submitted),
///     on(2, EventKind::Dispositioned).to(roads),
///     on(4, EventKind::Forwarded).from(roads).to(water),
/// ];
/// let custodies = clock.assess(&History::new(Facts::default(), events, policy.zone())).custodies;
/// let told: Vec<_> = custodies
///     .iter()
///     .map(|custody| (custody.verdict.agency, custody.scope, custody.verdict.outcome))
///     .collect();
/// assert_eq!(
///     told,
///     [
///         (Some(roads), Scope::Both, Outcome::HandedOn),
///         // Accountable for the unit below, until the report left its tree.
///         (Some(works), Scope::Tree, Outcome::HandedOn),
///         (Some(water), Scope::Both, Outcome::Running),
///     ]
/// );
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Custody {
    /// In which of the holder's figures it counts.
    pub scope: Scope,
    /// Whether the report lies at the holder itself on the day of the question, so that the holder must act; false
    /// once the custody is over, and for an agency that has passed the report down to a unit.
    pub in_hand: bool,
    /// The judgement, by the holder's own calendar and zone (R6).
    pub verdict: Verdict,
}

/// A custody while the events are gone through.
#[derive(Clone, Copy, Debug)]
struct Stay {
    holder: Option<AgencyId>,
    scope: Scope,
    /// When it began, or why nobody knows.
    promise: Result<Promise, Reason>,
}

impl Stay {
    fn is_open(&self) -> bool {
        self.promise.is_ok_and(|promise| promise.is_open())
    }
}

/// Storage for the custodies of one report, kept from one report to the next.
#[derive(Clone, Debug, Default)]
pub(super) struct Stays {
    stays: Vec<Stay>,
    /// The agencies at which the report lies.
    places: Vec<AgencyId>,
}

impl Stays {
    pub(super) fn clear(&mut self) {
        self.stays.clear();
        self.places.clear();
    }
}

/// The chain of custody of one report.
#[derive(Debug)]
pub(super) struct Chain<'c, 'a, 's> {
    clock: &'c Clock<'a>,
    stays: &'s mut Vec<Stay>,
    places: &'s mut Vec<AgencyId>,
    /// The last two dispositions to different agencies, the latest first.
    dispositions: [Option<(When, Option<AgencyId>)>; 2],
    /// The last answer and the last departure of an agency that did not hold the report: on one day
    /// it may have come after an arrival that is told later.
    stray_answer: Option<(When, Option<AgencyId>)>,
    stray_departure: Option<(When, AgencyId)>,
}

impl<'c, 'a, 's> Chain<'c, 'a, 's> {
    pub(super) fn new(clock: &'c Clock<'a>, stays: &'s mut Stays) -> Self {
        Chain {
            clock,
            stays: &mut stays.stays,
            places: &mut stays.places,
            dispositions: [None; 2],
            stray_answer: None,
            stray_departure: None,
        }
    }

    /// The administrator sends the report to an agency, and gives away what it held.
    pub(super) fn dispositioned(&mut self, event: &Event, limits: HolderLimits, pauses: &[Pause]) {
        for place in 0..self.stays.len() {
            if self.stays[place].holder.is_none() {
                self.with(place, event.at, pauses, Promise::act);
            }
        }
        let target = event.to_agency.or(event.agency);
        if self.dispositions[0].is_none_or(|(_, last)| last != target) {
            self.dispositions[1] = self.dispositions[0];
        }
        self.dispositions[0] = Some((event.at, target));
        if let Some(agency) = target {
            self.arrive(agency, event.at, limits, pauses);
        }
    }

    /// An agency passes the report on; `last` if it sends it to nobody else at that moment.
    pub(super) fn forwarded(
        &mut self,
        event: &Event,
        last: bool,
        limits: HolderLimits,
        pauses: &[Pause],
    ) {
        let Some(target) = event.to_agency else { return };
        let Some(sender) = event.agency else {
            // Nobody knows who passed it on: those above the receiver hold it still, others may not.
            self.doubt_where(event.at, pauses, |clock, holder| !clock.is_within(target, holder));
            self.arrive(target, event.at, limits, pauses);
            return;
        };
        if sender == target {
            return;
        }
        self.arrive(target, event.at, limits, pauses);
        if last {
            self.depart(sender, event.at, pauses);
        }
    }

    /// R13: the agency gives the report back, and the administrator holds it until the next disposition.
    pub(super) fn returned(&mut self, event: &Event, limits: HolderLimits, pauses: &[Pause]) {
        match event.agency {
            Some(agency) => {
                // What is not in its remit, no unit below it holds any more.
                let clock = self.clock;
                let before = self.places.len();
                self.places.retain(|&place| !clock.is_within(place, agency));
                if self.places.len() < before {
                    self.leave(event.at, pauses);
                } else {
                    self.stray_departure = Some((event.at, agency));
                }
            }
            None => self.doubt_where(event.at, pauses, |_, _| true),
        }
        if self.stays.iter().any(|stay| stay.holder.is_none() && stay.is_open()) {
            return;
        }
        let place = self.stays.len();
        self.open(None, Scope::Both, event.at, limits.administrator);
        // Within a day without times the disposition may be the answer, though it is told first (R9).
        let zone = self.clock.policy.zone();
        let answered = self.dispositions.into_iter().flatten().find(|&(at, target)| {
            (event.agency.is_none() || target != event.agency) && !at.precedes(event.at, zone)
        });
        if answered.is_some() {
            self.with(place, event.at, pauses, Promise::act);
        }
    }

    /// The answer of an agency ends its own custody and that of all above it.
    pub(super) fn followed_up(&mut self, event: &Event, pauses: &[Pause]) {
        let Some(agency) = event.agency else {
            self.doubt_where(event.at, pauses, |_, _| true);
            self.stray_answer = Some((event.at, None));
            return;
        };
        if !self.answer(agency, event.at, pauses) {
            self.stray_answer = Some((event.at, Some(agency)));
        }
    }

    /// R18: the report ended without an answer.
    pub(super) fn void(&mut self, at: When, reason: Reason, pauses: &[Pause]) {
        for place in 0..self.stays.len() {
            self.with(place, at, pauses, |promise, day, terms| promise.void(day, reason, terms));
        }
    }

    /// R19: the law lets whoever must answer take longer.
    pub(super) fn extend(&mut self, at: When, days: u16, pauses: &[Pause]) {
        for place in 0..self.stays.len() {
            if self.stays[place].holder.is_some() {
                self.with(place, at, pauses, |promise, day, terms| {
                    promise.extend(day, days, terms);
                });
            }
        }
    }

    /// R19: other limits from the same days zero.
    pub(super) fn relimit(&mut self, at: When, limits: HolderLimits, pauses: &[Pause]) {
        for place in 0..self.stays.len() {
            let limit = limits.of(self.stays[place].holder);
            self.with(place, at, pauses, |promise, day, terms| promise.relimit(day, limit, terms));
        }
    }

    /// R10 and R11: an arrival of which nobody knows when it was.
    pub(super) fn doubtful_arrival(&mut self, event: &Event, reason: Reason) {
        let target = match event.kind {
            EventKind::Dispositioned => event.to_agency.or(event.agency),
            EventKind::Forwarded if event.to_agency != event.agency => event.to_agency,
            _ => None,
        };
        if target.is_some() {
            self.stays.push(Stay { holder: target, scope: Scope::Own, promise: Err(reason) });
        }
    }

    /// The custodies on the day of the question, in the order in which they began.
    pub(super) fn finish(
        self,
        unknown: Option<Reason>,
        limits: HolderLimits,
        pauses: &[Pause],
        rows: &mut Vec<Custody>,
    ) {
        for stay in self.stays.iter() {
            let Stay { holder, scope, promise } = *stay;
            let lies_there = holder.is_none_or(|holder| self.places.contains(&holder));
            let in_hand = stay.is_open() && scope.is_own() && lies_there;
            let (mut verdict, doubt) = match promise {
                Ok(promise) => {
                    let verdict =
                        promise.finish(self.clock.as_of, terms(self.clock, holder, pauses));
                    (verdict, verdict.reason.filter(|&reason| reason == Reason::UnnamedAgency))
                }
                Err(reason) => {
                    (Verdict::not_started(Stage::Custody, limits.of(holder)), Some(reason))
                }
            };
            if let Some(reason) = unknown.or(doubt) {
                verdict = verdict.unknown(reason);
            }
            verdict.agency = holder;
            rows.push(Custody { scope, in_hand, verdict });
        }
    }

    /// A second arrival is a new custody; one at an agency that holds the report already is nothing.
    fn arrive(&mut self, agency: AgencyId, at: When, limits: HolderLimits, pauses: &[Pause]) {
        let clock = self.clock;
        let opened = self.stays.len();
        if !self.places.contains(&agency) {
            self.places.push(agency);
        }
        let open = self.stays.iter().filter(|stay| stay.holder == Some(agency) && stay.is_open());
        let (own, tree) = open.fold((false, false), |(own, tree), stay| {
            (own || stay.scope.is_own(), tree || stay.scope.is_tree())
        });
        if !own {
            let scope = if tree { Scope::Own } else { Scope::Both };
            self.open(Some(agency), scope, at, limits.agency);
        }
        for parent in clock.above(agency) {
            if !self.stays.iter().any(|stay| stay.holder == Some(parent) && stay.is_open()) {
                self.open(Some(parent), Scope::Tree, at, limits.agency);
            }
        }
        if opened < self.stays.len() {
            self.apply_strays(agency, at, pauses);
        }
    }

    /// What an agency did on the day of an arrival, and is told before it for want of a time (R9).
    fn apply_strays(&mut self, agency: AgencyId, at: When, pauses: &[Pause]) {
        let clock = self.clock;
        let zone = clock.policy.zone();
        match self.stray_answer {
            Some((answer, by)) if !answer.precedes(at, zone) => match by {
                None => self.doubt_where(answer, pauses, |_, _| true),
                Some(by) if clock.is_within(by, agency) => {
                    self.answer(by, answer, pauses);
                }
                Some(_) => {}
            },
            _ => {}
        }
        if let Some((departure, by)) = self.stray_departure
            && by == agency
            && !departure.precedes(at, zone)
        {
            self.depart(agency, departure, pauses);
        }
    }

    /// Ends the custodies that this answer ends; says whether there was one.
    fn answer(&mut self, agency: AgencyId, at: When, pauses: &[Pause]) -> bool {
        let clock = self.clock;
        let mut ended = false;
        for place in 0..self.stays.len() {
            if self.stays[place].holder.is_some_and(|holder| clock.is_within(agency, holder)) {
                ended |= self.with(place, at, pauses, Promise::act);
            }
        }
        ended
    }

    /// Takes the report away from where an agency had it.
    fn depart(&mut self, agency: AgencyId, at: When, pauses: &[Pause]) {
        match self.places.iter().position(|&place| place == agency) {
            Some(place) => {
                self.places.remove(place);
                self.leave(at, pauses);
            }
            None => self.stray_departure = Some((at, agency)),
        }
    }

    /// Hands on for every agency in whose tree the report lies no more.
    fn leave(&mut self, at: When, pauses: &[Pause]) {
        let clock = self.clock;
        for place in 0..self.stays.len() {
            let left = self.stays[place].holder.is_some_and(|holder| {
                !self.places.iter().any(|&place| clock.is_within(place, holder))
            });
            if left {
                self.with(place, at, pauses, Promise::hand_on);
            }
        }
    }

    /// Who acted is not told: whoever may have is in doubt, but for those whose breach stays whoever it was (R5).
    fn doubt_where(
        &mut self,
        at: When,
        pauses: &[Pause],
        may_have: impl Fn(&Clock<'a>, AgencyId) -> bool,
    ) {
        let clock = self.clock;
        for place in 0..self.stays.len() {
            if self.stays[place].holder.is_some_and(|holder| may_have(clock, holder)) {
                self.with(place, at, pauses, |promise, day, terms| {
                    if !promise.has_passed(day, terms) {
                        promise.doubt(day, Reason::UnnamedAgency, terms);
                    }
                });
            }
        }
    }

    fn open(&mut self, holder: Option<AgencyId>, scope: Scope, at: When, limit: Limit) {
        let zone = self.clock.office(Stage::Custody, holder).zone;
        let start = |day| Promise::start(Stage::Custody, day, limit, holder);
        let promise = at.day(zone).map(start).ok_or(Reason::MissingTime);
        self.stays.push(Stay { holder, scope, promise });
    }

    /// Tells an open custody what happened; says whether it was open.
    fn with(
        &mut self,
        place: usize,
        at: When,
        pauses: &[Pause],
        happen: impl FnOnce(&mut Promise, Day, Terms<'_>),
    ) -> bool {
        let stay = &mut self.stays[place];
        if !stay.is_open() {
            return false;
        }
        let terms = terms(self.clock, stay.holder, pauses);
        if let (Ok(promise), Some(day)) = (&mut stay.promise, at.day(terms.zone())) {
            happen(promise, day, terms);
        }
        true
    }
}

/// The limits of custodies for a report's class and complexity.
#[derive(Clone, Copy, Debug)]
pub(super) struct HolderLimits {
    pub(super) administrator: Limit,
    pub(super) agency: Limit,
}

impl HolderLimits {
    fn of(self, holder: Option<AgencyId>) -> Limit {
        match holder {
            None => self.administrator,
            Some(_) => self.agency,
        }
    }
}

fn terms<'t>(clock: &Clock<'t>, holder: Option<AgencyId>, pauses: &'t [Pause]) -> Terms<'t> {
    let office = clock.office(Stage::Custody, holder);
    Terms { office, holds: Holds::new(pauses, clock.policy) }
}
