//! A world: one policy, its calendars, and the offices that work by them.

use lapor_core::{
    AgencyId, ClassId, ComplexityId, Day, Event, Facts, Limit, PolicyParts, Stage, Zone,
};

use super::calendar::Almanac;

/// An office of the tree.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Desk {
    pub(crate) parent: Option<AgencyId>,
    pub(crate) zone: Zone,
    /// The place of its calendar among the world's.
    pub(crate) calendar: usize,
}

/// Everything that stays the same from report to report.
pub(crate) struct World {
    pub(crate) policy: PolicyParts,
    pub(crate) classes: Vec<&'static str>,
    pub(crate) complexities: Vec<&'static str>,
    /// The first is the administrator's.
    pub(crate) calendars: Vec<Almanac>,
    pub(crate) desks: Vec<Desk>,
}

/// Where a promise is counted (R6): the zone of its days and the calendar of its working days.
#[derive(Clone, Copy)]
pub(crate) struct Place<'w> {
    pub(crate) zone: Zone,
    pub(crate) almanac: &'w Almanac,
}

/// One report and the day of the question.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) facts: Facts,
    pub(crate) events: Vec<Event>,
    pub(crate) as_of: Day,
}

impl World {
    /// The administrator's place.
    pub(crate) fn administrator(&self) -> Place<'_> {
        Place { zone: self.policy.zone, almanac: &self.calendars[0] }
    }

    /// The place of an agency; the administrator's if it is not named or not in the tree.
    pub(crate) fn place(&self, agency: Option<AgencyId>) -> Place<'_> {
        match agency.and_then(|agency| self.desks.get(agency.index())) {
            Some(desk) => Place { zone: desk.zone, almanac: &self.calendars[desk.calendar] },
            None => self.administrator(),
        }
    }

    /// The agencies above this one, upward.
    pub(crate) fn above(&self, agency: AgencyId) -> Vec<AgencyId> {
        let mut list = Vec::new();
        let mut parent = self.desks.get(agency.index()).and_then(|desk| desk.parent);
        while let Some(above) = parent {
            list.push(above);
            parent = self.desks.get(above.index()).and_then(|desk| desk.parent);
        }
        list
    }

    /// Whether `agency` is `top` or lies below it.
    pub(crate) fn within(&self, agency: AgencyId, top: AgencyId) -> bool {
        agency == top || self.above(agency).contains(&top)
    }

    /// The limit of a stage: the first exception that fits, else the general one.
    pub(crate) fn limit(
        &self,
        stage: Stage,
        class: Option<ClassId>,
        complexity: Option<ComplexityId>,
    ) -> Limit {
        // R14: an agency's custody has the limit of the follow-up.
        let promise = if stage == Stage::Custody { Stage::FollowUp } else { stage };
        let class = class.and_then(|class| self.classes.get(usize::from(class.0)));
        let complexity =
            complexity.and_then(|complexity| self.complexities.get(usize::from(complexity.0)));
        for exception in &self.policy.exceptions {
            let class_fits = match &exception.class {
                Some(wanted) => class.is_some_and(|class| class == wanted),
                None => true,
            };
            let complexity_fits = match &exception.complexity {
                Some(wanted) => complexity.is_some_and(|complexity| complexity == wanted),
                None => true,
            };
            if exception.stage == promise && class_fits && complexity_fits {
                return exception.limit;
            }
        }
        match promise {
            Stage::Disposition => self.policy.disposition,
            Stage::FollowUp | Stage::Custody => self.policy.follow_up,
            Stage::Closure => self.policy.closure,
        }
    }
}
