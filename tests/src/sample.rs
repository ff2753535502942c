//! The generator of `data/sample/`: some 2,000 invented reports to 14 invented agencies.
//!
//! Agencies, people, villages and streets are invented; the codes of regencies are real, but no
//! figure stands beside the name of a real office. The numbers come from a generator of our own, so
//! the same source gives the same bytes on every machine and with every version of every crate.

mod agency;
mod body;
mod draft;
mod grammar;
mod identifier;
mod life;
mod office;
mod overlap;
mod person;
mod place;
mod rng;
mod table;
mod texts;
mod topic;
mod voice;

use std::collections::{BTreeMap, BTreeSet};

/// The files of the sample: name to bytes.
///
/// `reports.csv`, `events.csv`, `agencies.csv` and `categories.csv`, in the canonical schema.
/// The last event is of 31 December 2025.
///
/// ```
/// let files = lapor_tests::sample::generate();
/// assert!(files["reports.csv"].starts_with(b"report_id,class,complexity,category"));
/// ```
pub fn generate() -> BTreeMap<&'static str, Vec<u8>> {
    let drafts = draft::drafts();
    let histories: Vec<_> = drafts.iter().map(|draft| (draft.id, life::life(draft).0)).collect();
    BTreeMap::from([
        ("reports.csv", table::reports(&drafts)),
        ("events.csv", table::events(&histories)),
        ("agencies.csv", table::agencies()),
        ("categories.csv", table::categories()),
    ])
}

/// Every identifier that the sample gives away, as it is spelled there, sorted.
///
/// Population and family card numbers, taxpayer numbers, phone numbers, e-mail addresses and plates
/// in bodies, follow-ups and replies, and the contact of every reporter. None may occur in a site.
pub fn canaries() -> Vec<String> {
    let mut canaries = BTreeSet::new();
    for draft in draft::drafts() {
        let (events, planted) = life::life(&draft);
        // What was planted in an event after the end of the sample is in no file.
        let told = |text: &String| {
            draft.body.contains(text.as_str())
                || events.iter().any(|event| event.text.contains(text.as_str()))
        };
        canaries.extend(planted.into_iter().filter(told));
        canaries.extend(draft.planted);
        canaries.extend(Some(draft.contact).filter(|contact| !contact.is_empty()));
    }
    canaries.into_iter().collect()
}

/// The full names of the reporters that have more than one word, sorted.
///
/// They stand in `reporter_name`, and in some bodies as a signature. None may occur in a site.
pub fn names() -> Vec<String> {
    let names: BTreeSet<String> =
        draft::drafts().into_iter().map(|draft| draft.person.name).collect();
    names.into_iter().filter(|name| name.contains(' ')).collect()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use std::sync::OnceLock;

    use chrono::{DateTime, FixedOffset, NaiveDate, Timelike};

    use super::*;
    use office::{is_working, plus_working};

    type Row = BTreeMap<String, String>;

    /// The rows of a file, as a reader of CSV sees them; made once for all tests.
    fn rows(name: &str) -> Vec<Row> {
        static TABLES: OnceLock<BTreeMap<&str, Vec<Row>>> = OnceLock::new();
        let read = |(name, bytes): (&'static str, Vec<u8>)| {
            let mut reader = csv::Reader::from_reader(bytes.as_slice());
            (name, reader.deserialize().map(Result::unwrap).collect())
        };
        TABLES.get_or_init(|| generate().into_iter().map(read).collect())[name].clone()
    }

    /// The events of each report, in the order of the file.
    fn histories() -> BTreeMap<String, Vec<Row>> {
        let mut histories: BTreeMap<String, Vec<Row>> = BTreeMap::new();
        for row in rows("events.csv") {
            histories.entry(row["report_id"].clone()).or_default().push(row);
        }
        histories
    }

    fn at(row: &Row) -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339(&row["at"]).unwrap()
    }

    fn day(row: &Row) -> NaiveDate {
        at(row).date_naive()
    }

    fn first<'a>(history: &'a [Row], kind: &str) -> Option<&'a Row> {
        history.iter().find(|row| row["kind"] == kind)
    }

    /// The histories that were sent to `agency` first.
    fn sent_to(agency: &str) -> Vec<Vec<Row>> {
        let sent = |history: &Vec<Row>| {
            first(history, "dispositioned").is_some_and(|row| row["to_agency"] == agency)
        };
        histories().into_values().filter(sent).collect()
    }

    /// Whether the first answer came within five working days of the first disposition.
    fn kept(history: &[Row]) -> Option<bool> {
        let answer = first(history, "followed_up")?;
        Some(day(answer) <= plus_working(day(first(history, "dispositioned")?), 5))
    }

    #[test]
    fn the_committed_files_are_what_the_generator_gives() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/sample");
        for (name, bytes) in generate() {
            let committed = std::fs::read(folder.join(name)).unwrap();
            assert!(committed == bytes, "{name} is stale: run `generate sample`");
        }
    }

    #[test]
    fn the_same_source_gives_the_same_bytes() {
        assert!(generate() == generate());
    }

    #[test]
    fn all_files_together_stay_under_three_megabytes() {
        let bytes: usize = generate().values().map(Vec::len).sum();
        assert!(bytes < 3_000_000, "{bytes} bytes");
    }

    #[test]
    fn every_kind_of_event_but_the_last_activity_occurs() {
        let found: BTreeSet<String> =
            rows("events.csv").into_iter().map(|row| row["kind"].clone()).collect();
        let kinds: BTreeSet<String> = "submitted verified dispositioned forwarded returned \
            acknowledged held completed followed_up reporter_replied admin_replied closed \
            archived merged withdrawn reopened extended reclassified"
            .split_whitespace()
            .map(str::to_owned)
            .collect();
        assert_eq!(found, kinds);
    }

    #[test]
    fn ids_are_unique_and_every_key_exists() {
        let reports = rows("reports.csv");
        let ids: BTreeSet<&str> = reports.iter().map(|row| row["report_id"].as_str()).collect();
        assert_eq!(ids.len(), reports.len());
        assert!((1900..=2300).contains(&ids.len()), "{} reports", ids.len());
        assert!(ids.iter().all(|id| id.len() == 5));

        let agencies = rows("agencies.csv");
        let known: BTreeSet<&str> = agencies.iter().map(|row| row["agency_id"].as_str()).collect();
        assert_eq!(known.len(), agencies.len());
        assert_eq!(agencies.iter().filter(|row| row["parent_id"].is_empty()).count(), 14);
        let categories: BTreeSet<String> =
            rows("categories.csv").into_iter().map(|row| row["category"].clone()).collect();
        assert!(reports.iter().all(|row| categories.contains(&row["category"])));

        let agency = |id: &str| id.is_empty() || known.contains(id);
        assert!(agencies.iter().all(|row| agency(&row["parent_id"])));
        for row in rows("events.csv") {
            assert!(ids.contains(row["report_id"].as_str()), "{row:?}");
            assert!(agency(&row["agency"]) && agency(&row["to_agency"]), "{row:?}");
            if row["kind"] == "merged" {
                assert!(ids.contains(row["value"].as_str()), "{row:?}");
                assert!(row["value"] < row["report_id"], "{row:?}");
            }
        }
    }

    #[test]
    fn places_are_known_codes() {
        let list = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../data/wilayah/prov_kab_2025.csv");
        let list = std::fs::read_to_string(list).unwrap();
        let codes: BTreeSet<&str> =
            list.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
        for row in rows("reports.csv") {
            assert!(row["place"].is_empty() || codes.contains(row["place"].as_str()), "{row:?}");
        }
    }

    #[test]
    fn histories_begin_with_the_submission_go_forward_and_end_with_the_year() {
        let mut last = NaiveDate::MIN;
        for history in histories().values() {
            assert_eq!(history[0]["kind"], "submitted");
            assert!(history.windows(2).all(|two| at(&two[0]) <= at(&two[1])), "{history:?}");
            assert_eq!(history.iter().filter(|row| row["kind"] == "submitted").count(), 1);
            last = last.max(history.iter().map(day).max().unwrap());
        }
        let end = NaiveDate::from_ymd_opt(2025, 12, 31).unwrap();
        assert!(last == end || last == end.pred_opt().unwrap(), "{last}");
    }

    #[test]
    fn offices_act_on_working_days_and_the_service_at_one_in_the_night() {
        for row in rows("events.csv") {
            let second = at(&row).num_seconds_from_midnight();
            match row["actor"].as_str() {
                "administrator" | "agency" => {
                    assert!(is_working(day(&row)), "{row:?}");
                    assert!((27_000..=61_200).contains(&second), "{row:?}");
                }
                "system" => assert_eq!(second, 3600, "{row:?}"),
                _ => {}
            }
        }
    }

    #[test]
    fn no_two_bodies_share_more_than_half_of_their_five_word_runs() {
        let mut bodies = overlap::Index::default();
        for row in rows("reports.csv") {
            let runs = overlap::runs(&row["body"]);
            assert!(bodies.nearest(&runs) <= 500, "{}", row["body"]);
            bodies.add(runs);
        }
    }

    #[test]
    fn sharing_is_measured_on_the_smaller_set_of_runs() {
        let mut bodies = overlap::Index::default();
        bodies.add(overlap::runs("satu dua tiga empat lima enam tujuh delapan"));
        // One of its two runs is among the four of the first; case and punctuation do not count.
        assert_eq!(bodies.nearest(&overlap::runs("Satu, dua tiga empat LIMA. lalu")), 500);
        assert_eq!(bodies.nearest(&overlap::runs("dua tiga empat lima enam")), 1000);
        assert_eq!(bodies.nearest(&overlap::runs("lima empat tiga dua satu")), 0);
    }

    #[test]
    fn patterns_choose_inside_brackets_and_keep_unknown_slots_in_sight() {
        struct Nothing;
        impl grammar::Slots for Nothing {
            fn fill(&self, name: &str, _: &mut rng::Rng) -> Option<String> {
                (name == "desa").then(|| "[Sukaraya|Sukaraya]".to_owned())
            }
        }
        let mut rng = rng::Rng::stream(0, 0);
        let text =
            grammar::expand("di [{desa}|{desa}] [|] , [a [b|b]|a b] {lain}", &Nothing, &mut rng);
        assert_eq!(text, "di Sukaraya, a b {lain}");
    }

    #[test]
    fn texts_are_filled_in_and_of_readable_length() {
        let stray = |text: &str| {
            text.contains(['[', ']', '{', '}', '|', '<', '>']) || text.contains(char::is_control)
        };
        for row in rows("reports.csv") {
            assert!(!stray(&row["title"]) && !stray(&row["body"]), "{row:?}");
            assert!(body::WORDS.contains(&row["body"].split_whitespace().count()), "{row:?}");
        }
        for row in rows("events.csv") {
            assert!(!stray(&row["text"]) && !stray(&row["reason"]), "{row:?}");
        }
    }

    #[test]
    fn every_matter_of_a_category_has_a_title_facts_a_request_and_an_answer() {
        for topic in texts::TOPICS {
            for what in topic.what {
                let matter = topic::split(what).0.chars().next().unwrap();
                let count = |all: &[&'static str]| topic::fitting(all, matter).len();
                let place = format!("{} <{matter}>", topic.category);
                assert!(count(topic.titles) >= 1, "{place}: no title");
                assert!(count(topic.ask) >= 1, "{place}: no request");
                assert!(count(topic.answers) >= 1, "{place}: no answer");
                assert!(count(topic.detail) + count(topic.effect) >= 2, "{place}: too few facts");
            }
        }
    }

    #[test]
    fn numbers_that_look_like_population_numbers_have_a_serial_that_nobody_has() {
        let mut found = 0;
        let texts = rows("reports.csv").into_iter().chain(rows("events.csv"));
        for text in texts.flat_map(BTreeMap::into_values) {
            for run in digit_runs(&text).into_iter().filter(|run| run.len() == 16) {
                found += 1;
                assert!((9901..=9999).contains(&run[12..].parse::<u32>().unwrap()), "{text}");
            }
        }
        assert!(found >= 60, "{found} numbers of 16 digits");
    }

    /// Digits that at most one space, dot or hyphen keeps apart.
    fn digit_runs(text: &str) -> Vec<String> {
        let mut runs = vec![String::new()];
        let mut gap = 0;
        for letter in text.chars() {
            if letter.is_ascii_digit() {
                gap = 0;
                runs.last_mut().unwrap().push(letter);
            } else if gap == 0 && matches!(letter, ' ' | '.' | '-') {
                gap = 1;
            } else {
                gap = 2;
                runs.push(String::new());
            }
        }
        runs
    }

    #[test]
    fn every_canary_stands_in_the_files_and_six_texts_in_a_hundred_hold_one() {
        let reports = rows("reports.csv");
        let written = |row: &Row| {
            matches!(row["kind"].as_str(), "followed_up" | "reporter_replied" | "completed")
        };
        let events: Vec<Row> = rows("events.csv").into_iter().filter(written).collect();
        let bodies = reports.iter().map(|row| &row["body"]);
        let texts: Vec<&String> = bodies.chain(events.iter().map(|row| &row["text"])).collect();
        let contacts: BTreeSet<&String> =
            reports.iter().map(|row| &row["reporter_contact"]).collect();
        let mut holding = BTreeSet::new();
        for canary in canaries() {
            let holders: Vec<usize> =
                (0..texts.len()).filter(|&n| texts[n].contains(&canary)).collect();
            assert!(!holders.is_empty() || contacts.contains(&canary), "{canary} is nowhere");
            holding.extend(holders);
        }
        let share = holding.len() * 1000 / texts.len();
        assert!((50..=75).contains(&share), "{share} per mille of {}", texts.len());
    }

    #[test]
    fn names_are_those_of_reporters() {
        let reports = rows("reports.csv");
        let known: BTreeSet<&String> = reports.iter().map(|row| &row["reporter_name"]).collect();
        assert!(names().iter().all(|name| known.contains(name)));
        assert!(
            reports.iter().filter(|row| row["body"].contains(&row["reporter_name"])).count() > 50
        );
    }

    #[test]
    fn the_quick_agency_answers_within_five_working_days() {
        let kept: Vec<bool> = sent_to("badan-catatan").iter().filter_map(|h| kept(h)).collect();
        let share = kept.iter().filter(|&&kept| kept).count() * 100 / kept.len();
        assert!((92..=98).contains(&share), "{share} % of {}", kept.len());
    }

    #[test]
    fn one_agency_leaves_half_of_its_reports_without_an_answer() {
        let sent = sent_to("badan-bantuan");
        let open = sent.iter().filter(|history| first(history, "followed_up").is_none()).count();
        assert!((40..=60).contains(&(open * 100 / sent.len())), "{open} of {}", sent.len());
    }

    #[test]
    fn one_agency_closes_half_of_its_reports_before_ten_days_of_silence() {
        let closes: Vec<bool> = sent_to("badan-listrik")
            .iter()
            .filter_map(|history| {
                let closed = first(history, "closed")?;
                let before = |row: &&Row| row["kind"] == "followed_up" && at(row) < at(closed);
                let answer = history.iter().rev().find(before)?;
                let by_office = matches!(closed["actor"].as_str(), "agency" | "administrator");
                Some(by_office && day(closed) < plus_working(day(answer), 10))
            })
            .collect();
        let early = closes.iter().filter(|&&early| early).count() * 100 / closes.len();
        assert!((40..=60).contains(&early), "{early} % of {}", closes.len());
    }

    #[test]
    fn one_agency_passes_most_of_its_reports_on() {
        let sent = sent_to("kemen-sungai");
        let passed = sent.iter().filter(|history| first(history, "forwarded").is_some()).count();
        assert!(passed * 100 / sent.len() >= 65, "{passed} of {}", sent.len());
    }

    #[test]
    fn one_agency_is_tiny() {
        let sent = sent_to("balai-mercusuar").len();
        assert!((3..=9).contains(&sent), "{sent}");
    }

    #[test]
    fn one_agency_improves_over_the_months() {
        let share = |from: &str, until: &str| {
            let all: Vec<bool> = sent_to("kab-lembah-wulan")
                .iter()
                .filter(|history| (from..until).contains(&history[0]["at"].as_str()))
                .map(|history| kept(history) == Some(true))
                .collect();
            all.iter().filter(|&&kept| kept).count() * 100 / all.len()
        };
        let (before, after) = (share("2024-07", "2025-01"), share("2025-06", "2025-12"));
        assert!(after >= before + 20, "{before} % before, {after} % after");
    }
}
