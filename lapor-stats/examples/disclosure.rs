//! Figures of suppression and attack on invented tables: `cargo run --release --example disclosure [FAMILIES]`.
//!
//! Families of linked tables, planted attacks, the optimum of small tables, with `--national` a national table too. With
//! `--json FILE` it also writes lists of cells with the attacker's bounds, for another solver to compute them again,
//! with `--tables FILE` plain tables of lines and columns, for another program to suppress.

use std::fmt::Write;

use lapor_stats::disclosure::{
    Attack, Cell, CellId, Cells, Dimension, Node, State, Suppression, Table, attack, suppress,
};
use rayon::prelude::*;

#[path = "../src/disclosure/tests/invent.rs"]
mod invent;

use invent::{Random, family, lightest, planted, tangle};

/// A figure and how long it took.
fn timed<T>(name: &str, run: impl FnOnce() -> T) -> T {
    #[expect(
        clippy::disallowed_methods,
        reason = "the time is what is to be shown; no result depends on it"
    )]
    let start = std::time::Instant::now();
    let result = run();
    println!("  {name}: {:.1} s", start.elapsed().as_secs_f64());
    result
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let mut number = 10_000;
    let (mut json, mut tables) = (None, None);
    let mut large = false;
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--json" => json = arguments.next(),
            "--tables" => tables = arguments.next(),
            "--national" => large = true,
            other => number = other.parse().unwrap_or(number),
        }
    }
    let text = families(number);
    for (path, text) in [(json, text), (tables, plain_tables())] {
        if let Some(path) = path
            && let Err(error) = std::fs::write(&path, text)
        {
            println!("{path}: {error}");
        }
    }
    if number != 0 {
        plants();
        optimum();
    }
    if large {
        [0, 85].into_iter().for_each(national);
    }
}

/// What came of one family.
struct Told {
    cells: usize,
    findings: usize,
    exact: usize,
    safe: bool,
    lost: usize,
    /// Nothing, or whether the secondary cells are proved the lightest.
    optimal: Option<bool>,
    digest: u64,
    json: String,
}

/// A number that tells one suppression from another: FNV-1a over what the public sees of each cell.
fn digest(cells: &Cells, attack: &Attack) -> u64 {
    let states = cells.iter().map(|(_, cell)| u64::from(cell.state == State::Hidden));
    let bounds =
        attack.findings.iter().flat_map(|found| [found.least, found.greatest.unwrap_or(u64::MAX)]);
    states
        .chain(bounds)
        .fold(0xcbf2_9ce4_8422_2325, |digest, word| (digest ^ word).wrapping_mul(0x0100_0000_01b3))
}

/// Families of linked tables, none unsafe; the first few hundred as JSON.
fn families(number: u64) -> String {
    const TOLD: u64 = 300;
    println!("{number} families of linked tables");
    let results: Vec<Told> = timed("suppressed and attacked", || {
        (0..number)
            .into_par_iter()
            .map(|seed| {
                let (cells, done) = family(&mut Random::new(seed));
                let attack = attack(&cells);
                Told {
                    cells: cells.len(),
                    findings: attack.findings.len(),
                    exact: attack.findings.iter().filter(|finding| finding.exact).count(),
                    safe: attack.is_safe(),
                    lost: done.lost.len(),
                    optimal: (!done.secondary.is_empty()).then_some(done.optimal),
                    digest: digest(&cells, &attack),
                    json: if seed < TOLD { told(&cells, &attack) } else { String::new() },
                }
            })
            .collect()
    });
    let sum = |count: fn(&Told) -> usize| results.iter().map(count).sum::<usize>();
    println!(
        "  cells: {}, the largest family {}",
        sum(|told| told.cells),
        results.iter().map(|told| told.cells).max().unwrap_or(0)
    );
    println!(
        "  hidden or protected: {}, with exact bounds {}",
        sum(|told| told.findings),
        sum(|told| told.exact)
    );
    println!(
        "  with secondary cells: {}, of these proved the lightest {}",
        sum(|told| usize::from(told.optimal.is_some())),
        sum(|told| usize::from(told.optimal == Some(true)))
    );
    println!(
        "  unsafe families: {}, lost cells: {}",
        sum(|told| usize::from(!told.safe)),
        sum(|told| told.lost)
    );
    for (seed, told) in results.iter().enumerate().filter(|(_, told)| !told.safe) {
        println!("  unsafe: family {seed} with {} lost cells", told.lost);
    }
    let all = results.iter().fold(0_u64, |all, told| all.rotate_left(5) ^ told.digest);
    println!("  digest: {all:016x}");
    let told: Vec<&str> =
        results.iter().map(|told| &*told.json).filter(|text| !text.is_empty()).collect();
    format!("[{}]\n", told.join(",\n"))
}

/// A list in JSON: cells as `[shown value or null, pages, threshold, least, greatest, exact]`, then relations.
fn told(cells: &Cells, attack: &Attack) -> String {
    let mut text = String::from("{\"cells\":[");
    for (id, cell) in cells.iter() {
        let comma = if id.index() == 0 { "" } else { "," };
        let finding = attack.of(id);
        let value =
            if cell.state == State::Shown { cell.value.to_string() } else { "null".to_owned() };
        let number = |n: Option<u64>| n.map_or("null".to_owned(), |n| n.to_string());
        let (least, greatest) =
            (number(finding.map(|f| f.least)), number(finding.and_then(|f| f.greatest)));
        let exact = finding.is_some_and(|finding| finding.exact);
        let _ = write!(
            text,
            "{comma}[{value},{},{},{},{least},{greatest},{exact}]",
            cell.on_pages,
            cell.threshold,
            finding.is_some()
        );
    }
    text.push_str("],\"relations\":[");
    for (at, relation) in cells.relations().iter().enumerate() {
        let comma = if at == 0 { "" } else { "," };
        let parts: Vec<String> =
            relation.parts.iter().map(|part| part.index().to_string()).collect();
        let _ = write!(text, "{comma}[{},[{}]]", relation.total.index(), parts.join(","));
    }
    text.push_str("]}");
    text
}

/// Sixty tables of lines and columns in JSON: shape, counts, and which cells are hidden, the sums first.
fn plain_tables() -> String {
    let mut random = Random::new(13);
    let names = |n: usize| (0..n).map(|at| at.to_string()).collect::<Vec<_>>();
    let one = |_: usize| {
        let (lines, columns) = (3 + random.below(6) as usize, 3 + random.below(4) as usize);
        let counts: Vec<u64> = (0..lines * columns).map(|_| random.skewed(40)).collect();
        let dimensions = vec![
            Dimension::summed("line", &names(lines), 5),
            Dimension::summed("column", &names(columns), 5),
        ];
        let mut cells = Cells::new();
        let table = Table {
            name: "t".to_owned(),
            dimensions,
            counts: counts.iter().map(|&count| (count, 0)).collect(),
        };
        let ids = table.declare(&mut cells).unwrap_or_default();
        suppress(&mut cells);
        let hidden: Vec<u8> =
            ids.iter().map(|&id| u8::from(cells.get(id).state == State::Hidden)).collect();
        format!("[{lines},{columns},{counts:?},{hidden:?}]")
    };
    format!("[{}]\n", (0..60).map(one).collect::<Vec<_>>().join(",\n"))
}

/// Safe suppressions with one cell too many shown, or one sentence too many printed.
fn plants() {
    let mut random = Random::new(2);
    let (mut tried, mut found) = (0, 0);
    println!("planted attacks");
    timed("attacked", || {
        while tried < 100 {
            let Some(cells) = planted(&mut random) else { continue };
            tried += 1;
            found += u32::from(!attack(&cells).is_safe());
        }
    });
    println!("  caught: {found} of {tried}");
}

/// The weight and the number of hidden cells beside the best of all sets.
fn optimum() {
    println!("small tables beside all sets of hidden cells");
    let mut random = Random::new(5);
    let (mut tables, mut sum, mut worst) = (0_u32, 0.0, 1.0_f64);
    timed("suppressed, and all sets tried", || {
        while tables < 300 {
            let (start, _) = tangle(&mut random);
            let Some(least) = lightest(&start) else { continue };
            let mut cells = start.clone();
            suppress(&mut cells);
            let hidden: u64 = cells
                .iter()
                .filter(|(_, cell)| cell.state == State::Hidden)
                .map(|(_, cell)| cell.weight)
                .sum();
            let ratio = hidden as f64 / least as f64;
            sum += ratio;
            worst = worst.max(ratio);
            tables += 1;
        }
    });
    println!("  tables: {tables}, mean ratio {:.4}, worst {worst:.4}", sum / f64::from(tables));
}

/// 700 agencies by 36 months by 12 categories with all margins; sizes of agencies are heavily skewed.
fn national(paged: u64) {
    let mut random = Random::new(7);
    let names = |n: usize| (0..n).map(|at| at.to_string()).collect::<Vec<_>>();
    let mut category = Dimension::summed("category", &names(12), 5);
    // Health, children, violence, disability.
    category.nodes.iter_mut().skip(9).for_each(|node| node.threshold = 10);
    let dimensions = vec![
        Dimension::summed("agency", &names(700), 5),
        Dimension::summed("month", &names(36), 5),
        category,
    ];
    let mut counts = vec![(0_u64, 0_u64); 700 * 36 * 12];
    for _ in 0..1_500_000 {
        // The share of agency a falls with the square root of its rank and faster.
        let agency = random.skewed(700) * (1 + random.below(700)) / 700;
        let place = (agency * 36 + random.below(36)) * 12 + random.skewed(12);
        let count = &mut counts[place as usize];
        count.0 += 1;
        count.1 += u64::from(random.below(100) < paged);
    }
    println!(
        "national table: 700 agencies, 36 months, 12 categories, 1,500,000 reports, {paged} % of them on pages"
    );
    let mut cells = Cells::new();
    let declared = timed("declared", || {
        Table { name: "national".to_owned(), dimensions, counts }
            .declare(&mut cells)
            .map(|ids| ids.len())
    });
    let done: Suppression = timed("suppressed", || suppress(&mut cells));
    let attack = timed("attacked", || attack(&cells));
    let margins = done.secondary.iter().filter(|&&id: &&CellId| cells.get(id).weight != 1).count();
    println!(
        "  cells: {}, primary {}, secondary {} ({margins} of them margins), lost {}, components {}, the largest {}, unsafe {}, digest {:016x}",
        declared.unwrap_or(0),
        done.primary.len(),
        done.secondary.len(),
        done.lost.len(),
        attack.components,
        attack.largest,
        attack.unsafe_findings().count(),
        digest(&cells, &attack)
    );
}
