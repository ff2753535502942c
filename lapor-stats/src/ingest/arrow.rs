//! Arrow arrays as the values of a column, whoever made them: a Parquet decoder or the memory of a program.

use std::io;

use polars_arrow::array::{
    Array, ArrayFromIter, BooleanArray, PrimitiveArray, Utf8Array, Utf8ViewArray,
};
use polars_arrow::datatypes::{ArrowDataType, TimeUnit};
use polars_arrow::offset::Offset;
use polars_arrow::types::NativeType;

use super::columns::Values;
use super::parquet::invalid;

/// The columns that a cell can show.
pub(super) fn is_readable(kind: &ArrowDataType) -> bool {
    use ArrowDataType as Kind;
    matches!(
        kind,
        Kind::Utf8View
            | Kind::Utf8
            | Kind::LargeUtf8
            | Kind::Boolean
            | Kind::Int8
            | Kind::Int16
            | Kind::Int32
            | Kind::Int64
            | Kind::UInt8
            | Kind::UInt16
            | Kind::UInt32
            | Kind::UInt64
            | Kind::Float32
            | Kind::Float64
            | Kind::Date32
            | Kind::Timestamp(..)
            | Kind::Null
    )
}

/// The values of a column of one of these types.
pub(super) fn values(array: &dyn Array) -> io::Result<Values> {
    use ArrowDataType as Kind;
    if array.null_count() == array.len() {
        return Ok(Values::Nothing);
    }
    Ok(match array.dtype() {
        Kind::Utf8View => Values::Text(known::<Utf8ViewArray>(array)?),
        Kind::Utf8 => Values::Text(viewed(&known::<Utf8Array<i32>>(array)?)),
        Kind::LargeUtf8 => Values::Text(viewed(&known::<Utf8Array<i64>>(array)?)),
        Kind::Boolean => Values::Truth(known::<BooleanArray>(array)?),
        Kind::Int8 => Values::Integer(wider::<i8, i64>(array)?),
        Kind::Int16 => Values::Integer(wider::<i16, i64>(array)?),
        Kind::Int32 => Values::Integer(wider::<i32, i64>(array)?),
        Kind::Int64 => Values::Integer(known(array)?),
        Kind::UInt8 => Values::Integer(wider::<u8, i64>(array)?),
        Kind::UInt16 => Values::Integer(wider::<u16, i64>(array)?),
        Kind::UInt32 => Values::Integer(wider::<u32, i64>(array)?),
        Kind::UInt64 => Values::Unsigned(known(array)?),
        Kind::Float32 => Values::Float(wider::<f32, f64>(array)?),
        Kind::Float64 => Values::Float(known(array)?),
        Kind::Date32 => Values::Date(known(array)?),
        Kind::Timestamp(unit, zone) => {
            let times: PrimitiveArray<i64> = known(array)?;
            let micros = match unit {
                TimeUnit::Second => scaled(&times, |time| time.saturating_mul(1_000_000)),
                TimeUnit::Millisecond => scaled(&times, |time| time.saturating_mul(1_000)),
                TimeUnit::Microsecond => times,
                TimeUnit::Nanosecond => scaled(&times, |time| time.div_euclid(1_000)),
            };
            Values::Time { micros, utc: zone.is_some() }
        }
        other => return Err(invalid(format!("found values of type {other:?}, expected cells"))),
    })
}

fn known<A: Array + Clone + 'static>(array: &dyn Array) -> io::Result<A> {
    array
        .as_any()
        .downcast_ref::<A>()
        .cloned()
        .ok_or_else(|| invalid("found values of another type than the column has"))
}

/// Texts by views, as Parquet's decoder gives them.
fn viewed<O: Offset>(array: &Utf8Array<O>) -> Utf8ViewArray {
    Utf8ViewArray::arr_from_iter(array.iter())
}

fn wider<N: NativeType + Into<W>, W: NativeType>(
    array: &dyn Array,
) -> io::Result<PrimitiveArray<W>> {
    let array: PrimitiveArray<N> = known(array)?;
    let values: Vec<W> = array.values().iter().map(|&value| value.into()).collect();
    Ok(PrimitiveArray::from_vec(values).with_validity(array.validity().cloned()))
}

fn scaled(array: &PrimitiveArray<i64>, scale: fn(i64) -> i64) -> PrimitiveArray<i64> {
    let values: Vec<i64> = array.values().iter().map(|&value| scale(value)).collect();
    PrimitiveArray::from_vec(values).with_validity(array.validity().cloned())
}
