//! See `lapor_fuzz::json_whole`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| lapor_fuzz::json_whole(data));
