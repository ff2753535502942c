//! The keys by which the reports of a source are told apart.

/// By what reports are told apart beside agency and month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// What the report is about, in groups.
    Category,
    /// The development programme that it is about.
    Program,
    /// The way by which it came in.
    Channel,
    /// The province, and in it the regency.
    Place,
}

impl Key {
    /// All of them, in the order in which pages name them.
    pub const ALL: [Key; 4] = [Key::Category, Key::Place, Key::Program, Key::Channel];

    /// Its word in the list of what may be told, and in marks.
    ///
    /// ```
    /// use site_gen::route::Key;
    ///
    /// assert_eq!(Key::Category.word(), "category");
    /// ```
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Key::Category => "category",
            Key::Program => "program",
            Key::Channel => "channel",
            Key::Place => "place",
        }
    }

    /// The folder of its page in a source's.
    #[must_use]
    pub const fn folder(self) -> &'static str {
        match self {
            Key::Category => "kategori",
            Key::Program => "program",
            Key::Channel => "saluran",
            Key::Place => "tempat",
        }
    }
}
