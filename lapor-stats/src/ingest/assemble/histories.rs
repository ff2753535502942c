//! Histories as rows: what a batch of a wide table keeps instead of events.

use lapor_core::{AgencyId, Course, Event, EventKind, Party, When};

use super::agencies::Agencies;
use super::events::{Way, milestone_event};
use crate::dataset::Column;
use crate::ingest::reports::ReportsPart;
use crate::ingest::sheet::MilestonePlan;

/// The milestones of each report of a batch, none of which carries a value.
#[derive(Debug)]
pub(crate) struct Histories {
    milestones: Vec<MilestonePlan>,
    way: Way,
    /// One for each milestone of each row.
    times: Vec<When>,
    /// By column of agencies: the code of each row, and what the codes stand for.
    agencies: Vec<(Vec<u32>, Vec<AgencyId>)>,
    course: Option<CoursePlan>,
}

/// Where the milestones of a straight course stand; a table with others has none.
#[derive(Clone, Copy, Debug)]
struct CoursePlan {
    submitted: usize,
    dispositioned: usize,
    agency: Option<usize>,
    followed_up: usize,
    replied: usize,
    closed: usize,
    closed_by: Option<Party>,
}

/// The place of a milestone that the table does not have.
const NOWHERE: usize = usize::MAX;

impl Histories {
    /// Takes the milestones out of a part.
    pub(super) fn take(
        part: &mut ReportsPart,
        agencies: &mut Agencies,
        milestones: &[MilestonePlan],
    ) -> Self {
        let meanings = agencies.of_reports.pop().unwrap_or_default();
        let codes = part.agencies.iter_mut().map(|column| std::mem::take(&mut column.ids.codes));
        Histories {
            way: Way::new(milestones),
            times: std::mem::take(&mut part.times),
            agencies: codes.zip(meanings).collect(),
            course: CoursePlan::of(milestones),
            milestones: milestones.to_vec(),
        }
    }

    /// All times, whatever the report; some are unknown.
    pub(super) fn times(&self) -> impl Iterator<Item = When> {
        self.times.iter().copied()
    }

    fn row(&self, report: usize) -> &[When] {
        let width = self.milestones.len();
        self.times.get(report * width..(report + 1) * width).unwrap_or_default()
    }

    fn agency(&self, column: usize, report: usize) -> Option<AgencyId> {
        let (codes, meanings) = self.agencies.get(column)?;
        let code = codes.get(report).copied().filter(|&code| code != Column::NONE)?;
        meanings.get(code as usize).copied()
    }

    /// Writes the events of a report, in no order.
    pub(crate) fn events(&self, report: usize, events: &mut Vec<Event>) {
        events.clear();
        let times = self.row(report);
        let happened = self.way.happened(times);
        for (at, (milestone, &time)) in self.milestones.iter().zip(times).enumerate() {
            if happened >> at & 1 != 0 {
                let agency = milestone.agency.and_then(|column| self.agency(column, report));
                events.push(milestone_event(milestone, time, agency));
            }
        }
    }

    /// A report as a straight course, unless something else may have happened.
    #[inline]
    pub(crate) fn course(&self, report: usize) -> Option<Course> {
        let plan = self.course.as_ref()?;
        let times = self.row(report);
        if self.way.is_in_doubt(times) {
            return None;
        }
        let time = |place: usize| times.get(place).copied().unwrap_or(When::UNKNOWN);
        Some(Course {
            submitted: time(plan.submitted),
            dispositioned: time(plan.dispositioned),
            agency: plan.agency.and_then(|column| self.agency(column, report)),
            followed_up: time(plan.followed_up),
            replied: time(plan.replied),
            closed: time(plan.closed),
            closed_by: plan.closed_by,
        })
    }
}

impl CoursePlan {
    fn of(milestones: &[MilestonePlan]) -> Option<Self> {
        let mut plan = CoursePlan {
            submitted: NOWHERE,
            dispositioned: NOWHERE,
            agency: None,
            followed_up: NOWHERE,
            replied: NOWHERE,
            closed: NOWHERE,
            closed_by: None,
        };
        for (place, milestone) in milestones.iter().enumerate() {
            let slot = match milestone.kind {
                EventKind::Submitted => &mut plan.submitted,
                EventKind::Dispositioned => {
                    plan.agency = milestone.agency;
                    &mut plan.dispositioned
                }
                EventKind::FollowedUp => &mut plan.followed_up,
                EventKind::ReporterReplied | EventKind::AdminReplied => &mut plan.replied,
                EventKind::Closed => {
                    plan.closed_by = milestone.actor;
                    &mut plan.closed
                }
                _ => return None,
            };
            if std::mem::replace(slot, place) != NOWHERE {
                return None;
            }
        }
        Some(plan)
    }
}
