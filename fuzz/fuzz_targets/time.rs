//! See `lapor_fuzz::time`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| lapor_fuzz::time(data));
