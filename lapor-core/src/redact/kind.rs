//! The kinds of things that are hidden.

use std::fmt;

/// What a hidden piece of text was.
///
/// The order is the order of precedence where two findings of one length overlap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// Identity number of a resident (nomor induk kependudukan), 16 digits.
    Nik,
    /// Number of a family card (kartu keluarga), 16 digits.
    Kk,
    /// Taxpayer number (nomor pokok wajib pajak), 15 or 16 digits.
    Npwp,
    /// Number of a civil servant (nomor induk pegawai), 18 digits.
    Nip,
    /// Telephone number, mobile or fixed.
    Phone,
    /// E-mail address.
    Email,
    /// Number plate of a vehicle.
    Plate,
    /// Name of a person.
    Person,
}

impl Kind {
    /// Every kind, in order of precedence.
    pub const ALL: [Self; 8] = [
        Self::Nik,
        Self::Kk,
        Self::Npwp,
        Self::Nip,
        Self::Phone,
        Self::Email,
        Self::Plate,
        Self::Person,
    ];

    /// Name of the kind in logs and span lists, such as `PERSON`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Nik => "NIK",
            Self::Kk => "KK",
            Self::Npwp => "NPWP",
            Self::Nip => "NIP",
            Self::Phone => "PHONE",
            Self::Email => "EMAIL",
            Self::Plate => "PLATE",
            Self::Person => "PERSON",
        }
    }

    /// Bare word of the token that stands in the text: `NIK` for `[NIK]`, `NAMA` for `[NAMA 1]`.
    ///
    /// A token tells neither the length nor a letter of what it hides.
    ///
    /// ```
    /// use lapor_core::redact::Kind;
    ///
    /// assert_eq!(Kind::Phone.token(), "PHONE");
    /// assert_eq!(Kind::Person.token(), "NAMA");
    /// ```
    pub const fn token(self) -> &'static str {
        match self {
            Self::Person => "NAMA",
            other => other.name(),
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Kind {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}
