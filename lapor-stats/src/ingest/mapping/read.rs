//! A mapping file becomes a mapping: every key is taken, every value checked where it stands.

use std::collections::BTreeMap;

use lapor_core::{Day, EventKind, KindSet, Party, Stage};
use toml::Spanned;
use toml::de::DeValue;

use super::keys::{Document, Keys};
use super::{
    AgencyColumns, Blank, ClaimMapping, ColumnSource, Condition, EventMapping, Fact, Format,
    Layout, ListPath, Mapping, Milestone, Other, REPORT_TEXTS, ReportMapping, Source, VerdictClaim,
    shipped_names,
};
use crate::dataset::Category;
use crate::error::Error;
use crate::ingest::time::TimeFormat;
use crate::ingest::zone::LocalZone;
use crate::schema::VISIBILITIES;
use crate::shipped;

/// The keys of a mapping file.
const KEYS: [&str; 26] = [
    "use",
    "layout",
    "source",
    "licence",
    "zone",
    "as_of",
    "policy",
    "calendar",
    "last_activity_opens_silence",
    "files",
    "format",
    "only",
    "blank",
    "absent",
    "unrecorded",
    "ignore",
    "csv",
    "document",
    "workbook",
    "time",
    "report",
    "milestone",
    "agency",
    "category",
    "event",
    "claim",
];

/// Reads a mapping file.
pub(crate) fn mapping(document: Document<'_>) -> Result<Mapping, Error> {
    let mut keys = document.keys()?;
    keys.only(&KEYS)?;
    if let Some(name) = keys.text("use")? {
        let as_of = as_of(&mut keys)?;
        let policy = keys.text("policy")?.map(Spanned::into_inner);
        let calendar = keys.text("calendar")?.map(Spanned::into_inner);
        if let Some((key, _)) = keys.take_all().first() {
            let problem = format!(
                "found key '{}' beside 'use', expected at most as_of, policy and calendar",
                key.get_ref()
            );
            return Err(document.wrong(key.span(), problem));
        }
        let mut mapping = used(document, &name)?;
        let fixed = &mut mapping.fixed;
        fixed.as_of = as_of.or(fixed.as_of);
        fixed.policy = policy.or(fixed.policy.take());
        fixed.calendar = calendar.or(fixed.calendar.take());
        return Ok(mapping);
    }
    let mut mapping = Mapping { name: document.name.into(), ..Mapping::canonical() };
    head(&mut keys, &mut mapping)?;
    if let Some(report) = keys.table("report")? {
        mapping.report = report_columns(report, mapping.layout)?;
    } else if mapping.layout == Layout::Wide {
        return Err(keys.lacks("report", "[report] with report_id"));
    }
    if let Some(milestones) = keys.table("milestone")? {
        only(&milestones, "milestone", mapping.layout != Layout::Canonical)?;
        mapping.milestones = self::milestones(milestones)?;
    }
    let submitted = |milestone: &Milestone| milestone.kind == EventKind::Submitted;
    if mapping.layout == Layout::Wide && !mapping.milestones.iter().any(submitted) {
        return Err(keys.lacks(
            "milestone.submitted",
            "[milestone.submitted] with the column of the submission",
        ));
    }
    if let Some(agency) = keys.table("agency")? {
        only(&agency, "agency", mapping.layout != Layout::Canonical)?;
        mapping.agency = Some(agency_columns(agency)?);
    }
    if let Some(category) = keys.table("category")? {
        only(&category, "category", mapping.layout != Layout::Canonical)?;
        mapping.categories = categories(category)?;
    }
    if let Some(event) = keys.table("event")? {
        only(&event, "event", mapping.layout != Layout::Canonical)?;
        let listed = mapping.layout == Layout::Wide;
        mapping.event = Some(event_columns(event, listed)?);
    } else if mapping.layout == Layout::Events {
        return Err(keys.lacks("event", "[event] with report_id, at and kind"));
    }
    if let Some(claim) = keys.table("claim")? {
        mapping.claim = match mapping.layout {
            Layout::Canonical => claimed_verdicts(claim)?,
            Layout::Wide | Layout::Events => claim_columns(claim)?,
        };
    }
    keys.finish()?;
    Ok(mapping)
}

/// The mapping that a file names instead of holding one.
fn used(document: Document<'_>, name: &Spanned<String>) -> Result<Mapping, Error> {
    if name.get_ref() == "canonical" {
        return Ok(Mapping::canonical());
    }
    match shipped::mapping(name.get_ref()) {
        Some(text) => {
            let named = format!("mapping '{}'", name.get_ref());
            mapping(Document { name: &named, text })
        }
        None => {
            let problem = format!(
                "found '{}' as mapping, expected one of {}",
                name.get_ref(),
                shipped_names()
            );
            Err(document.wrong(name.span(), problem))
        }
    }
}

/// The keys that stand before the tables of columns.
fn head(keys: &mut Keys<'_>, mapping: &mut Mapping) -> Result<(), Error> {
    let layout = keys.read("layout", |text| match text {
        "canonical" => Ok(Layout::Canonical),
        "wide" => Ok(Layout::Wide),
        "events" => Ok(Layout::Events),
        _ => Err(format!("found '{text}' as layout, expected one of canonical, wide, events")),
    })?;
    mapping.layout = layout
        .ok_or_else(|| keys.lacks("layout", "layout = \"wide\", \"events\" or \"canonical\""))?;
    mapping.source = keys.text("source")?.map(Spanned::into_inner);
    mapping.licence = keys.text("licence")?.map(Spanned::into_inner);
    let zone = keys.read("zone", str::parse::<LocalZone>)?;
    mapping.zone = match (zone, mapping.layout) {
        (Some(zone), _) => zone,
        // The canonical tables are ours, and their times say their offset or are WIB.
        (None, Layout::Canonical) => mapping.zone.clone(),
        (None, _) => {
            return Err(
                keys.lacks("zone", "the zone of its times, such as zone = \"Asia/Jakarta\"")
            );
        }
    };
    mapping.fixed.zone = Some(mapping.zone.offset());
    mapping.fixed.as_of = as_of(keys)?;
    mapping.fixed.policy = keys.text("policy")?.map(Spanned::into_inner);
    mapping.fixed.calendar = keys.text("calendar")?.map(Spanned::into_inner);
    mapping.last_activity_opens_silence =
        keys.truth("last_activity_opens_silence")?.unwrap_or(false);
    mapping.files = plain(keys.texts("files")?.unwrap_or_default());
    mapping.blank.extend(plain(keys.texts("blank")?.unwrap_or_default()));
    mapping.ignore = plain(keys.texts("ignore")?.unwrap_or_default()).into_iter().collect();
    mapping.absent = kinds(keys, "absent")?;
    mapping.unrecorded = kinds(keys, "unrecorded")?;
    if mapping.layout == Layout::Wide && mapping.unrecorded != KindSet::EMPTY {
        return Err(keys.wrong(
            keys.span(),
            "found 'unrecorded' with layout = \"wide\", expected it only with \"events\" or \"canonical\": what a wide table does not map is not recorded",
        ));
    }
    mapping.format = keys.read("format", |text| {
        let known = Format::ALL.iter().find(|(_, word)| *word == text);
        known.map(|&(format, _)| format).ok_or_else(|| {
            let words: Vec<&str> = Format::ALL.iter().map(|&(_, word)| word).collect();
            format!("found '{text}' as format, expected one of {}", words.join(", "))
        })
    })?;
    if let Some(mut only) = keys.table("only")? {
        for (column, values) in only.take_all() {
            let values = only.as_texts(column.get_ref(), values)?;
            let values = values.into_iter().map(Spanned::into_inner).collect();
            mapping.only.push(Condition { column: column.into_inner(), values });
        }
    }
    if let Some(mut document) = keys.table("document")? {
        mapping.records = document.text("records")?.map(Spanned::into_inner);
        document.finish()?;
    }
    if let Some(mut workbook) = keys.table("workbook")? {
        mapping.sheet = workbook.text("sheet")?.map(Spanned::into_inner);
        workbook.finish()?;
    }
    if let Some(mut csv) = keys.table("csv")? {
        mapping.delimiter = csv.read("delimiter", |text| match text.as_bytes() {
            [byte] if !b"\"\n\r".contains(byte) && byte.is_ascii() => Ok(*byte),
            _ => Err(format!(
                "found '{text}' as delimiter, expected one ASCII character such as ; or \\t"
            )),
        })?;
        mapping.encoding = csv.read("encoding", |text| {
            super::super::source::encoding(text).ok_or_else(|| {
                format!("found '{text}' as encoding, expected a name such as utf-8, windows-1252 or utf-16le")
            })
        })?;
        csv.finish()?;
    }
    if let Some(mut time) = keys.table("time")? {
        let mut formats = Vec::new();
        for format in time.texts("formats")?.unwrap_or_default() {
            formats.push(
                TimeFormat::compile(format.get_ref())
                    .map_err(|problem| time.wrong(format.span(), problem))?,
            );
        }
        if !formats.is_empty() {
            mapping.formats = formats;
        }
        time.finish()?;
    }
    Ok(())
}

fn plain(texts: Vec<Spanned<String>>) -> Vec<String> {
    texts.into_iter().map(Spanned::into_inner).collect()
}

/// `as_of` as a TOML date or as a text.
fn as_of(keys: &mut Keys<'_>) -> Result<Option<Day>, Error> {
    let Some(value) = keys.take("as_of") else { return Ok(None) };
    let text = match value.get_ref() {
        DeValue::Datetime(date) => date.to_string(),
        DeValue::String(text) => text.to_string(),
        _ => return Err(keys.mistyped("as_of", &value, "a date such as 2015-09-30")),
    };
    text.parse()
        .map(Some)
        .map_err(|error: lapor_core::Error| keys.wrong(value.span(), error.to_string()))
}

fn kinds(keys: &mut Keys<'_>, key: &'static str) -> Result<KindSet, Error> {
    let mut set = KindSet::EMPTY;
    for word in keys.texts(key)?.unwrap_or_default() {
        let kind: EventKind = word
            .get_ref()
            .parse()
            .map_err(|error: lapor_core::Error| keys.wrong(word.span(), error.to_string()))?;
        set = set.with(kind);
    }
    Ok(set)
}

/// Refuses a table that the layout cannot use.
fn only(keys: &Keys<'_>, name: &str, fits: bool) -> Result<(), Error> {
    if fits {
        return Ok(());
    }
    Err(keys.wrong(
        keys.span(),
        format!("found [{name}], expected it only with layout = \"wide\" or \"events\""),
    ))
}

fn report_columns(mut keys: Keys<'_>, layout: Layout) -> Result<ReportMapping, Error> {
    if layout == Layout::Canonical {
        return Err(keys.wrong(
            keys.span(),
            "found [report], expected it only with layout = \"wide\" or \"events\"",
        ));
    }
    let mut report = ReportMapping::default();
    if layout == Layout::Wide {
        let id = keys.text("report_id")?;
        report.id = Some(
            id.ok_or_else(|| keys.lacks("report_id", "the column of the report's id"))?
                .into_inner(),
        );
    }
    for fact in Fact::ALL {
        if let Some(source) = source(&mut keys, fact.word(), None)? {
            report.facts.insert(fact, source);
        }
    }
    report.visibility = source(
        &mut keys,
        "visibility",
        Some(&|word: &str| {
            if VISIBILITIES.contains(&word) {
                return Ok(());
            }
            Err(format!(
                "found '{word}' as visibility, expected one of {}",
                VISIBILITIES.join(", ")
            ))
        }),
    )?;
    if layout == Layout::Wide {
        for (text, name) in report.texts.iter_mut().zip(REPORT_TEXTS) {
            *text = keys.text(name)?.map(|column| ColumnSource::plain(column.into_inner()));
        }
    }
    keys.finish()?;
    Ok(report)
}

/// A word that a value may stand for, or why not.
type Allowed<'c> = &'c dyn Fn(&str) -> Result<(), String>;

/// `"column"`, `{ constant = "word" }`, or `{ column = "name", values = { .. }, other = "keep" }`.
///
/// With a closed set of words, what is no word of it is rejected unless `other` says otherwise.
fn source(
    keys: &mut Keys<'_>,
    key: &'static str,
    allowed: Option<Allowed<'_>>,
) -> Result<Option<Source>, Error> {
    let Some(value) = keys.take(key) else { return Ok(None) };
    let default = if allowed.is_some() { Other::Reject } else { Other::Keep };
    if let Some(name) = value.get_ref().as_str() {
        return Ok(Some(Source::Column(ColumnSource {
            other: default,
            ..ColumnSource::plain(name)
        })));
    }
    if value.get_ref().as_table().is_none() {
        return Err(keys.mistyped(
            key,
            &value,
            "a column's name, { constant = .. } or { column = .., values = .. }",
        ));
    }
    let mut inner = keys.as_table(key, value)?;
    let check = |inner: &Keys<'_>, word: &Spanned<String>| match allowed {
        Some(allowed) if !word.get_ref().is_empty() => {
            allowed(word.get_ref()).map_err(|problem| inner.wrong(word.span(), problem))
        }
        _ => Ok(()),
    };
    let constant = inner.text("constant")?;
    let column = inner.text("column")?;
    let source = match (constant, column) {
        (Some(constant), None) => {
            check(&inner, &constant)?;
            Source::Constant(constant.into_inner())
        }
        (None, Some(column)) => {
            let mut values = BTreeMap::new();
            if let Some(mut table) = inner.table("values")? {
                for (value, word) in table.take_all() {
                    let word = table.as_text(value.get_ref(), word)?;
                    check(&table, &word)?;
                    values.insert(value.into_inner(), word.into_inner());
                }
            }
            let other = inner.read("other", |text| match text {
                "keep" if allowed.is_none() => Ok(Other::Keep),
                "reject" => Ok(Other::Reject),
                "blank" => Ok(Other::Blank),
                _ => {
                    let expected =
                        if allowed.is_none() { "keep, reject, blank" } else { "reject, blank" };
                    Err(format!("found '{text}' as other, expected one of {expected}"))
                }
            })?;
            let column = ColumnSource {
                values,
                other: other.unwrap_or(default),
                ..ColumnSource::plain(column.into_inner())
            };
            Source::Column(column)
        }
        _ => {
            return Err(inner.wrong(
                inner.span(),
                "found neither or both of constant and column, expected one of them",
            ));
        }
    };
    inner.finish()?;
    Ok(Some(source))
}

fn milestones(mut keys: Keys<'_>) -> Result<Vec<Milestone>, Error> {
    let mut milestones = Vec::new();
    for (name, value) in keys.take_all() {
        let kind: EventKind = name
            .get_ref()
            .parse()
            .map_err(|error: lapor_core::Error| keys.wrong(name.span(), error.to_string()))?;
        let mut inner = keys.as_table(name.get_ref(), value)?;
        let column = inner.text("column")?;
        let column = column
            .ok_or_else(|| inner.lacks("column", "the column that says when it happened"))?
            .into_inner();
        let agency = source(&mut inner, "agency", None)?;
        let actor =
            inner.read("actor", |text| text.parse::<Party>().map_err(|error| error.to_string()))?;
        let value = inner.text("value")?;
        if let Some(value) = &value
            && !matches!(kind, EventKind::Extended | EventKind::Reclassified | EventKind::Merged)
        {
            let problem = format!(
                "found a value for {kind}, expected one only for extended, reclassified, merged"
            );
            return Err(inner.wrong(value.span(), problem));
        }
        let blank = inner.read("blank", |text| match text {
            "unknown" => Ok(Blank::Unknown),
            "not_happened" => Ok(Blank::NotHappened),
            _ => Err(format!("found '{text}' as blank, expected one of not_happened, unknown")),
        })?;
        let only = condition(&mut inner, "only")?;
        inner.finish()?;
        let value = value.map(Spanned::into_inner);
        milestones.push(Milestone {
            kind,
            column,
            agency,
            actor,
            value,
            blank: blank.unwrap_or(Blank::ByLater),
            only,
        });
    }
    milestones.sort_by_key(|milestone| milestone.kind);
    Ok(milestones)
}

/// `{ column = "status", values = ["closed"] }`.
fn condition(keys: &mut Keys<'_>, key: &'static str) -> Result<Option<Condition>, Error> {
    let Some(mut inner) = keys.table(key)? else { return Ok(None) };
    let column = inner.text("column")?;
    let column =
        column.ok_or_else(|| inner.lacks("column", "the column that must hold a value"))?;
    let values = inner.texts("values")?;
    let values = values.ok_or_else(|| inner.lacks("values", "the values that it may hold"))?;
    inner.finish()?;
    Ok(Some(Condition { column: column.into_inner(), values: plain(values).into_iter().collect() }))
}

/// The categories that the source's own list would have: group, and whether they are sensitive.
fn categories(mut keys: Keys<'_>) -> Result<BTreeMap<String, Category>, Error> {
    let mut categories = BTreeMap::new();
    for (name, value) in keys.take_all() {
        let mut inner = keys.as_table(name.get_ref(), value)?;
        let group = inner.text("group")?.map(Spanned::into_inner);
        let sensitive = inner.truth("sensitive")?;
        let sensitive =
            sensitive.ok_or_else(|| inner.lacks("sensitive", "sensitive = true or false"))?;
        inner.finish()?;
        categories.insert(name.into_inner(), Category { group, sensitive });
    }
    Ok(categories)
}

fn agency_columns(mut keys: Keys<'_>) -> Result<AgencyColumns, Error> {
    let id = keys
        .text("id")?
        .ok_or_else(|| keys.lacks("id", "the column of the agency's id"))?
        .into_inner();
    let name = keys.text("name")?.map(Spanned::into_inner);
    keys.finish()?;
    Ok(AgencyColumns { id, name })
}

fn event_columns(mut keys: Keys<'_>, listed: bool) -> Result<EventMapping, Error> {
    let span = keys.span();
    let list = keys.texts("list")?;
    match &list {
        None if listed => {
            return Err(
                keys.lacks("list", "the list inside of each record whose entries are events")
            );
        }
        Some(list) if !listed => {
            let problem = "found a list of events, expected it only with layout = \"wide\"";
            return Err(keys.wrong(list.first().map_or(span, Spanned::span), problem));
        }
        _ => {}
    }
    let list = list.map(plain).filter(|list| !list.is_empty()).map(|mut list| {
        let in_xml = list.pop().unwrap_or_default();
        ListPath { name: list.into_iter().next().unwrap_or_else(|| in_xml.clone()), in_xml }
    });
    let report_id = keys
        .text("report_id")?
        .ok_or_else(|| keys.lacks("report_id", "the column of the report's id"))?;
    let at = keys
        .text("at")?
        .ok_or_else(|| keys.lacks("at", "the column that says when it happened"))?;
    let kind = source(
        &mut keys,
        "kind",
        Some(&|word: &str| word.parse::<EventKind>().map(drop).map_err(|error| error.to_string())),
    )?;
    let kind = kind.ok_or_else(|| keys.lacks("kind", "the column that says what happened"))?;
    let actor = source(
        &mut keys,
        "actor",
        Some(&|word: &str| word.parse::<Party>().map(drop).map_err(|error| error.to_string())),
    )?;
    let agency = source(&mut keys, "agency", None)?;
    let to_agency = source(&mut keys, "to_agency", None)?;
    let mut column =
        |key| keys.text(key).map(|name| name.map(|name| ColumnSource::plain(name.into_inner())));
    let (reason, value) = (column("reason")?, column("value")?);
    let (text, attachments) = (column("text")?, column("attachments")?);
    keys.finish()?;
    Ok(EventMapping {
        list,
        report_id: report_id.into_inner(),
        at: at.into_inner(),
        kind,
        actor,
        agency,
        to_agency,
        value,
        reason,
        text,
        attachments,
    })
}

/// What is claimed beside canonical tables, which have no columns for it.
fn claimed_verdicts(mut keys: Keys<'_>) -> Result<ClaimMapping, Error> {
    let file = keys
        .text("verdicts")?
        .ok_or_else(|| keys.lacks("verdicts", "the table of verdicts beside this mapping"))?;
    keys.finish()?;
    Ok(ClaimMapping { verdicts: Some(file.into_inner().into()), ..ClaimMapping::default() })
}

fn claim_columns(mut keys: Keys<'_>) -> Result<ClaimMapping, Error> {
    let due = keys.text("due")?.map(Spanned::into_inner);
    let closed = keys.text("closed")?.map(Spanned::into_inner);
    let stage =
        keys.read("stage", |text| text.parse::<Stage>().map_err(|error| error.to_string()))?;
    let mut verdict = None;
    if let Some(mut inner) = keys.table("verdict")? {
        let column = inner
            .text("column")?
            .ok_or_else(|| inner.lacks("column", "the column of the verdict"))?;
        let mut table = inner
            .table("values")?
            .ok_or_else(|| inner.lacks("values", "values such as { KEPT = true }"))?;
        let mut values = BTreeMap::new();
        for (value, kept) in table.take_all() {
            let Some(truth) = kept.get_ref().as_bool() else {
                return Err(table.mistyped(
                    value.get_ref(),
                    &kept,
                    "true for kept or false for broken",
                ));
            };
            values.insert(value.into_inner(), truth);
        }
        let other = inner.read("other", |text| match text {
            "reject" => Ok(false),
            "blank" => Ok(true),
            _ => Err(format!("found '{text}' as other, expected one of reject, blank")),
        })?;
        inner.finish()?;
        verdict = Some(VerdictClaim {
            column: column.into_inner(),
            values,
            other_is_blank: other.unwrap_or(false),
        });
    }
    if stage.is_none() && (due.is_some() || verdict.is_some()) {
        return Err(keys.lacks(
            "stage",
            "the stage that due and verdict are about: Disposition, FollowUp or Closure",
        ));
    }
    keys.finish()?;
    Ok(ClaimMapping { due, closed, verdict, stage, verdicts: None })
}
