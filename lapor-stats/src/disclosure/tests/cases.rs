//! Cases whose arithmetic stands beside them.

use super::super::{Cell, CellId, Cells, Dimension, Node, State, Table, attack, explain, suppress};

/// A table with sums over its lines and columns.
fn grid(lines: usize, counts: &[u64]) -> (Cells, Vec<CellId>) {
    let names =
        |n: usize, letter: &str| (1..=n).map(|at| format!("{letter}{at}")).collect::<Vec<_>>();
    let dimensions = vec![
        Dimension::summed("line", &names(lines, "l"), 5),
        Dimension::summed("column", &names(counts.len() / lines, "c"), 5),
    ];
    let counts = counts.iter().map(|&count| (count, 0)).collect();
    let mut cells = Cells::new();
    let ids = Table { name: "t".to_owned(), dimensions, counts }.declare(&mut cells).unwrap();
    (cells, ids)
}

fn at(cells: &Cells, line: &str, column: &str) -> CellId {
    cells.find(&["t", &format!("column={column}"), &format!("line={line}")]).unwrap()
}

fn bounds(cells: &Cells, id: CellId) -> (u64, Option<u64>) {
    let attack = attack(cells);
    let finding = attack.of(id).unwrap();
    assert!(finding.exact);
    (finding.least, finding.greatest)
}

#[test]
fn one_hidden_cell_is_its_total_less_the_others() {
    // 3 17 | 20
    // 9 12 | 21      20 - 17 = 3
    let (mut cells, _) = grid(2, &[3, 17, 9, 12]);
    cells.hide(at(&cells, "l1", "c1"));
    let attack = attack(&cells);
    assert_eq!(
        attack.proof(&cells).unwrap(),
        "t / column=c1 / line=l1 = 3: t / column=c1 (12) less what else is shown of it (9)"
    );
}

#[test]
fn two_hidden_in_a_line_fall_to_their_columns() {
    // c   c  | 20     the first column gives 12 - 9 = 3, the second 29 - 12 = 17
    // 9  12  | 21
    let (mut cells, _) = grid(2, &[3, 17, 9, 12]);
    let hidden = [at(&cells, "l1", "c1"), at(&cells, "l1", "c2")];
    hidden.iter().for_each(|&id| cells.hide(id));
    assert_eq!(hidden.map(|id| bounds(&cells, id)), [(3, Some(3)), (17, Some(17))]);
    assert!(!attack(&cells).is_safe());
}

#[test]
fn a_circle_of_four_swings_by_what_its_least_cells_hold() {
    // 3 17   The 3 and the 12 fall together, by 3 at most, while the 17 and the 9 rise: 0, 20, 12, 9.
    // 9 12   They rise together, by min(17, 9) = 9 at most, while the others fall: 12, 8, 0, 21.
    let (mut cells, _) = grid(2, &[3, 17, 9, 12]);
    let hidden = ["l1", "l2"].map(|line| ["c1", "c2"].map(|column| at(&cells, line, column)));
    hidden.iter().flatten().for_each(|&id| cells.hide(id));
    assert_eq!(
        hidden.map(|line| line.map(|id| bounds(&cells, id))),
        [[(0, Some(12)), (8, Some(20))], [(0, Some(12)), (9, Some(21))]]
    );
    assert!(attack(&cells).is_safe());
}

#[test]
fn a_circle_that_swings_by_less_than_the_threshold_is_unsafe() {
    // 2 2   falls by 2, rises by 2: 0..4 is 4 wide, and everybody knows it for small
    // 2 2
    let (mut cells, ids) = grid(2, &[2, 2, 2, 2]);
    for id in ids {
        if cells.get(id).value == 2 {
            cells.hide(id);
        }
    }
    // The sums over lines and columns are 4 and shown, which breaks the rule as well.
    let attack = attack(&cells);
    let inner = attack.of(at(&cells, "l1", "c1")).unwrap();
    assert_eq!((inner.least, inner.greatest, inner.exact, inner.safe), (0, Some(4), true, false));
    assert_eq!(attack.unsafe_findings().count(), 8);
}

#[test]
fn what_can_be_counted_on_pages_is_taken_off() {
    // 7 reports, 5 of them with a page: the rest of 2 is small, whatever the 7 looks like.
    let mut cells = Cells::new();
    let part = cells.add(&["part"], Cell::shown(7, 5, 5)).unwrap();
    let other = cells.add(&["other"], Cell::shown(30, 28, 5)).unwrap();
    let all = cells.add(&["all"], Cell::shown(37, 33, 5)).unwrap();
    cells.relate(all, &[part, other]).unwrap();
    assert!(
        cells.get(part).is_sensitive()
            && cells.get(other).is_sensitive()
            && cells.get(all).is_sensitive()
    );
    // 37 shown and both parts hidden: without pages 0..37, with them the rests are 0..4 only: too narrow.
    cells.hide(part);
    cells.hide(other);
    assert_eq!(bounds(&cells, part), (5, Some(9)));
    assert!(!attack(&cells).is_safe());
    // With the sum hidden too nothing bounds them from above.
    let done = suppress(&mut cells);
    assert_eq!((done.primary.len(), done.secondary.len()), (3, 0));
    assert_eq!(bounds(&cells, part), (5, None));
    // All with a page: the rest is 0, and there is nothing to hide.
    assert!(!Cell::shown(3, 3, 5).is_sensitive());
}

#[test]
fn two_releases_cannot_be_subtracted() {
    // 20 in the first, 22 in the second: two new ones. The first is out, so the second must be hidden.
    let mut cells = Cells::new();
    let first = cells.add(&["r1", "all"], Cell::shown(20, 0, 5).released(State::Shown)).unwrap();
    let second = cells.add(&["r2", "all"], Cell::shown(22, 0, 5)).unwrap();
    let new = cells.grows(first, second).unwrap();
    let before = attack(&cells);
    assert_eq!(before.unsafe_findings().count(), 1);
    assert!(
        explain(&cells, before.of(new).unwrap())
            .ends_with("= 2: r2 / all (22) less what else is shown of it (20)")
    );
    let done = suppress(&mut cells);
    assert_eq!((cells.get(second).state, cells.get(first).state), (State::Hidden, State::Shown));
    assert!(done.lost.is_empty() && attack(&cells).is_safe());
}

#[test]
fn what_was_hidden_stays_hidden_and_what_was_shown_stays_known() {
    // Nothing about 40 and 50 needs hiding any more, but the last release hid the 40.
    let mut cells = Cells::new();
    let hidden = cells.add(&["a"], Cell::shown(40, 0, 5).released(State::Hidden)).unwrap();
    let other = cells.add(&["b"], Cell::shown(50, 0, 5)).unwrap();
    let all = cells.add(&["all"], Cell::shown(90, 0, 5).released(State::Shown)).unwrap();
    cells.relate(all, &[hidden, other]).unwrap();
    let done = suppress(&mut cells);
    assert_eq!((cells.get(hidden).state, cells.get(other).state), (State::Hidden, State::Hidden));
    assert_eq!((done.primary, done.secondary), (vec![hidden], vec![other]));
    // A 3 that is out cannot be taken back, and is said to be lost.
    let mut cells = Cells::new();
    let out = cells.add(&["out"], Cell::shown(3, 0, 5).released(State::Shown)).unwrap();
    assert_eq!(suppress(&mut cells).lost, [out]);
    assert_eq!(attack(&cells).proof(&cells).unwrap(), "out = 3: it is shown");
}

#[test]
fn all_but_three_says_three() {
    // 97 of 100 met: no column counts the others, and yet they are 3.
    let mut cells = Cells::new();
    let met = cells.add(&["met"], Cell::shown(97, 0, 5)).unwrap();
    let all = cells.add(&["all"], Cell::shown(100, 0, 5).weighing(8)).unwrap();
    assert!(attack(&cells).is_safe());
    cells.complement(all, met).unwrap();
    assert!(!attack(&cells).is_safe());
    suppress(&mut cells);
    // The part is hidden rather than the total.
    assert_eq!((cells.get(met).state, cells.get(all).state), (State::Hidden, State::Shown));
    assert!(attack(&cells).is_safe());
}

#[test]
fn a_sum_has_the_threshold_of_its_least_sensitive_part() {
    let node = |name: &str, parent, threshold| Node { name: name.to_owned(), parent, threshold };
    let category = Dimension {
        name: "category".to_owned(),
        nodes: vec![
            node("all", None, 5),
            node("health", Some(0), 5),
            node("birth", Some(1), 10),
            node("death", Some(1), 10),
            node("roads", Some(0), 5),
        ],
    };
    let table = Table {
        name: "t".to_owned(),
        dimensions: vec![category],
        counts: vec![(7, 0), (20, 0), (6, 0)],
    };
    let mut cells = Cells::new();
    let ids = table.declare(&mut cells).unwrap();
    let thresholds: Vec<u64> = ids.iter().map(|&id| cells.get(id).threshold).collect();
    assert_eq!(thresholds, [5, 10, 10, 10, 5]);
    assert_eq!(ids.iter().map(|&id| cells.get(id).value).collect::<Vec<_>>(), [33, 27, 7, 20, 6]);
    // 7 is under 10 and takes the other kind of health with it; 6 roads may stand.
    let done = suppress(&mut cells);
    assert_eq!((done.primary, done.secondary), (vec![ids[2]], vec![ids[3]]));
}

#[test]
fn a_second_table_gives_the_first_away() {
    // Agency by month and agency by channel share the agency's sum. Hidden with its neighbour the 3 is safe in the first,
    // until a page prints the two of them together.
    let mut cells = Cells::new();
    let counts = [3, 9, 30].map(|count| Cell::shown(count, 0, 5));
    let [small, next, big] = ["jan", "feb", "mar"];
    let ids: Vec<CellId> = [small, next, big]
        .iter()
        .zip(counts)
        .map(|(name, cell)| cells.add(&[*name], cell).unwrap())
        .collect();
    let all = cells.add(&["all"], Cell::shown(42, 0, 5)).unwrap();
    cells.relate(all, &ids).unwrap();
    cells.hide(ids[0]);
    cells.hide(ids[1]);
    assert!(attack(&cells).is_safe());
    let page = cells.add(&["a sentence: feb and mar"], Cell::shown(39, 0, 5)).unwrap();
    cells.relate(page, &ids[1..]).unwrap();
    // 39 - 30 = 9, and 42 - 39 = 3.
    assert_eq!(bounds(&cells, ids[0]), (3, Some(3)));
}

#[test]
fn three_pairwise_sums_give_all_three_away() {
    // An odd circle: a + b = 6, b + c = 5, a + c = 5. The sum of the three is 8, so that c = 2, a = 3, b = 3.
    let mut cells = Cells::new();
    let [a, b, c] = [("a", 3), ("b", 3), ("c", 2)]
        .map(|(name, n)| cells.add(&[name], Cell::shown(n, 0, 5)).unwrap());
    for (name, n, parts) in [("ab", 6, [a, b]), ("bc", 5, [b, c]), ("ac", 5, [a, c])] {
        let sum = cells.add(&[name], Cell::shown(n, 0, 5)).unwrap();
        cells.relate(sum, &parts).unwrap();
    }
    [a, b, c].iter().for_each(|&id| cells.hide(id));
    assert_eq!([a, b, c].map(|id| bounds(&cells, id)), [(3, Some(3)), (3, Some(3)), (2, Some(2))]);
}

#[test]
fn wrong_lists_are_refused() {
    let mut cells = Cells::new();
    assert!(cells.add(&["x"], Cell { on_pages: 4, ..Cell::shown(3, 0, 5) }).is_err());
    assert!(cells.add(&["x"], Cell::shown(3, 0, 0)).is_err());
    assert!(cells.add(&["x"], Cell::shown(u64::MAX, 0, 5)).is_err());
    let x = cells.add(&["x"], Cell::shown(3, 0, 5)).unwrap();
    assert_eq!(cells.add(&["x"], Cell::shown(3, 0, 10)), Ok(x));
    assert_eq!(cells.get(x).threshold, 10);
    assert!(cells.add(&["x"], Cell::shown(4, 0, 5)).is_err());
    let y = cells.add(&["y"], Cell::shown(4, 0, 5)).unwrap();
    assert!(
        cells.relate(y, &[x]).is_err()
            && cells.relate(y, &[]).is_err()
            && cells.relate(y, &[y]).is_err()
    );
    assert!(cells.grows(y, x).is_err() && cells.complement(x, y).is_err());
}
