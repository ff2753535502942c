//! Policies: the promises as data, so that a rule of another service is a file and not a program.

mod limit;

use crate::error::Error;
use crate::stage::Stage;
use crate::zone::Zone;

use limit::MOST_DAYS;

pub use limit::{CountFrom, Limit, Roll, Unit};

/// Whether joint leave (cuti bersama) is a working day (R7).
///
/// ```
/// use lapor_core::{Calendar, JointLeave, day};
///
/// let offices = Calendar::indonesia();
/// assert!(!offices.is_working_day(day(2025, 8, 18))?);
/// let always_open = offices.with_joint_leave(JointLeave::Working);
/// assert!(always_open.is_working_day(day(2025, 8, 18))?);
/// # Ok::<(), lapor_core::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum JointLeave {
    /// It is no working day, as the decrees say for offices.
    Off,
    /// It is a working day, as for a service that stays open.
    Working,
}

/// What a reply inside a silence window does (R16).
///
/// ```
/// use lapor_core::*;
///
/// let judged = |reply| {
///     let parts = PolicyParts { reply, ..Policy::lapor().parts().clone() };
///     let (policy, calendar) = (Policy::new(parts)?, Calendar::indonesia());
///     let clock = Clock::new(&policy, &calendar, day(2015, 3, 10))?;
///     let event = |date, kind| Event::new(When::on(day(2015, 3, date)), kind);
///     let events = vec![
///         event(2, EventKind::Submitted),
///         event(2, EventKind::Dispositioned),
///         event(4, EventKind::FollowedUp),
///         event(5, EventKind::ReporterReplied),
///     ];
///     Ok::<_, Error>(clock.assess(&History::new(Facts::default(), events, policy.zone())))
/// };
/// assert_eq!(judged(Reply::Contests)?.closures[0].outcome, Outcome::Contested);
/// // Ten working days from Thursday 5 March.
/// assert_eq!(judged(Reply::Restarts)?.closures[0].due, Some(day(2015, 3, 19)));
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reply {
    /// The window is contested and waits for a newer follow-up.
    Contests,
    /// The window starts again on the day of the reply.
    Restarts,
}

/// What a wait for the reporter's data does to a limit (R15).
///
/// ```
/// use lapor_core::*;
///
/// let judged = |hold| {
///     let parts = PolicyParts { hold, ..Policy::lapor().parts().clone() };
///     let (policy, calendar) = (Policy::new(parts)?, Calendar::indonesia());
///     let clock = Clock::new(&policy, &calendar, day(2015, 3, 10))?;
///     let event = |date, kind| Event::new(When::on(day(2015, 3, date)), kind);
///     let events = vec![
///         event(2, EventKind::Submitted),
///         event(2, EventKind::Dispositioned),
///         event(3, EventKind::Held),
///         event(5, EventKind::Completed),
///     ];
///     Ok::<_, Error>(clock.assess(&History::new(Facts::default(), events, policy.zone())))
/// };
/// // Tuesday 3 counts, Wednesday and Thursday do not, and four more do.
/// assert_eq!(judged(Hold::Pauses)?.follow_up.due, Some(day(2015, 3, 11)));
/// // Five from Friday 6.
/// assert_eq!(judged(Hold::Restarts)?.follow_up.due, Some(day(2015, 3, 12)));
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Hold {
    /// The days in `(held, completed]` do not count.
    Pauses,
    /// The whole limit begins anew the day after the data came, as where the law says that a request
    /// for data interrupts it.
    Restarts,
}

/// A limit of its own for one stage of the reports of a class or a complexity.
///
/// ```
/// use lapor_core::{Exception, Limit, Policy, PolicyParts, Stage};
///
/// let requests = Exception {
///     stage: Stage::FollowUp,
///     class: Some("request".into()),
///     complexity: None,
///     limit: Limit::working_days(2),
/// };
/// let exceptions = vec![requests];
/// let policy = Policy::new(PolicyParts { exceptions, ..Policy::lapor().parts().clone() })?;
/// assert_eq!(policy.limit(Stage::FollowUp, Some("request"), None).days, 2);
/// assert_eq!(policy.limit(Stage::FollowUp, Some("complaint"), None).days, 5);
/// assert_eq!(policy.limit(Stage::FollowUp, None, None).days, 5);
/// # Ok::<(), lapor_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exception {
    /// The stage.
    pub stage: Stage,
    /// The class for which it holds; every class if absent.
    pub class: Option<String>,
    /// The complexity for which it holds; every complexity if absent.
    pub complexity: Option<String>,
    /// The limit.
    pub limit: Limit,
}

/// The parts of a policy, before anything is checked.
///
/// There is no `Default`: whoever writes a policy says every part of it, and a part that is added later
/// must be decided by everybody who has one. [`Policy::into_parts`] is a start.
///
/// ```
/// use lapor_core::{Limit, Policy, PolicyParts, Stage};
///
/// // Only what differs need be said where another policy says the rest.
/// let policy = Policy::new(PolicyParts {
///     name: "seven".into(),
///     closure: Limit::working_days(7),
///     ..Policy::lapor().parts().clone()
/// })?;
/// assert_eq!(policy.limit(Stage::Closure, None, None).days, 7);
/// # Ok::<(), lapor_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyParts {
    /// The name by which it is called, such as `lapor`.
    pub name: String,
    /// What it is, in a few words.
    pub title: String,
    /// The instrument that it follows: law, decree, page; or what could not be read in it.
    pub instrument: String,
    /// The administrator's zone: it decides the day of submission, of closure and of `as_of` (R6).
    pub zone: Zone,
    /// The name of the administrator's calendar.
    pub calendar: String,
    /// Whether joint leave is a working day.
    pub joint_leave: JointLeave,
    /// From submission to the first disposition.
    pub disposition: Limit,
    /// From the first disposition to the first follow-up.
    pub follow_up: Limit,
    /// From a follow-up through the silence.
    pub closure: Limit,
    /// Limits by class and complexity; the first that fits holds.
    pub exceptions: Vec<Exception>,
    /// What a reply inside a silence window does.
    pub reply: Reply,
    /// What a wait for the reporter's data does.
    pub hold: Hold,
    /// Days that an extension adds where its event names none.
    pub extension_days: Option<u16>,
    /// Days, in the stage's unit, after which a hold no longer pauses; no bound if absent.
    pub hold_cap: Option<u16>,
}

/// The promises of a service, checked.
///
/// ```
/// use lapor_core::{Policy, Stage, Zone};
///
/// let policy = Policy::lapor();
/// assert_eq!(Stage::PROMISES.map(|stage| policy.limit(stage, None, None).days), [3, 5, 10]);
/// assert_eq!((policy.name(), policy.zone()), ("lapor", Zone::WIB));
/// assert_eq!(policy.parts().calendar, "id");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    parts: PolicyParts,
}

impl Policy {
    /// The policy of these parts.
    ///
    /// ```
    /// use lapor_core::{Limit, Policy, PolicyParts};
    ///
    /// let closure = Limit::working_days(4_000);
    /// let error = Policy::new(PolicyParts { closure, ..Policy::lapor().parts().clone() }).unwrap_err();
    /// assert_eq!(error.to_string(), "policy key 'closure.days': found 4000, expected 0 to 3660");
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Policy`] names the first key that is wrong: an empty name, a limit
    /// over 3,660 days, a count from the same day with limit 0, an exception that
    /// fits every report, or one that repeats another.
    pub fn new(parts: PolicyParts) -> Result<Self, Error> {
        let wrong = |key: &str, problem: String| Err(Error::Policy { key: key.into(), problem });
        for (key, text) in [("name", &parts.name), ("calendar", &parts.calendar)] {
            if text.is_empty() {
                return wrong(key, "found nothing, expected a name".into());
            }
        }
        for (key, limit) in [
            ("disposition", parts.disposition),
            ("follow_up", parts.follow_up),
            ("closure", parts.closure),
        ] {
            limit.check(key)?;
        }
        for (place, exception) in parts.exceptions.iter().enumerate() {
            let key = format!("exception[{place}]");
            exception.limit.check(&format!("{key}.limit"))?;
            if exception.stage == Stage::Custody {
                return wrong(
                    &format!("{key}.stage"),
                    "found 'Custody', expected 'FollowUp', whose limit a custody has".into(),
                );
            }
            if exception.class.is_none() && exception.complexity.is_none() {
                return wrong(
                    &key,
                    "found neither class nor complexity, expected at least one".into(),
                );
            }
            let same = |other: &Exception| {
                other.stage == exception.stage
                    && other.class == exception.class
                    && other.complexity == exception.complexity
            };
            if let Some(first) = parts.exceptions[..place].iter().position(same) {
                return wrong(&key, format!("repeats exception[{first}]"));
            }
        }
        for (key, days) in [("extension_days", parts.extension_days), ("hold_cap", parts.hold_cap)]
        {
            if days.is_some_and(|days| MOST_DAYS < days) {
                return wrong(key, format!("found over {MOST_DAYS} days, expected fewer"));
            }
        }
        Ok(Policy { parts })
    }

    /// LAPOR! as promised: disposition within 3 working days, follow-up within 5, closure after 10 of silence.
    ///
    /// Source: the service's own description of itself, 'paling lambat 3 hari kerja',
    /// '5 hari kerja', '10 hari kerja setelah tindak lanjut dilakukan tanpa adanya balasan'.
    pub fn lapor() -> Self {
        Policy {
            parts: PolicyParts {
                name: "lapor".into(),
                title: "LAPOR! as promised: 3, 5 and 10 working days".into(),
                instrument: "LAPOR!'s description of itself (UKP-PPP, about 2012): disposition at the latest 3 working days after the report, 5 working days for the follow-up, closed after 10 working days without a reply".into(),
                zone: Zone::WIB,
                calendar: "id".into(),
                joint_leave: JointLeave::Off,
                disposition: Limit::working_days(3),
                follow_up: Limit::working_days(5),
                closure: Limit::working_days(10),
                exceptions: Vec::new(),
                reply: Reply::Contests,
                hold: Hold::Pauses,
                extension_days: None,
                hold_cap: None,
            },
        }
    }

    /// LAPOR! as its software ran in 2015: silence counted from the day of the follow-up itself (R4).
    ///
    /// Source: 91 of 117 published reports of 2015 were closed by the system on the
    /// tenth working day with the day of the last activity as the first.
    ///
    /// ```
    /// use lapor_core::{CountFrom, Policy};
    ///
    /// let (promised, as_run) = (Policy::lapor(), Policy::lapor_2015_as_run());
    /// assert_eq!(as_run.parts().closure.days, promised.parts().closure.days);
    /// assert_eq!(as_run.parts().closure.count_from, CountFrom::SameDay);
    /// ```
    pub fn lapor_2015_as_run() -> Self {
        let mut parts = Policy::lapor().parts;
        parts.name = "lapor-2015-as-run".into();
        parts.title = "LAPOR! as its software ran in 2015: the day of the last activity is the first of the ten".into();
        parts.instrument = "Inferred from 117 published reports of 2015 (Mendeley Data vzn5jdgn4t v2): 91 closings at 01:00:00 fall on the 10th working day counted so; no instrument says it".into();
        parts.closure.count_from = CountFrom::SameDay;
        Policy { parts }
    }

    /// The name by which it is called.
    pub fn name(&self) -> &str {
        &self.parts.name
    }

    /// Its parts, to make another policy of them.
    ///
    /// ```
    /// use lapor_core::{Limit, Policy, PolicyParts};
    ///
    /// let seven = PolicyParts {
    ///     name: "seven".into(),
    ///     follow_up: Limit::working_days(7),
    ///     ..Policy::lapor().into_parts()
    /// };
    /// assert_eq!(Policy::new(seven)?.name(), "seven");
    /// # Ok::<(), lapor_core::Error>(())
    /// ```
    pub fn into_parts(self) -> PolicyParts {
        self.parts
    }

    /// All its parts.
    pub fn parts(&self) -> &PolicyParts {
        &self.parts
    }

    /// The administrator's zone.
    pub fn zone(&self) -> Zone {
        self.parts.zone
    }

    /// The limit of a stage for a report of this class and complexity.
    ///
    /// An agency's custody has the limit of the follow-up: whoever holds a report has as long to answer
    /// as the first agency has (R14).
    pub fn limit(&self, stage: Stage, class: Option<&str>, complexity: Option<&str>) -> Limit {
        let fits = |wanted: &Option<String>, found: Option<&str>| match wanted {
            None => true,
            Some(wanted) => found == Some(wanted.as_str()),
        };
        self.parts
            .exceptions
            .iter()
            .find(|exception| {
                exception.stage == stage.promise()
                    && fits(&exception.class, class)
                    && fits(&exception.complexity, complexity)
            })
            .map_or_else(|| self.general(stage), |exception| exception.limit)
    }

    fn general(&self, stage: Stage) -> Limit {
        match stage {
            Stage::Disposition => self.parts.disposition,
            Stage::FollowUp | Stage::Custody => self.parts.follow_up,
            Stage::Closure => self.parts.closure,
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    fn parts() -> PolicyParts {
        Policy::lapor().parts().clone()
    }

    #[test]
    fn a_policy_is_checked_once() {
        let mut bad = parts();
        bad.closure.days = 4_000;
        let error = Policy::new(bad).unwrap_err().to_string();
        assert_eq!(error, "policy key 'closure.days': found 4000, expected 0 to 3660");

        let mut bad = parts();
        bad.closure = Limit { days: 0, count_from: CountFrom::SameDay, ..bad.closure };
        assert!(Policy::new(bad).is_err());

        let mut bad = parts();
        bad.exceptions = vec![Exception {
            stage: Stage::FollowUp,
            class: None,
            complexity: None,
            limit: Limit::working_days(7),
        }];
        assert!(Policy::new(bad).unwrap_err().to_string().contains("exception[0]"));
        assert_eq!(Policy::new(parts()).unwrap(), Policy::lapor());
    }

    #[test]
    fn the_first_exception_that_fits_holds() {
        let mut parts = parts();
        let exception = |class: Option<&str>, complexity: Option<&str>, days| Exception {
            stage: Stage::FollowUp,
            class: class.map(Into::into),
            complexity: complexity.map(Into::into),
            limit: Limit::working_days(days),
        };
        parts.exceptions = vec![
            exception(Some("complaint"), Some("inspection"), 60),
            exception(Some("complaint"), None, 14),
        ];
        let policy = Policy::new(parts).unwrap();
        let days = |class, complexity| policy.limit(Stage::FollowUp, class, complexity).days;
        assert_eq!(days(Some("complaint"), Some("inspection")), 60);
        assert_eq!(days(Some("complaint"), None), 14);
        assert_eq!(days(Some("request"), Some("inspection")), 5);
        assert_eq!(policy.limit(Stage::Closure, Some("complaint"), None).days, 10);
    }
}
