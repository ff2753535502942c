//! Reading and writing through the validating constructors (feature `serde`).
//!
//! The shapes here are those of the files in `data/calendar` and `data/policy`. Whatever
//! is read passes [`Calendar::new`] or [`Policy::new`], so there is no second door. The parts of
//! a policy ([`PolicyParts`]) and an [`Overlay`] are read unchecked: what they become is checked.
//!
//! ```
//! use lapor_core::{Calendar, Policy};
//!
//! let text = toml::to_string(&Policy::lapor()).expect("a policy is a table");
//! assert_eq!(toml::from_str::<Policy>(&text)?, Policy::lapor());
//! let wrong = text.replace("days = 10", "days = 9999");
//! let error = toml::from_str::<Policy>(&wrong).unwrap_err().to_string();
//! assert!(error.contains("'closure.days': found 9999"), "{error}");
//! # Ok::<(), toml::de::Error>(())
//! ```

use std::borrow::Cow;
use std::fmt::Display;
use std::str::FromStr;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::calendar::{Calendar, Overlay, Week};
use crate::day::{Day, Weekday};
use crate::holiday::{Decree, Holiday, HolidayKind};
use crate::policy::{
    CountFrom, Exception, Hold, JointLeave, Limit, Policy, PolicyParts, Reply, Roll, Unit,
};
use crate::stage::Stage;
use crate::verdict::{Outcome, Reason};
use crate::zone::Zone;

fn from_text<'de, D: Deserializer<'de>, T: FromStr<Err: Display>>(
    deserializer: D,
) -> Result<T, D::Error> {
    let text = Cow::<'de, str>::deserialize(deserializer)?;
    text.parse().map_err(D::Error::custom)
}

macro_rules! as_text {
    ($($type:ty),+) => {$(
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                from_text(deserializer)
            }
        }
    )+};
}

as_text!(Day, Zone, HolidayKind, Stage, Outcome, Reason);

/// The shape of a calendar file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CalendarFile {
    name: String,
    first: Day,
    last: Day,
    week: Vec<WeekdayWord>,
    #[serde(default)]
    decree: Vec<DecreeRow>,
    #[serde(default)]
    holiday: Vec<HolidayRow>,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum WeekdayWord {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct DecreeRow {
    id: String,
    title: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    number: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    issued: Option<Day>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    announced: Option<Day>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct HolidayRow {
    date: Day,
    kind: HolidayKind,
    name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    decree: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    announced: Option<Day>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    withdrawn_on: Option<Day>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    withdrawn_by: Option<String>,
}

/// The shape of the file of an [`Overlay`].
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct OverlayFile {
    name: String,
    base: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    week: Option<Vec<WeekdayWord>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    decree: Vec<DecreeRow>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    holiday: Vec<HolidayRow>,
}

fn owned(text: &Option<Cow<'static, str>>) -> Option<String> {
    text.as_deref().map(str::to_owned)
}

impl From<&Decree> for DecreeRow {
    fn from(decree: &Decree) -> Self {
        DecreeRow {
            id: decree.id.clone().into_owned(),
            title: decree.title.clone().into_owned(),
            number: owned(&decree.number),
            issued: decree.issued,
            announced: decree.announced,
        }
    }
}

impl From<DecreeRow> for Decree {
    fn from(row: DecreeRow) -> Self {
        Decree {
            id: row.id.into(),
            title: row.title.into(),
            number: row.number.map(Into::into),
            issued: row.issued,
            announced: row.announced,
        }
    }
}

impl From<&Holiday> for HolidayRow {
    fn from(row: &Holiday) -> Self {
        HolidayRow {
            date: row.date,
            kind: row.kind,
            name: row.name.clone().into_owned(),
            decree: owned(&row.decree),
            announced: row.announced,
            withdrawn_on: row.withdrawn_on,
            withdrawn_by: owned(&row.withdrawn_by),
        }
    }
}

impl From<HolidayRow> for Holiday {
    fn from(row: HolidayRow) -> Self {
        Holiday {
            date: row.date,
            kind: row.kind,
            name: row.name.into(),
            decree: row.decree.map(Into::into),
            announced: row.announced,
            withdrawn_on: row.withdrawn_on,
            withdrawn_by: row.withdrawn_by.map(Into::into),
        }
    }
}

fn week_words(week: Week) -> Vec<WeekdayWord> {
    Weekday::ALL.into_iter().filter(|&day| week.works(day)).map(WeekdayWord::from).collect()
}

fn week_of(words: Vec<WeekdayWord>) -> Week {
    words.into_iter().map(Weekday::from).collect()
}

impl Serialize for Calendar {
    /// Every row of every layer, as one calendar.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let file = CalendarFile {
            name: self.name().into(),
            first: *self.coverage().start(),
            last: *self.coverage().end(),
            week: week_words(self.week()),
            decree: self.decrees().map(DecreeRow::from).collect(),
            holiday: self.rows().map(HolidayRow::from).collect(),
        };
        file.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Calendar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let file = CalendarFile::deserialize(deserializer)?;
        let rows = file.holiday.into_iter().map(Holiday::from).collect();
        let decrees: Vec<_> = file.decree.into_iter().map(Decree::from).collect();
        let calendar = Calendar::new(file.name, file.first..=file.last, week_of(file.week), rows)
            .map_err(D::Error::custom)?;
        if decrees.is_empty() {
            Ok(calendar)
        } else {
            calendar.with_decrees(decrees).map_err(D::Error::custom)
        }
    }
}

impl Serialize for Overlay {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let file = OverlayFile {
            name: self.name.clone(),
            base: self.base.clone(),
            week: self.week.map(week_words),
            decree: self.decrees.iter().map(DecreeRow::from).collect(),
            holiday: self.rows.iter().map(HolidayRow::from).collect(),
        };
        file.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Overlay {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let file = OverlayFile::deserialize(deserializer)?;
        Ok(Overlay {
            name: file.name,
            base: file.base,
            week: file.week.map(week_of),
            rows: file.holiday.into_iter().map(Holiday::from).collect(),
            decrees: file.decree.into_iter().map(Decree::from).collect(),
        })
    }
}

impl From<WeekdayWord> for Weekday {
    fn from(word: WeekdayWord) -> Self {
        Weekday::ALL[word as usize]
    }
}

impl From<Weekday> for WeekdayWord {
    fn from(weekday: Weekday) -> Self {
        match weekday {
            Weekday::Monday => WeekdayWord::Monday,
            Weekday::Tuesday => WeekdayWord::Tuesday,
            Weekday::Wednesday => WeekdayWord::Wednesday,
            Weekday::Thursday => WeekdayWord::Thursday,
            Weekday::Friday => WeekdayWord::Friday,
            Weekday::Saturday => WeekdayWord::Saturday,
            Weekday::Sunday => WeekdayWord::Sunday,
        }
    }
}

/// Words for a closed set of the policy file.
macro_rules! word_enum {
    ($word:ident for $type:ty { $($variant:ident = $text:literal),+ }) => {
        #[derive(Clone, Copy, Serialize, Deserialize)]
        enum $word { $(#[serde(rename = $text)] $variant),+ }

        impl From<$word> for $type {
            fn from(word: $word) -> Self {
                match word { $($word::$variant => <$type>::$variant),+ }
            }
        }

        impl From<$type> for $word {
            fn from(value: $type) -> Self {
                match value { $(<$type>::$variant => $word::$variant),+ }
            }
        }
    };
}

word_enum!(UnitWord for Unit { WorkingDays = "working_days", CalendarDays = "calendar_days" });
word_enum!(CountFromWord for CountFrom { DayAfter = "day_after", SameDay = "same_day" });
word_enum!(RollWord for Roll { None = "none", Forward = "forward" });
word_enum!(JointLeaveWord for JointLeave { Off = "off", Working = "working" });
word_enum!(ReplyWord for Reply { Contests = "contests", Restarts = "restarts" });
word_enum!(HoldWord for Hold { Pauses = "pauses", Restarts = "restarts" });

/// The shape of a policy file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PolicyFile {
    name: String,
    title: String,
    instrument: String,
    zone: Zone,
    calendar: String,
    joint_leave: JointLeaveWord,
    reply: ReplyWord,
    hold: HoldWord,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    extension_days: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    hold_cap: Option<u16>,
    disposition: LimitTable,
    follow_up: LimitTable,
    closure: LimitTable,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    exception: Vec<ExceptionTable>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LimitTable {
    days: u16,
    unit: UnitWord,
    count_from: CountFromWord,
    roll: RollWord,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExceptionTable {
    stage: Stage,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    class: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    complexity: Option<String>,
    limit: LimitTable,
}

impl From<LimitTable> for Limit {
    fn from(table: LimitTable) -> Self {
        Limit {
            days: table.days,
            unit: table.unit.into(),
            count_from: table.count_from.into(),
            roll: table.roll.into(),
        }
    }
}

impl From<Limit> for LimitTable {
    fn from(limit: Limit) -> Self {
        LimitTable {
            days: limit.days,
            unit: limit.unit.into(),
            count_from: limit.count_from.into(),
            roll: limit.roll.into(),
        }
    }
}

impl Serialize for PolicyParts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let parts = self.clone();
        let file = PolicyFile {
            name: parts.name,
            title: parts.title,
            instrument: parts.instrument,
            zone: parts.zone,
            calendar: parts.calendar,
            joint_leave: parts.joint_leave.into(),
            reply: parts.reply.into(),
            hold: parts.hold.into(),
            extension_days: parts.extension_days,
            hold_cap: parts.hold_cap,
            disposition: parts.disposition.into(),
            follow_up: parts.follow_up.into(),
            closure: parts.closure.into(),
            exception: parts
                .exceptions
                .into_iter()
                .map(|exception| ExceptionTable {
                    stage: exception.stage,
                    class: exception.class,
                    complexity: exception.complexity,
                    limit: exception.limit.into(),
                })
                .collect(),
        };
        file.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for PolicyParts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let file = PolicyFile::deserialize(deserializer)?;
        Ok(PolicyParts {
            name: file.name,
            title: file.title,
            instrument: file.instrument,
            zone: file.zone,
            calendar: file.calendar,
            joint_leave: file.joint_leave.into(),
            disposition: file.disposition.into(),
            follow_up: file.follow_up.into(),
            closure: file.closure.into(),
            exceptions: file
                .exception
                .into_iter()
                .map(|table| Exception {
                    stage: table.stage,
                    class: table.class,
                    complexity: table.complexity,
                    limit: table.limit.into(),
                })
                .collect(),
            reply: file.reply.into(),
            hold: file.hold.into(),
            extension_days: file.extension_days,
            hold_cap: file.hold_cap,
        })
    }
}

impl Serialize for Policy {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.parts().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Policy {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Policy::new(PolicyParts::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}
