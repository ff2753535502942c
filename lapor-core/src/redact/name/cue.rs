//! Words beside which a name stands, or never does.

/// What a word says of the words beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Cue {
    None,
    /// `nama`, `bernama`: the name follows.
    Named,
    /// `a.n.`: on behalf of.
    Behalf,
    /// `saya`, `sy`.
    Self_,
    /// `Bapak`, `Bu`, `Sdr`.
    Honorific,
    /// Before a name: `Dr`, `H`, `Ir`.
    Prefix,
    /// Behind a name: `SE`, `S.Pd`.
    Suffix,
    /// `istri`, `anak`, `nenek`.
    Kin,
    /// `lurah`, `guru`, `ketua`: a role or trade.
    Role,
    /// `pelapor`, `ttd`, `salam`: what a name is signed behind.
    Signature,
    /// `bin`, `binti`: inside a name.
    Patronym,
    /// `nik`, `alamat`, `umur`, `warga`: what is told of somebody.
    Field,
    /// `jalan`, `RSUD`, `SDN`, `toko`: a place may be named after somebody.
    Head,
    /// `desa`, `kabupaten`: a village or a larger place.
    Village,
    /// `dan`, `serta`.
    And,
    /// `kata`, `ujar`, `menurut`.
    Says,
    /// `dukcapil`, `polsek`: an agency or a company, never a person.
    Agency,
    /// `the`, `was`, `their`: a word that only English has.
    English,
    /// `obat`, `pohon`, `komunitas`, `rute`: what follows is called so, and is no person.
    Thing,
    /// `ora`, `kada`, `meunyo`: a word that only a language of a region has.
    Region,
}

impl Cue {
    /// Every cue in the order of its number.
    pub(crate) const ALL: [Self; 20] = [
        Self::None,
        Self::Named,
        Self::Behalf,
        Self::Self_,
        Self::Honorific,
        Self::Prefix,
        Self::Suffix,
        Self::Kin,
        Self::Role,
        Self::Signature,
        Self::Patronym,
        Self::Field,
        Self::Head,
        Self::Village,
        Self::And,
        Self::Says,
        Self::Agency,
        Self::English,
        Self::Thing,
        Self::Region,
    ];

    /// The cue of a number, which is none of one that no cue has.
    pub(crate) const fn of(number: usize) -> Self {
        if number < Self::ALL.len() { Self::ALL[number] } else { Self::None }
    }

    /// Whether a name often follows close behind it.
    pub(crate) const fn leads(self) -> bool {
        matches!(
            self,
            Self::Named
                | Self::Behalf
                | Self::Self_
                | Self::Honorific
                | Self::Prefix
                | Self::Kin
                | Self::Role
                | Self::Signature
                | Self::Patronym
                | Self::Says
        )
    }
}

#[cfg(test)]
mod tests {
    use super::super::list;
    use super::super::word::hash;
    use super::*;

    #[test]
    fn a_word_has_its_cue_whatever_its_case() {
        let of = |word: &[u8]| list::of(hash(word)).1;
        assert_eq!(of(b"Bernama"), Cue::Named);
        assert_eq!(of(b"BIN"), Cue::Patronym);
        assert_eq!(of(b"spd"), Cue::Suffix);
        assert_eq!(of(b"siti"), Cue::None);
    }

    #[test]
    fn a_cue_is_read_back_by_its_number() {
        assert!(Cue::ALL.iter().enumerate().all(|(i, cue)| *cue as usize == i));
    }
}
