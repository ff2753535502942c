//! Logistic regression over sparse features, one pass after another.
//!
//! Only sums, products, quotients and square roots are taken, which IEEE 754 fixes to the last bit,
//! so the same sentences give the same weights on every machine.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::chance::Chance;
use crate::name::each::each;
use crate::name::feature::{self, Context};
use crate::name::read::Judge;

/// Cells that features are hashed into while learning.
const CELLS: usize = 1 << 21;
/// What a weight of 1 is as an integer.
pub(crate) const SCALE: f64 = 64.0;
const RATE: f64 = 0.15;
/// How much a weight shrinks at each of its updates.
const DECAY: f64 = 1e-4;

/// Names of the features in the order of their numbers.
const NAMES: [&str; 37] = [
    "bias",
    "word",
    "first2",
    "first3",
    "last2",
    "last3",
    "last4",
    "length",
    "shape,start",
    "shapes",
    "name,common",
    "lists",
    "place,shape",
    "before,gap",
    "word before,gap",
    "before,lex",
    "word before that",
    "before2",
    "behind,gap",
    "word behind",
    "lex,behind",
    "cue at,lex",
    "name before,lex,gap",
    "words before",
    "behind2",
    "before,shape",
    "lex,shape",
    "third before",
    "lex,lex before",
    "behind,before",
    "cue at,suffix",
    "english,lex,shape",
    "cue,lex,shape",
    "cue,behind,shape",
    "shapes,lex,lex behind",
    "led,shape,lists",
    "strange,lex,shape",
];

pub(crate) struct Learner {
    weights: Vec<f32>,
    squares: Vec<f32>,
    counts: Vec<u32>,
    /// Sum of the weights after each reading that counts, and how many those are.
    sums: Vec<f32>,
    readings: f32,
    /// Features that may have a weight; all, until the table is cut.
    active: Vec<bool>,
    /// The names of the sentence that is read.
    pub(crate) gold: Vec<Range<usize>>,
    pub(crate) learning: bool,
    /// What each key stands for, while it is asked for.
    pub(crate) known: Option<BTreeMap<u32, String>>,
    keys: Vec<u32>,
    /// Which readings go without the words themselves.
    chance: Chance,
}

/// Features that are words: they are learned by heart unless some readings go without them.
const WORDS: [u8; 5] = [1, 14, 16, 19, 23];
/// How often in a hundred.
const WITHOUT: usize = 40;

/// 1 / (1 + e^-x), with e^-x as ((1 - x/1024)^1024).
fn sigmoid(x: f64) -> f64 {
    let mut power = 1.0 - x.clamp(-30.0, 30.0) / 1024.0;
    for _ in 0..10 {
        power *= power;
    }
    1.0 / (1.0 + power)
}

impl Learner {
    pub(crate) fn new() -> Self {
        Self {
            weights: vec![0.0; CELLS],
            squares: vec![0.0; CELLS],
            counts: vec![0; CELLS],
            sums: vec![0.0; CELLS],
            readings: 0.0,
            active: vec![true; CELLS],
            gold: Vec::new(),
            learning: true,
            known: None,
            keys: Vec::new(),
            chance: Chance(7),
        }
    }

    /// Keeps the features that are seen at least `least` times and weigh most.
    pub(crate) fn cut(&mut self, least: u32, most: usize) {
        let strength = |i: usize| self.weights[i].abs() * (self.counts[i] as f32).sqrt().min(40.0);
        let mut order: Vec<usize> = (0..CELLS)
            .filter(|&i| self.counts[i] >= least && self.weights[i].abs() > 0.06)
            .collect();
        order.sort_by(|&a, &b| strength(b).total_cmp(&strength(a)).then(a.cmp(&b)));
        order.truncate(most);
        self.active = vec![false; CELLS];
        for i in order {
            self.active[i] = true;
        }
        for (weight, active) in self.weights.iter_mut().zip(&self.active) {
            if !active {
                *weight = 0.0;
            }
        }
    }

    /// Adds the weights of now to those that the last are the mean of.
    pub(crate) fn add_to_mean(&mut self) {
        for (sum, weight) in self.sums.iter_mut().zip(&self.weights) {
            *sum += weight;
        }
        self.readings += 1.0;
    }

    /// Ends learning: the weights are the mean over the last readings.
    pub(crate) fn finish(&mut self) {
        for (weight, sum) in self.weights.iter_mut().zip(&self.sums) {
            *weight = sum / self.readings;
        }
        self.learning = false;
    }

    /// The table: key, weight, meaning, in the order of keys.
    pub(crate) fn table(&self, known: &BTreeMap<u32, String>) -> Vec<(u32, i32, String)> {
        known
            .iter()
            .filter_map(|(&key, meaning)| {
                let weight = (f64::from(self.weights[key as usize % CELLS]) * SCALE).round() as i32;
                (weight != 0).then(|| (key, weight, meaning.clone()))
            })
            .collect()
    }
}

impl Judge for Learner {
    fn score(&mut self, context: &Context<'_>) -> i32 {
        self.keys.clear();
        let without = self.learning && self.chance.in_100(WITHOUT);
        let (keys, known) = (&mut self.keys, &mut self.known);
        each(context, |number, (value, a, b)| {
            if without && WORDS.contains(&number) {
                return;
            }
            let key = feature::key(number, value);
            keys.push(key);
            if let Some(known) = known {
                known.entry(key).or_insert_with(|| {
                    let [a, b] = [a, b].map(|text| String::from_utf8_lossy(text).to_lowercase());
                    let name = NAMES[usize::from(number)];
                    match (a.is_empty(), b.is_empty()) {
                        (true, _) => format!("{name}={value:x}"),
                        (_, true) => format!("{name}={a}"),
                        _ => format!("{name}={a} {b}"),
                    }
                });
            }
        });
        let cells: Vec<usize> = self.keys.iter().map(|&key| key as usize % CELLS).collect();
        // Decided with whole numbers, as it will be.
        let whole: i32 =
            cells.iter().map(|&i| (f64::from(self.weights[i]) * SCALE).round() as i32).sum();
        if self.learning {
            let word = context.word.range();
            let is_name =
                self.gold.iter().any(|name| name.start < word.end && word.start < name.end);
            let sum: f64 = cells.iter().map(|&i| f64::from(self.weights[i])).sum();
            let error = f64::from(u8::from(is_name)) - sigmoid(sum);
            for &i in &cells {
                self.counts[i] += 1;
                if !self.active[i] {
                    continue;
                }
                self.squares[i] += (error * error) as f32;
                let step = RATE * error / (1.0 + f64::from(self.squares[i])).sqrt();
                self.weights[i] = (f64::from(self.weights[i]) * (1.0 - DECAY) + step) as f32;
            }
        }
        whole
    }
}
