//! A page of every kind for the tests: invented agencies and people, long names, nothing at all,
//! and what is unknown.

use lapor_core::sensitive::PublicText;
use lapor_core::{
    AgencyId, Day, EventKind, HolidayKind, Limit, Note, Outcome, Party, Reason, Stage, Unit,
    Verdict, day,
};

use crate::model::{
    Agencies, AgencyLine, AgencyName, Attachments, Audited, Bounds, Breakdown, BreakdownLine,
    Browse, Calculator, CalculatorLine, CalculatorPromise, CalendarDay, CalendarName, CalendarYear,
    Cell, Clock, Closure, ClosureMonth, ClosureTally, Corrections, Custody, DayMoved, DayRole,
    Declared, DecreeName, Disputed, Download, DownloadTable, Downloads, DueMoved, Facts,
    FollowUpLine, FollowUps, GeneralLine, GeneralReport, GeneralReports, HolidayLine, Home,
    Interval, Kept, Left, Licence, Month, Open, OpenCase, OpenReport, Overview, Page, Printed,
    Promise, PromiseMonth, Quality, ReleaseChange, Report, ReportLine, Reports, Said, Scorecard,
    Search, ShareChange, Site, Source, SourceCard, Standing, Story, Tally, Turn, UnknownCount,
    WhyGeneral, Words, YearDay, YearDayKind,
};
use crate::route::Key;

/// The source with everything in it.
pub(crate) const FULL: &str = "contoh";
/// The source of which little is known.
pub(crate) const BARE: &str = "lama";
/// The published id of the public report.
pub(crate) const OPEN_ID: &str = "k7qz2mabcdefghij";
/// The published id of the anonymous report.
pub(crate) const GENERAL_ID: &str = "x2anonimabcdefgh";

pub(crate) fn site(base_url: Option<&str>) -> Site {
    let source = |slug: &str, title: Words, declared| Source {
        slug: slug.to_owned(),
        title,
        summary: Words::two(
            "Laporan rekaan tentang kota yang tidak ada, agar situs ini dapat dicoba.",
            "Invented reports about a city that does not exist, to try this site.",
        ),
        declared,
        banner: None,
        credit: Words::two("pembangkit data proyek ini", "this project's generator"),
        link: Some("https://contoh.example/data".to_owned()),
        licence: Some(Licence { name: "CC0-1.0".to_owned(), url: None }),
        as_of: day(2025, 12, 31),
        period: Month::new(2024, 7).zip(Month::new(2025, 12)),
        policy: "lapor".to_owned(),
    };
    Site {
        title: Words::two("Janji Lapor", "Promises of LAPOR!"),
        base_url: base_url.map(str::to_owned),
        sources: vec![
            source(FULL, Words::two("Kota Contoh", "Sample City"), Declared::Invented),
            source(BARE, Words::same("Arsip Lama 2015"), Declared::AlreadyPublic),
        ],
    }
}

/// Every kind of page, with much in it and with nothing.
pub(crate) fn pages() -> Vec<Page> {
    let mut pages = vec![
        Page::Home(home()),
        Page::Overview(overview()),
        Page::Overview(bare_overview()),
        Page::Agencies(agencies()),
        Page::Agencies(Agencies { source: BARE.to_owned(), lines: vec![] }),
        Page::Browse(Browse {
            source: FULL.to_owned(),
            told: vec![Key::Category, Key::Place],
            untold: vec![Key::Program],
        }),
        Page::Browse(Browse { source: BARE.to_owned(), told: vec![], untold: vec![] }),
        Page::Breakdown(categories()),
        Page::Breakdown(provinces()),
        Page::Breakdown(regencies()),
        Page::Scorecard(scorecard()),
        Page::Scorecard(bare_scorecard()),
        Page::Reports(reports()),
        Page::Reports(Reports { page: 2, ..reports() }),
        Page::Reports(Reports {
            source: BARE.to_owned(),
            page: 1,
            pages: 1,
            total: 0.into(),
            lines: vec![],
            general: 0.into(),
        }),
        Page::GeneralReports(general_reports()),
        Page::Report(open_report()),
        Page::Report(untold_report()),
        Page::Report(general_report()),
        Page::Corrections(corrections()),
        Page::Corrections(Corrections {
            source: BARE.to_owned(),
            disputed: vec![],
            taken_down: Cell::Hidden,
            days: vec![],
            moved: vec![],
            releases: vec![],
        }),
        Page::FollowUps(follow_ups()),
        Page::FollowUps(FollowUps { source: BARE.to_owned(), lines: vec![] }),
        Page::Downloads(downloads(FULL)),
        Page::Downloads(Downloads { tables: vec![], ..downloads(BARE) }),
        Page::Stories(stories()),
        Page::Method,
        Page::Search(Search { source: FULL.into() }),
        Page::Search(Search { source: BARE.into() }),
        Page::About,
        Page::NotFound,
        Page::Calculator(calculator()),
        Page::Calendar(CalendarYear { front: true, ..year() }),
        Page::Calendar(year()),
        Page::Calendar(bare_year()),
    ];
    pages.extend(stories().into_iter().map(Page::Story));
    pages
}

pub(crate) fn calculator() -> Calculator {
    let promise = |stage, days| CalculatorPromise { stage, limit: Limit::working_days(days) };
    Calculator {
        policy: "lapor".to_owned(),
        promises: vec![
            promise(Stage::Disposition, 3),
            promise(Stage::FollowUp, 5),
            promise(Stage::Closure, 10),
        ],
        as_of: day(2025, 8, 14),
        lines: vec![CalculatorLine {
            start: day(2025, 8, 14),
            due: vec![Some(day(2025, 8, 20)), Some(day(2025, 8, 22)), None],
        }],
        coverage: (day(2025, 8, 1), day(2025, 8, 25)),
    }
}

/// Two weeks of August: a holiday on a Sunday, a decreed Monday, a joint leave that was withdrawn.
pub(crate) fn year() -> CalendarYear {
    let kind = |place: i32| match place {
        1 | 2 | 8 | 9 => YearDayKind::Weekend,
        3 => YearDayKind::Holiday(HolidayKind::JointLeave),
        4 => YearDayKind::Holiday(HolidayKind::Regional),
        place => YearDayKind::Working(1 + place.unsigned_abs()),
    };
    let days = (0..11).filter_map(|place| {
        Some(YearDay { day: day(2025, 8, 15).checked_add(place)?, kind: kind(place) })
    });
    let line = |of_month, kind, name: &str| HolidayLine {
        day: day(2025, 8, of_month),
        kind,
        name: name.to_owned(),
        decree: Some(DecreeName { number: Some("1/2025".into()), title: "Hari libur".into() }),
        announced: Some(day(2025, 8, 7)),
        withdrawn: None,
    };
    let untitled = DecreeName { number: None, title: "Perubahan <rekaan>".into() };
    CalendarYear {
        calendar: CalendarName { name: "id".into(), slug: None, years: vec![2024, 2025] },
        year: 2025,
        front: false,
        days: days.collect(),
        holidays: vec![
            line(17, HolidayKind::National, "Hari Kemerdekaan"),
            line(18, HolidayKind::JointLeave, "Cuti Bersama"),
            HolidayLine {
                decree: None,
                announced: None,
                ..line(19, HolidayKind::Regional, "Hari jadi <kota>")
            },
            HolidayLine {
                withdrawn: Some((Some(untitled), Some(day(2025, 8, 10)))),
                ..line(20, HolidayKind::Election, "Pemungutan suara")
            },
        ],
        coverage: (day(2025, 8, 15), day(2025, 8, 25)),
        others: vec![CalendarName {
            name: "kota-contoh".into(),
            slug: Some("kota-contoh".into()),
            years: vec![2025],
        }],
    }
}

/// A year without any holiday, of another calendar.
pub(crate) fn bare_year() -> CalendarYear {
    CalendarYear {
        calendar: CalendarName {
            name: "kota-contoh".into(),
            slug: Some("kota-contoh".into()),
            years: vec![2025],
        },
        holidays: vec![],
        others: vec![],
        ..year()
    }
}

pub(crate) fn stories() -> Vec<Story> {
    ["id", "en"]
        .into_iter()
        .map(|language| Story {
            slug: "air-mengalir".to_owned(),
            language: language.to_owned(),
            title: "Air mengalir lagi".to_owned(),
            summary: "Pipa bocor selama sebulan, diperbaiki dalam dua hari.".to_owned(),
            agency: "Perusahaan Air Kota Contoh".to_owned(),
            chain: vec![
                "Pelapor".to_owned(),
                "Administrator".to_owned(),
                "Perusahaan Air".to_owned(),
            ],
            duration: "dua hari".to_owned(),
            source: "rekaan".to_owned(),
            told: true,
            html: "<p>Air <a href=\"page:method#selang\">mengalir</a>.</p>\n".to_owned(),
        })
        .collect()
}

fn text(text: &'static str) -> Option<PublicText> {
    Some(PublicText::from_static(text))
}

fn agency(name: &str, slug: &str) -> AgencyName {
    AgencyName { name: name.to_owned(), slug: slug.to_owned() }
}

fn water() -> AgencyName {
    agency("Perusahaan Air Minum Daerah Kota Contoh", "air-minum")
}

fn roads() -> AgencyName {
    agency(
        "Dinas Pekerjaan Umum, Penataan Ruang, Perumahan Rakyat, dan Kawasan Permukiman Kota Contoh",
        "pekerjaan-umum",
    )
}

/// The Wilson interval, near enough for a picture.
fn interval(kept: u64, due: u64) -> Option<Interval> {
    if due == 0 {
        return None;
    }
    let (share, n, z) = (kept as f64 / due as f64, due as f64, 1.96_f64);
    let middle = (share + z * z / (2.0 * n)) / (1.0 + z * z / n);
    let half = z * (share * (1.0 - share) / n + z * z / (4.0 * n * n)).sqrt() / (1.0 + z * z / n);
    Some(Interval { low: middle - half, high: middle + half })
}

fn tally(met: u64, late: u64, overdue: u64) -> Tally {
    Tally {
        due: (met + late + overdue).into(),
        met: met.into(),
        late: late.into(),
        overdue: overdue.into(),
        running: 12.into(),
        paused: 3.into(),
        void: 4.into(),
        unknown: 5.into(),
        interval: interval(met, met + late + overdue),
        provisional: false,
    }
}

fn months() -> impl Iterator<Item = Month> {
    (0..18)
        .filter_map(|place: u32| Month::new(2024 + ((6 + place) / 12) as i32, (6 + place) % 12 + 1))
}

fn promise(stage: Stage, limit: u16) -> Promise {
    let rows = months().enumerate().map(|(place, month)| {
        let place = place as u64;
        let tally = match place {
            3 => tally(4, 2, 1),
            7 => Tally::default(),
            9 => Tally { late: Cell::Hidden, due: Cell::Hidden, interval: None, ..tally(12, 0, 1) },
            17 => Tally { provisional: true, ..tally(9, 2, 0) },
            _ => tally(8 + place, 9 - place / 3, 3 + place % 4),
        };
        PromiseMonth { month, tally }
    });
    Promise {
        stage,
        limit: Some(Limit::working_days(limit)),
        tally: Tally { provisional: true, ..tally(287, 80, 45) },
        bounds: Some(Bounds { unknown_failed: 0.688, unknown_met: 0.7, void_failed: 0.69 }),
        unknown: vec![UnknownCount { reason: Reason::MissingTime, count: 5.into() }],
        open: Open { running: 12.into(), paused: 3.into(), overdue: 45.into() },
        months: rows.collect(),
    }
}

fn closure() -> Closure {
    let closure_tally = |silence: u64, early: u64| ClosureTally {
        due: (silence + early + 7).into(),
        kept: (silence + 4).into(),
        silence: silence.into(),
        on_or_after_due: 4.into(),
        early: early.into(),
        early_contested: 2.into(),
        early_unanswered: 1.into(),
        by_reporter: 9.into(),
        contested: 3.into(),
        running: 7.into(),
        void: 1.into(),
        unknown: 0.into(),
        interval: interval(silence + 4, silence + early + 7),
        provisional: false,
    };
    let rows = months().enumerate().map(|(place, month)| ClosureMonth {
        month,
        tally: closure_tally(10 + place as u64, place as u64 % 5),
    });
    Closure {
        limit: Some(Limit::working_days(10)),
        tally: closure_tally(203, 31),
        unknown: vec![],
        months: rows.collect(),
    }
}

fn unknown_promise() -> Promise {
    Promise {
        stage: Stage::FollowUp,
        limit: Some(Limit::working_days(5)),
        tally: Tally { unknown: 117.into(), ..Tally::default() },
        bounds: None,
        unknown: vec![UnknownCount { reason: Reason::NotRecorded, count: 117.into() }],
        open: Open::default(),
        months: vec![],
    }
}

fn empty_closure() -> Closure {
    Closure { limit: None, tally: ClosureTally::default(), unknown: vec![], months: vec![] }
}

fn home() -> Home {
    let few = Promise { tally: tally(4, 2, 1), ..promise(Stage::Disposition, 3) };
    Home {
        cards: vec![
            SourceCard {
                source: FULL.to_owned(),
                reports: 2_013.into(),
                agencies: 14,
                promises: vec![promise(Stage::Disposition, 3), promise(Stage::FollowUp, 5)],
                closure: closure(),
            },
            SourceCard {
                source: BARE.to_owned(),
                reports: 117.into(),
                agencies: 1,
                promises: vec![few, unknown_promise()],
                closure: empty_closure(),
            },
        ],
        stories: stories(),
    }
}

fn overview() -> Overview {
    Overview {
        source: FULL.to_owned(),
        reports: 2_013.into(),
        secret: 41.into(),
        agencies: 14,
        promises: vec![promise(Stage::Disposition, 3), promise(Stage::FollowUp, 5)],
        closure: closure(),
        audits: vec![Audited {
            policy: "lapor".to_owned(),
            compared: 117.into(),
            agree: 91.into(),
            earlier: 8.into(),
            later: 18.into(),
        }],
        note: Some(Words::two("Catatan pengelola.", "A note of the operator.")),
        quality: Quality {
            read: 14_120.into(),
            rejected: 12.into(),
            anomalies: Note::ALL.into_iter().map(|note| (note, 3.into())).collect(),
        },
    }
}

fn bare_overview() -> Overview {
    Overview {
        source: BARE.to_owned(),
        reports: 117.into(),
        secret: 0.into(),
        agencies: 1,
        promises: vec![
            Promise {
                limit: None,
                tally: tally(4, 2, 1),
                months: vec![],
                ..promise(Stage::Disposition, 3)
            },
            unknown_promise(),
        ],
        closure: empty_closure(),
        audits: vec![],
        note: None,
        quality: Quality { read: 117.into(), ..Quality::default() },
    }
}

fn agencies() -> Agencies {
    let line = |name: &AgencyName, follow_up: Tally, months: Vec<Tally>| AgencyLine {
        name: name.name.clone(),
        slug: name.slug.clone(),
        parent: None,
        campaign: false,
        reports: follow_up.due,
        follow_up,
        months,
    };
    let months =
        |shift: u64| (0..18).map(|place| tally(8 + (place * shift) % 9, 6, place % 4)).collect();
    Agencies {
        source: FULL.to_owned(),
        lines: vec![
            line(&water(), tally(287, 80, 45), months(3)),
            line(&roads(), tally(31, 80, 45), months(5)),
            AgencyLine {
                parent: Some(roads().name),
                ..line(&agency("Suku Dinas Jalan", "suku-dinas-jalan"), tally(3, 1, 0), vec![])
            },
            AgencyLine {
                campaign: true,
                ..line(&agency("Tim Sapa Warga", "tim-sapa-warga"), Tally::default(), vec![])
            },
            line(
                &agency("Puskesmas Bukit Rekaan", "puskesmas-bukit-rekaan"),
                Tally { late: Cell::Hidden, due: Cell::Hidden, interval: None, ..tally(9, 0, 3) },
                vec![],
            ),
        ],
    }
}

fn kept(kept: u64, due: u64) -> Option<Kept> {
    Some(Kept { kept: kept.into(), due: due.into(), interval: interval(kept, due) })
}

fn breakdown_line(word: &str, name: Option<&str>, kept: [Option<Kept>; 2]) -> BreakdownLine {
    BreakdownLine {
        word: word.to_owned(),
        name: name.map(str::to_owned),
        part: false,
        has_page: false,
        kept: kept.to_vec(),
    }
}

/// A group with its categories, one of them hidden, one too few, and what is left over.
pub(crate) fn categories() -> Breakdown {
    let part = |line: BreakdownLine| BreakdownLine { part: true, ..line };
    let hidden = Some(Kept { kept: Cell::Hidden, due: 61.into(), interval: None });
    Breakdown {
        source: FULL.to_owned(),
        key: Key::Category,
        within: None,
        told: vec![Stage::FollowUp, Stage::Closure],
        parts_untold: false,
        promises: vec![promise(Stage::Disposition, 3), promise(Stage::FollowUp, 5)],
        closure: closure(),
        lines: vec![
            breakdown_line("air", Some("Air"), [kept(30, 100), kept(40, 60)]),
            part(breakdown_line("air-bersih", Some("Air bersih"), [kept(4, 7), None])),
            part(breakdown_line("irigasi", Some("Irigasi"), [hidden, None])),
            breakdown_line("jalan", Some("Jalan"), [kept(90, 120), kept(45, 61)]),
            breakdown_line("--left", None, [kept(0, 0), hidden]),
        ],
    }
}

fn provinces() -> Breakdown {
    let line = breakdown_line("33", Some("Jawa Tengah"), [kept(70, 100), kept(40, 60)]);
    Breakdown {
        key: Key::Place,
        parts_untold: true,
        lines: vec![BreakdownLine { has_page: true, ..line }],
        ..categories()
    }
}

fn regencies() -> Breakdown {
    let part = |line: BreakdownLine| BreakdownLine { part: true, ..line };
    Breakdown {
        key: Key::Place,
        within: Some(("jawa-tengah".to_owned(), "Jawa Tengah".to_owned())),
        told: vec![Stage::FollowUp, Stage::Closure],
        lines: vec![
            breakdown_line("33", Some("Jawa Tengah"), [kept(70, 100), kept(40, 60)]),
            part(breakdown_line("33.74", Some("Kota Semarang"), [kept(40, 51), kept(20, 30)])),
            part(breakdown_line("33--left", None, [kept(30, 49), kept(20, 30)])),
        ],
        ..categories()
    }
}

/// Two releases, a dispute of an agency and one that the operator found, a decree and takedowns.
pub(crate) fn corrections() -> Corrections {
    let disputed = |agency| Disputed {
        date: day(2025, 11, 3),
        agency,
        what: Words::two("Yang dibantah.", "What was disputed."),
        decided: Words::two("Tidak diubah.", "Unchanged."),
    };
    let printed = |kept: u64, due: u64| Printed { kept: kept.into(), due: due.into() };
    let change = |agency, month, after| ShareChange {
        stage: Stage::FollowUp,
        agency,
        month,
        before: printed(60, 100),
        after,
        is_correction: month.is_some(),
    };
    let release = |number, shares| ReleaseChange {
        number,
        as_of: Some(day(2025, 12, 31)),
        before: Some(day(2025, 11, 30)),
        shares,
    };
    let hidden = Printed { kept: Cell::Hidden, due: 104.into() };
    Corrections {
        source: FULL.to_owned(),
        disputed: vec![disputed(Some(water())), disputed(None)],
        taken_down: 6.into(),
        days: vec![DayMoved {
            date: day(2025, 8, 18),
            works: false,
            decree: Some("Perubahan 2025: + 18 Agustus".to_owned()),
            announced: Some(day(2025, 8, 7)),
        }],
        moved: vec![DueMoved { stage: Stage::FollowUp, count: 31.into() }],
        releases: vec![
            release(
                3,
                vec![
                    change(None, None, printed(70, 110)),
                    change(None, Month::new(2025, 3), printed(61, 100)),
                    change(Some(water()), None, hidden),
                ],
            ),
            release(2, vec![]),
        ],
    }
}

pub(crate) fn scorecard() -> Scorecard {
    let case = |id: &str, title, stage, outcome, due| OpenCase {
        id: id.to_owned(),
        title,
        stage,
        outcome,
        due,
        left: None,
    };
    Scorecard {
        source: FULL.to_owned(),
        agency: water(),
        parents: vec![agency("Pemerintah Kota Contoh", "pemerintah-kota-contoh")],
        units: vec![
            agency("Cabang Utara", "cabang-utara"),
            agency("Cabang Selatan", "cabang-selatan"),
        ],
        administrator: false,
        reports: 436.into(),
        promises: vec![promise(Stage::Disposition, 3), promise(Stage::FollowUp, 5)],
        closure: closure(),
        due_soon: vec![
            OpenCase {
                left: Some(0),
                ..case(
                    "a2bcdefghijklmno",
                    None,
                    Stage::FollowUp,
                    Outcome::Running,
                    Some(day(2025, 12, 31)),
                )
            },
            OpenCase {
                left: Some(3),
                ..case(
                    "c2bcdefghijklmno",
                    text("Pipa pecah"),
                    Stage::FollowUp,
                    Outcome::Running,
                    Some(day(2026, 1, 6)),
                )
            },
        ],
        open: vec![
            case(
                OPEN_ID,
                text("Air keruh sejak Senin di Kelurahan Mawar"),
                Stage::FollowUp,
                Outcome::Overdue,
                Some(day(2025, 11, 20)),
            ),
            case(
                "a2bcdefghijklmno",
                None,
                Stage::FollowUp,
                Outcome::Running,
                Some(day(2026, 1, 6)),
            ),
            case(
                "b2bcdefghijklmno",
                text("Meteran tidak dibaca"),
                Stage::Closure,
                Outcome::Contested,
                None,
            ),
            case(
                "d2bcdefghijklmno",
                text("Tagihan dua kali"),
                Stage::FollowUp,
                Outcome::Paused,
                None,
            ),
        ],
    }
}

fn bare_scorecard() -> Scorecard {
    Scorecard {
        source: BARE.to_owned(),
        agency: agency("Administrator", "administrator"),
        parents: vec![],
        units: vec![],
        administrator: true,
        reports: Cell::Hidden,
        promises: vec![
            Promise {
                tally: Tally {
                    met: Cell::Hidden,
                    due: Cell::Hidden,
                    interval: None,
                    ..tally(0, 2, 1)
                },
                ..promise(Stage::Disposition, 3)
            },
            unknown_promise(),
        ],
        closure: empty_closure(),
        due_soon: vec![],
        open: vec![],
    }
}

fn standing(stage: Stage, outcome: Outcome, reason: Option<Reason>) -> Standing {
    Standing { stage, outcome, reason }
}

fn reports() -> Reports {
    let line = |id: &str, title, agency, submitted, standing| ReportLine {
        id: id.to_owned(),
        title,
        agency,
        submitted,
        standing,
    };
    Reports {
        source: FULL.to_owned(),
        page: 1,
        pages: 3,
        total: 1_802.into(),
        lines: vec![
            line(
                OPEN_ID,
                text("Air keruh sejak Senin di Kelurahan Mawar"),
                Some(water()),
                Some(day(2025, 12, 30)),
                standing(Stage::FollowUp, Outcome::Overdue, None),
            ),
            line(
                "a2bcdefghijklmno",
                text(
                    "Jalan berlubang di depan Pasar Rekaan, tiga sepeda motor sudah jatuh, tolong segera diperbaiki sebelum ada korban lagi",
                ),
                Some(roads()),
                Some(day(2025, 12, 29)),
                standing(Stage::Closure, Outcome::Met, Some(Reason::Silence)),
            ),
            line(
                "b2bcdefghijklmno",
                None,
                None,
                None,
                standing(Stage::Disposition, Outcome::Running, None),
            ),
            line(
                "c2bcdefghijklmno",
                text("<script>alert('halo')</script>"),
                Some(water()),
                Some(day(2025, 12, 1)),
                standing(Stage::Closure, Outcome::Early, Some(Reason::Unanswered)),
            ),
        ],
        general: 170.into(),
    }
}

fn general_reports() -> GeneralReports {
    let line = |id: &str, month, standing| GeneralLine { id: id.to_owned(), month, standing };
    GeneralReports {
        source: FULL.to_owned(),
        page: 1,
        pages: 2,
        lines: vec![
            line(
                GENERAL_ID,
                Month::new(2025, 8),
                standing(Stage::Closure, Outcome::ByReporter, None),
            ),
            line("z2anonimabcdefgh", None, standing(Stage::FollowUp, Outcome::Late, None)),
        ],
    }
}

fn verdict(stage: Stage, limit: u16, outcome: Outcome, reason: Option<Reason>) -> Verdict {
    Verdict {
        stage,
        outcome,
        reason,
        started: None,
        due: None,
        due_promised: None,
        ended: None,
        elapsed: None,
        paused: 0,
        limit: Limit::working_days(limit),
        agency: None::<AgencyId>,
    }
}

fn calendar_day(date: Day, role: DayRole, reason: &str, count: Option<u32>) -> CalendarDay {
    CalendarDay { date, role, reason: reason.to_owned(), count }
}

fn said(kind: EventKind, party: Option<Party>, text: Option<PublicText>) -> Said {
    Said { kind, party, agency: None, to_agency: None, text, attachments: Attachments(0) }
}

fn thread() -> Vec<Said> {
    vec![
        Said {
            attachments: Attachments(2),
            ..said(
                EventKind::Submitted,
                Some(Party::Reporter),
                text(
                    "Air di rumah saya keruh sejak Senin. Saya [NAMA 1], nomor pelanggan [CUSTOMER_ID].\n\nSudah tiga kali menelepon tetapi tidak diangkat. <script>alert(1)</script>",
                ),
            )
        },
        said(EventKind::Verified, Some(Party::Administrator), None),
        Said {
            to_agency: Some(water()),
            ..said(EventKind::Dispositioned, Some(Party::Administrator), None)
        },
        Said {
            agency: Some(water()),
            ..said(EventKind::Acknowledged, Some(Party::Agency), text("Laporan Anda kami terima."))
        },
        Said {
            agency: Some(water()),
            attachments: Attachments(1),
            ..said(
                EventKind::FollowedUp,
                Some(Party::Agency),
                text(
                    "Pipa utama di Jalan Mawar bocor dan sudah diganti. Air akan jernih dalam dua hari.",
                ),
            )
        },
        said(
            EventKind::ReporterReplied,
            Some(Party::Reporter),
            text("Sampai sekarang masih keruh."),
        ),
        Said {
            agency: Some(water()),
            ..said(EventKind::FollowedUp, None, text("Jaringan kami bilas lagi besok."))
        },
        said(EventKind::Closed, Some(Party::System), None),
        said(EventKind::LastActivity, None, None),
    ]
}

fn open_report() -> Report {
    let week = [
        (14, DayRole::Zero, "hari nol: hari dimulainya hitungan", None),
        (15, DayRole::Counted, "hari kerja ke-1", Some(1)),
        (16, DayRole::Weekend, "Sabtu, bukan hari kerja", None),
        (17, DayRole::Weekend, "Minggu, bukan hari kerja", None),
        (
            18,
            DayRole::Holiday,
            "cuti bersama: Hari Kemerdekaan (keputusan nomor 933/2025, 1/2025, 3/2025)",
            None,
        ),
        (19, DayRole::Counted, "hari kerja ke-2", Some(2)),
        (20, DayRole::Paused, "dijeda: menunggu data dari pelapor", None),
        (21, DayRole::Counted, "hari kerja ke-3", Some(3)),
    ];
    let calendar: Vec<CalendarDay> = week
        .into_iter()
        .map(|(number, role, reason, count)| {
            calendar_day(day(2025, 8, number), role, reason, count)
        })
        .collect();
    let long = (1..=15)
        .map(|number| {
            calendar_day(day(2025, 9, number), DayRole::Counted, "hari kerja", Some(number))
        })
        .collect();
    Report::Open {
        source: FULL.to_owned(),
        id: OPEN_ID.to_owned(),
        report: OpenReport {
            title: text("Air keruh sejak Senin di Kelurahan Mawar"),
            submitted: Some(day(2025, 8, 14)),
            facts: Facts {
                class: Some("Pengaduan".to_owned()),
                category: Some("Air bersih".to_owned()),
                program: None,
                place: Some("Kota Contoh".to_owned()),
                channel: Some("Pesan pendek".to_owned()),
            },
            thread: thread()
                .into_iter()
                .enumerate()
                .map(|(place, said)| Turn {
                    day: (place != 8).then(|| day(2025, 8, 14 + place as u32)),
                    said,
                })
                .collect(),
            clocks: vec![
                Clock {
                    verdict: Verdict {
                        started: Some(day(2025, 8, 14)),
                        due: Some(day(2025, 8, 21)),
                        ended: Some(day(2025, 8, 19)),
                        elapsed: Some(2),
                        paused: 1,
                        ..verdict(Stage::Disposition, 3, Outcome::Met, None)
                    },
                    owner: None,
                    due_promised: Some(day(2025, 8, 20)),
                    calendar: calendar.into(),
                },
                Clock {
                    verdict: Verdict {
                        started: Some(day(2025, 8, 19)),
                        due: Some(day(2025, 8, 26)),
                        ended: Some(day(2025, 8, 28)),
                        elapsed: Some(7),
                        ..verdict(Stage::FollowUp, 5, Outcome::Late, None)
                    },
                    owner: Some(water()),
                    due_promised: None,
                    calendar: [].into(),
                },
                Clock {
                    verdict: Verdict {
                        started: Some(day(2025, 9, 1)),
                        due: Some(day(2025, 9, 15)),
                        ended: Some(day(2025, 9, 15)),
                        elapsed: Some(10),
                        ..verdict(Stage::Closure, 10, Outcome::Met, Some(Reason::Silence))
                    },
                    owner: None,
                    due_promised: None,
                    calendar: long,
                },
            ],
            custody: vec![
                Custody {
                    agency: Some(roads()),
                    arrived: day(2025, 8, 14),
                    left: Left::On(day(2025, 8, 15)),
                    held: Some(1),
                    unit: Unit::WorkingDays,
                },
                Custody {
                    agency: None,
                    arrived: day(2025, 8, 15),
                    left: Left::On(day(2025, 8, 19)),
                    held: Some(1),
                    unit: Unit::WorkingDays,
                },
                Custody {
                    agency: Some(water()),
                    arrived: day(2025, 8, 19),
                    left: Left::Still,
                    held: Some(93),
                    unit: Unit::WorkingDays,
                },
            ],
        },
    }
}

/// A report of a source without texts, of which the follow-up is unknown.
fn untold_report() -> Report {
    Report::Open {
        source: BARE.to_owned(),
        id: "q2bcdefghijklmno".to_owned(),
        report: OpenReport {
            title: None,
            submitted: None,
            facts: Facts::default(),
            thread: vec![],
            clocks: vec![
                Clock {
                    verdict: verdict(
                        Stage::Disposition,
                        3,
                        Outcome::Unknown,
                        Some(Reason::MissingTime),
                    ),
                    owner: None,
                    due_promised: None,
                    calendar: [].into(),
                },
                Clock {
                    verdict: verdict(
                        Stage::FollowUp,
                        5,
                        Outcome::Unknown,
                        Some(Reason::NotRecorded),
                    ),
                    owner: None,
                    due_promised: None,
                    calendar: [].into(),
                },
            ],
            custody: vec![],
        },
    }
}

fn general_report() -> Report {
    Report::General {
        source: FULL.to_owned(),
        id: GENERAL_ID.to_owned(),
        report: GeneralReport {
            why: WhyGeneral::Anonymous,
            title: text("Pungutan di loket"),
            month: Month::new(2025, 8),
            facts: Facts { category: Some("Pelayanan publik".to_owned()), ..Facts::default() },
            thread: thread(),
            standings: vec![
                standing(Stage::Disposition, Outcome::Met, None),
                standing(Stage::FollowUp, Outcome::Late, None),
                standing(Stage::Closure, Outcome::Early, Some(Reason::Contested)),
            ],
        },
    }
}

fn downloads(source: &str) -> Downloads {
    let file = |name: &str| Download { name: name.to_owned(), bytes: 1_500 };
    Downloads {
        source: source.to_owned(),
        open: 1_234.into(),
        tables: vec![DownloadTable {
            name: "verdicts".to_owned(),
            files: ["verdicts.csv", "verdicts.json", "verdicts.parquet"].map(file).into(),
        }],
        documents: ["lapor.toml", "datapackage.json"].map(file).into(),
    }
}

fn follow_ups() -> FollowUps {
    FollowUps {
        source: FULL.to_owned(),
        lines: vec![
            FollowUpLine {
                day: day(2025, 12, 30),
                agency: Some(water()),
                id: OPEN_ID.to_owned(),
                title: text("Air keruh sejak Senin di Kelurahan Mawar"),
                text: text(
                    "Pipa utama di Jalan Mawar bocor dan sudah diganti. Air akan jernih dalam dua hari. Bila masih keruh, mohon tulis lagi di halaman ini supaya petugas kami datang. Terima kasih kepada [NAMA 1] yang sudah melapor dan menyertakan foto, sehingga petugas langsung menemukan tempatnya tanpa harus mencari.",
                ),
                attachments: Attachments(1),
            },
            FollowUpLine {
                day: day(2025, 12, 29),
                agency: None,
                id: "a2bcdefghijklmno".to_owned(),
                title: None,
                text: None,
                attachments: Attachments(0),
            },
        ],
    }
}
