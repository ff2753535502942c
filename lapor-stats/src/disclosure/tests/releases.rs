//! What a release owes to those before it.

use proptest::prelude::*;

use super::super::{Cell, Cells, Dimension, Releases, State, Table, attack, suppress};

/// A table of agencies and outcomes with all its sums.
fn table(counts: &[u64]) -> Cells {
    let lines: Vec<String> = (1..=counts.len() / 2).map(|at| format!("a{at}")).collect();
    let dimensions = vec![
        Dimension::summed("agency", &lines, 5),
        Dimension::summed("outcome", &["met", "late"], 5),
    ];
    let counts = counts.iter().map(|&count| (count, 0)).collect();
    let mut cells = Cells::new();
    Table { name: "t".to_owned(), dimensions, counts }.declare(&mut cells).unwrap();
    cells
}

/// Publishes a table after others; whether that can be done.
fn publish(releases: &mut Releases, name: &str, counts: &[u64]) -> Option<Cells> {
    let mut cells = table(counts);
    releases.declare(&mut cells).unwrap();
    let done = suppress(&mut cells);
    if !done.lost.is_empty() {
        return None;
    }
    assert!(attack(&cells).is_safe(), "{:?}", attack(&cells).proof(&cells));
    releases.record(name, &cells);
    Some(cells)
}

fn state(cells: &Cells, agency: &str, outcome: &str) -> State {
    let name = ["t".to_owned(), format!("agency={agency}"), format!("outcome={outcome}")];
    cells.get(cells.find(&name).unwrap()).state
}

#[test]
fn the_same_again_hides_and_shows_the_same_and_is_no_release() {
    //  3 17 | 20     The 3 and three others are hidden.
    // 40  9 | 49
    let mut releases = Releases::default();
    let first = publish(&mut releases, "may", &[3, 17, 40, 9]).unwrap();
    let known = releases.clone();
    let again = publish(&mut releases, "june", &[3, 17, 40, 9]).unwrap();
    assert_eq!(releases, known);
    assert_eq!(releases.names(), ["may"]);
    for (id, cell) in first.iter() {
        assert_eq!(again.get(id).state, cell.state, "{}", first.name(id));
    }
}

#[test]
fn one_more_in_one_cell_is_seen_by_whoever_subtracts() {
    // May shows everything. In June one report of the first agency is late: 31 - 30 = 1.
    let mut releases = Releases::default();
    let may = publish(&mut releases, "may", &[20, 30, 40, 50]).unwrap();
    assert!(may.iter().all(|(_, cell)| cell.state == State::Shown));
    let june = publish(&mut releases, "june", &[20, 31, 40, 50]).unwrap();
    assert_eq!(state(&june, "a1", "late"), State::Hidden);
    // Its sums give the difference as well: 51 - 50, 81 - 80 and 141 - 140.
    let sums = [vec!["t", "agency=a1"], vec!["t", "outcome=late"], vec!["t"]];
    for name in sums {
        assert_eq!(june.get(june.find(&name).unwrap()).state, State::Hidden, "{name:?}");
    }
    // What has not changed is known and stays.
    assert_eq!(state(&june, "a2", "late"), State::Shown);
    // July has five more than May and four more than June, which hid it: what was hidden stays hidden.
    let july = publish(&mut releases, "july", &[20, 35, 40, 50]).unwrap();
    assert_eq!(releases.names(), ["may", "june", "july"]);
    assert_eq!(state(&july, "a1", "late"), State::Hidden);
}

#[test]
fn one_fewer_is_seen_as_well() {
    let mut releases = Releases::default();
    publish(&mut releases, "may", &[20, 30, 40, 50]).unwrap();
    let june = publish(&mut releases, "june", &[21, 29, 40, 50]).unwrap();
    assert_eq!(state(&june, "a1", "late"), State::Hidden);
    assert_eq!(state(&june, "a1", "met"), State::Hidden);
    // One has gone over: the agency's sum has not changed.
    assert_eq!(june.get(june.find(&["t", "agency=a1"]).unwrap()).state, State::Shown);
}

#[test]
fn what_is_empty_now_may_be_told() {
    // May hides all four, among them the 3 that were late; in June these were answered, and nobody is left to be known.
    //  9  3 | 12      12  0 | 12
    //  9  8 | 17       9  8 | 17
    let mut releases = Releases::default();
    let may = publish(&mut releases, "may", &[9, 3, 9, 8]).unwrap();
    assert_eq!(state(&may, "a1", "late"), State::Hidden);
    let june = publish(&mut releases, "june", &[12, 0, 9, 8]).unwrap();
    // Shown or not, May's 3 is no more to be had than it was.
    let three = june.find(&["earlier release may", "t", "agency=a1", "outcome=late"]).unwrap();
    let found = attack(&june);
    assert!(found.of(three).unwrap().safe);
}

#[test]
fn five_more_may_be_told() {
    let mut releases = Releases::default();
    publish(&mut releases, "may", &[20, 30, 40, 50]).unwrap();
    let june = publish(&mut releases, "june", &[20, 35, 40, 50]).unwrap();
    assert_eq!(state(&june, "a1", "late"), State::Shown);
}

#[test]
fn the_relations_of_an_earlier_release_still_hold() {
    //  3  9 | 12     May hides all four.
    //  8  9 | 17
    // June: the late of a1 are 5 more and those of a2 20 more; the sums are shown in both. The 3 has not changed and is no more
    // to be had from June's table than from May's.
    let mut releases = Releases::default();
    publish(&mut releases, "may", &[3, 9, 8, 9]).unwrap();
    let june = publish(&mut releases, "june", &[3, 14, 8, 29]).unwrap();
    assert_eq!(state(&june, "a1", "met"), State::Hidden);
    let three = june.find(&["t", "agency=a1", "outcome=met"]).unwrap();
    let finding = attack(&june);
    let finding = finding.of(three).unwrap();
    assert!(finding.safe && finding.exact);
    // May's total of the line is 12 and shown, so it cannot be more, whatever June says.
    assert_eq!((finding.least, finding.greatest), (0, Some(11)));
}

#[test]
fn what_is_written_is_read_again() {
    let mut releases = Releases::default();
    publish(&mut releases, "may", &[3, 17, 40, 9]).unwrap();
    publish(&mut releases, "june", &[3, 17, 60, 9]).unwrap();
    let mut bytes = Vec::new();
    releases.write(&mut bytes).unwrap();
    assert_eq!(Releases::read(&bytes[..], "memory").unwrap(), releases);
}

#[test]
fn a_list_is_written_and_compared_as_the_memory_of_it_alone() {
    let mut releases = Releases::default();
    let may = publish(&mut releases, "may", &[3, 17, 40, 9]).unwrap();
    // What earlier releases had, and what is new since, is no part of the list.
    let june = publish(&mut releases, "june", &[3, 17, 40, 30]).unwrap();
    assert!(june.iter().any(|(id, _)| june.words(id).next().is_some_and(Releases::is_earlier)));
    let written = |cells: &Cells| {
        let (mut alone, mut told, mut first) = (Releases::default(), Vec::new(), Vec::new());
        alone.record("now", cells);
        alone.write(&mut told).unwrap();
        Releases::write_first("now", cells, &mut first).unwrap();
        assert_eq!(String::from_utf8(first).unwrap(), String::from_utf8(told.clone()).unwrap());
        told
    };
    written(&june);
    written(&Cells::new());
    let may_file = written(&may);
    let same = |before: &Cell, now: &Cell| before.value == now.value;
    let are_last = |cells: &Cells| Releases::are_last(&may_file[..], "may", cells, same).unwrap();
    let again = table(&[3, 17, 40, 9]);
    assert!(are_last(&again));
    assert!(!are_last(&table(&[3, 17, 40, 30])));
    // One cell fewer, and one more.
    assert!(!are_last(&table(&[3, 17])));
    assert!(!are_last(&table(&[3, 17, 40, 9, 0, 0])));
    assert!(Releases::are_last(&may_file[..20], "may", &again, same).is_err());
}

#[test]
fn a_broken_memory_is_refused_by_its_line() {
    let head = "{\"format\":\"lapor-releases\",\"version\":1}\n";
    let release = "{\"release\":\"may\"}\n";
    let cell = "{\"cell\":[\"t\"],\"value\":3,\"on_pages\":0,\"threshold\":5,\"weight\":1,\"state\":\"hidden\"}\n";
    let refused = |text: &str| Releases::read(text.as_bytes(), "memory").unwrap_err().to_string();
    let cases = [
        ("", "memory:1: found the end of the file, expected a last line that says so"),
        (
            "{\"format\":\"lapor-summary\",\"version\":1}\n",
            "memory:1: found another format version 1, expected lapor-releases version 1 or 2",
        ),
        (
            "{\"format\":\"lapor-releases\",\"version\":3}\n",
            "memory:1: found lapor-releases version 3, expected lapor-releases version 1 or 2",
        ),
        ("hello\n", "memory:1: found something else, expected the head of a memory of releases"),
        (
            &format!("{head}{cell}"),
            "memory:2: found a cell before any release, expected a release, cell, relation or end",
        ),
        (
            &format!("{head}{release}{cell}"),
            "memory:4: found the end of the file, expected a last line that says so",
        ),
        (
            &format!("{head}{release}{cell}{{\"total\":0,\"parts\":[1]}}\n"),
            "memory:4: found a cell that is not there yet, expected numbers under 1",
        ),
        (
            &format!("{head}{release}{}", cell.replace("\"on_pages\":0", "\"on_pages\":9")),
            "memory:3: found more reports on pages than there are",
        ),
    ];
    for (text, message) in cases {
        assert_eq!(refused(text), message, "{text}");
    }
    let head = "{\"format\":\"lapor-releases\",\"version\":2}\n{\"release\":\"may\"}\n{\"words\":[\"t\"]}\n";
    let nothing = "expected a release, cell, relation or end";
    for (row, message) in [
        (cell, format!("found another line, {nothing}")),
        ("[[0]]\n", format!("found something else, {nothing}")),
        ("[[0],3,1,5,0,\"secret\"]\n", format!("found something else, {nothing}")),
        ("[[0],3,1,5,0,\"shown\",1]\n", format!("found something else, {nothing}")),
        ("[[1],3]\n", "found a word that is not there yet, expected numbers under 1".to_owned()),
        ("[[0],3,1,5,4]\n", "found more reports on pages than there are".to_owned()),
        ("[0,[0,1]]\n", "found a cell that is not there yet, expected numbers under 0".to_owned()),
        ("[0,[0]]\n", format!("found something else, {nothing}")),
    ] {
        assert_eq!(refused(&format!("{head}{row}")), format!("memory:4: {message}"), "{row}");
    }
    // A run of parts that would fill the memory is no run of cells that are there.
    let run = format!("{head}[[0],3]\n[0,[0,4000000000,0]]\n");
    assert_eq!(
        refused(&run),
        "memory:5: found a cell that is not there yet, expected numbers under 1"
    );
}

#[test]
fn what_the_version_before_wrote_is_read_and_written_anew() {
    let old = "{\"format\":\"lapor-releases\",\"version\":1}\n\
        {\"release\":\"may\"}\n\
        {\"cell\":[\"t\"],\"value\":20,\"on_pages\":0,\"threshold\":5,\"weight\":8,\"state\":\"hidden\"}\n\
        {\"cell\":[\"t\",\"a=1\"],\"value\":3,\"on_pages\":3,\"threshold\":5,\"weight\":1,\"state\":\"shown\"}\n\
        {\"cell\":[\"t\",\"a=2\"],\"value\":17,\"on_pages\":0,\"threshold\":10,\"weight\":1,\"state\":\"unpublished\"}\n\
        {\"total\":0,\"parts\":[1,2]}\n\
        {\"end\":true}\n";
    let new = "{\"format\":\"lapor-releases\",\"version\":2}\n\
        {\"release\":\"may\"}\n\
        {\"words\":[\"t\",\"a=1\",\"a=2\"]}\n\
        [[0],20,8,5,0,\"hidden\"]\n\
        [[0,1],3]\n\
        [[0,2],17,1,10,0,\"unpublished\"]\n\
        [0,[1,2]]\n\
        {\"end\":true}\n";
    let releases = Releases::read(old.as_bytes(), "memory").unwrap();
    let mut bytes = Vec::new();
    releases.write(&mut bytes).unwrap();
    assert_eq!(String::from_utf8(bytes).unwrap(), new);
    assert_eq!(Releases::read(new.as_bytes(), "memory").unwrap(), releases);
}

#[test]
fn runs_of_parts_hold_whatever_order_they_stand_in() {
    // Parts in the order of the list, which is not that of the cells in the memory: 2, 4, 6, 5, 3, 0, 1 and the like.
    for parts in [&[2, 4, 6][..], &[6, 5, 3], &[0, 1, 3, 5, 7, 2], &[7], &[1, 2, 4, 6]] {
        let mut releases = Releases::default();
        let mut cells = Cells::new();
        let all = ["0", "1", "2", "3", "4", "5", "6", "7"];
        all.iter().for_each(|name| {
            cells.add(&[name], Cell::shown(1, 1, 5)).unwrap();
        });
        releases.record("may", &cells);
        // June declares them in another order, and a sum of them.
        let mut june = Cells::new();
        let ids: Vec<_> = parts
            .iter()
            .map(|&part: &usize| june.add(&[all[part]], Cell::shown(1, 1, 5)).unwrap())
            .collect();
        let count = parts.len() as u64;
        let sum = june.add(&["sum"], Cell::shown(count, count, 5)).unwrap();
        june.relate(sum, &ids).unwrap();
        releases.record("june", &june);
        let mut bytes = Vec::new();
        releases.write(&mut bytes).unwrap();
        assert_eq!(Releases::read(&bytes[..], "memory").unwrap(), releases, "{parts:?}");
        let told = String::from_utf8(bytes).unwrap();
        assert!(told.contains("\n[8,["), "{told}");
    }
}

proptest! {
    /// Whatever is published month after month, nothing can be worked out of all months together, nothing that was hidden is told
    /// while it has not changed, and the memory holds it all.
    #[test]
    fn month_after_month_nothing_comes_out(
        start in prop::collection::vec(0_u64..40, 6),
        more in prop::collection::vec(prop::collection::vec(-2_i64..8, 6), 1..4),
    ) {
        let mut releases = Releases::default();
        let mut counts = start;
        let mut last = publish(&mut releases, "0", &counts);
        for (month, more) in more.iter().enumerate() {
            let before = counts.clone();
            for (count, by) in counts.iter_mut().zip(more) {
                *count = count.saturating_add_signed(*by);
            }
            let mut bytes = Vec::new();
            releases.write(&mut bytes).unwrap();
            prop_assert_eq!(&Releases::read(&bytes[..], "memory").unwrap(), &releases);
            let now = publish(&mut releases, &(month + 1).to_string(), &counts);
            if let (Some(last), Some(now)) = (&last, &now) {
                for (id, cell) in table(&before).iter() {
                    let same = now.get(id).value == cell.value;
                    if same && last.get(id).state == State::Hidden {
                        prop_assert_eq!(now.get(id).state, State::Hidden);
                    }
                }
            }
            // Where it cannot be done nothing was published, and the last release is still the one before.
            if now.is_some() {
                last = now;
            } else {
                counts = before;
            }
        }
    }
}
