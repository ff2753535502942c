//! Working days, and whether a public complaint service keeps its promises.
//!
//! A citizen who complains to LAPOR!, Indonesia's national service, is promised three things: her
//! report reaches the right agency within 3 working days, the agency follows up within 5, and it is
//! closed only after 10 of silence. This crate takes the log of what happened to a report and judges
//! each promise on any day, with every counted day explained.
//!
//! ```
//! use lapor_core::*;
//!
//! let policy = Policy::lapor();
//! let calendar = Calendar::indonesia();
//! let clock = Clock::new(&policy, &calendar, day(2015, 3, 20))?;
//!
//! let event = |date, kind| Event::new(When::on(day(2015, 3, date)), kind);
//! let history = History::new(
//!     Facts::default(),
//!     vec![
//!         event(6, EventKind::Submitted),
//!         event(6, EventKind::Dispositioned),
//!         event(14, EventKind::FollowedUp),
//!     ],
//!     policy.zone(),
//! );
//!
//! let assessment = clock.assess(&history);
//! assert_eq!(assessment.disposition.outcome, Outcome::Met);
//! // Due on Friday 13; the answer of Saturday 14 is late although only five working days went by (R2).
//! assert_eq!(assessment.follow_up.outcome, Outcome::Late);
//! assert_eq!(assessment.follow_up.due, Some(day(2015, 3, 13)));
//! # Ok::<(), Error>(())
//! ```
//!
//! # The nouns
//!
//! - A [`Day`] is a calendar day, an [`Instant`] a moment, a [`When`] what a source knows of either.
//! - An [`Event`] is a fact of a report's history; a [`History`] is all of them in their one order.
//! - A [`Calendar`] says which days an office works, over the years that it knows; a [`Holiday`] is
//!   one of its rows, with the decrees that made and unmade it. A region's calendar is an [`Overlay`] on the
//!   nation's. [`Calendar::known_on`] is what was known on an earlier day.
//! - A [`Policy`] holds the promises as data; a [`Limit`] is one of them.
//! - A [`Clock`] judges histories by a policy on a day. A [`Verdict`] is the judgement of one
//!   [`Stage`]; [`Clock::explain`] lists the days that led to it.
//! - A [`Custody`] is a report's stay with one agency, or with a unit below it: it says where the time
//!   went, beside the citizen's clock, which never resets.
//! - A [`Deadline`] is an act that a promise waits for: what it is, by when, and whose.
//!
//! Facts are stored and verdicts derived: no event says 'overdue', and no verdict is kept. The rules have
//! numbers, R1 to R20, and a page of their own: [`rules`], which also says what each kind of event needs.
//!
//! # Three ways to use it
//!
//! - **Live**, in a service: keep the [`History`] of each report, [`Clock::assess`] it every morning, and ask
//!   for its [`Assessment::deadlines`]. `examples/work_queue.rs` in the crate's source is a whole work queue.
//! - **In bulk**, over columns: [`Clock::fold`] takes events from wherever they lie and writes into a
//!   [`Scratch`] that is lent to it, so a report costs no allocation. `examples/bulk.rs` judges in parallel.
//! - **With rules of one's own**: a [`Policy`] and a [`Calendar`] are data. `examples/own_rules.rs` has a
//!   six-day office, a decree that came late, and what it changed; [`Clock::recompute`] lists such changes.
//!
//! # How it is fast
//!
//! A calendar is two arrays over its coverage: working days up to each day, and the k-th working day. So a
//! count is a subtraction and a due date an index. What was known on an earlier day is a short list of
//! corrections to those arrays. No loop over days stands anywhere but in [`Clock::explain`] and
//! [`Calendar::changes_to`], whose answers are lists of days.
//!
//! # Features
//!
//! - `serde`: days, outcomes, calendars and policies are read and written through the same
//!   constructors that check them.
//! - `redact`: the redactor, the one door from [`sensitive::Sensitive`] to
//!   [`sensitive::PublicText`].
//!
//! Neither is on by default.
//!
//! # What this crate does not do
//!
//! It reads no clock, no file and no environment: the day of the question, the calendar and the
//! policy are arguments. It holds no global state. It knows no named time zones: Indonesia's three
//! offsets are fixed, and other sources' times are resolved where they are read. It does not count
//! hours. It does not guess: what a source does not say is [`Outcome::Unknown`] with a [`Reason`].

mod error;

mod id;

mod day;
mod zone;

mod when;

mod event;
mod stage;

mod policy;

mod calendar;
mod holiday;
// Generated, and compared byte for byte with what its generator gives.
#[rustfmt::skip]
mod indonesia;

mod history;

mod verdict;

mod explain;

mod clock;

#[doc = include_str!("../docs/rules.md")]
pub mod rules {}

pub mod sensitive;

#[cfg(feature = "redact")]
pub mod redact;

#[cfg(feature = "serde")]
mod serde;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

pub use calendar::{Calendar, DayChange, DayKind, Overlay, Week};
pub use clock::{
    Act, Actor, Assessment, Clock, Course, Courses, Custody, Deadline, Office, Pause, Recomputed,
    Scope, Scratch, Verdicts,
};
pub use day::{Day, Weekday, day};
pub use error::Error;
pub use event::{Event, EventKind, KindSet, Party, Value};
pub use explain::{DayStatus, ExplainedDay, Language, weekday};
pub use history::{Facts, History, put_in_order};
pub use holiday::{Decree, Holiday, HolidayKind};
pub use id::{AgencyId, ClassId, ComplexityId, ReportIndex};
pub use policy::{
    CountFrom, Exception, Hold, JointLeave, Limit, Policy, PolicyParts, Reply, Roll, Unit,
};
pub use stage::Stage;
pub use verdict::{Note, Notes, Outcome, Reason, Verdict};
pub use when::{Instant, When};
pub use zone::Zone;
