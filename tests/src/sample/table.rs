//! The sample's tables as CSV.

use super::agency::AGENCIES;
use super::draft::Draft;
use super::life::Event;
use super::texts::TOPICS;

/// The table of `reports.csv`.
pub(super) fn reports(drafts: &[Draft]) -> Vec<u8> {
    let mut table = Table::new(&[
        "report_id",
        "class",
        "complexity",
        "category",
        "program",
        "place",
        "channel",
        "visibility",
        "title",
        "body",
        "reporter_name",
        "reporter_contact",
    ]);
    for draft in drafts {
        table.row(&[
            &draft.id.to_string(),
            draft.class.word(),
            draft.complexity,
            draft.topic.category,
            draft.program,
            &draft.place,
            draft.channel,
            draft.visibility,
            &draft.title,
            &draft.body,
            &draft.person.name,
            &draft.contact,
        ]);
    }
    table.bytes()
}

/// The table of `events.csv`, by report and time.
pub(super) fn events(histories: &[(u32, Vec<Event>)]) -> Vec<u8> {
    let mut table = Table::new(&[
        "report_id",
        "at",
        "kind",
        "actor",
        "agency",
        "to_agency",
        "reason",
        "value",
        "text",
        "attachments",
    ]);
    for (id, history) in histories {
        for event in history {
            let attachments =
                if event.attachments == 0 { String::new() } else { event.attachments.to_string() };
            table.row(&[
                &id.to_string(),
                &event.at.rfc3339(),
                event.kind,
                event.actor,
                event.agency,
                event.to_agency,
                &event.reason,
                &event.value,
                &event.text,
                &attachments,
            ]);
        }
    }
    table.bytes()
}

/// The table of `agencies.csv`.
pub(super) fn agencies() -> Vec<u8> {
    let columns = ["agency_id", "parent_id", "name", "kind", "zone", "calendar", "flags"];
    let mut table = Table::new(&columns);
    for agency in &AGENCIES {
        let zone = format!("+{:02}:00", agency.zone);
        table.row(&[agency.id, agency.parent, agency.name, agency.kind, &zone, "id", agency.flags]);
    }
    table.bytes()
}

/// The table of `categories.csv`.
pub(super) fn categories() -> Vec<u8> {
    let mut table = Table::new(&["category", "group", "sensitive"]);
    for topic in TOPICS {
        table.row(&[topic.category, topic.group, if topic.sensitive { "true" } else { "false" }]);
    }
    table.bytes()
}

struct Table(csv::Writer<Vec<u8>>);

impl Table {
    fn new(columns: &[&str]) -> Self {
        let mut table = Self(csv::Writer::from_writer(Vec::new()));
        table.row(columns);
        table
    }

    fn row(&mut self, fields: &[&str]) {
        self.0
            .write_record(fields)
            .expect("a vector takes every row, and all rows are equally long");
    }

    fn bytes(self) -> Vec<u8> {
        self.0.into_inner().expect("a vector can be flushed")
    }
}
