//! See `lapor_fuzz::mapping`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| lapor_fuzz::mapping(data));
