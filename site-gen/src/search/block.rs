//! Blocks: documents of one list as bytes, from the newest of them on.
//!
//! A list is cut from its oldest document, so what a night adds to it changes its newest block alone, and
//! at round numbers, so that a document more in one block does not move the cuts of all others.

use super::number;

/// The most bytes of a block.
pub(super) const BLOCK: usize = 1000;
/// The kind of a block: gaps less one, or seven bits a byte.
const GAPS: u32 = 0;
/// See [`GAPS`].
const BITS: u32 = 1;

/// How many of the oldest documents make a block; all where they fit.
pub(super) fn cut(documents: &[u32]) -> usize {
    let mut size = 1;
    let gaps = gaps(documents).take_while(|&gap| {
        size += number::length(gap);
        size <= BLOCK
    });
    let by_gaps = 1 + gaps.count();
    let width = 7 * (BLOCK as u32 - 1);
    let by_bits = documents.partition_point(|&document| document - documents[0] < width);
    let reach = by_gaps.max(by_bits);
    if reach == documents.len() {
        return reach;
    }
    // Between two documents whose numbers differ in the highest bit lies the roundest number.
    let roundness = |&end: &usize| documents[end - 1] ^ documents[end];
    (reach - reach / 4..=reach).max_by_key(roundness).unwrap_or(reach)
}

/// The bytes of documents, which rise and are at least one: as gaps or as bits, whichever is shorter.
pub(super) fn write(documents: &[u32]) -> Vec<u8> {
    let newest = documents[documents.len() - 1];
    let bits_size = 1 + (newest - documents[0]) as usize / 7 + 1;
    let gaps_size = 1 + gaps(documents).map(number::length).sum::<usize>();
    let mut block = Vec::new();
    if bits_size < gaps_size {
        number::write(&mut block, BITS);
        block.resize(bits_size, 0x80);
        for document in documents {
            let place = newest - document;
            block[1 + place as usize / 7] |= 1 << (place % 7);
        }
    } else {
        number::write(&mut block, GAPS);
        write_gaps(documents, &mut block);
    }
    block
}

/// Appends the gaps alone, from the newest document on.
pub(super) fn write_gaps(documents: &[u32], out: &mut Vec<u8>) {
    gaps(documents).rev().for_each(|gap| number::write(out, gap));
}

/// How many documents are left out between each and the next newer.
fn gaps(documents: &[u32]) -> impl DoubleEndedIterator<Item = u32> {
    documents.windows(2).map(|pair| pair[1] - pair[0] - 1)
}

/// The documents of a block whose newest one is known, newest first: what a reader does.
#[cfg(test)]
pub(super) fn read(newest: u32, mut block: &[u8]) -> Option<Vec<u32>> {
    let mut found = Vec::new();
    match number::read(&mut block)? {
        GAPS => {
            let mut document = newest;
            found.push(document);
            while !block.is_empty() {
                document = document.checked_sub(number::read::<u32>(&mut block)? + 1)?;
                found.push(document);
            }
        }
        BITS => {
            for (byte, place) in block.iter().zip(0..) {
                let bits = (0..7).filter(|bit| byte >> bit & 1 == 1);
                let places = bits.map(|bit| newest.checked_sub(7 * place + bit));
                found.extend(places.collect::<Option<Vec<u32>>>()?);
            }
        }
        _ => return None,
    }
    Some(found)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn blocks(list: &[u32]) -> Vec<&[u32]> {
        let mut rest = list;
        let mut blocks = Vec::new();
        while !rest.is_empty() {
            let (some, after) = rest.split_at(cut(rest));
            let block = write(some);
            assert!(block.len() <= BLOCK);
            let mut found = read(some[some.len() - 1], &block).unwrap();
            found.reverse();
            assert_eq!(found, some);
            rest = after;
            blocks.push(some);
        }
        blocks
    }

    #[test]
    fn a_block_holds_what_was_put_into_it() {
        assert_eq!(blocks(&[7]).len(), 1);
        assert_eq!(blocks(&[0, 5_000_000]).len(), 1);
        // Every document: bits, 999 bytes of seven at most.
        let all: Vec<u32> = (0..20_000).collect();
        assert_eq!(blocks(&all).len(), 4);
        // Every 100th: gaps of 99, two bytes each, so 500 documents a block at most.
        let some: Vec<u32> = (0..1000).map(|place| place * 100).collect();
        assert_eq!(blocks(&some).len(), 3);
    }

    #[test]
    fn a_block_is_written_the_shorter_way() {
        // Ten in a row: two bytes of bits and the kind, or nine gaps and the kind.
        assert_eq!(write(&(3..13).collect::<Vec<u32>>()).len(), 3);
        assert_eq!(write(&[3, 60]).len(), 2);
    }

    #[test]
    fn one_document_more_moves_few_cuts() {
        let mut random = fastrand::Rng::with_seed(11);
        let all: Vec<u32> = (0..400_000).filter(|_| random.u32(..40) == 0).collect();
        let before = blocks(&all);
        assert!(12 < before.len(), "{}", before.len());
        let changed = |list: &[u32]| {
            let after = blocks(list);
            after.iter().filter(|block| !before.contains(block)).count()
        };
        // At the newest end the newest block alone.
        assert!(changed(&[&all[..], &[400_001]].concat()) <= 2);
        // Anywhere else its own block, and a few until the cuts meet again.
        let mut most = 0;
        for _ in 0..50 {
            let more = random.u32(..400_000);
            let Err(place) = all.binary_search(&more) else { continue };
            let mut list = all.clone();
            list.insert(place, more);
            most = most.max(changed(&list));
        }
        assert!(most <= 4, "{most} of {}", before.len());
    }
}
