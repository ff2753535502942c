//! A second implementation of the rules, slow and obvious, that the fast one is held against.
//!
//! Where the rules are silent, both read them so:
//!
//! - R3: an act is never before the day its stage began. A limit of no days ends on day zero, which no hold
//!   moves.
//! - R8: beyond the coverage every calendar day is taken for a day of the limit. Paused days inside use up
//!   nothing; after a restart only the days since count; a hold completed beyond ends with the last day
//!   inside; a cap that ends beyond takes all its days away. With no working day left to roll to, day zero is
//!   unknown but later than every day inside: an act on one is in time, one beyond cannot be judged.
//! - R9: a date without a time sorts at its midnight in the administrator's zone, but *precedes* nothing of
//!   its day. An answer that sorts before the first disposition of its day answers it. An answer that ended
//!   no custody, or names no agency, may be that of an arrival which it does not surely precede, if the
//!   arrival was at its agency or above; likewise a departure of an agency that did not hold the report, of
//!   an arrival at that agency itself. Only the last of each is remembered; the answer is looked at first.
//! - R11: an answer of whatever time with no disposition at all leaves both stages in doubt.
//! - R14: what one agency forwards at one instant is one act: it departs after the last arrival. `Returned`
//!   takes the report from the agency and every unit below it. An act that names no agency leaves every
//!   custody that it may have ended in doubt, and over; a breach that was there before it stays (R5).
//! - R13: `Returned` opens the administrator's custody unless one is open; a disposition of that day to
//!   another agency, not surely before it, has answered it already.
//! - R15: holds overlap where a zone moves a moment to the day before; the paused days are their union. A
//!   hold that is over before a stage's first day does not touch it. An act in a hold is in time. A cap of no
//!   days makes holds nothing.
//! - R16, R18: a contested window has no due date, so a void act ends it as `Void` even beyond the coverage.
//! - R19: an extension counts once for the follow-up and for each open custody of an agency, not for the
//!   administrator's; a class changed to nothing changes nothing.

mod reference {
    pub(crate) mod calendar;
    pub(crate) mod count;
    pub(crate) mod custody;
    pub(crate) mod expected;
    pub(crate) mod machine;
    pub(crate) mod model;
    mod plain;
    pub(crate) mod promise;
    pub(crate) mod random;
    pub(crate) mod shrink;
    pub(crate) mod silence;
    pub(crate) mod story;
    pub(crate) mod trial;
    pub(crate) mod world;
    pub(crate) mod worlds;
}

use reference::trial::{Extent, run};

const SEED: u64 = 20_150_306;

/// Few enough for every run of the tests; `LAPOR_HISTORIES=1000000,10000` asks for more.
fn extent() -> Extent {
    #[expect(clippy::disallowed_methods, reason = "how long to try is not part of any result")]
    let asked = std::env::var("LAPOR_HISTORIES").unwrap_or_default();
    let mut numbers = asked.split(',').map(|number| number.trim().parse::<u64>().ok());
    Extent {
        histories: numbers.next().flatten().unwrap_or(5_000),
        every_day: numbers.next().flatten().unwrap_or(50),
    }
}

#[test]
fn the_machine_agrees_with_the_rules() {
    let tally = run(SEED, extent());
    let report = tally.report(SEED, 60);
    println!("{report}");
    assert!(tally.differences.is_empty(), "model and machine differ:\n{report}");
}
