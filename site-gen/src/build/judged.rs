//! What is counted of each stage of each report: a quarter of a verdict, as a country has millions.

use lapor_core::{AgencyId, Day, Error as CoreError, Outcome, Stage};
use lapor_stats::assess::{Court, NoteCounts, Row};
use lapor_stats::measure::tally::{Bucket, Cohort};

/// A stage of a report, as far as it is counted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Judged {
    /// The report's place in the dataset.
    pub(super) report: u32,
    pub(super) agency: Option<AgencyId>,
    pub(super) started: Option<Day>,
    pub(super) stage: Stage,
    /// Where it is counted in the `due` cohort, if it is.
    pub(super) bucket: Option<Bucket>,
    /// Where it is counted among what is open on the day of the question, if it is.
    pub(super) open: Option<Bucket>,
    /// Whether its due date is another than on the day on which it started; none where it has none.
    pub(super) moved: Option<bool>,
}

impl Judged {
    /// What is counted of a verdict.
    pub(super) fn of(row: &Row, as_of: Day) -> Judged {
        let verdict = &row.verdict;
        Judged {
            report: row.report,
            agency: verdict.agency,
            started: verdict.started,
            stage: verdict.stage,
            bucket: Bucket::of(verdict, as_of, Cohort::Due),
            open: match verdict.outcome {
                Outcome::Running => Some(Bucket::Running),
                Outcome::Paused => Some(Bucket::Paused),
                // What was archived after its due date is a breach, but nothing is open any more.
                Outcome::Overdue if verdict.ended.is_none() => Some(Bucket::Overdue),
                _ => None,
            },
            moved: verdict.due.zip(verdict.due_promised).map(|(due, promised)| due != promised),
        }
    }
}

/// All reports judged.
#[derive(Debug, Default)]
pub(super) struct Judgement {
    /// In parts that follow each other.
    parts: Vec<Vec<Judged>>,
    /// What the reports showed beside their verdicts.
    pub(super) notes: NoteCounts,
}

impl Judgement {
    /// Judges every report on the promises to the citizen; custody has no page.
    pub(super) fn of(court: &Court<'_>) -> Result<Judgement, CoreError> {
        let (mut judgement, as_of) = (Judgement::default(), court.as_of());
        court.judge_each(
            false,
            |rows, notes| (rows.iter().map(|row| Judged::of(row, as_of)).collect(), *notes),
            |(rows, notes)| {
                judgement.parts.push(rows);
                judgement.notes.add(&notes);
                Ok::<(), CoreError>(())
            },
        )?;
        Ok(judgement)
    }

    /// The stages, in the order of reports and stages.
    pub(super) fn rows(&self) -> impl Iterator<Item = &Judged> {
        self.parts.iter().flatten()
    }

    /// Which of so many reports have come in by the day of the question.
    pub(super) fn came_in(&self, reports: usize) -> Vec<bool> {
        let mut judged = vec![false; reports];
        self.rows().for_each(|row| judged[row.report as usize] = true);
        judged
    }
}
