//! Invented identifiers, in the spellings in which people paste them into complaints.
//!
//! A population number has a serial from 9901 to 9999, which no district reaches on one day of birth.

use super::person::{self, Person};
use super::rng::Rng;

/// A kind of identifier.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Nik,
    Kk,
    Npwp,
    Phone,
    Email,
    Plate,
}

/// An identifier of `kind` that belongs to `owner`, who lives in the regency of `code`, such as `33.74`.
pub(super) fn identifier(kind: Kind, owner: &Person, code: &str, rng: &mut Rng) -> String {
    match kind {
        Kind::Nik => grouped(&population(owner.woman, 58, 107, code, rng), rng),
        Kind::Kk => grouped(&population(false, 106, 124, code, rng), rng),
        Kind::Npwp => npwp(rng),
        Kind::Phone => person::phone(rng),
        Kind::Email => person::email(&owner.name, rng),
        Kind::Plate => plate(rng),
    }
}

/// Regency, district, day (plus 40 for a woman), month, year and serial; years count from 1900.
fn population(woman: bool, from: i64, to: i64, code: &str, rng: &mut Rng) -> String {
    let regency: String = code.chars().filter(char::is_ascii_digit).collect();
    let regency = if regency.len() == 4 { regency } else { "3374".to_owned() };
    let district = rng.between(1, 14);
    let day = rng.between(1, 28) + if woman { 40 } else { 0 };
    let (month, year) = (rng.between(1, 12), rng.between(from, to) % 100);
    let serial = rng.between(9901, 9999);
    format!("{regency}{district:02}{day:02}{month:02}{year:02}{serial}")
}

fn grouped(digits: &str, rng: &mut Rng) -> String {
    let (sizes, joint): (&[usize], &str) = match rng.below(8) {
        0 => (&[4, 4, 4, 4], " "),
        1 => (&[6, 6, 4], " "),
        2 => (&[4, 4, 4, 4], "-"),
        3 => (&[6, 6, 4], "."),
        _ => (&[16], ""),
    };
    let mut parts = Vec::new();
    let mut rest = digits;
    for &size in sizes {
        let (part, after) = rest.split_at(size);
        parts.push(part);
        rest = after;
    }
    parts.join(joint)
}

/// A taxpayer number: the ninth digit is the Luhn check digit of the eight before it.
fn npwp(rng: &mut Rng) -> String {
    let body = 99_000_000 + rng.between(0, 999_999);
    let digits: Vec<i64> = body.to_string().bytes().map(|byte| i64::from(byte - b'0')).collect();
    let sum: i64 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, &digit)| {
            let doubled = if place % 2 == 0 { digit * 2 } else { digit };
            doubled / 10 + doubled % 10
        })
        .sum();
    let all = format!("{body}{}{:03}000", (10 - sum % 10) % 10, rng.between(101, 899));
    if rng.chance(300) {
        return all;
    }
    let (a, b, c, d, e, f) =
        (&all[..2], &all[2..5], &all[5..8], &all[8..9], &all[9..12], &all[12..]);
    format!("{a}.{b}.{c}.{d}-{e}.{f}")
}

fn plate(rng: &mut Rng) -> String {
    let region =
        rng.pick(&["B", "D", "H", "AB", "AD", "L", "N", "DK", "BK", "KT", "DD", "PA", "AG"]);
    let letters = ["QX", "ZQ", "XZ", "QZX", "ZXQ", "QK", "XQ"];
    let (number, letters) = (rng.between(1201, 9899), rng.pick(&letters));
    match rng.below(4) {
        0 => format!("{region}-{number}-{letters}"),
        1 => format!("{region}{number}{letters}"),
        _ => format!("{region} {number} {letters}"),
    }
}
