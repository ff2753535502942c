//! The footer of a Parquet file, looked through before it is decoded: a decoder makes room for as many entries of a list as the
//! list says that it has, and a few bytes can say that it has billions.
//!
//! It is in the compact protocol of Thrift (<https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md>), in
//! which every entry takes at least a byte; so no list is longer than what follows it. A decoder that knows what it
//! expects does not look at what the footer says that it holds; so that must be what `parquet.thrift`
//! (<https://github.com/apache/parquet-format>) says.

use std::io::{self, Read, Seek, SeekFrom};

use super::{MAGIC, invalid};

/// The longest footer, in bytes; those of files with thousands of row groups are shorter.
const LONGEST: u64 = 64 << 20;
/// How deep structures may lie in each other; those of Parquet are not half as deep.
const DEEPEST: u32 = 32;

/// What a field holds.
#[derive(Clone, Copy)]
enum Kind {
    Truth,
    Byte,
    Number,
    Double,
    Bytes,
    Structure(Fields),
    List(&'static Kind),
}

/// The fields of a structure that are known, by their numbers.
type Fields = &'static [(i16, Kind)];

use Kind::{Byte, Bytes, Double, List, Number, Structure, Truth};

const FILE: Fields = &[
    (1, Number),
    (2, List(&Structure(SCHEMA))),
    (3, Number),
    (4, List(&Structure(GROUP))),
    (5, List(&Structure(KEY_VALUE))),
    (6, Bytes),
    (7, List(&Structure(&[(1, Structure(&[]))]))),
];
const SCHEMA: Fields = &[
    (1, Number),
    (2, Number),
    (3, Number),
    (4, Bytes),
    (5, Number),
    (6, Number),
    (7, Number),
    (8, Number),
    (9, Number),
    (10, Structure(LOGICAL)),
];
const LOGICAL: Fields = &[
    (1, Structure(&[])),
    (2, Structure(&[])),
    (3, Structure(&[])),
    (4, Structure(&[])),
    (5, Structure(&[(1, Number), (2, Number)])),
    (6, Structure(&[])),
    (7, Structure(&[(1, Truth), (2, Structure(UNIT))])),
    (8, Structure(&[(1, Truth), (2, Structure(UNIT))])),
    (10, Structure(&[(1, Byte), (2, Truth)])),
    (11, Structure(&[])),
    (12, Structure(&[])),
    (13, Structure(&[])),
    (14, Structure(&[])),
    (15, Structure(&[])),
    (16, Structure(&[(1, Byte)])),
    (17, Structure(&[(1, Bytes)])),
    (18, Structure(&[(1, Bytes), (2, Number)])),
];
const UNIT: Fields = &[(1, Structure(&[])), (2, Structure(&[])), (3, Structure(&[]))];
const GROUP: Fields = &[
    (1, List(&Structure(CHUNK))),
    (2, Number),
    (3, Number),
    (4, List(&Structure(&[(1, Number), (2, Truth), (3, Truth)]))),
    (5, Number),
    (6, Number),
    (7, Number),
];
const CHUNK: Fields = &[
    (1, Bytes),
    (2, Number),
    (3, Structure(COLUMN)),
    (4, Number),
    (5, Number),
    (6, Number),
    (7, Number),
];
const COLUMN: Fields = &[
    (1, Number),
    (2, List(&Number)),
    (3, List(&Bytes)),
    (4, Number),
    (5, Number),
    (6, Number),
    (7, Number),
    (8, List(&Structure(KEY_VALUE))),
    (9, Number),
    (10, Number),
    (11, Number),
    (12, Structure(STATISTICS)),
    (13, List(&Structure(&[(1, Number), (2, Number), (3, Number)]))),
    (14, Number),
    (15, Number),
    (16, Structure(&[(1, Number), (2, List(&Number)), (3, List(&Number))])),
    (17, Structure(&[(1, Structure(&[(1, Double)])), (2, List(&Number))])),
];
const STATISTICS: Fields = &[
    (1, Bytes),
    (2, Bytes),
    (3, Number),
    (4, Number),
    (5, Bytes),
    (6, Bytes),
    (7, Truth),
    (8, Truth),
];
const KEY_VALUE: Fields = &[(1, Bytes), (2, Bytes)];

impl Kind {
    /// Whether the protocol's code for a kind is one for this; whole numbers are written alike, whatever their width.
    fn is_written(self, code: u8) -> bool {
        match self {
            Truth => matches!(code, 1 | 2),
            Byte => code == 3,
            Number => matches!(code, 4..=6),
            Double => code == 7,
            Bytes => code == 8,
            List(_) => code == 9,
            Structure(_) => code == 12,
        }
    }
}

/// Refuses a file whose footer cannot be what it says.
pub(super) fn check(file: &mut (impl Read + Seek)) -> io::Result<()> {
    let length = file.seek(SeekFrom::End(0))?;
    let wrong = || invalid("found no footer, expected Parquet with the file's end");
    let end = length.checked_sub(8).ok_or_else(wrong)?;
    file.seek(SeekFrom::Start(end))?;
    let mut tail = [0; 8];
    file.read_exact(&mut tail)?;
    let (size, magic) = tail.split_at(4);
    let size = size.iter().rev().fold(0, |size, &byte| size << 8 | u64::from(byte));
    if magic != MAGIC || end < size {
        return Err(wrong());
    }
    if LONGEST < size {
        return Err(invalid(format!("found a footer of {size} bytes, expected at most {LONGEST}")));
    }
    file.seek(SeekFrom::Start(end - size))?;
    let mut bytes = Vec::with_capacity(size as usize);
    file.take(size).read_to_end(&mut bytes)?;
    Footer(&bytes)
        .structure(FILE, DEEPEST)
        .ok_or_else(|| invalid("found a footer that is damaged, expected that of Parquet"))
}

/// The bytes that were not looked at yet.
struct Footer<'a>(&'a [u8]);

impl Footer<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (&first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(first)
    }

    fn skip(&mut self, bytes: u64) -> Option<()> {
        self.0 = self.0.get(usize::try_from(bytes).ok()?..)?;
        Some(())
    }

    /// A number of seven bits a byte.
    fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    fn structure(&mut self, fields: Fields, depth: u32) -> Option<()> {
        // Numbers have sixteen bits and wrap, as those of a decoder do.
        let mut number = 0_i16;
        loop {
            let head = self.byte()?;
            if head == 0 {
                return Some(());
            }
            number = match head >> 4 {
                // The field's number stands by itself, with its sign in the lowest bit.
                0 => {
                    let written = self.number()?;
                    (written >> 1) as i16 ^ -((written & 1) as i16)
                }
                step => number.wrapping_add(i16::from(step)),
            };
            let code = head & 0x0F;
            let known = fields.iter().find(|(of, _)| *of == number).map(|&(_, kind)| kind);
            match (known, code) {
                (Some(kind), code) if !kind.is_written(code) => return None,
                // A truth is told by its code.
                (_, 1 | 2) => {}
                (known, code) => self.value(code, known, depth)?,
            }
        }
    }

    fn value(&mut self, code: u8, known: Option<Kind>, depth: u32) -> Option<()> {
        match code {
            1..=3 => self.skip(1),
            4..=6 => self.number().map(drop),
            7 => self.skip(8),
            8 => {
                let length = self.number()?;
                self.skip(length)
            }
            9 | 10 => {
                let head = self.byte()?;
                let entries = match head >> 4 {
                    15 => self.number()?,
                    few => u64::from(few),
                };
                let of = match known {
                    Some(List(&kind)) if 0 < entries && !kind.is_written(head & 0x0F) => {
                        return None;
                    }
                    Some(List(&kind)) => Some(kind),
                    _ => None,
                };
                self.entries(entries, &[head & 0x0F], of, depth)
            }
            11 => match self.number()? {
                0 => Some(()),
                entries => {
                    let kinds = self.byte()?;
                    self.entries(entries, &[kinds >> 4, kinds & 0x0F], None, depth)
                }
            },
            12 => {
                let fields = match known {
                    Some(Structure(fields)) => fields,
                    _ => &[],
                };
                self.structure(fields, depth.checked_sub(1)?)
            }
            _ => None,
        }
    }

    fn entries(
        &mut self,
        entries: u64,
        codes: &[u8],
        known: Option<Kind>,
        depth: u32,
    ) -> Option<()> {
        if (self.0.len() as u64) < entries {
            return None;
        }
        let depth = depth.checked_sub(1)?;
        for _ in 0..entries {
            codes.iter().try_for_each(|&code| self.value(code, known, depth))?;
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(bytes: &[u8]) -> Option<()> {
        Footer(bytes).structure(&[], DEEPEST)
    }

    #[test]
    fn a_field_holds_what_the_format_says() {
        let file = |bytes: &[u8]| Footer(bytes).structure(FILE, DEEPEST);
        // The version, and the rows.
        assert_eq!(file(&[0x15, 2, 0x26, 2, 0]), Some(()));
        // The version as a text that hides a list; a list of column chunks as numbers.
        assert_eq!(file(&[0x18, 1, 2, 0]), None);
        assert_eq!(file(&[0x49, 0x1C, 0x19, 0x15, 2, 0, 0]), None);
        assert_eq!(file(&[0x49, 0x1C, 0x19, 0x0C, 0, 0]), Some(()));
        // The same version with its number written by itself, and with one that is it in sixteen bits.
        assert_eq!(file(&[0x08, 0x02, 1, 2, 0]), None);
        assert_eq!(file(&[0x08, 0x82, 0x80, 0x08, 1, 2, 0]), None);
        assert_eq!(file(&[0x08, 0x01, 1, 2, 0]), Some(()));
    }

    #[test]
    fn a_list_is_no_longer_than_what_follows_it() {
        // One field, a list of two numbers, the end.
        assert_eq!(look(&[0x19, 0x25, 2, 4, 0]), Some(()));
        // A text of three bytes, a truth, a structure in it.
        assert_eq!(look(&[0x18, 3, b'a', b'b', b'c', 0x11, 0x1C, 0, 0]), Some(()));
        // A map of one number to one text.
        assert_eq!(look(&[0x1B, 1, 0x58, 9, 1, b'x', 0]), Some(()));
        // A list that says that it has 2^32 entries.
        assert_eq!(look(&[0x19, 0xF5, 0x80, 0x80, 0x80, 0x80, 0x10, 0, 0]), None);
        assert_eq!(look(&[0x18, 200, b'a', 0]), None);
        assert_eq!(look(&[0x19]), None);
        assert_eq!(look(&[0x1C; 100]), None);
    }

    #[test]
    fn a_file_without_a_footer_is_refused() {
        for bytes in [&b""[..], b"PAR1", b"PAR1\xFF\0\0\0PAR1", b"\x05\0\0\0PAR1", b"PAR1PAR1PARX"]
        {
            assert!(check(&mut io::Cursor::new(bytes)).is_err());
        }
        assert!(check(&mut io::Cursor::new(b"PAR1\0\x01\0\0\0PAR1")).is_ok());
    }
}
