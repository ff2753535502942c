//! See `lapor_fuzz::source`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| lapor_fuzz::source(data));
