//! Parquet: row groups are read one by one, each by whoever has time for it, so memory is that of some groups.
//!
//! The bytes are read, not mapped: a file that shrinks while it is read is then an error and no crash. Its types say what
//! a cell is; the Arrow schema that some writers add is not asked, since it only repeats them.

mod footer;

use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use polars_arrow::array::Array;
use polars_arrow::datatypes::Field;
use polars_buffer::Buffer;
use polars_parquet::read::schema::parquet_to_arrow_schema;
use polars_parquet::read::{
    BasicDecompressor, FileMetadata, Filter, PageReader, column_iter_to_arrays, read_metadata,
};
use polars_parquet::write::CompressedPage;

use super::arrow::{is_readable, values};
use super::columns::{Columns, Values};

/// The first and the last bytes of a file.
pub(crate) const MAGIC: &[u8] = b"PAR1";

/// Rows that are read at once, so that a file of one huge row group needs no more memory than others.
const MOST_ROWS: usize = 1 << 18;

/// The longest page, in bytes; writers make them of about one MiB.
const LONGEST_PAGE: usize = 1 << 30;
/// The most rows of a row group; writers make them of some hundred thousand.
const MOST_IN_GROUP: usize = 1 << 31;

/// A file whose end was read: what its columns are, and where they lie.
#[derive(Debug)]
pub(crate) struct ParquetFile {
    path: PathBuf,
    metadata: FileMetadata,
    fields: Vec<Field>,
}

/// Some rows of one row group.
#[derive(Clone, Debug)]
pub(crate) struct Slice {
    group: usize,
    rows: Range<usize>,
    first: u64,
}

impl ParquetFile {
    /// Reads what a file says of itself.
    pub(crate) fn open(path: &Path) -> io::Result<Self> {
        let mut file = File::open(path)?;
        footer::check(&mut file)?;
        file.rewind()?;
        let metadata = guarded(|| read_metadata(&mut file).map_err(invalid))?;
        if metadata.row_groups.iter().any(|group| MOST_IN_GROUP < group.num_rows()) {
            let problem = format!("found a row group of over {MOST_IN_GROUP} rows, expected fewer");
            return Err(invalid(problem));
        }
        let fields = guarded(|| {
            let schema = parquet_to_arrow_schema(metadata.schema_descr.fields());
            Ok(schema.iter_values().cloned().collect())
        })?;
        Ok(ParquetFile { path: path.to_owned(), metadata, fields })
    }

    /// The names of the columns.
    pub(crate) fn header(&self) -> Vec<String> {
        self.fields.iter().map(|field| field.name.to_string()).collect()
    }

    /// Columns that hold more than a cell can, such as lists, or bytes that are no text.
    pub(crate) fn unreadable(&self) -> impl Iterator<Item = &str> {
        self.fields
            .iter()
            .filter(|field| !is_readable(&field.dtype))
            .map(|field| field.name.as_str())
    }

    /// All rows, in slices.
    pub(crate) fn slices(&self) -> impl Iterator<Item = Slice> {
        let mut first = 1;
        self.metadata.row_groups.iter().enumerate().flat_map(move |(group, of)| {
            let rows = of.num_rows();
            let start = first;
            first += rows as u64;
            (0..rows).step_by(MOST_ROWS).map(move |at| Slice {
                group,
                rows: at..rows.min(at + MOST_ROWS),
                first: start + at as u64,
            })
        })
    }

    /// Reads a slice; only the columns that are `wanted`, by the places of the header.
    pub(crate) fn read(&self, slice: &Slice, wanted: &[bool]) -> io::Result<Columns> {
        let mut file = File::open(&self.path)?;
        let values = self.fields.iter().enumerate().map(|(place, field)| {
            if wanted.get(place).copied().unwrap_or(false) && is_readable(&field.dtype) {
                self.column(&mut file, slice, field).map_err(|error| {
                    let (column, group) = (&field.name, slice.group + 1);
                    let problem = format!("column '{column}' of row group {group}: {error}");
                    io::Error::new(error.kind(), problem)
                })
            } else {
                Ok(Values::Nothing)
            }
        });
        let values = values.collect::<io::Result<_>>()?;
        Ok(Columns { values, rows: slice.rows.len(), first: slice.first })
    }

    fn column(&self, file: &mut File, slice: &Slice, field: &Field) -> io::Result<Values> {
        let group = &self.metadata.row_groups[slice.group];
        let chunk = group
            .columns_under_root_iter(&field.name)
            .and_then(|mut chunks| chunks.next())
            .ok_or_else(|| invalid("found no pages, expected those of the column"))?;
        let range = guarded(|| Ok(chunk.byte_range()))?;
        let length = range.end.saturating_sub(range.start);
        if file.metadata()?.len() < range.end {
            return Err(invalid("found the end of the file, expected the pages of the column"));
        }
        let mut bytes = Vec::with_capacity(length as usize);
        file.seek(SeekFrom::Start(range.start))?;
        file.take(length).read_to_end(&mut bytes)?;
        let arrays = guarded(|| {
            let bytes: Buffer<u8> = bytes.into();
            let pages = || PageReader::new(Cursor::new(bytes.clone()), chunk, vec![], usize::MAX);
            check_pages(pages(), group.num_rows())?;
            let pages = pages();
            let pages = BasicDecompressor::new(pages, vec![]);
            let kind = &chunk.descriptor().descriptor.primitive_type;
            let filter = (slice.rows.len() < group.num_rows())
                .then(|| Filter::new_ranged(slice.rows.start, slice.rows.end));
            let (arrays, _) = column_iter_to_arrays(vec![pages], vec![kind], field.clone(), filter)
                .map_err(invalid)?;
            one(&arrays)
        })?;
        match arrays {
            Some(array) if array.len() == slice.rows.len() => values(&*array),
            _ => Err(invalid("found pages of other rows, expected one value a row")),
        }
    }
}

/// Refuses pages that say more of themselves than can be true: a decoder makes room for what they say before it reads them.
fn check_pages(pages: PageReader, rows: usize) -> io::Result<()> {
    let mut values = 0_usize;
    for page in pages {
        // Of a dictionary the library tells nothing; what it says of itself has 32 bits at most.
        let CompressedPage::Data(page) = page.map_err(invalid)? else { continue };
        values = values.saturating_add(page.num_values());
        if rows < values || LONGEST_PAGE < page.uncompressed_size() {
            return Err(invalid("found pages of more values than rows, expected one value a row"));
        }
    }
    Ok(())
}

/// One array of several.
fn one(arrays: &[Box<dyn Array>]) -> io::Result<Option<Box<dyn Array>>> {
    match arrays {
        [] => Ok(None),
        [array] => Ok(Some(array.clone())),
        several => polars_arrow::compute::concatenate::concatenate_unchecked(several)
            .map(Some)
            .map_err(invalid),
    }
}

pub(super) fn invalid(problem: impl ToString) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, problem.to_string())
}

/// Runs a decoder that is not ours over bytes that may be anything: where it gives up by a panic, that is an error.
fn guarded<T>(decode: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    catch_unwind(AssertUnwindSafe(decode))
        .unwrap_or_else(|_| Err(invalid("found pages that are damaged, expected Parquet")))
}
