//! See `lapor_fuzz::xml`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| lapor_fuzz::xml(data));
