//! Every number of every page against `lapor-stats report` on the same input: found by its mark, counted by another crate.

use std::collections::{BTreeMap, BTreeSet};

use lapor_core::{Day, Stage, day};
use lapor_stats::assess::Court;
use lapor_stats::audit::{AuditQuery, Claim, audit};
use lapor_stats::dataset::{Dataset, Visibility};
use lapor_stats::ingest::{Options, ingest, sources};
use lapor_stats::measure::compliance::{Key, KeyValue, Query, View, compliance};
use lapor_stats::measure::tally::{Bucket, Cohort};
use lapor_stats::report::sheets;
use lapor_stats::rules::{Rules, day_of_question};
use lapor_stats::summary::{Collector, Header, Rows, Source, Summary};
use lapor_stats::table::{Data, Table};
use site_gen::route::slug;

use crate::root;
use crate::site::TestSite;

/// What the report says of one source, under the marks of the pages.
#[derive(Default)]
struct Report {
    /// Counts by mark, without the source.
    counts: BTreeMap<String, u64>,
    /// The shares of `met` of a mark that ends in it.
    shares: BTreeMap<String, f64>,
    /// The values of keys that are parts of the whole itself.
    tops: BTreeSet<String>,
}

/// The end of the word of what is left over.
const LEFT: &str = "--left";

impl Report {
    /// What `lapor-stats report` says of a folder of `data/` under a policy and a calendar.
    fn of(folder: &str, policy: &str, calendar: Option<&str>, as_of: Option<Day>) -> Report {
        let inputs = [root().join("data").join(folder)];
        let dataset = ingest(&inputs, None, Options { texts: true, as_of }).unwrap();
        let rules = Rules::load(Some(policy), calendar, &dataset).unwrap();
        let as_of = day_of_question(as_of, &dataset, &rules.calendar).unwrap();
        let collector = Collector::whole(&rules, as_of).unwrap();
        let parts = collector.collect_all(&dataset).unwrap();
        let named = sources(&inputs, None).unwrap();
        let mut header = Header::new(&rules, as_of);
        let is_named = |file: &str| named.iter().any(|(name, _)| name == file);
        header.rows = Rows::from(&dataset.quality.total_of(is_named));
        header.sources = Source::of(&named, &dataset.provenance).unwrap();
        let summary = collector.finish(parts, header).unwrap();

        let mut report = Report::default();
        report.stages(&summary, &dataset);
        report.keys(&summary, &dataset);
        let court = Court::new(&dataset, &rules, as_of);
        report.closures(&court);
        report.moved(&court);
        report.reports(&dataset);
        for policy in ["lapor", "lapor-2015-as-run"] {
            report.closing_dates(policy, &dataset);
        }
        report.shares();
        report
    }

    fn shares(&mut self) {
        let kept: Vec<String> =
            self.counts.keys().filter(|mark| mark.ends_with("/met")).cloned().collect();
        for mark in kept {
            let whole = self.counts[mark.strip_suffix("/met").unwrap()];
            self.shares.insert(mark.clone(), self.counts[&mark] as f64 / whole as f64);
        }
    }

    /// Compliance and what is open, by agency and month and their sums, and the notes on quality.
    fn stages(&mut self, summary: &Summary, dataset: &Dataset) {
        let tables: BTreeMap<String, Table> =
            sheets(summary).into_iter().map(|sheet| (sheet.name.clone(), sheet.table)).collect();
        let folder = |agency: &str| match agency {
            "administrator" => agency.to_owned(),
            id => {
                let known = dataset.agencies.iter().find(|agency| agency.id == id).unwrap();
                slug(&known.name)
            }
        };
        for (name, by) in [
            ("agency", &["agency"][..]),
            ("agency_month", &["agency", "month"]),
            ("month", &["month"]),
        ] {
            for row in rows(&tables[&format!("compliance_{name}")]) {
                let place = place(&row, by, &folder);
                self.compliance(&row, &place);
                // The whole is the sum of agencies, which is each stage once.
                if name == "agency" {
                    self.compliance(&row, "");
                }
            }
        }
        for row in rows(&tables["open_agency"]) {
            let stage = stage(&row["stage"]);
            for outcome in ["running", "overdue"].into_iter().filter(|_| stage != "closure") {
                let agency = folder(&row["agency"]);
                self.add(&format!("{stage}-open/~{agency}/{outcome}"), &row[outcome]);
                self.add(&format!("{stage}-open/{outcome}"), &row[outcome]);
            }
        }
        for row in rows(&tables["quality"]) {
            let (what, name) = (&*row["what"], &*row["name"]);
            match what {
                "rows" if name == "read" => self.add("rows", &row["count"]),
                "rows" => self.add(&format!("rows/{name}"), &row["count"]),
                "note" => self.add(&format!("anomaly/{name}"), &row["count"]),
                "unknown" => {
                    let (of, bucket) = name.split_once('.').unwrap();
                    let reason = match bucket {
                        "unknown_missing_time" | "unknown_time" => "unknown-time",
                        "unknown_not_recorded" | "unknown_record" => "unknown-record",
                        "unknown_order" => "unknown-order",
                        "unknown_coverage" => "unknown-coverage",
                        "unknown_unnamed_agency" | "unknown_agency" => "unknown-agency",
                        other => panic!("a reason that no page has: {other}"),
                    };
                    let table = format!("{}-outside", stage(of));
                    let agency = folder(&row["agency"]);
                    self.add(&format!("{table}/~{agency}/{reason}"), &row["count"]);
                    self.add(&format!("{table}/{reason}"), &row["count"]);
                }
                other => panic!("quality of a kind that no page has: {other}"),
            }
        }
    }

    /// Kept and broken by category, programme, channel and place, and by the sums of these.
    fn keys(&mut self, summary: &Summary, dataset: &Dataset) {
        let tables: BTreeMap<String, Table> =
            sheets(summary).into_iter().map(|sheet| (sheet.name.clone(), sheet.table)).collect();
        let group = |category: &str| dataset.categories.get(category)?.group.clone();
        // A group or a category of none stands before its parts; where two have one word, the later gets a number.
        let listed: BTreeSet<(String, Option<String>)> = dataset
            .categories
            .keys()
            .flat_map(|name| match group(name) {
                Some(group) => vec![(group.clone(), None), (group, Some(name.clone()))],
                None => vec![(name.clone(), None)],
            })
            .collect();
        let mut words: BTreeMap<(String, Option<String>), String> = BTreeMap::new();
        for path in listed {
            let base = slug(path.1.as_ref().unwrap_or(&path.0));
            let same = |word: &&String| {
                **word == base
                    || word.strip_prefix(&base).is_some_and(|rest| rest.starts_with("--"))
            };
            let word = match words.values().filter(same).count() {
                0 => base,
                count => format!("{base}--{}", count + 1),
            };
            words.insert(path, word);
        }
        for key in ["category", "program", "channel", "place"] {
            for row in rows(&tables[&format!("compliance_{key}")]) {
                let found = &*row[key];
                let of = |whole: &str, part: Option<&str>| {
                    let path = (whole.to_owned(), part.map(str::to_owned));
                    words.get(&path).cloned().unwrap_or_else(|| slug(part.unwrap_or(whole)))
                };
                let (top, part) = match key {
                    _ if found.is_empty() => continue,
                    "place" if found.len() == 2 => (found.to_owned(), None),
                    "place" => (found[..2].to_owned(), Some(found.to_owned())),
                    "category" => match group(found) {
                        Some(group) => (of(&group, None), Some(of(&group, Some(found)))),
                        None => (of(found, None), None),
                    },
                    _ => (slug(found), None),
                };
                self.tops.insert(format!("{key}={top}"));
                for word in [Some(top), part].into_iter().flatten() {
                    self.compliance(&row, &format!("/{key}={word}"));
                }
            }
        }
    }

    /// Of the stages with a due date, those of which it is another than on the day on which they started.
    fn moved(&mut self, court: &Court<'_>) {
        for row in court.judge().unwrap().rows.iter().flatten() {
            let verdict = &row.verdict;
            let (Some(due), Some(promised)) = (verdict.due, verdict.due_promised) else { continue };
            if due != promised {
                self.add(&format!("due-moved/{}", verdict.stage.word()), "1");
            }
        }
    }

    /// What is left over of each sum is that sum without the values that have a line of their own.
    fn left(&mut self, told: &BTreeSet<&str>) {
        for mark in told.iter().filter(|mark| mark.contains(LEFT)) {
            let [table, by, outcome @ ..] = &*mark.split('/').collect::<Vec<_>>() else {
                panic!("{mark} has no key")
            };
            let (key, word) = by.split_once('=').unwrap();
            let sum = word.strip_suffix(LEFT).unwrap();
            let at = |by: &str| {
                let words = [
                    &[*table][..],
                    if by.is_empty() { &[] } else { std::slice::from_ref(&by) },
                    outcome,
                ];
                words.concat().join("/")
            };
            let beside = told.iter().filter_map(|other| {
                let [of, by, last @ ..] = &*other.split('/').collect::<Vec<_>>() else {
                    return None;
                };
                let (of_key, value) = by.split_once('=')?;
                let is_top = self.tops.contains(*by);
                let is_part = !is_top && value.starts_with(sum) && key == "place";
                let is_beside = if sum.is_empty() { is_top } else { is_part };
                (of == table
                    && of_key == key
                    && last == outcome
                    && is_beside
                    && !value.ends_with(LEFT))
                .then(|| self.count(other))
            });
            let of_sum = if sum.is_empty() { at("") } else { at(&format!("{key}={sum}")) };
            let left = self.count(&of_sum) - beside.sum::<u64>();
            self.counts.insert((*mark).to_owned(), left);
        }
    }

    fn compliance(&mut self, row: &BTreeMap<&str, String>, place: &str) {
        let stage = stage(&row["stage"]);
        let (due, outside) = (format!("{stage}-due{place}"), format!("{stage}-outside{place}"));
        self.add(&due, &row["n"]);
        self.add(&format!("{due}/met"), &row["met"]);
        let (broken, others): (&[&str], &[&str]) = match stage {
            "closure" => (&["early"], &["contested", "by_reporter"]),
            _ => (&["late", "overdue"], &["paused"]),
        };
        for outcome in broken {
            self.add(&format!("{due}/broken"), &row[outcome]);
            // How a closure was early stands in the table of closures.
            if stage != "closure" {
                self.add(&format!("{due}/{outcome}"), &row[outcome]);
            }
        }
        let outcomes = ["running", "void", "unknown"].iter().chain(others);
        for outcome in outcomes {
            self.add(&outside, &row[outcome]);
            self.add(&format!("{outside}/{}", outcome.replace('_', "-")), &row[outcome]);
        }
        let by_key = place.contains('=');
        if stage == "disposition" && !by_key && !place.contains("/20") && !place.ends_with("/none")
        {
            for outcome in ["n", "running", "paused", "void", "unknown"] {
                self.add(&format!("reports{place}"), &row[outcome]);
            }
        }
    }

    /// How silences ended, of those that are due: the table of closures has them by the month of the end.
    fn closures(&mut self, court: &Court<'_>) {
        let query = Query {
            view: View::Citizen,
            cohort: Cohort::Due,
            stage: Some(Stage::Closure),
            by: vec![Key::Agency, Key::Month],
            period: (None, None),
            agency: None,
        };
        for group in compliance(court, &[query]).unwrap().of.remove(0) {
            let &[agency, month] = &*group.keys else { panic!("a group of two keys") };
            let agency = match agency {
                KeyValue::Word(place) => slug(&court.dataset().agencies[place as usize].name),
                _ => "administrator".to_owned(),
            };
            let month = match month {
                KeyValue::Month(day) => day.to_string()[..7].to_owned(),
                _ => "none".to_owned(),
            };
            for (bucket, outcome) in [
                (Bucket::Met, "silence"),
                (Bucket::MetByAct, "on-or-after-due"),
                (Bucket::Early, "early"),
                (Bucket::EarlyContested, "early-contested"),
                (Bucket::EarlyUnanswered, "early-unanswered"),
            ] {
                let count = group.tally.get(bucket).to_string();
                for place in [
                    "",
                    &format!("/~{agency}"),
                    &format!("/{month}"),
                    &format!("/~{agency}/{month}"),
                ] {
                    self.add(&format!("closure-due{place}/{outcome}"), &count);
                }
            }
        }
    }

    /// How many reports are shown by the day, by the month, and not at all.
    fn reports(&mut self, dataset: &Dataset) {
        for report in 0..dataset.reports.len() {
            let category = dataset.reports.category.word(report);
            let listed = category.and_then(|name| dataset.categories.get(name));
            let kind = match dataset.reports.visibility[report] {
                Visibility::Secret => "secret",
                Visibility::Public if listed.is_some_and(|category| !category.sensitive) => "open",
                _ => "general",
            };
            self.add(&format!("reports/{kind}"), "1");
        }
    }

    fn closing_dates(&mut self, policy: &str, dataset: &Dataset) {
        let rules = Rules::load(Some(policy), None, dataset).unwrap();
        let as_of = day_of_question(None, dataset, &rules.calendar).unwrap();
        let query = AuditQuery { claim: Some(Claim::Closed), basis: None, precision: None };
        let court = Court::new(dataset, &rules, as_of);
        let Some(audit) = audit(&court, &rules, query).unwrap() else { return };
        let mark = format!("audit/{policy}");
        self.counts.insert(mark.clone(), audit.compared);
        for (word, count) in
            [("agree", audit.agree), ("earlier", audit.earlier), ("later", audit.later)]
        {
            self.counts.insert(format!("{mark}/{word}"), count);
        }
    }

    fn add(&mut self, mark: &str, count: &str) {
        let count: u64 = if count.is_empty() { 0 } else { count.parse().unwrap() };
        *self.counts.entry(mark.to_owned()).or_default() += count;
    }

    /// The count of a mark. What the report has no row of did not happen.
    fn count(&self, mark: &str) -> u64 {
        let tables = ["-due", "-outside", "-open"];
        let stages = ["disposition", "follow-up", "closure"];
        let table = mark.split('/').next().unwrap();
        let of_stage = stages
            .iter()
            .any(|stage| table.strip_prefix(stage).is_some_and(|rest| tables.contains(&rest)));
        let known =
            of_stage || ["reports", "rows", "anomaly", "audit", "due-moved"].contains(&table);
        assert!(known, "a number that the report is not asked for: {mark}");
        self.counts.get(mark).copied().unwrap_or(0)
    }
}

fn stage(word: &str) -> &'static str {
    match word {
        "Disposition" => "disposition",
        "FollowUp" => "follow-up",
        "Closure" => "closure",
        other => panic!("{other} is no stage of a page"),
    }
}

/// Where a row belongs in a mark.
fn place(row: &BTreeMap<&str, String>, by: &[&str], folder: &dyn Fn(&str) -> String) -> String {
    let mut place = String::new();
    for key in by {
        match (*key, &*row[key]) {
            ("agency", agency) => place.push_str(&format!("/~{}", folder(agency))),
            (_, "") => place.push_str("/none"),
            (_, month) => place.push_str(&format!("/{month}")),
        }
    }
    place
}

/// The rows of a table as texts by column; closures have their stage in their name.
fn rows(table: &Table) -> Vec<BTreeMap<&'static str, String>> {
    let text = |data: &Data, row: usize| match data {
        Data::Text(values) => values[row].clone().unwrap_or_default(),
        Data::Words(words, codes) => words.get(codes[row] as usize).cloned().unwrap_or_default(),
        Data::Integer(values) => values[row].map_or_else(String::new, |value| value.to_string()),
        _ => String::new(),
    };
    let row = |row: usize| table.columns().iter().map(move |(name, data)| (*name, text(data, row)));
    (0..table.height()).map(|place| row(place).collect()).collect()
}

/// The numbers of a text, thousands apart or not.
fn numbers(text: &str) -> Vec<u64> {
    let joined: Vec<char> = text.chars().collect();
    let is_digit = |at: usize| joined.get(at).is_some_and(char::is_ascii_digit);
    let mut plain = String::new();
    for (at, &character) in joined.iter().enumerate() {
        let between = 0 < at && is_digit(at - 1) && is_digit(at + 1) && is_digit(at + 3);
        let apart = ".,".contains(character) && between && !is_digit(at + 4);
        if !apart {
            plain.push(if character.is_ascii_digit() { character } else { ' ' });
        }
    }
    plain.split_whitespace().map(|number| number.parse().unwrap()).collect()
}

/// How many numbers were compared, by the way in which they are told.
#[derive(Debug, Default)]
struct Compared {
    cells: u64,
    hidden: u64,
    sentences: u64,
    shares: u64,
    rows: u64,
    table_shares: u64,
}

#[test]
fn every_number_of_every_page_is_that_of_the_report() {
    let (site, built) = TestSite::published();
    let boston =
        Report::of("boston-311", "boston-311", Some("boston-311"), Some(day(2011, 12, 31)));
    let mut reports = BTreeMap::from([
        ("boston-2011", boston),
        ("contoh", Report::of("sample", "lapor", None, None)),
        ("lapor-2015", Report::of("lapor-2015", "lapor", None, None)),
    ]);
    for (source, report) in &mut reports {
        let table = site.path(&format!("public/{source}/data/numbers.csv"));
        let table = std::fs::read_to_string(table).unwrap();
        let marks = table.lines().filter_map(|line| line.split(',').next()?.split_once('/'));
        report.left(&marks.map(|(_, mark)| mark).collect());
        report.shares();
    }
    let count = |mark: &str| {
        let (source, mark) = mark.split_once('/').unwrap();
        reports[source].count(mark)
    };
    let mut compared = Compared::default();
    let mut wrong = Vec::new();
    // The table of numbers has what no page prints too, and says what is hidden.
    let mut told: BTreeMap<String, bool> = BTreeMap::new();
    for source in reports.keys() {
        let table = site.path(&format!("public/{source}/data/numbers.csv"));
        let mut reader = csv::Reader::from_path(table).unwrap();
        let header = reader.headers().unwrap().clone();
        let place = |name: &str| header.iter().position(|column| column == name).unwrap();
        let (last, share, low, high) =
            (place("count"), place("share"), place("low"), place("high"));
        for row in reader.records() {
            let row = row.unwrap();
            let is_hidden = &row[last] == "[c]";
            compared.rows += u64::from(!is_hidden);
            if !is_hidden && row[last] != count(&row[0]).to_string() {
                wrong.push(format!("numbers.csv: {} for {}", &row[last], &row[0]));
            }
            told.insert(row[0].to_owned(), !is_hidden);
            if let Ok(told) = row[share].parse::<f64>() {
                compared.table_shares += 1;
                let expected = reports[source].shares[row[0].split_once('/').unwrap().1];
                let ends = [&row[low], &row[high]].map(|end| end.parse::<f64>().unwrap());
                // Written with four decimals.
                if 5.1e-5 < (told - expected).abs() || told < ends[0] || ends[1] < told {
                    wrong.push(format!("numbers.csv: {told} as share of {}", &row[0]));
                }
            } else {
                // Nothing rests on a hidden count.
                assert!(
                    ["", "[c]"].contains(&&row[share])
                        && row[share] == row[low]
                        && row[low] == row[high]
                );
                assert!(!is_hidden || !row[0].ends_with("/met") || &row[share] == "[c]");
            }
        }
    }
    // What is part of a told 0 has no row.
    let is_told = |mark: &&str| {
        let mut mark = *mark;
        loop {
            if let Some(is_told) = told.get(mark) {
                return *is_told;
            }
            match mark.rsplit_once('/') {
                Some((whole, _))
                    if whole.contains('/') && count(mark) == 0 && count(whole) == 0 =>
                {
                    mark = whole;
                }
                _ => return false,
            }
        }
    };
    // No row is one of those.
    let parts: Vec<&String> = told
        .iter()
        .filter(|(mark, is_told)| {
            let (whole, _) = mark.rsplit_once('/').unwrap();
            **is_told && count(mark) == 0 && told.get(whole) == Some(&true) && count(whole) == 0
        })
        .map(|(mark, _)| mark)
        .collect();
    assert_eq!(parts, Vec::<&String>::new());
    let hidden = told.values().filter(|told| !**told).count();
    for (path, bytes) in site.files() {
        if !path.ends_with(".html") {
            continue;
        }
        let html = String::from_utf8(bytes).unwrap();
        for (kind, rest) in marks(&html) {
            let (marks, rest) = rest.split_once('"').unwrap();
            let text = rest.split_once('>').unwrap().1.split('<').next().unwrap().trim();
            let marks: Vec<&str> = marks.split_whitespace().collect();
            let found = numbers(text);
            let right = match kind {
                "cell" if text == "[c]" => {
                    compared.hidden += 1;
                    !is_told(&marks[0])
                }
                "cell" => {
                    compared.cells += 1;
                    is_told(&marks[0]) && found == [count(marks[0])]
                }
                "rests" if !marks.iter().all(is_told) => {
                    compared.hidden += 1;
                    text.contains("[c]") || found.is_empty()
                }
                "rests" => {
                    compared.sentences += 1;
                    marks.iter().all(|mark| count(mark) == 0 || found.contains(&count(mark)))
                }
                _ => {
                    compared.shares += 1;
                    let (source, mark) = marks[0].split_once('/').unwrap();
                    let share = reports[source].shares[mark] * 100.0;
                    // A share is told in whole percent, next to 0 and 100 in tenths.
                    let told: f64 = text
                        .replace(',', ".")
                        .trim_end_matches(['%', '\u{a0}', ' '])
                        .parse()
                        .unwrap();
                    marks.iter().all(is_told) && (told - share).abs() <= 0.5
                }
            };
            if !right {
                wrong.push(format!("{path}: {text:?} for {}", marks.join(" ")));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new(), "{compared:?}");
    assert_eq!(hidden, built.hidden_cells);
    // The report's one number of early closes is the sum of its kinds.
    for report in reports.values() {
        for (mark, broken) in report
            .counts
            .iter()
            .filter(|(mark, _)| mark.starts_with("closure-due") && !mark.contains('='))
        {
            if let Some(place) = mark.strip_suffix("/broken") {
                let kinds = ["early", "early-contested", "early-unanswered"];
                let sum: u64 =
                    kinds.map(|kind| report.count(&format!("{place}/{kind}"))).iter().sum();
                assert_eq!(sum, *broken, "{place}");
            }
        }
    }
    // Nothing was left out: as many marks as the pages have.
    assert!(900 < compared.cells && 0 < compared.hidden && 0 < compared.shares, "{compared:?}");
    assert!(0 < compared.sentences && 1_000 < compared.rows, "{compared:?}");
    assert!(0 < compared.table_shares, "{compared:?}");
    println!("{compared:?}");
}

/// The kind of each mark of a page, and what stands after it.
fn marks(html: &str) -> Vec<(&'static str, &str)> {
    let mut found = Vec::new();
    for (kind, name) in
        [("cell", " data-cell=\""), ("rests", " data-rests=\""), ("share", " data-share=\"")]
    {
        found.extend(html.match_indices(name).map(|(at, name)| (kind, &html[at + name.len()..])));
    }
    found
}
