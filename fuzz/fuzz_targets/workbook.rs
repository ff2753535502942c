//! See `lapor_fuzz::workbook`.
#![no_main]

libfuzzer_sys::fuzz_target!(
    init: lapor_fuzz::let_caught_panics_pass(),
    |data: &[u8]| lapor_fuzz::workbook(data)
);
