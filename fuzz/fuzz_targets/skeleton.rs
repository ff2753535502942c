//! See `lapor_fuzz::skeleton`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| lapor_fuzz::skeleton(data));
