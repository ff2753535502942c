//! A report as it comes in: when, from whom, about what.

use chrono::{Datelike, Days, NaiveDate};

use super::agency;
use super::body::{self, Class, HERE, NAME};
use super::grammar::{Slots, expand};
use super::identifier::{Kind, identifier};
use super::office::{Moment, is_working, waking_second};
use super::overlap::{self, Index};
use super::person::{self, Person};
use super::place::{self, Scene};
use super::rng::Rng;
use super::texts::TOPICS;
use super::topic::Topic;
use super::voice::voice;

/// The most that a body may share with any earlier one, per mille of its five-word runs.
const SHARED: usize = 400;

/// A report without what happened to it.
pub(super) struct Draft {
    pub(super) index: u64,
    pub(super) id: u32,
    pub(super) submitted: Moment,
    /// Months since July 2024.
    pub(super) month: u32,
    pub(super) topic: &'static Topic,
    /// The matter within the category.
    pub(super) matter: char,
    pub(super) class: Class,
    pub(super) complexity: &'static str,
    pub(super) program: &'static str,
    pub(super) place: String,
    pub(super) channel: &'static str,
    pub(super) visibility: &'static str,
    pub(super) title: String,
    pub(super) body: String,
    pub(super) person: Person,
    pub(super) contact: String,
    pub(super) scene: Scene,
    /// The agency to which it is sent first.
    pub(super) agency: &'static str,
    /// The earlier report that says the same.
    pub(super) same_as: Option<u32>,
    /// Identifiers in the body.
    pub(super) planted: Vec<String>,
}

/// All reports in order of time.
pub(super) fn drafts() -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    let mut bodies = Index::default();
    let mut id = 50_000;
    for (index, submitted) in arrivals().into_iter().enumerate() {
        let mut rng = Rng::stream(index as u64, 1);
        id += rng.between(1, 5) as u32;
        let draft = draft(index as u64, id, submitted, &drafts, &mut bodies, &mut rng);
        drafts.push(draft);
    }
    drafts
}

/// The moments of submission: fewer at weekends and on holidays, slowly more over the months.
fn arrivals() -> Vec<Moment> {
    let first = NaiveDate::from_ymd_opt(2024, 7, 1).expect("the day exists");
    let mut arrivals = Vec::new();
    for offset in 0..549 {
        let day = first + Days::new(offset);
        let mut rng = Rng::stream(offset, 2);
        let busy = if is_working(day) { 8 + offset as i64 / 180 } else { 3 };
        for _ in 0..rng.between(i64::from(is_working(day)), busy) {
            arrivals.push(Moment::local(day, waking_second(&mut rng), 7));
        }
    }
    arrivals.sort_by_key(|moment| moment.instant);
    arrivals
}

fn draft(
    index: u64,
    id: u32,
    at: Moment,
    earlier: &[Draft],
    bodies: &mut Index,
    rng: &mut Rng,
) -> Draft {
    let day = at.day();
    let month = (day.year() as u32 - 2024) * 12 + day.month() - 7;
    let twin = twin(earlier, rng);
    let topic = twin.map_or_else(|| topic(day.month(), rng), |twin| twin.topic);
    let agency = twin.map_or_else(
        || topic.agencies[rng.weighted(&topic.agencies.iter().map(|a| a.1).collect::<Vec<_>>())].0,
        |twin| twin.agency,
    );
    let place = match twin {
        Some(twin) => twin.place.clone(),
        None => place::place(agency::agency(agency).zone, rng),
    };
    let scene =
        twin.map_or_else(|| Scene::new(day.month0() as usize, rng), |twin| twin.scene.clone());
    let matter = twin.map_or_else(|| topic.matter(rng), |twin| twin.matter);
    let campaign = agency == "tim-desa-terang";
    let class = match rng.below(100) {
        _ if twin.is_some() => Class::Complaint,
        _ if campaign && rng.chance(700) => Class::Aspiration,
        0..=77 => Class::Complaint,
        78..=88 => Class::Aspiration,
        _ => Class::Information,
    };
    let complexity = match rng.below(10) {
        0..=5 => "simple",
        6..=8 => "complex",
        _ => "",
    };
    let channel = ["web", "mobile", "sms", "social", "walk-in"][rng.weighted(&[36, 34, 14, 11, 5])];
    let hidden = if topic.sensitive { [56, 26, 18] } else { [88, 8, 4] };
    let visibility = ["public", "anonymous", "secret"][rng.weighted(&hidden)];
    let program = if rng.chance(280) { topic.program } else { "" };
    let person = person::person(rng);
    let contact = match channel {
        "web" | "social" if rng.chance(750) => person::email(&person.name, rng),
        "walk-in" if rng.chance(400) => String::new(),
        _ => person::phone(rng),
    };
    let zone = place::zone(&place);
    let (title, body, planted) = loop {
        let extra = extra(topic, visibility, rng);
        let voice = voice(matches!(channel, "sms" | "mobile" | "social"), rng);
        let text = extra.as_ref().map(|(text, _)| text.as_str());
        let (title, body) = body::compose((topic, matter), class, voice, &scene, text, rng);
        let mut planted = Vec::new();
        let body =
            fill(&body, extra.and_then(|(_, kind)| kind), &person, &place, &mut planted, rng);
        let runs = overlap::runs(&body);
        if bodies.nearest(&runs) <= SHARED {
            bodies.add(runs);
            break (title, body, planted);
        }
    };
    Draft {
        index,
        id,
        submitted: at.in_zone(zone),
        month,
        topic,
        matter,
        class,
        complexity,
        program,
        place,
        channel,
        visibility,
        title,
        body,
        person,
        contact,
        scene,
        agency,
        same_as: twin.map(|twin| twin.id),
        planted,
    }
}

/// At times the same matter as a report of the last days, which is no duplicate itself.
fn twin<'a>(earlier: &'a [Draft], rng: &mut Rng) -> Option<&'a Draft> {
    if !rng.chance(22) {
        return None;
    }
    let recent = &earlier[earlier.len().saturating_sub(25)..];
    recent.iter().rev().find(|draft| draft.same_as.is_none() && draft.class == Class::Complaint)
}

/// A category, more likely in its season: water in the rains, school before the school year.
fn topic(month: u32, rng: &mut Rng) -> &'static Topic {
    let weights: Vec<u32> = TOPICS
        .iter()
        .map(|topic| match (topic.category, month) {
            ("Drainase dan banjir", 11 | 12 | 1..=3) => topic.weight * 2,
            ("Air bersih" | "Irigasi", 7..=10) => topic.weight * 3 / 2,
            ("Sekolah" | "Biaya pendidikan", 6..=8) => topic.weight * 2,
            _ => topic.weight,
        })
        .collect();
    TOPICS[rng.weighted(&weights)]
}

/// A sentence that gives away an identifier or a name, in every eighth body or so.
fn extra(topic: &Topic, visibility: &str, rng: &mut Rng) -> Option<(String, Option<Kind>)> {
    match rng.below(1000) {
        0..65 => {
            let kind = kind(topic, rng);
            Some((body::around(kind, rng).to_owned(), Some(kind)))
        }
        65..125 if visibility == "public" => Some(((*rng.pick(body::SIGNED)).to_owned(), None)),
        _ => None,
    }
}

/// The kind of identifier that people give in such a matter.
pub(super) fn kind(topic: &Topic, rng: &mut Rng) -> Kind {
    const KINDS: [Kind; 6] =
        [Kind::Nik, Kind::Kk, Kind::Npwp, Kind::Phone, Kind::Email, Kind::Plate];
    let weights = match topic.group {
        "Pelayanan publik" => [45, 18, 12, 15, 10, 0],
        "Sosial" | "Kesehatan" | "Pendidikan" => [50, 20, 0, 20, 10, 0],
        "Infrastruktur dan perhubungan" => [12, 0, 2, 34, 12, 40],
        _ => [16, 2, 4, 56, 16, 6],
    };
    KINDS[rng.weighted(&weights)]
}

/// `text` with an identifier of `kind` and the reporter's name where the marks stand.
pub(super) fn fill(
    text: &str,
    kind: Option<Kind>,
    person: &Person,
    place: &str,
    planted: &mut Vec<String>,
    rng: &mut Rng,
) -> String {
    let mut text = text.replace(NAME, &person.name);
    if let Some(kind) = kind {
        let number = identifier(kind, person, place, rng);
        text = text.replace(HERE, &number);
        planted.push(number);
    }
    text
}

/// One of `patterns`, expanded for `scene`.
pub(super) fn say(patterns: &[&str], scene: &dyn Slots, rng: &mut Rng) -> String {
    let pattern = *rng.pick(patterns);
    super::grammar::capital(&expand(pattern, scene, rng))
}
