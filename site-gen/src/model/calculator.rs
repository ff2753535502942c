//! The deadline calculator.

use lapor_core::{Day, Limit, Stage};

/// One promise of the calculator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CalculatorPromise {
    /// The stage.
    pub stage: Stage,
    /// Its limit, in working days.
    pub limit: Limit,
}

/// A start, and the due date of each promise; none where it lies beyond the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalculatorLine {
    /// The day on which the count starts.
    pub start: Day,
    /// The due dates, in the order of the promises.
    pub due: Vec<Option<Day>>,
}

/// The deadline calculator, by the national calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calculator {
    /// The policy whose promises these are.
    pub policy: String,
    /// The promises, in the order of the stages.
    pub promises: Vec<CalculatorPromise>,
    /// The day around which the table lies: the latest day of any source.
    pub as_of: Day,
    /// Due dates without a script: from 30 days before that day to 60 after it.
    pub lines: Vec<CalculatorLine>,
    /// The first and the last day that the calendar knows.
    pub coverage: (Day, Day),
}
