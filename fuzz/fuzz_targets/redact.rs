//! See `lapor_fuzz::redact`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| lapor_fuzz::redact(data));
