//! A language: its way with numbers and dates, and every string of the site.
//!
//! A language is one file, `messages/{code}.toml`. Its keys are the fields below, so a missing key
//! or one too many is an error with its line when the file is read, and code cannot ask for a
//! string that no language has. A string names what is put into it in braces: `{due}`.

use std::collections::BTreeMap;
use std::fmt;

use lapor_stats::measure::DEFINITIONS;
use serde::{Deserialize, Serialize};

/// A language with all its strings.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Language {
    pub(crate) language: Identity,
    pub(crate) number: Numbers,
    pub(crate) date: Dates,
    pub(crate) frame: Frame,
    pub(crate) declared: Declared,
    pub(crate) home: Home,
    pub(crate) label: Label,
    pub(crate) figure: Figure,
    pub(crate) disposition: Stage,
    pub(crate) follow_up: Stage,
    pub(crate) closure: Closure,
    pub(crate) reason: Reason,
    pub(crate) overview: Overview,
    pub(crate) anomaly: Anomaly,
    pub(crate) agencies: Agencies,
    pub(crate) breakdown: Breakdown,
    pub(crate) corrections: Corrections,
    pub(crate) scorecard: Scorecard,
    pub(crate) reports: Reports,
    pub(crate) report: Report,
    pub(crate) kind: Kind,
    pub(crate) party: Party,
    pub(crate) calendar: Calendar,
    pub(crate) follow_ups: FollowUps,
    pub(crate) downloads: Downloads,
    pub(crate) search: Search,
    pub(crate) stories: Stories,
    pub(crate) article: Article,
    pub(crate) measure: BTreeMap<String, Measure>,
    pub(crate) not_found: NotFound,
    pub(crate) day_off: DayOff,
    pub(crate) year: Year,
    pub(crate) calculator: Calculator,
    pub(crate) feed: Feed,
}

/// What is wrong with a language's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LanguageError {
    file: String,
    line: usize,
    found: String,
}

impl fmt::Display for LanguageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.found)
    }
}

impl std::error::Error for LanguageError {}

impl Language {
    /// Reads a language. `file` is its name for messages.
    ///
    /// # Errors
    ///
    /// [`LanguageError`] with file and line for a key that is missing, unknown or of another type,
    /// and for a list of months or weekdays of another length.
    pub fn parse(file: &str, text: &str) -> Result<Self, LanguageError> {
        let language: Language = toml::from_str(text).map_err(|error| LanguageError {
            file: file.to_owned(),
            line: error.span().map_or(1, |span| crate::markdown::line_of(text, span.start)),
            found: error.message().to_owned(),
        })?;
        language.knows_all_measures().map_err(|found| LanguageError {
            file: file.to_owned(),
            line: text.find("[measure.").map_or(1, |at| crate::markdown::line_of(text, at)),
            found,
        })?;
        Ok(language)
    }

    fn knows_all_measures(&self) -> Result<(), String> {
        let known = DEFINITIONS.map(|of| of.word);
        if let Some(word) = known.iter().find(|word| !self.measure.contains_key(**word)) {
            return Err(format!("found no name of the measure {word}, expected [measure.{word}]"));
        }
        match self.measure.keys().find(|word| !known.contains(&word.as_str())) {
            Some(word) => {
                Err(format!("found the measure {word}, expected one of {}", known.join(", ")))
            }
            None => Ok(()),
        }
    }

    /// Its code, as `lang` and `hreflang` want it.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.language.code
    }

    /// Its own name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.language.name
    }

    /// Its folder in the site; empty for the language that stands at the root.
    #[must_use]
    pub fn folder(&self) -> &str {
        &self.language.folder
    }
}

/// A phrase that depends on a count: `one` for exactly one, `other` for every other number.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Plural {
    pub(crate) one: String,
    pub(crate) other: String,
}

/// Declares a table of a language's file: each field is a key.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($field:ident: $kind:ty),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Deserialize, Serialize)]
        #[serde(deny_unknown_fields)]
        pub(crate) struct $name { $(pub(crate) $field: $kind),* }
    };
    ($(#[$doc:meta])* $name:ident: $($field:ident)*) => {
        words! { $(#[$doc])* $name { $($field: String),* } }
    };
}

words! {
    /// Which language it is.
    Identity: code name folder
}
words! {
    /// How numbers are written.
    Numbers: decimal thousands percent hidden between
}
words! {
    /// How days are written.
    Dates {
        months: [String; 12],
        months_short: [String; 12],
        weekdays: [String; 7],
        weekdays_short: [String; 7],
        day: String,
        short_day: String,
        weekday_day: String,
        month: String,
        span: String,
    }
}
words! {
    /// What surrounds every page.
    Frame: skip menu source_menu languages home stories method about overview agencies reports
        follow_ups downloads search path as_of period policy credit licence footer silent none page_title
        browse calculator
}
words! {
    /// What the operator declared about a source.
    Declared: invented already_public private
}
words! {
    /// The front page.
    Home {
        title: String,
        lead: String,
        promise_1_days: String,
        promise_1: String,
        promise_2_days: String,
        promise_2: String,
        promise_3_days: String,
        promise_3: String,
        unit: String,
        method: String,
        sources: String,
        sources_lead: String,
        open_source: String,
        stories: String,
        stories_lead: String,
        all_stories: String,
        reports_count: Plural,
        agencies_count: Plural,
    }
}
words! {
    /// Column heads and names of counts.
    Label: met late running paused void unknown due started month share interval provisional
        outside reports contested by_reporter window_open silence on_or_after_due early
        early_contested early_unanswered all_early kept agency agencies day outcome title count why
        numbers
}
words! {
    /// Sentences about figures, whatever the stage.
    Figure {
        few: String,
        hidden: String,
        unknown_hidden: String,
        provisional: String,
        between: String,
        bounds_unknown: String,
        bounds_void: String,
        open_now: String,
        outside: String,
        unknown_line: String,
        chart_alike: String,
        chart_range: String,
        chart_few: String,
        chart_desc: String,
        chart_desc_month: String,
        chart_legend: String,
        chart_legend_few: String,
        working_days: Plural,
        calendar_days: Plural,
        class_limit: String,
        no_data: String,
    }
}
words! {
    /// `Disposition` or `FollowUp`.
    Stage: name promise promise_open headline few none all_unknown overdue chart table not_recorded
        chip_not_started chip_running chip_paused chip_overdue chip_ended chip_met chip_late
        chip_void chip_unknown not_started running paused overdue_since ended met met_same late void
        unknown
}
words! {
    /// `Closure`.
    Closure: name promise promise_open headline few none all_unknown chart table not_recorded
        not_solved parts
        chip_not_started chip_running chip_contested chip_met chip_early chip_by_reporter
        chip_void chip_unknown not_started running contested met_silence met_on_due early
        early_contested early_unanswered by_reporter void unknown
}
words! {
    /// Why an outcome is what it is.
    Reason: missing_time order coverage archived merged withdrawn
}
words! {
    /// The overview of a source.
    Overview: title counts secret closure quality quality_rejected quality_none
        quality_anomalies how audit audit_line
}
words! {
    /// Anomalies by name.
    Anomaly: copied_event before_submission answer_without_disposition nested_hold
        unmatched_completion reply_after_close follow_up_after_close reopened_while_open
        ineffective_extension unnamed_receiver
}
words! {
    /// The agencies of a source.
    Agencies: title lead caption unit_of campaign spark none
        apart apart_few apart_none apart_below apart_above
}
words! {
    /// The promises by category, programme, channel or place, and the page that leads there.
    Breakdown: browse browse_lead agencies_lead category program channel place category_lead
        program_lead channel_lead place_lead caption province of_due few nothing untold
        parts_untold left left_of whole detail signs alike apart all_agencies
}
words! {
    /// What changed from release to release, and what was disputed.
    Corrections {
        title: String,
        lead: String,
        disputed: String,
        none_disputed: String,
        by_agency: String,
        by_operator: String,
        decided: String,
        releases: String,
        releases_lead: String,
        release: String,
        first: String,
        later_day: String,
        same_day: String,
        nothing_changed: String,
        changed: String,
        corrected: String,
        all_reports: String,
        calendar: String,
        calendar_lead: String,
        calendar_none: String,
        day_off: String,
        day_works: String,
        decree: String,
        decree_announced: String,
        due_moved: String,
        taken: String,
        taken_lead: String,
        none_taken_down: String,
        taken_down: Plural,
        taken_down_hidden: String,
    }
}
words! {
    /// One agency's scorecard.
    Scorecard {
        title: String,
        lead: String,
        unit_of: String,
        units: String,
        administrator: String,
        campaign: String,
        soon: String,
        soon_lead: String,
        soon_none: String,
        soon_link: String,
        open: String,
        open_none: String,
        open_lead: String,
        open_caption: String,
        due_on: String,
        days_left: Plural,
        last_day: String,
        overdue_since: String,
        no_due: String,
    }
}
words! {
    /// The lists of reports.
    Reports: title lead caption page newer older none untitled no_day month_withheld no_agency general general_link
        general_title general_lead general_caption general_item find
}
words! {
    /// A report's page.
    Report {
        title: String,
        submitted: String,
        submitted_unknown: String,
        agency: String,
        class: String,
        category: String,
        program: String,
        place: String,
        channel: String,
        id: String,
        facts: String,
        clocks: String,
        clocks_lead: String,
        owner: String,
        started: String,
        due: String,
        due_promised: String,
        ended: String,
        elapsed: String,
        paused: String,
        counting: String,
        counting_caption: String,
        thread: String,
        thread_none: String,
        no_text: String,
        attachments: Plural,
        unknown_day: String,
        general_anonymous: String,
        general_sensitive: String,
        month: String,
        month_withheld: String,
        outcomes: String,
        custody: String,
        custody_caption: String,
        arrived: String,
        left: String,
        holding: String,
        held: String,
        left_elsewhere: String,
        left_unknown: String,
        english: String,
        english_lead: String,
        redacted: String,
    }
}
words! {
    /// What happened, as the heading of an entry in the thread.
    Kind: submitted verified dispositioned dispositioned_to forwarded forwarded_to returned
        acknowledged held completed followed_up reporter_replied admin_replied last_activity closed
        archived merged withdrawn reopened extended reclassified
}
words! {
    /// Who acted.
    Party: reporter administrator agency system unknown
}
words! {
    /// The counting of days to a due date.
    Calendar: day status reason count due
}
words! {
    /// The latest follow-ups.
    FollowUps: title lead none
}
words! {
    /// The downloads.
    Downloads {
        title: String,
        lead: String,
        open: String,
        tables: String,
        documents: String,
        size: String,
        check: String,
        check_about: String,
        command: String,
        hidden: String,
        hidden_about: String,
        rules: String,
        table: BTreeMap<String, DownloadTable>,
        document: BTreeMap<String, String>,
    }
}
words! {
    /// A table of the downloads.
    DownloadTable: title about
}
words! {
    /// The search.
    Search {
        title: String,
        lead: String,
        without: String,
        to_reports: String,
        to_agencies: String,
        query: String,
        hint: String,
        narrow: String,
        agency: String,
        any_agency: String,
        month: String,
        any_month: String,
        submit: String,
        more: String,
        searching: String,
        none: String,
        results: Plural,
        newest: String,
        newest_of: String,
        stopped: String,
        begun: String,
        shortened: String,
        no_id: String,
        failed: String,
    }
}
words! {
    /// The success stories.
    Stories: title lead agency chain duration told computed source none other
}
words! {
    /// Pages of prose.
    Article: contents measures measures_lead
}

/// A measure in a language.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Measure {
    pub(crate) name: String,
    /// What it is; in English the words of the measure's own file, which are said nowhere else.
    pub(crate) definition: Option<String>,
}
words! {
    /// The page for what is not found.
    NotFound: title lead home
}
words! {
    /// Kinds of days off: a letter as a sign, and the word.
    DayOff: national national_sign joint_leave joint_leave_sign election election_sign
        regional regional_sign decree weekend
}
words! {
    /// One year of a working-day calendar.
    Year {
        title: String,
        title_named: String,
        lead: String,
        total: Plural,
        part: String,
        month_days: Plural,
        how_title: String,
        how: String,
        how_year: String,
        signs: String,
        caption: String,
        offs: String,
        off: String,
        announced: String,
        on_weekend: String,
        withdrawn: String,
        withdrawn_lead: String,
        withdrawn_by: String,
        withdrawn_on: String,
        years: String,
        others: String,
        calculator: String,
    }
}
words! {
    /// The deadline calculator.
    Calculator {
        title: String,
        lead: String,
        date: String,
        outside: String,
        days: Plural,
        if_disposition: String,
        if_follow_up: String,
        if_closure: String,
        zero: String,
        counted: String,
        beyond: String,
        table: String,
        table_lead: String,
        caption: String,
        start: String,
        how: String,
        calendar: String,
    }
}
words! {
    /// The Atom feeds.
    Feed: title agency_title lead link submitted
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    /// The English words are the measures' own; a translation has its words for each, made of these. A change here asks for one there.
    #[test]
    fn a_translation_is_made_of_the_measures_own_words() {
        let english = include_str!("../../messages/en.toml");
        let english = Language::parse("en.toml", english).unwrap();
        assert!(english.measure.values().all(|measure| measure.definition.is_none()));
        let indonesian = include_str!("../../messages/id.toml");
        let indonesian = Language::parse("id.toml", indonesian).unwrap();
        assert!(indonesian.measure.values().all(|measure| measure.definition.is_some()));
        // Numbers and names of methods are the same in every language.
        for of in DEFINITIONS {
            let translated = indonesian.measure[of.word].definition.as_deref().unwrap();
            let numbers = |text: &str| -> Vec<String> {
                let mut numbers: Vec<String> = text
                    .replace(',', ".")
                    .split(|letter: char| !letter.is_ascii_digit() && letter != '.')
                    .map(|number| number.trim_matches('.').to_owned())
                    .filter(|number| !number.is_empty())
                    .collect();
                numbers.sort();
                numbers
            };
            assert_eq!(numbers(translated), numbers(of.text), "{}", of.word);
        }
    }

    #[test]
    fn a_language_without_a_measure_is_refused_with_its_line() {
        let text = include_str!("../../messages/en.toml");
        let missing = text.replace("[measure.rank]\nname = \"Ranks\"\n", "");
        let error = Language::parse("en.toml", &missing).unwrap_err().to_string();
        assert!(
            error.ends_with("found no name of the measure rank, expected [measure.rank]"),
            "{error}"
        );
        let more = text.replace("[measure.rank]", "[measure.order]");
        assert!(Language::parse("en.toml", &more).is_err());
    }
}
