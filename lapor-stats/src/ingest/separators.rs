//! Separators: where every cell of a block of CSV ends, found 64 bytes at a time.
//!
//! Most blocks are plain: quotes open cells and close them, and no cell holds a line break. Then the separators outside of
//! quotes are the ends of cells, and an odd number of quotes before a place says that it lies inside, as in G. Langdale and
//! D. Lemire, Parsing gigabytes of JSON per second, VLDB Journal 28 (2019) 941-960, section 3.1. Any other block is for
//! [`Rows`](super::split::Rows), whose rules these are.

/// Bytes that are looked at in one go: as many as a mask has bits.
const CHUNK: usize = 64;

/// Where the cells of a plain block end.
#[derive(Clone, Debug, Default)]
pub(crate) struct Separators {
    /// The places of the separators outside of quotes; each cell ends at one.
    ends: Vec<u32>,
    /// How many of them end a line.
    lines: usize,
}

impl Separators {
    /// Finds those of a block that begins with a row, if it is plain; `is_whole` says that no byte comes after it.
    ///
    /// Of a block that is not whole, the separators after the last end of a line belong to no row yet.
    pub(crate) fn find(&mut self, bytes: &[u8], delimiter: u8, is_whole: bool) -> bool {
        self.ends.clear();
        self.lines = 0;
        if u32::try_from(bytes.len()).is_err() || matches!(delimiter, b'"' | b'\n' | b'\r') {
            return false;
        }
        let mut found = Found { after_separator: 1, ..Found::default() };
        let (chunks, rest) = bytes.as_chunks::<CHUNK>();
        for (number, chunk) in chunks.iter().enumerate() {
            found.look(chunk, delimiter, number * CHUNK, &mut self.ends);
        }
        if !rest.is_empty() {
            // What is filled up with is neither quote nor separator, and ends no quote.
            let mut chunk = [delimiter; CHUNK];
            chunk[..rest.len()].copy_from_slice(rest);
            found.look(&chunk, delimiter, chunks.len() * CHUNK, &mut self.ends);
            while self.ends.last().is_some_and(|&end| bytes.len() <= end as usize) {
                self.ends.pop();
            }
        }
        if is_whole {
            if found.inside != 0 {
                return false;
            }
            // A last row need not end its line.
            if bytes.last().is_some_and(|&last| last != b'\n') {
                self.ends.push(bytes.len() as u32);
            }
        }
        self.lines = found.lines as usize;
        found.trouble == 0
    }

    /// Where the last row ends that surely does, after its line break.
    pub(crate) fn cut(&self, bytes: &[u8]) -> Option<usize> {
        let ends_line = |&&end: &&u32| bytes.get(end as usize) == Some(&b'\n');
        self.ends.iter().rev().find(ends_line).map(|&end| end as usize + 1)
    }

    /// Leaves out the rest of a block, which was cut off at a place.
    pub(crate) fn leave_out(&mut self, rest: &[u8], cut: usize) {
        while self.ends.last().is_some_and(|&end| cut <= end as usize) {
            self.ends.pop();
        }
        self.lines -= memchr::memchr_iter(b'\n', rest).count();
    }

    /// How many lines end, in quotes or not.
    pub(crate) fn lines(&self) -> usize {
        self.lines
    }

    /// The ends of cells.
    pub(crate) fn ends(&self) -> &[u32] {
        &self.ends
    }
}

/// What was found so far.
#[derive(Default)]
struct Found {
    /// All bits if the next byte lies in quotes.
    inside: u64,
    /// One if the last byte was a separator or a quote.
    after_separator: u64,
    /// One if the last byte closed a quote.
    after_close: u64,
    /// Any bit that is set says that the block is not plain.
    trouble: u64,
    lines: u64,
}

impl Found {
    #[inline(always)]
    fn look(&mut self, chunk: &[u8; CHUNK], delimiter: u8, at: usize, ends: &mut Vec<u32>) {
        let separators = mask(chunk, |byte| (byte == delimiter) | (byte == b'\n'));
        let quotes = mask(chunk, |byte| byte == b'"');
        self.lines += count(chunk, b'\n');
        self.trouble |= count(chunk, b'\r');
        let mut outside = separators;
        if quotes | self.inside != 0 {
            // A quote that opens is inside, one that closes is not.
            let inside = odd_before(quotes) ^ self.inside;
            outside = separators & !inside;
            let (opens, closes) = (quotes & inside, quotes & !inside);
            let either = separators | quotes;
            self.trouble |= opens & !(either << 1 | self.after_separator);
            self.trouble |= (closes << 1 | self.after_close) & !either;
            self.after_close = closes >> 63;
            self.inside = ((inside as i64) >> 63) as u64;
            self.after_separator = either >> 63;
        } else {
            self.trouble |= self.after_close & !separators;
            self.after_close = 0;
            self.after_separator = separators >> 63;
        }
        while outside != 0 {
            ends.push((at as u32).wrapping_add(outside.trailing_zeros()));
            outside &= outside - 1;
        }
    }
}

/// A bit for each byte that is as asked for, the first the lowest.
#[inline(always)]
fn mask(chunk: &[u8; CHUNK], is: impl Fn(u8) -> bool) -> u64 {
    let flags: [u8; CHUNK] = std::array::from_fn(|at| u8::from(is(chunk[at])));
    let (words, _) = flags.as_chunks::<8>();
    let word = |(at, &word): (usize, &[u8; 8])| {
        // Eight flags move into one byte: the product puts flag i at bit 56 + i.
        let flags = u64::from_le_bytes(word).wrapping_mul(0x0102_0408_1020_4080) >> 56;
        flags << (8 * at)
    };
    words.iter().enumerate().map(word).fold(0, |mask, bits| mask | bits)
}

/// How many bytes are this one.
#[inline(always)]
fn count(chunk: &[u8; CHUNK], byte: u8) -> u64 {
    u64::from(chunk.iter().fold(0_u8, |sum, &other| sum + u8::from(other == byte)))
}

/// A bit for each place with an odd number of bits up to and including it.
#[inline(always)]
fn odd_before(mut bits: u64) -> u64 {
    for shift in [1, 2, 4, 8, 16, 32] {
        bits ^= bits << shift;
    }
    bits
}

#[cfg(test)]
mod tests {
    use super::super::split::Rows;
    use super::*;
    use proptest::prelude::*;

    /// The ends of cells by the rules of rows; `None` if a line break lies in quotes, or `\r` anywhere.
    fn by_rows(text: &str) -> Option<Vec<u32>> {
        let mut rows = Rows::new(text.as_bytes(), b',', 1);
        let (mut cells, mut ends) = (Vec::new(), Vec::new());
        let mut at = 0;
        while let Some(row) = rows.next_row(&mut cells) {
            if row.quoted_newline {
                return None;
            }
            // Blank lines are no rows, and yet each ends.
            ends.extend((at..row.place.start).map(|blank| blank as u32));
            for cell in &cells {
                let quotes = usize::from(text.as_bytes().get(cell.place().end) == Some(&b'"'));
                ends.push((cell.place().end + quotes) as u32);
            }
            at = rows.place().0;
        }
        ends.extend((at..text.len()).map(|blank| blank as u32));
        (!text.contains('\r')).then_some(ends)
    }

    fn found(text: &str) -> Option<Vec<u32>> {
        let mut separators = Separators::default();
        separators.find(text.as_bytes(), b',', true).then(|| separators.ends().to_vec())
    }

    #[test]
    fn quotes_are_plain_where_they_open_and_close_cells() {
        assert_eq!(found("a,\"b, c\",\"d \"\"e\"\"\"\n,"), Some(vec![1, 8, 18, 19, 20]));
        for other in ["a\"b\",c", "\"a\"b,c", "\"a", "\"a\nb\",c", "a\r\nb", "\"a\" ,b"] {
            let lines = other.matches('\n').count();
            let ends = found(other);
            // A line break in quotes is told by the number of lines.
            let counted = ends.map(|ends| {
                ends.iter()
                    .filter(|&&end| other.as_bytes().get(end as usize) == Some(&b'\n'))
                    .count()
            });
            assert!(counted.is_none_or(|counted| counted < lines), "{other}");
        }
    }

    #[test]
    fn a_block_that_goes_on_is_cut_after_its_last_line() {
        let bytes = b"a,b\nc,\"d\n";
        let mut separators = Separators::default();
        assert!(separators.find(bytes, b',', false));
        assert_eq!((separators.ends(), separators.cut(bytes)), (&[1, 3, 5][..], Some(4)));
        separators.leave_out(&bytes[4..], 4);
        assert_eq!((separators.ends(), separators.lines()), (&[1, 3][..], 1));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        #[test]
        fn cells_end_where_those_of_rows_do(text in "([a,\n]|\"[a,]{0,3}\",|\"\"\"a\"\n|[\"\r]){0,60}") {
            let newlines = text.matches('\n').count();
            if let Some(ends) = found(&text) {
                let outside = ends.iter().filter(|&&end| text.as_bytes().get(end as usize) == Some(&b'\n')).count();
                if outside == newlines {
                    prop_assert_eq!(Some(ends), by_rows(&text));
                }
            }
        }

        #[test]
        fn plain_text_is_found_to_be_plain(cells in proptest::collection::vec(("[a-z é]{0,40}|\"([a-z, ]|\"\"){0,90}\"", "[,\n]"), 0..20)) {
            let text: String = cells.into_iter().map(|(cell, end)| cell + &end).collect();
            prop_assert_eq!(found(&text), by_rows(&text));
        }

        #[test]
        fn masks_and_counts_are_those_of_a_loop(chunk in proptest::collection::vec(any::<u8>(), CHUNK), byte: u8) {
            let chunk: [u8; CHUNK] = std::array::from_fn(|at| chunk[at] % 8);
            let byte = byte % 8;
            let bits = (0..CHUNK).filter(|&at| chunk[at] == byte).fold(0_u64, |bits, at| bits | 1 << at);
            prop_assert_eq!(mask(&chunk, |other| other == byte), bits);
            prop_assert_eq!(count(&chunk, byte), u64::from(bits.count_ones()));
            let odd = (0..CHUNK).filter(|&at| (bits << (63 - at)).count_ones() % 2 == 1).fold(0_u64, |odd, at| odd | 1 << at);
            prop_assert_eq!(odd_before(bits), odd);
        }
    }
}
