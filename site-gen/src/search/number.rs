//! Numbers as bytes that no scan of a text takes for letters or digits.
//!
//! Six bits a byte, the least first: `11xxxxxx` where more follow, `10xxxxxx` for the last. Every byte
//! is 128 or more, so beside the words of the index, which stand in plain UTF-8, a number can be
//! neither a digit nor a line end, and the privacy gate sees words and nothing else.

/// Appends a number.
pub(super) fn write(out: &mut Vec<u8>, number: impl Into<u64>) {
    let mut rest = number.into();
    while 63 < rest {
        out.push(0xc0 | low(rest));
        rest >>= 6;
    }
    out.push(0x80 | low(rest));
}

fn low(number: u64) -> u8 {
    // Six bits fit.
    (number & 63) as u8
}

/// How many bytes a number takes.
pub(super) fn length(number: u32) -> usize {
    let bits = 32 - number.leading_zeros();
    bits.div_ceil(6).max(1) as usize
}

/// Takes a number off the front of `bytes`; `None` where there is none.
#[cfg(test)]
pub(super) fn read<N: TryFrom<u64>>(bytes: &mut &[u8]) -> Option<N> {
    let mut number = 0_u64;
    for shift in (0..64).step_by(6) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(byte & 63) << shift;
        if byte & 0x40 == 0 {
            let is_number = byte & 0x80 != 0;
            return is_number.then_some(number).and_then(|number| N::try_from(number).ok());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_it_was_written() {
        for number in [0, 1, 63, 64, 4095, 4096, 262_143, 262_144, 1 << 24, 1 << 30, u32::MAX] {
            let mut bytes = Vec::new();
            write(&mut bytes, number);
            assert_eq!(bytes.len(), length(number), "{number}");
            assert!(bytes.iter().all(|&byte| 128 <= byte));
            let mut rest = &bytes[..];
            assert_eq!(read(&mut rest), Some(number));
            assert!(rest.is_empty());
        }
        let mut bytes = Vec::new();
        write(&mut bytes, (1_u64 << 42) - 1);
        assert_eq!(read(&mut &bytes[..]), Some((1_u64 << 42) - 1));
        assert_eq!(bytes.len(), 7);
    }

    #[test]
    fn what_is_no_number_is_none() {
        assert_eq!(read::<u32>(&mut &b"\xc1"[..]), None);
        assert_eq!(read::<u32>(&mut &b"a"[..]), None);
        assert_eq!(read::<u32>(&mut &b""[..]), None);
    }
}
