//! The canonical tables: one schema for every format, published as JSON Schema in `data/schema/`.

use serde_json::{Map, Value, json};

/// The version of the canonical tables; a change that an old reader would misread raises it.
pub const VERSION: u32 = 1;

/// A canonical table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name, and that of its file.
    pub name: &'static str,
    /// What a row is.
    pub meaning: &'static str,
    /// Its columns, in order.
    pub fields: &'static [Field],
}

/// A column of a canonical table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What a cell holds.
    pub kind: Kind,
    /// Whether every table has it and every row fills it.
    pub required: bool,
    /// Whether people wrote it, so that no message may show it.
    pub written: bool,
    /// What it means.
    pub meaning: &'static str,
}

/// What a cell of a canonical table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Any text.
    Text,
    /// RFC 3339, or a local time or date of the zone that the mapping names.
    Time,
    /// One of these words.
    Word(&'static [&'static str]),
    /// `true` or `false`.
    Truth,
    /// A whole number from 0.
    Count,
}

const fn field(name: &'static str, kind: Kind, meaning: &'static str) -> Field {
    Field { name, kind, required: false, written: false, meaning }
}

const fn required(field: Field) -> Field {
    Field { required: true, ..field }
}

const fn written(name: &'static str, meaning: &'static str) -> Field {
    Field { name, kind: Kind::Text, required: false, written: true, meaning }
}

/// Reports (laporan), a row each.
pub const REPORTS: Table = Table {
    name: "reports",
    meaning: "a report (laporan)",
    fields: &[
        required(field("report_id", Kind::Text, "the id of the source, unique in this table")),
        field(
            "class",
            Kind::Text,
            "class (klasifikasi), such as complaint or request for information",
        ),
        field("complexity", Kind::Text, "complexity, by which a policy may set its limits"),
        field("category", Kind::Text, "category; its group and sensitivity stand in categories"),
        field("program", Kind::Text, "the development programme that the report is about"),
        field("place", Kind::Text, "Kemendagri code of the regency or province, such as 34.04"),
        field("channel", Kind::Text, "the way it came in: web, sms, mobile ..."),
        field("visibility", Kind::Word(&VISIBILITIES), "who may see it; public if blank"),
        written("title", "the title, as the reporter wrote it"),
        written("body", "the text, as the reporter wrote it"),
        written("reporter_name", "whom the redactor must hide; never exported"),
        written("reporter_contact", "what the redactor must hide; never exported"),
    ],
};

/// Events, a row each.
pub const EVENTS: Table = Table {
    name: "events",
    meaning: "an event of a report's history; no row means that it did not happen",
    fields: &[
        required(field("report_id", Kind::Text, "the report")),
        Field {
            required: true,
            ..field(
                "at",
                Kind::Time,
                "when it happened; blank if it happened and nobody knows when",
            )
        },
        required(field("kind", Kind::Word(&KINDS), "what happened")),
        field("actor", Kind::Word(&PARTIES), "who acted, if the source says"),
        field("agency", Kind::Text, "the agency that acted"),
        field("to_agency", Kind::Text, "the agency that received the report"),
        written("reason", "the reason given"),
        field(
            "value",
            Kind::Text,
            "the new class of reclassified, the days of extended, the target of merged",
        ),
        written("text", "what was written on the report's page"),
        field("attachments", Kind::Count, "how many files hang on it"),
    ],
};

/// Agencies (instansi) and units below them, a row each.
pub const AGENCIES: Table = Table {
    name: "agencies",
    meaning: "an agency (instansi) or a unit below one",
    fields: &[
        required(field("agency_id", Kind::Text, "the id of the source, unique in this table")),
        field("parent_id", Kind::Text, "the agency above it"),
        field("name", Kind::Text, "its name; its id if blank"),
        field("kind", Kind::Text, "ministry, local government, unit ..."),
        field(
            "zone",
            Kind::Text,
            "WIB, WITA, WIT, an offset or an IANA name; the administrator's if blank",
        ),
        field("calendar", Kind::Text, "the name of its calendar; the administrator's if blank"),
        field("flags", Kind::Word(&FLAGS), "campaign: a campaign team or another pseudo-agency"),
    ],
};

/// Categories, a row each.
pub const CATEGORIES: Table = Table {
    name: "categories",
    meaning: "a category; one that is not listed is sensitive",
    fields: &[
        required(field("category", Kind::Text, "the category, unique in this table")),
        field("group", Kind::Text, "the group to which it belongs"),
        field(
            "sensitive",
            Kind::Truth,
            "whether its reports show no more than month and outcome; true if blank",
        ),
    ],
};

/// The canonical tables.
pub const TABLES: [Table; 4] = [REPORTS, EVENTS, AGENCIES, CATEGORIES];

/// The words of `visibility`.
pub const VISIBILITIES: [&str; 3] = ["public", "anonymous", "secret"];

/// The words of `flags`.
pub const FLAGS: [&str; 1] = ["campaign"];

/// The words of `actor`.
pub const PARTIES: [&str; 4] = {
    let mut words = [""; 4];
    let mut at = 0;
    while at < words.len() {
        words[at] = lapor_core::Party::ALL[at].word();
        at += 1;
    }
    words
};

/// The words of `kind`, in the order of events at one instant.
pub const KINDS: [&str; 19] = {
    let mut words = [""; 19];
    let mut at = 0;
    while at < words.len() {
        words[at] = lapor_core::EventKind::ALL[at].word();
        at += 1;
    }
    words
};

/// A table as JSON Schema (draft 2020-12) of one row, ending in a newline.
///
/// The files in `data/schema/` are this text: `data/schema/NAME.schema.json` for each of [`TABLES`].
/// A cell of CSV is a string there as everywhere; a blank cell stands for an absent property.
///
/// ```
/// use lapor_stats::schema::{EVENTS, json_schema};
///
/// assert!(json_schema(&EVENTS).contains("\"followed_up\""));
/// ```
pub fn json_schema(table: &Table) -> String {
    let properties: Map<String, Value> =
        table.fields.iter().map(|field| (field.name.into(), property(field))).collect();
    let required: Vec<&str> =
        table.fields.iter().filter(|field| field.required).map(|field| field.name).collect();
    let order: Vec<&str> = table.fields.iter().map(|field| field.name).collect();
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": table.name,
        "description": format!("A row of `{}`, version {VERSION}: {}. Columns in order: {}.", table.name, table.meaning, order.join(", ")),
        "type": "object",
        "additionalProperties": false,
        "required": required,
        "properties": properties,
    });
    format!("{schema:#}\n")
}

fn property(field: &Field) -> Value {
    let mut schema = match field.kind {
        Kind::Text => json!({ "type": "string" }),
        Kind::Word(words) => json!({ "type": "string", "enum": words }),
        Kind::Truth => {
            json!({ "type": ["boolean", "string"], "enum": [true, false, "true", "false"] })
        }
        Kind::Count => {
            json!({ "type": ["integer", "string"], "minimum": 0, "pattern": "^[0-9]+$" })
        }
        Kind::Time => json!({
            "type": "string",
            "pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,9})?)?(Z|[+-][0-9]{2}:?[0-9]{2})?)?)?$",
        }),
    };
    if let Value::Object(keys) = &mut schema {
        let note = if field.written { "; people wrote it, so no message shows it" } else { "" };
        keys.insert("description".into(), format!("{}{note}", field.meaning).into());
        if field.required && field.kind == Kind::Text {
            keys.insert("minLength".into(), 1.into());
        }
    }
    schema
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn every_schema_is_json_that_knows_its_columns() {
        for table in &TABLES {
            let schema: Value = serde_json::from_str(&json_schema(table)).unwrap();
            assert_eq!(schema["properties"].as_object().unwrap().len(), table.fields.len());
            assert_eq!(schema["title"], table.name);
        }
        let events: Value = serde_json::from_str(&json_schema(&EVENTS)).unwrap();
        assert_eq!(events["required"], json!(["report_id", "at", "kind"]));
        assert_eq!(events["properties"]["kind"]["enum"][0], "submitted");
    }
}
