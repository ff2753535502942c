//! Worked cases of the six shipped policies, counted by hand, each with what its number rests on.
//!
//! `+n` is the n-th day that counts. Calendars of other countries are small ones made here, with the
//! holidays of the weeks at hand; Indonesia's is the core's own.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use lapor_core::EventKind::*;
use lapor_core::*;
use lapor_stats::rules::load_policy;

const CLASSES: [&str; 3] = ["permintaan_informasi", "aspirasi", "pengaduan"];
const COMPLEXITIES: [&str; 5] =
    ["simple", "complex", "highly_technical", "pemeriksaan_lapangan", "berkadar_pengawasan"];

/// One report under one shipped policy.
struct Case {
    policy: Policy,
    calendar: Calendar,
    facts: Facts,
    events: Vec<Event>,
}

fn case(policy: &str, calendar: &Calendar) -> Case {
    let policy = load_policy(policy).unwrap();
    Case { policy, calendar: calendar.clone(), facts: Facts::default(), events: Vec::new() }
}

impl Case {
    fn class(mut self, word: &str) -> Self {
        let place = CLASSES.iter().position(|&known| known == word).unwrap();
        self.facts.class = Some(ClassId(u16::try_from(place).unwrap()));
        self
    }

    fn complexity(mut self, word: &str) -> Self {
        let place = COMPLEXITIES.iter().position(|&known| known == word).unwrap();
        self.facts.complexity = Some(ComplexityId(u16::try_from(place).unwrap()));
        self
    }

    fn on(mut self, (year, month, date): (i32, u32, u32), kind: EventKind) -> Self {
        self.events.push(Event::new(When::on(day(year, month, date)), kind));
        self
    }

    /// Submitted, and with the office that answers on the same day.
    fn received(self, date: (i32, u32, u32)) -> Self {
        self.on(date, Submitted).on(date, Dispositioned)
    }

    fn granting(mut self, days: u16) -> Self {
        let last = self.events.last_mut().unwrap();
        *last = last.carrying(Value::Days(days));
        self
    }

    fn as_of(&self, (year, month, date): (i32, u32, u32)) -> Assessment {
        let clock = Clock::new(&self.policy, &self.calendar, day(year, month, date)).unwrap();
        let clock = clock.with_words(&CLASSES, &COMPLEXITIES);
        clock.assess(&History::new(self.facts, self.events.clone(), self.policy.zone()))
    }

    fn disposition(&self, as_of: (i32, u32, u32)) -> (Outcome, Option<Day>) {
        let verdict = self.as_of(as_of).disposition;
        (verdict.outcome, verdict.due)
    }

    fn follow_up(&self, as_of: (i32, u32, u32)) -> (Outcome, Option<Day>) {
        let verdict = self.as_of(as_of).follow_up;
        (verdict.outcome, verdict.due)
    }

    fn closure(&self, as_of: (i32, u32, u32)) -> (Outcome, Option<Day>) {
        let verdict = self.as_of(as_of).closures[0];
        (verdict.outcome, verdict.due)
    }
}

fn on(year: i32, month: u32, date: u32) -> Option<Day> {
    Some(day(year, month, date))
}

/// A five-day week over 2024 and 2025 with these holidays.
fn plain(name: &str, holidays: &[(Day, &'static str)]) -> Calendar {
    let rows = holidays.iter().map(|&(date, name)| Holiday::new(date, HolidayKind::National, name));
    let coverage = day(2024, 1, 1)..=day(2025, 12, 31);
    Calendar::new(name.to_owned(), coverage, Week::FIVE_DAYS, rows.collect()).unwrap()
}

fn philippines() -> Calendar {
    plain("ph", &[(day(2025, 6, 12), "Independence Day")])
}

#[test]
fn every_policy_loads_under_its_own_name() {
    let policies = [
        ("lapor", "id"),
        ("lapor-2015-as-run", "id"),
        ("sp4n-2018", "id"),
        ("arta", "ph"),
        ("cpgrams", "in"),
        ("fala-br", "br"),
    ];
    for (name, calendar) in policies {
        let policy = load_policy(name).unwrap();
        assert_eq!((policy.name(), policy.parts().calendar.as_str()), (name, calendar));
    }
}

// LAPOR!, its description of itself: 3, 5 and 10 working days. March 2015: the 1st is a Sunday.

/// Disposition at the latest 3 working days after the report. Friday 6: +1 Monday 9, +2 10, +3 11.
#[test]
fn lapor_a_report_of_friday_is_due_on_wednesday() {
    let case = case("lapor", &Calendar::indonesia()).on((2015, 3, 6), Submitted);
    assert_eq!(case.disposition((2015, 3, 11)), (Outcome::Running, on(2015, 3, 11)));
    assert_eq!(case.disposition((2015, 3, 12)), (Outcome::Overdue, on(2015, 3, 11)));
}

/// 5 working days for the follow-up. Friday 6: +1 Monday 9, +5 Friday 13; Saturday 14 is too late.
#[test]
fn lapor_an_answer_on_the_saturday_after_is_late() {
    let sent = || case("lapor", &Calendar::indonesia()).received((2015, 3, 6));
    let friday = sent().on((2015, 3, 13), FollowedUp);
    assert_eq!(friday.follow_up((2015, 3, 31)), (Outcome::Met, on(2015, 3, 13)));
    let saturday = sent().on((2015, 3, 14), FollowedUp);
    assert_eq!(saturday.follow_up((2015, 3, 31)), (Outcome::Late, on(2015, 3, 13)));
}

/// Closed after 10 working days without a reply. Tuesday 10: +1 11, +3 13, +8 20, Saturday 21 is
/// Nyepi, +9 Monday 23, +10 24. The day runs to its end.
#[test]
fn lapor_ten_working_days_of_silence_close() {
    let case = case("lapor", &Calendar::indonesia()).received((2015, 3, 6));
    let case = case.on((2015, 3, 10), FollowedUp);
    assert_eq!(case.closure((2015, 3, 24)), (Outcome::Running, on(2015, 3, 24)));
    assert_eq!(case.closure((2015, 3, 25)), (Outcome::Met, on(2015, 3, 24)));
}

/// A wait for the reporter's data pauses, in the three policies of this service. Friday 6, asked on Monday 9,
/// answered on Wednesday 11: 9 +1, 10 and 11 do not count, 12 +2, 13 +3, 16 +4, Tuesday 17 +5.
#[test]
fn lapor_a_wait_for_data_does_not_count() {
    for policy in ["lapor", "lapor-2015-as-run", "sp4n-2018"] {
        let case = case(policy, &Calendar::indonesia()).class("permintaan_informasi");
        let case = case.received((2015, 3, 6)).on((2015, 3, 9), Held);
        let case = case.on((2015, 3, 11), Completed);
        assert_eq!(case.follow_up((2015, 3, 17)), (Outcome::Running, on(2015, 3, 17)), "{policy}");
    }
}

// LAPOR! as its software ran in 2015: no instrument; inferred from 91 published closings.

/// The day of the activity is the first of the ten. Tuesday 10 is +1, 13 +4, 20 +9, Monday 23 +10.
#[test]
fn lapor_2015_as_run_the_day_itself_is_the_first() {
    let case = case("lapor-2015-as-run", &Calendar::indonesia()).received((2015, 3, 6));
    let case = case.on((2015, 3, 10), FollowedUp);
    assert_eq!(case.closure((2015, 3, 31)), (Outcome::Met, on(2015, 3, 23)));
}

/// Thursday 12 February is +1, 13 +2, 16 to 18 +5, the 19th is Imlek, 20 +6, 23 to 26 +10. By the promise
/// it is a day more, Friday 27, so a close on the 26th is in order here and early there.
#[test]
fn lapor_2015_as_run_closes_a_working_day_before_the_promise() {
    let closed = |policy| {
        let case = case(policy, &Calendar::indonesia()).received((2015, 2, 11));
        case.on((2015, 2, 12), FollowedUp).on((2015, 2, 26), Closed)
    };
    let as_run = closed("lapor-2015-as-run").closure((2015, 3, 31));
    assert_eq!(as_run, (Outcome::Met, on(2015, 2, 26)));
    assert_eq!(closed("lapor").closure((2015, 3, 31)), (Outcome::Early, on(2015, 2, 27)));
}

/// A Saturday is no working day, so it cannot be the first. Saturday 14 March: Monday 16 is +1, 20 +5,
/// 23 +6, 27 +10; here the promise says the same.
#[test]
fn lapor_2015_as_run_a_saturday_is_not_counted() {
    for policy in ["lapor-2015-as-run", "lapor"] {
        let case = case(policy, &Calendar::indonesia()).received((2015, 3, 6));
        let case = case.on((2015, 3, 14), FollowedUp);
        assert_eq!(case.closure((2015, 3, 31)), (Outcome::Met, on(2015, 3, 27)), "{policy}");
    }
}

/// All else is as promised.
#[test]
fn lapor_2015_as_run_differs_in_the_silence_alone() {
    let (promised, as_run) = (Policy::lapor(), load_policy("lapor-2015-as-run").unwrap());
    for stage in [Stage::Disposition, Stage::FollowUp] {
        assert_eq!(as_run.limit(stage, None, None), promised.limit(stage, None, None));
    }
    assert_eq!(as_run.parts().reply, promised.parts().reply);
}

// SP4N-LAPOR!, PermenPANRB 62/2018 and Perpres 76/2013, neither read; the numbers are those of service
// standards. 2019: Thursday 7 March is Nyepi; 3, 17 and 19 April, 1 and 30 May and 3 to 7 June are off.

/// A request for information and an aspiration: 5. Thursday 28 February: 1 March +1, 4 +2, 5 +3,
/// 6 +4, the 7th is Nyepi, Friday 8 +5.
#[test]
fn sp4n_2018_a_request_for_information_has_five_working_days() {
    for class in ["permintaan_informasi", "aspirasi"] {
        let case = case("sp4n-2018", &Calendar::indonesia()).class(class);
        let case = case.received((2019, 2, 28)).on((2019, 3, 8), FollowedUp);
        assert_eq!(case.follow_up((2019, 3, 31)), (Outcome::Met, on(2019, 3, 8)), "{class}");
    }
}

/// A complaint without inspection: 14. Monday 4 March: 5 +1, 6 +2, the 7th is Nyepi, 8 +3, 15 +8,
/// 22 +13, Monday 25 +14. Without a class it is the same.
#[test]
fn sp4n_2018_a_complaint_has_fourteen_working_days() {
    let sent = || case("sp4n-2018", &Calendar::indonesia()).received((2019, 3, 4));
    let complaint = sent().class("pengaduan").on((2019, 3, 26), FollowedUp);
    assert_eq!(complaint.follow_up((2019, 3, 31)), (Outcome::Late, on(2019, 3, 25)));
    assert_eq!(sent().follow_up((2019, 3, 25)), (Outcome::Running, on(2019, 3, 25)));
}

/// A complaint with inspection: 60. Monday 4 March: the rest of March has 18 (19 weekdays, Nyepi),
/// April 19 (22 less 3, 17 and 19): 37, May 21 (23 less 1 and 30): 58; 3 to 7 June are off, so
/// Monday 10 June +59, Tuesday 11 +60.
#[test]
fn sp4n_2018_an_inspection_has_sixty_working_days() {
    for complexity in ["pemeriksaan_lapangan", "berkadar_pengawasan"] {
        let case = case("sp4n-2018", &Calendar::indonesia()).class("pengaduan");
        let case = case.complexity(complexity).received((2019, 3, 4));
        assert_eq!(case.follow_up((2019, 6, 11)), (Outcome::Running, on(2019, 6, 11)));
        assert_eq!(case.follow_up((2019, 6, 12)), (Outcome::Overdue, on(2019, 6, 11)));
    }
}

/// LAPOR!'s own rules go on: 3 working days until the disposition, 10 of silence, and a reply contests.
#[test]
fn sp4n_2018_disposition_and_silence_are_those_of_lapor() {
    let (before, now) = (Policy::lapor(), load_policy("sp4n-2018").unwrap());
    for stage in [Stage::Disposition, Stage::Closure] {
        let limit = now.limit(stage, Some("pengaduan"), Some("pemeriksaan_lapangan"));
        assert_eq!(limit, before.limit(stage, None, None));
    }
    assert_eq!(now.parts().reply, before.parts().reply);
}

// Philippines, Republic Act 11032. June 2025: the 1st is a Sunday, Thursday 12 is a holiday.

/// Section 9(b)(1), simple: 3. Tuesday 10: 11 +1, 12 a holiday, 13 +2, Monday 16 +3.
#[test]
fn arta_a_simple_request_has_three_working_days() {
    let case = case("arta", &philippines()).complexity("simple").received((2025, 6, 10));
    let late = case.on((2025, 6, 17), FollowedUp);
    assert_eq!(late.follow_up((2025, 6, 30)), (Outcome::Late, on(2025, 6, 16)));
    assert_eq!(late.disposition((2025, 6, 30)), (Outcome::Met, on(2025, 6, 10)));
}

/// Section 9(b)(1), complex: 7; 9(b): extended only once, by the same number. Monday 2: 3 to 6 +4,
/// 9 to 11 +7. Extended on that last day: 13 +8, 16 to 20 +13, Monday 23 +14. A second extension adds nothing.
#[test]
fn arta_a_complex_request_is_extended_once_by_the_same_number() {
    let sent = || case("arta", &philippines()).complexity("complex").received((2025, 6, 2));
    assert_eq!(sent().follow_up((2025, 6, 12)), (Outcome::Overdue, on(2025, 6, 11)));
    let extended = sent().on((2025, 6, 11), Extended).granting(7);
    let extended = extended.on((2025, 6, 20), Extended).granting(7).on((2025, 6, 23), FollowedUp);
    assert_eq!(extended.follow_up((2025, 7, 31)), (Outcome::Met, on(2025, 6, 23)));
    // One that names no days adds none: the policy cannot know which of the three numbers is meant.
    let unnamed = sent().on((2025, 6, 11), Extended);
    assert_eq!(unnamed.follow_up((2025, 6, 12)), (Outcome::Overdue, on(2025, 6, 11)));
}

/// Section 9(b)(1), highly technical: in no case over 20. Monday 2: 3 to 6 +4, 9 to 11 +7, 13 +8,
/// 16 to 20 +13, 23 to 27 +18, 30 +19, Tuesday 1 July +20. So too where no complexity is known.
#[test]
fn arta_no_request_has_more_than_twenty_working_days() {
    let sent = || case("arta", &philippines()).received((2025, 6, 2));
    for case in [sent().complexity("highly_technical"), sent()] {
        assert_eq!(case.follow_up((2025, 7, 1)), (Outcome::Running, on(2025, 7, 1)));
        assert_eq!(case.follow_up((2025, 7, 2)), (Outcome::Overdue, on(2025, 7, 1)));
    }
}

/// Section 9(b)(1): from the date on which the complete request was received. Monday 2, papers missing
/// from Tuesday 3, complete on Friday 6: Monday 9 +1, 10 +2, Wednesday 11 +3.
#[test]
fn arta_the_days_count_from_the_complete_request() {
    let case = case("arta", &philippines()).complexity("simple").received((2025, 6, 2));
    let case = case.on((2025, 6, 3), Held).on((2025, 6, 6), Completed);
    assert_eq!(case.follow_up((2025, 6, 5)), (Outcome::Paused, None));
    assert_eq!(case.follow_up((2025, 6, 11)), (Outcome::Running, on(2025, 6, 11)));
}

// India, DARPG memorandum of 23 August 2024, not read beyond its opening: 21 days.

/// At most 21 days. Friday 30 August 2024: 31 August +1, Friday 20 September +21.
#[test]
fn cpgrams_a_grievance_has_twenty_one_days() {
    let sent = || case("cpgrams", &plain("in", &[])).received((2024, 8, 30));
    let friday = sent().on((2024, 9, 20), FollowedUp);
    assert_eq!(friday.follow_up((2024, 9, 30)), (Outcome::Met, on(2024, 9, 20)));
    let saturday = sent().on((2024, 9, 21), FollowedUp);
    assert_eq!(saturday.follow_up((2024, 9, 30)), (Outcome::Late, on(2024, 9, 20)));
}

/// Days are days: Sunday 25 August 2024, +6 31 August, +21 Sunday 15 September. An interim reply, which
/// the memorandum asks for in a longer case, is no answer.
#[test]
fn cpgrams_an_interim_reply_is_no_answer() {
    let case = case("cpgrams", &plain("in", &[])).received((2024, 8, 25));
    let case = case.on((2024, 9, 15), Acknowledged);
    assert_eq!(case.follow_up((2024, 9, 15)), (Outcome::Running, on(2024, 9, 15)));
    assert_eq!(case.follow_up((2024, 9, 16)), (Outcome::Overdue, on(2024, 9, 15)));
}

/// Nothing that was read lets the 21 days wait: Friday 30 August 2024, due 20 September, whatever
/// was asked of the citizen from 2 to 12 September.
#[test]
fn cpgrams_a_wait_for_the_citizen_takes_nothing() {
    let case = case("cpgrams", &plain("in", &[])).received((2024, 8, 30));
    let case = case.on((2024, 9, 2), Held).on((2024, 9, 12), Completed);
    assert_eq!(case.follow_up((2024, 9, 5)), (Outcome::Running, on(2024, 9, 20)));
    assert_eq!(case.follow_up((2024, 9, 21)), (Outcome::Overdue, on(2024, 9, 20)));
}

/// Memorandum of 22 July 2016, paragraph 2: given back within 5 working days. Friday 30 August 2024:
/// Monday 2 September +1, Friday 6 +5.
#[test]
fn cpgrams_what_went_astray_is_passed_on_in_five_working_days() {
    let case = case("cpgrams", &plain("in", &[])).on((2024, 8, 30), Submitted);
    let case = case.on((2024, 9, 9), Dispositioned);
    assert_eq!(case.disposition((2024, 9, 30)), (Outcome::Late, on(2024, 9, 6)));
}

// Brazil, Lei 13.460/2017, art. 16: 30 days, extended once by the same number.

/// Art. 16: 30 days. Monday 3 March 2025: 31 March +28, Wednesday 2 April +30.
#[test]
fn fala_br_a_decision_has_thirty_days() {
    let case = case("fala-br", &plain("br", &[])).received((2025, 3, 3));
    assert_eq!(case.follow_up((2025, 4, 2)), (Outcome::Running, on(2025, 4, 2)));
    assert_eq!(case.follow_up((2025, 4, 3)), (Outcome::Overdue, on(2025, 4, 2)));
}

/// Art. 16: extended once, by the same number, while the first still runs. Monday 3 March 2025:
/// 31 March +28, 30 April +58, Friday 2 May +60. On 3 April it is too late for that.
#[test]
fn fala_br_an_extension_adds_thirty_days_once() {
    let sent = || case("fala-br", &plain("br", &[])).received((2025, 3, 3));
    let in_time = sent().on((2025, 4, 2), Extended).on((2025, 4, 30), Extended);
    assert_eq!(in_time.follow_up((2025, 5, 3)), (Outcome::Overdue, on(2025, 5, 2)));
    let too_late = sent().on((2025, 4, 3), Extended).on((2025, 4, 3), FollowedUp);
    assert_eq!(too_late.follow_up((2025, 5, 3)), (Outcome::Late, on(2025, 4, 2)));
}

/// Decreto 9.492/2018, art. 18, not read: a request for data interrupts. Monday 3 March 2025, asked on
/// the 20th, answered on Tuesday 25: the 26th +1, 31 March +6, Thursday 24 April +30.
#[test]
fn fala_br_a_request_for_data_begins_the_thirty_days_anew() {
    let case = case("fala-br", &plain("br", &[])).received((2025, 3, 3));
    let case = case.on((2025, 3, 20), Held).on((2025, 3, 25), Completed);
    assert_eq!(case.follow_up((2025, 3, 22)), (Outcome::Paused, None));
    assert_eq!(case.follow_up((2025, 4, 24)), (Outcome::Running, on(2025, 4, 24)));
    assert_eq!(case.follow_up((2025, 4, 25)), (Outcome::Overdue, on(2025, 4, 24)));
}

/// Portaria Normativa CGU 116/2024, art. 26, as reported: passed on within 30 days. Monday 3 March 2025:
/// Wednesday 2 April +30. The 30 days of the office that answers begin there: 30 April +28, 2 May +30.
#[test]
fn fala_br_what_went_astray_is_passed_on_in_thirty_days() {
    let case = case("fala-br", &plain("br", &[])).on((2025, 3, 3), Submitted);
    let case = case.on((2025, 4, 2), Dispositioned);
    assert_eq!(case.disposition((2025, 4, 10)), (Outcome::Met, on(2025, 4, 2)));
    assert_eq!(case.follow_up((2025, 4, 10)), (Outcome::Running, on(2025, 5, 2)));
}

/// The instruments of the three other countries know no silence: an answer ends the matter on its day,
/// whatever the citizen writes on it, and no close from then on is early.
#[test]
fn elsewhere_an_answer_ends_the_matter() {
    for policy in ["arta", "cpgrams", "fala-br"] {
        let answered = || {
            case(policy, &philippines())
                .received((2025, 6, 2))
                .on((2025, 6, 4), FollowedUp)
                .on((2025, 6, 4), ReporterReplied)
        };
        let open = answered();
        assert_eq!(open.closure((2025, 6, 4)), (Outcome::Running, on(2025, 6, 4)), "{policy}");
        let closed = answered().on((2025, 6, 4), Closed);
        assert_eq!(closed.closure((2025, 6, 30)), (Outcome::Met, on(2025, 6, 4)), "{policy}");
    }
}
