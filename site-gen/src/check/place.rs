//! Where in a file: a byte offset as line and column.

/// Line and column of offsets in one file, quick for offsets that ascend.
pub(crate) struct Lines<'a> {
    bytes: &'a [u8],
    /// Everything before this offset is counted.
    counted: usize,
    line: u32,
    line_start: usize,
}

impl<'a> Lines<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Lines { bytes, counted: 0, line: 1, line_start: 0 }
    }

    /// Line and column, both from 1, the column in bytes. An offset beyond the end is the end.
    pub(crate) fn at(&mut self, offset: usize) -> (u32, u32) {
        let offset = offset.min(self.bytes.len());
        if offset < self.counted {
            *self = Lines::new(self.bytes);
        }
        let start = self.counted;
        for (index, byte) in self.bytes[start..offset].iter().enumerate() {
            if *byte == b'\n' {
                self.line = self.line.saturating_add(1);
                self.line_start = start + index + 1;
            }
        }
        self.counted = offset;
        let column = u32::try_from(offset - self.line_start).unwrap_or(u32::MAX);
        (self.line, column.saturating_add(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_found_forwards_and_backwards() {
        let mut lines = Lines::new(b"ab\n\ncd");
        assert_eq!(lines.at(0), (1, 1));
        assert_eq!(lines.at(2), (1, 3));
        assert_eq!(lines.at(3), (2, 1));
        assert_eq!(lines.at(5), (3, 2));
        assert_eq!(lines.at(1), (1, 2));
        assert_eq!(lines.at(99), (3, 3));
    }
}
