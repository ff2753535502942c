//! The generator of the redactor's table of regency codes.

use std::collections::BTreeSet;

/// Columns that a line may have under the formatter's width of 100.
const CODES_PER_LINE: usize = 16;

/// The text of `lapor-core/src/redact/regency.rs`, from the two tables in `data/wilayah`.
///
/// `prov_kab_csv` has the columns `kode,nama,level` with codes such as `11.01`; provinces are left
/// out. `retired_csv` has `code` first: codes that older identity numbers still carry.
///
/// # Panics
///
/// On a row that is no code of a regency: the tables are committed, and a table that lost a row
/// would let that regency's identity numbers through.
pub fn render(prov_kab_csv: &str, retired_csv: &str) -> String {
    let current = records(prov_kab_csv).into_iter().filter(|row| row.get(2) != Some("provinsi"));
    let retired = records(retired_csv);
    let codes: BTreeSet<u16> = current.chain(retired).map(|row| code(&row)).collect();

    let mut text = String::from(
        "//! Codes of regencies and cities, current and retired.\n//!\n\
         //! Generated from `data/wilayah` by the test crate; change the tables, not this file.\n\n\
         /// `PPKK` of every regency that an identity number may begin with, in order.\n",
    );
    text.push_str(&format!("pub(super) const CODES: [u16; {}] = [\n", codes.len()));
    let codes: Vec<String> = codes.iter().map(|code| format!("{code},")).collect();
    for line in codes.chunks(CODES_PER_LINE) {
        text.push_str("    ");
        text.push_str(&line.join(" "));
        text.push('\n');
    }
    text.push_str("];\n");
    text
}

fn records(table: &str) -> Vec<csv::StringRecord> {
    csv::Reader::from_reader(table.as_bytes())
        .records()
        .map(|row| row.unwrap_or_else(|error| panic!("table of regencies: {error}")))
        .collect()
}

fn code(row: &csv::StringRecord) -> u16 {
    let found = row.get(0).unwrap_or_default();
    let parsed = found
        .split_once('.')
        .filter(|(province, regency)| province.len() == 2 && regency.len() == 2);
    parsed
        .and_then(|(province, regency)| format!("{province}{regency}").parse().ok())
        .unwrap_or_else(|| panic!("table of regencies: found code '{found}', expected 'PP.KK'"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn provinces_are_left_out_and_retired_codes_come_in_once_and_in_order() {
        let current = "kode,nama,level\n32,Barat,provinsi\n32.04,B,kabkota\n32.01,A,kabkota\n";
        let retired = "code,name,successor\n64.04,C,65.01\n32.01,A,\n";
        let text = render(current, retired);
        assert!(text.ends_with("const CODES: [u16; 3] = [\n    3201, 3204, 6404,\n];\n"), "{text}");
    }
}
