//! See `lapor_fuzz::xes`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| lapor_fuzz::xes(data));
