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
    /// Link to a page or a file.
    Url,
    /// Name under which somebody is found on a network.
    Handle,
    /// Number of an account, a virtual account or a payment card.
    BankAccount,
    /// Where somebody lives, from the street to the last number; a street alone is none.
    Address,
    /// Number of a health or labour insurance (BPJS), 11 or 13 digits.
    Bpjs,
    /// Number of a passport, one or two letters and six or seven digits.
    Passport,
    /// Number of a driving licence (surat izin mengemudi), 12 to 14 digits.
    Sim,
    /// What a supplier of power or water knows a household by.
    CustomerId,
    /// Date of birth.
    Dob,
    /// Place on the globe.
    Coord,
    /// Whatever else stands for a person beside its keyword.
    OtherId,
    /// Name of a person.
    Person,
}

impl Kind {
    /// Every kind, in order of precedence.
    pub const ALL: [Self; 19] = [
        Self::Nik,
        Self::Kk,
        Self::Npwp,
        Self::Nip,
        Self::Phone,
        Self::Email,
        Self::Plate,
        Self::Url,
        Self::Handle,
        Self::BankAccount,
        Self::Address,
        Self::Bpjs,
        Self::Passport,
        Self::Sim,
        Self::CustomerId,
        Self::Dob,
        Self::Coord,
        Self::OtherId,
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
            Self::Url => "URL",
            Self::Handle => "HANDLE",
            Self::BankAccount => "BANK_ACCOUNT",
            Self::Address => "ADDRESS",
            Self::Bpjs => "BPJS",
            Self::Passport => "PASSPORT",
            Self::Sim => "SIM",
            Self::CustomerId => "CUSTOMER_ID",
            Self::Dob => "DOB",
            Self::Coord => "COORD",
            Self::OtherId => "OTHER_ID",
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
