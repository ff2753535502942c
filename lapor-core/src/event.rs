//! Events: the facts of a report's history, as dense integers.

use std::fmt;
use std::str::FromStr;

use crate::error::Error;
use crate::id::{AgencyId, ClassId, ReportIndex};
use crate::when::When;

/// What happened. The order of the variants is the order of events at one instant (R9).
///
/// ```
/// use lapor_core::EventKind;
///
/// assert_eq!("followed_up".parse::<EventKind>()?, EventKind::FollowedUp);
/// assert_eq!(EventKind::FollowedUp.word(), "followed_up");
/// assert!(EventKind::Submitted < EventKind::Closed);
/// assert!(EventKind::ALL.is_sorted());
/// # Ok::<(), lapor_core::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum EventKind {
    /// Masuk: the report came in.
    Submitted,
    /// Verifikasi: the administrator found it clear and complete.
    Verified,
    /// Disposisi: the administrator sends it to an agency.
    Dispositioned,
    /// Diteruskan: an agency passes it to a unit or another agency.
    Forwarded,
    /// Bukan wewenang: the agency says that it is not in its remit.
    Returned,
    /// Respon awal: 'we have received it', which is no follow-up.
    Acknowledged,
    /// Tunda: waits for missing data from the reporter.
    Held,
    /// Dilengkapi: the missing data came.
    Completed,
    /// Tindak lanjut: the agency's answer on the report's page.
    FollowedUp,
    /// Balasan pelapor: the reporter's reply on the page.
    ReporterReplied,
    /// Balasan administrator: the administrator's reply on the page.
    AdminReplied,
    /// Aktivitas terakhir: all that some sources know.
    LastActivity,
    /// Selesai: closed, by whom the party says.
    Closed,
    /// Arsip: ended without an answer.
    Archived,
    /// Duplikat: ended because another report says the same.
    Merged,
    /// Dicabut: the reporter took it back.
    Withdrawn,
    /// Dibuka kembali: open again by an explicit act.
    Reopened,
    /// Perpanjangan: the law lets the agency take longer.
    Extended,
    /// Ubah klasifikasi: its class, and so its limit, changed.
    Reclassified,
}

impl EventKind {
    /// All kinds, in order.
    pub const ALL: [EventKind; 19] = [
        EventKind::Submitted,
        EventKind::Verified,
        EventKind::Dispositioned,
        EventKind::Forwarded,
        EventKind::Returned,
        EventKind::Acknowledged,
        EventKind::Held,
        EventKind::Completed,
        EventKind::FollowedUp,
        EventKind::ReporterReplied,
        EventKind::AdminReplied,
        EventKind::LastActivity,
        EventKind::Closed,
        EventKind::Archived,
        EventKind::Merged,
        EventKind::Withdrawn,
        EventKind::Reopened,
        EventKind::Extended,
        EventKind::Reclassified,
    ];

    /// The word for it in data files.
    pub const fn word(self) -> &'static str {
        match self {
            EventKind::Submitted => "submitted",
            EventKind::Verified => "verified",
            EventKind::Dispositioned => "dispositioned",
            EventKind::Forwarded => "forwarded",
            EventKind::Returned => "returned",
            EventKind::Acknowledged => "acknowledged",
            EventKind::Held => "held",
            EventKind::Completed => "completed",
            EventKind::FollowedUp => "followed_up",
            EventKind::ReporterReplied => "reporter_replied",
            EventKind::AdminReplied => "admin_replied",
            EventKind::LastActivity => "last_activity",
            EventKind::Closed => "closed",
            EventKind::Archived => "archived",
            EventKind::Merged => "merged",
            EventKind::Withdrawn => "withdrawn",
            EventKind::Reopened => "reopened",
            EventKind::Extended => "extended",
            EventKind::Reclassified => "reclassified",
        }
    }
}

impl fmt::Display for EventKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl FromStr for EventKind {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        word_of("kind of event", &EventKind::ALL, EventKind::word, text)
    }
}

/// Who acted. The order is the order of parties at one instant (R9).
///
/// ```
/// use lapor_core::Party;
///
/// assert_eq!("reporter".parse::<Party>()?, Party::Reporter);
/// assert_eq!(Party::ALL.map(Party::word), ["reporter", "administrator", "agency", "system"]);
/// # Ok::<(), lapor_core::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Party {
    /// Pelapor: the citizen who wrote the report.
    Reporter,
    /// Administrator of the service.
    Administrator,
    /// Instansi: the agency or a unit below it.
    Agency,
    /// The service's software.
    System,
}

impl Party {
    /// All parties, in order.
    pub const ALL: [Party; 4] =
        [Party::Reporter, Party::Administrator, Party::Agency, Party::System];

    /// The word for it in data files.
    pub const fn word(self) -> &'static str {
        match self {
            Party::Reporter => "reporter",
            Party::Administrator => "administrator",
            Party::Agency => "agency",
            Party::System => "system",
        }
    }
}

impl fmt::Display for Party {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl FromStr for Party {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        word_of("actor", &Party::ALL, Party::word, text)
    }
}

pub(crate) fn word_of<T: Copy>(
    what: &'static str,
    all: &[T],
    word: fn(T) -> &'static str,
    text: &str,
) -> Result<T, Error> {
    all.iter().copied().find(|&item| word(item) == text).ok_or_else(|| Error::Word {
        what,
        found: text.chars().take(40).collect(),
        expected: all.iter().map(|&item| word(item)).collect::<Vec<_>>().join(", "),
    })
}

/// What an event carries beside time and parties.
///
/// ```
/// use lapor_core::{Event, EventKind, Value, When, day};
///
/// let extended = Event::new(When::on(day(2015, 3, 6)), EventKind::Extended).carrying(Value::Days(7));
/// assert_eq!(extended.value, Value::Days(7));
/// assert_eq!(Value::default(), Value::None);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// Nothing.
    #[default]
    None,
    /// Days granted by an extension, in the unit of the policy's limit.
    Days(u16),
    /// The new class of a reclassified report.
    Class(ClassId),
    /// The report into which this one was merged.
    Report(ReportIndex),
}

/// One fact of a report's history.
///
/// ```
/// use lapor_core::{AgencyId, Event, EventKind, Party, When, day};
///
/// let event = Event::new(When::on(day(2015, 3, 6)), EventKind::Submitted).by(Party::Reporter);
/// assert_eq!(event.party, Some(Party::Reporter));
/// // What the source does not say stays absent.
/// assert_eq!(event.agency, None);
///
/// let [roads, water] = [0, 1].map(AgencyId::from_index);
/// let event = Event::new(When::UNKNOWN, EventKind::Forwarded).from(roads).to(water);
/// assert_eq!((event.agency, event.to_agency), (Some(roads), Some(water)));
/// assert_eq!(std::mem::size_of::<Event>(), 32);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Event {
    /// When it happened, as far as the source knows.
    pub at: When,
    /// What happened.
    pub kind: EventKind,
    /// Who acted, if the source says.
    pub party: Option<Party>,
    /// The agency that acted.
    pub agency: Option<AgencyId>,
    /// The agency that received the report.
    pub to_agency: Option<AgencyId>,
    /// What it carries.
    pub value: Value,
}

impl Event {
    /// An event of which only time and kind are known.
    #[inline]
    pub const fn new(at: When, kind: EventKind) -> Self {
        Event { at, kind, party: None, agency: None, to_agency: None, value: Value::None }
    }

    /// The same event with the party that acted.
    #[must_use]
    pub const fn by(self, party: Party) -> Self {
        Event { party: Some(party), ..self }
    }

    /// The same event with the agency that acted.
    #[must_use]
    pub const fn from(self, agency: AgencyId) -> Self {
        Event { agency: Some(agency), ..self }
    }

    /// The same event with the agency that received the report.
    #[must_use]
    pub const fn to(self, agency: AgencyId) -> Self {
        Event { to_agency: Some(agency), ..self }
    }

    /// The same event with what it carries.
    #[must_use]
    pub const fn carrying(self, value: Value) -> Self {
        Event { value, ..self }
    }
}

/// A set of event kinds, such as those that a source does not record.
///
/// ```
/// use lapor_core::{EventKind, KindSet};
///
/// let replies: KindSet = [EventKind::ReporterReplied, EventKind::AdminReplied].into_iter().collect();
/// assert_eq!(replies, KindSet::EMPTY.with(EventKind::AdminReplied).with(EventKind::ReporterReplied));
/// assert!(replies.contains(EventKind::AdminReplied) && !replies.is_empty());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct KindSet(u32);

impl KindSet {
    /// No kind.
    pub const EMPTY: KindSet = KindSet(0);

    /// The same set with `kind`.
    #[must_use]
    #[inline]
    pub const fn with(self, kind: EventKind) -> Self {
        KindSet(self.0 | 1 << kind as u8)
    }

    /// Whether `kind` is in the set.
    #[inline]
    pub const fn contains(self, kind: EventKind) -> bool {
        self.0 & 1 << kind as u8 != 0
    }

    /// Whether no kind is in the set.
    #[inline]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl FromIterator<EventKind> for KindSet {
    fn from_iter<I: IntoIterator<Item = EventKind>>(kinds: I) -> Self {
        kinds.into_iter().fold(KindSet::EMPTY, KindSet::with)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn words_read_back() {
        for kind in EventKind::ALL {
            assert_eq!(kind.word().parse::<EventKind>().unwrap(), kind);
        }
        for party in Party::ALL {
            assert_eq!(party.word().parse::<Party>().unwrap(), party);
        }
        let error = "overdue".parse::<EventKind>().unwrap_err().to_string();
        assert!(
            error.starts_with("found 'overdue' as kind of event, expected one of submitted"),
            "{error}"
        );
    }
}
