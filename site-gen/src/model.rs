//! What each kind of page says: typed facts in the page's order, before any words.
//!
//! A model holds no formatted number, no link and no sentence. Integers and days stay what they
//! are until [`crate::format`] writes them in a language, and text that people wrote comes only as
//! [`lapor_core::sensitive::PublicText`], so no template can print what was not redacted.
//!
//! Whoever builds a model keeps three promises that the types cannot keep alone: lists come in the
//! order that their documentation names; a report that is secret is in no model; and a number that
//! must not be shown is [`Cell::Hidden`], never 0 and never left out.

mod agencies;
mod article;
mod breakdown;
mod calculator;
mod cell;
mod corrections;
mod downloads;
mod feed;
mod follow_ups;
mod home;
mod mark;
mod measure;
mod month;
mod overview;
mod report;
mod reports;
mod scorecard;
mod search;
mod site;
mod story;
mod tally;
mod year;

pub use agencies::{Agencies, AgencyLine};
pub use article::Article;
pub use breakdown::{Breakdown, BreakdownLine, Browse, Kept};
pub use calculator::{Calculator, CalculatorLine, CalculatorPromise};
pub use cell::Cell;
pub use corrections::{
    Corrections, DayMoved, Disputed, DueMoved, Printed, ReleaseChange, ShareChange,
};
pub use downloads::{Download, DownloadTable, Downloads};
pub use feed::{Feed, FeedEntry};
pub use follow_ups::{FollowUpLine, FollowUps};
pub use home::{Home, SourceCard};
pub use mark::{Place, due_table, open_table, outside_table};
pub use measure::{Bounds, Closure, ClosureMonth, Open, Promise, PromiseMonth, UnknownCount};
pub use month::Month;
pub use overview::{Audited, Overview, Quality};
pub use report::{
    AgencyName, Attachments, CalendarDay, Clock, Custody, DayRole, Facts, GeneralReport, Left,
    OpenReport, Report, Said, Standing, Turn, WhyGeneral,
};
pub use reports::{GeneralLine, GeneralReports, ReportLine, Reports};
pub use scorecard::{OpenCase, SOON, Scorecard};
pub use search::Search;
pub use site::{Declared, Licence, Site, Source, Words};
pub use story::{Story, StoryError};
pub use tally::{ClosureTally, Interval, TOO_FEW, Tally};
pub use year::{CalendarName, CalendarYear, DecreeName, HolidayLine, YearDay, YearDayKind};

/// A page of the site: which kind it is, and what it says.
#[derive(Clone, Debug)]
pub enum Page {
    /// The front page of the whole site.
    Home(Home),
    /// The overview of one source.
    Overview(Overview),
    /// The agencies of one source.
    Agencies(Agencies),
    /// One agency's scorecard.
    Scorecard(Scorecard),
    /// The ways of looking at one source.
    Browse(Browse),
    /// The promises by category, programme, channel or place.
    Breakdown(Breakdown),
    /// A page of the list of public reports.
    Reports(Reports),
    /// A page of the list of anonymous and sensitive reports.
    GeneralReports(GeneralReports),
    /// One report.
    Report(Report),
    /// What changed from release to release of one source, and what was disputed.
    Corrections(Corrections),
    /// The latest follow-ups of one source.
    FollowUps(FollowUps),
    /// The downloads of one source.
    Downloads(Downloads),
    /// The search over the reports of one source.
    Search(Search),
    /// The list of success stories: in every language, in the order of their slugs.
    Stories(Vec<Story>),
    /// One success story; its page is rendered in the story's own language.
    Story(Story),
    /// The method page.
    Method,
    /// The page about the site.
    About,
    /// One year of a working-day calendar.
    Calendar(CalendarYear),
    /// The deadline calculator.
    Calculator(Calculator),
    /// The page shown when there is none.
    NotFound,
}
