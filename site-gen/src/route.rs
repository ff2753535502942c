//! Where each page lives: the only source of addresses.
//!
//! A [`Route`] names a page; [`Links`] writes the way from one page to another. Every way is
//! relative, so the site works in any folder, and a page that moves takes its links along.

mod key;

use std::fmt::Write as _;

pub use key::Key;

/// Names that no source may have, because the site itself uses them.
///
/// Language folders are reserved besides: see [`is_reserved`].
pub const RESERVED: [&str; 9] = [
    "404.html",
    "aset",
    "hitung",
    "kalender",
    "kisah",
    "metode",
    "robots.txt",
    "sitemap.xml",
    "tentang",
];

/// Whether a source may not have this slug: the site's own folders, and those of its languages.
#[must_use]
pub fn is_reserved(slug: &str, language_codes: &[&str]) -> bool {
    RESERVED.contains(&slug) || language_codes.contains(&slug)
}

/// A page or file of the site, whatever the language.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Route {
    /// `/`
    Home,
    /// `/{source}/`
    Overview {
        /// The source's slug.
        source: String,
    },
    /// `/{source}/instansi/`
    Agencies {
        /// The source's slug.
        source: String,
    },
    /// `/{source}/instansi/{agency}/`
    Scorecard {
        /// The source's slug.
        source: String,
        /// The agency's slug.
        agency: String,
    },
    /// `/{source}/telusuri/`
    Browse {
        /// The source's slug.
        source: String,
    },
    /// `/{source}/kategori/`, `/{source}/program/`, `/{source}/saluran/`, `/{source}/tempat/`
    Breakdown {
        /// The source's slug.
        source: String,
        /// By what reports are told apart.
        key: Key,
    },
    /// `/{source}/tempat/{province}/`
    Province {
        /// The source's slug.
        source: String,
        /// The province's slug.
        province: String,
    },
    /// `/{source}/laporan/`, `/{source}/laporan/hal-2/` ...
    Reports {
        /// The source's slug.
        source: String,
        /// The page, from 1.
        page: u32,
    },
    /// `/{source}/laporan/anonim/`, `/{source}/laporan/anonim/hal-2/` ...
    GeneralReports {
        /// The source's slug.
        source: String,
        /// The page, from 1.
        page: u32,
    },
    /// `/{source}/laporan/{shard}/{id}/`, in one language only.
    Report {
        /// The source's slug.
        source: String,
        /// The published id.
        id: String,
    },
    /// `/{source}/tindak-lanjut/`
    FollowUps {
        /// The source's slug.
        source: String,
    },
    /// `/{source}/koreksi/`
    Corrections {
        /// The source's slug.
        source: String,
    },
    /// `/{source}/data/`
    Downloads {
        /// The source's slug.
        source: String,
    },
    /// `/{source}/data/{name}`, whatever the language.
    Download {
        /// The source's slug.
        source: String,
        /// The file's name.
        name: String,
    },
    /// `/{source}/cari/`
    Search {
        /// The source's slug.
        source: String,
    },
    /// `/{source}/indeks/{file}`, whatever the language.
    SearchIndex {
        /// The source's slug.
        source: String,
        /// The file's place in the index.
        file: String,
    },
    /// `/kisah/`
    Stories,
    /// `/kisah/{slug}/`
    Story {
        /// The story's slug.
        slug: String,
    },
    /// `/metode/`
    Method,
    /// `/tentang/`
    About,
    /// `/kalender/`, `/kalender/{year}/`, and `/kalender/{calendar}/{year}/` of another calendar.
    Calendar {
        /// The calendar's slug; none for the first of the site.
        calendar: Option<String>,
        /// The year; none for the page that leads to all of them.
        year: Option<i32>,
    },
    /// `/hitung/`
    Calculator,
    /// `/{source}/umpan.atom`, `/{source}/instansi/{agency}/umpan.atom`, in one language only.
    Feed {
        /// The source's slug.
        source: String,
        /// The agency's slug; none for all of them.
        agency: Option<String>,
    },
    /// `/robots.txt`, whatever the language.
    Robots,
    /// `/sitemap.xml`, and `/sitemap-{shard}.xml` from 1, whatever the language.
    Sitemap {
        /// The shard; none for the list of them.
        shard: Option<u32>,
    },
    /// `/404.html`, in one language only.
    NotFound,
    /// `/aset/{name}`, whatever the language.
    Asset {
        /// The file's name, with its hash.
        name: String,
    },
}

impl Route {
    /// Whether the page exists once for each language. Reports have one address, and so have the
    /// page for what is not found and the files.
    #[must_use]
    pub fn is_translated(&self) -> bool {
        !matches!(
            self,
            Self::Report { .. }
                | Self::Feed { .. }
                | Self::Robots
                | Self::Sitemap { .. }
                | Self::NotFound
                | Self::Asset { .. }
                | Self::Download { .. }
                | Self::SearchIndex { .. }
        )
    }

    /// The file of this page below the site's root, without a slash before it. `prefix` is the
    /// folder of the language, empty for the first language.
    ///
    /// ```
    /// use site_gen::route::Route;
    ///
    /// let route = Route::Agencies { source: "contoh".into() };
    /// assert_eq!(route.file(""), "contoh/instansi/index.html");
    /// assert_eq!(route.file("en"), "en/contoh/instansi/index.html");
    /// ```
    #[must_use]
    pub fn file(&self, prefix: &str) -> String {
        let mut file = String::new();
        if self.is_translated() && !prefix.is_empty() {
            file.push_str(prefix);
            file.push('/');
        }
        // Writing to a string cannot fail.
        let _ = match self {
            Self::Home => Ok(()),
            Self::Overview { source } => write!(file, "{source}/"),
            Self::Agencies { source } => write!(file, "{source}/instansi/"),
            Self::Scorecard { source, agency } => write!(file, "{source}/instansi/{agency}/"),
            Self::Browse { source } => write!(file, "{source}/telusuri/"),
            Self::Breakdown { source, key } => write!(file, "{source}/{}/", key.folder()),
            Self::Province { source, province } => write!(file, "{source}/tempat/{province}/"),
            Self::Reports { source, page } if *page < 2 => write!(file, "{source}/laporan/"),
            Self::Reports { source, page } => write!(file, "{source}/laporan/hal-{page}/"),
            Self::GeneralReports { source, page } if *page < 2 => {
                write!(file, "{source}/laporan/anonim/")
            }
            Self::GeneralReports { source, page } => {
                write!(file, "{source}/laporan/anonim/hal-{page}/")
            }
            Self::Report { source, id } => {
                write!(file, "{source}/laporan/{}/{id}/", shard(id))
            }
            Self::FollowUps { source } => write!(file, "{source}/tindak-lanjut/"),
            Self::Corrections { source } => write!(file, "{source}/koreksi/"),
            Self::Downloads { source } => write!(file, "{source}/data/"),
            Self::Download { source, name } => write!(file, "{source}/data/{name}"),
            Self::Search { source } => write!(file, "{source}/cari/"),
            Self::SearchIndex { source, file: inside } => write!(file, "{source}/indeks/{inside}"),
            Self::Stories => write!(file, "kisah/"),
            Self::Story { slug } => write!(file, "kisah/{slug}/"),
            Self::Method => write!(file, "metode/"),
            Self::About => write!(file, "tentang/"),
            Self::Calendar { calendar, year } => {
                let part = |part: Option<String>| part.map_or(String::new(), |part| part + "/");
                let year = part(year.map(|year| year.to_string()));
                write!(file, "kalender/{}{year}", part(calendar.clone()))
            }
            Self::Calculator => write!(file, "hitung/"),
            Self::Feed { source, agency: None } => write!(file, "{source}/umpan.atom"),
            Self::Feed { source, agency: Some(agency) } => {
                write!(file, "{source}/instansi/{agency}/umpan.atom")
            }
            Self::Robots => write!(file, "robots.txt"),
            Self::Sitemap { shard: None } => write!(file, "sitemap.xml"),
            Self::Sitemap { shard: Some(shard) } => write!(file, "sitemap-{shard}.xml"),
            Self::NotFound => write!(file, "404.html"),
            Self::Asset { name } => write!(file, "aset/{name}"),
        };
        if file.is_empty() || file.ends_with('/') {
            file.push_str("index.html");
        }
        file
    }
}

/// The folder in which a report's folder lies: the first two characters of its id, so that no
/// folder grows beyond what a file system likes.
#[must_use]
pub fn shard(id: &str) -> &str {
    let end = id.char_indices().nth(2).map_or(id.len(), |(place, _)| place);
    &id[..end]
}

/// A name as it can stand in an address: lower-case ASCII letters, digits and hyphens, at most 60.
///
/// Two names can give one slug; whoever gives them out keeps them apart. A name without any letter
/// or digit gives an empty one.
///
/// ```
/// assert_eq!(site_gen::route::slug("Dinas Pekerjaan Umum (Bina Marga)"), "dinas-pekerjaan-umum-bina-marga");
/// ```
#[must_use]
pub fn slug(name: &str) -> String {
    let mut slug = String::new();
    for character in name.chars().flat_map(char::to_lowercase) {
        if character.is_ascii_alphanumeric() {
            slug.push(character);
        } else if let Some(plain) = plain_letter(character) {
            slug.push(plain);
        } else if !slug.is_empty() && !slug.ends_with('-') && character != '\'' && character != '’'
        {
            slug.push('-');
        }
    }
    slug.truncate(60);
    slug.trim_end_matches('-').to_owned()
}

fn plain_letter(character: char) -> Option<char> {
    Some(match character {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => 'a',
        'ç' => 'c',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ñ' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        _ => return None,
    })
}

/// Writes the ways from one page to others.
#[derive(Clone, Debug)]
pub struct Links<'a> {
    from: String,
    prefix: &'a str,
    base_url: Option<&'a str>,
    rooted: bool,
}

impl<'a> Links<'a> {
    /// The ways from `route` in the language whose folder is `prefix`.
    ///
    /// With a `base_url` ways end at folders, else at their `index.html`, so that they can be
    /// followed on a disk too. From the page for what is not found, which a server shows at any
    /// depth, they start at the root.
    #[must_use]
    pub fn new(route: &Route, prefix: &'a str, base_url: Option<&'a str>) -> Self {
        let prefix = if route.is_translated() { prefix } else { "" };
        Self { from: route.file(prefix), prefix, base_url, rooted: *route == Route::NotFound }
    }

    /// The way to a page in the language of this one, or in its only language.
    #[must_use]
    pub fn to(&self, route: &Route) -> String {
        self.to_language(route, self.prefix)
    }

    /// The way to a page in the language whose folder is `prefix`.
    #[must_use]
    pub fn to_language(&self, route: &Route, prefix: &str) -> String {
        let target = route.file(prefix);
        let shown = if self.base_url.is_some() { folder_of_index(&target) } else { &target };
        if self.rooted {
            return format!("{}{shown}", self.root());
        }
        relative(&self.from, shown)
    }

    /// The whole address of a page, if the site's own is known.
    #[must_use]
    pub fn absolute(&self, route: &Route, prefix: &str) -> Option<String> {
        let base = self.base_url?;
        let target = route.file(prefix);
        let slash = if base.ends_with('/') { "" } else { "/" };
        Some(format!("{base}{slash}{}", folder_of_index(&target)))
    }

    /// The path of the site's root on its server.
    fn root(&self) -> String {
        let path = self
            .base_url
            .and_then(|url| url.split_once("://"))
            .and_then(|(_, rest)| rest.split_once('/'))
            .map_or("", |(_, path)| path.trim_end_matches('/'));
        if path.is_empty() { "/".to_owned() } else { format!("/{path}/") }
    }
}

fn folder_of_index(file: &str) -> &str {
    file.strip_suffix("index.html").unwrap_or(file)
}

fn relative(from: &str, to: &str) -> String {
    let folders: Vec<&str> = from.split('/').collect();
    let folders = &folders[..folders.len().saturating_sub(1)];
    let targets: Vec<&str> = to.split('/').collect();
    // The last part of the target is a file, or empty for a folder; it is never shared.
    let shared = folders
        .iter()
        .zip(&targets[..targets.len().saturating_sub(1)])
        .take_while(|(ours, theirs)| ours == theirs)
        .count();
    let mut way = "../".repeat(folders.len() - shared);
    way.push_str(&targets[shared..].join("/"));
    if way.is_empty() { "./".to_owned() } else { way }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report() -> Route {
        Route::Report { source: "contoh".into(), id: "k7qz2mabcdefghij".into() }
    }

    fn scorecard() -> Route {
        Route::Scorecard { source: "contoh".into(), agency: "dinas-air".into() }
    }

    #[test]
    fn every_route_has_its_file() {
        let source = || "contoh".to_owned();
        let files = [
            (Route::Home, "en/index.html"),
            (Route::Overview { source: source() }, "en/contoh/index.html"),
            (scorecard(), "en/contoh/instansi/dinas-air/index.html"),
            (Route::Reports { source: source(), page: 1 }, "en/contoh/laporan/index.html"),
            (Route::Reports { source: source(), page: 3 }, "en/contoh/laporan/hal-3/index.html"),
            (
                Route::GeneralReports { source: source(), page: 2 },
                "en/contoh/laporan/anonim/hal-2/index.html",
            ),
            (Route::Browse { source: source() }, "en/contoh/telusuri/index.html"),
            (
                Route::Breakdown { source: source(), key: Key::Channel },
                "en/contoh/saluran/index.html",
            ),
            (
                Route::Province { source: source(), province: "jawa-barat".into() },
                "en/contoh/tempat/jawa-barat/index.html",
            ),
            (report(), "contoh/laporan/k7/k7qz2mabcdefghij/index.html"),
            (Route::FollowUps { source: source() }, "en/contoh/tindak-lanjut/index.html"),
            (Route::Corrections { source: source() }, "en/contoh/koreksi/index.html"),
            (Route::Downloads { source: source() }, "en/contoh/data/index.html"),
            (
                Route::Download { source: source(), name: "reports.csv".into() },
                "contoh/data/reports.csv",
            ),
            (Route::Search { source: source() }, "en/contoh/cari/index.html"),
            (
                Route::SearchIndex { source: source(), file: "daftar.json".into() },
                "contoh/indeks/daftar.json",
            ),
            (Route::Stories, "en/kisah/index.html"),
            (Route::Story { slug: "jalan".into() }, "en/kisah/jalan/index.html"),
            (Route::Method, "en/metode/index.html"),
            (Route::About, "en/tentang/index.html"),
            (Route::Calendar { calendar: None, year: None }, "en/kalender/index.html"),
            (Route::Calendar { calendar: None, year: Some(2025) }, "en/kalender/2025/index.html"),
            (
                Route::Calendar { calendar: Some("kota".into()), year: Some(2025) },
                "en/kalender/kota/2025/index.html",
            ),
            (Route::Calculator, "en/hitung/index.html"),
            (Route::Feed { source: source(), agency: None }, "contoh/umpan.atom"),
            (
                Route::Feed { source: source(), agency: Some("dinas-air".into()) },
                "contoh/instansi/dinas-air/umpan.atom",
            ),
            (Route::Robots, "robots.txt"),
            (Route::Sitemap { shard: None }, "sitemap.xml"),
            (Route::Sitemap { shard: Some(2) }, "sitemap-2.xml"),
            (Route::NotFound, "404.html"),
            (Route::Asset { name: "gaya-1.css".into() }, "aset/gaya-1.css"),
        ];
        for (route, file) in files {
            assert_eq!(route.file("en"), file);
        }
    }

    #[test]
    fn links_are_relative_at_every_depth() {
        let asset = Route::Asset { name: "gaya.css".into() };
        let from = |route: &Route, prefix: &'static str| Links::new(route, prefix, None);
        assert_eq!(from(&Route::Home, "").to(&asset), "aset/gaya.css");
        assert_eq!(from(&Route::Home, "en").to(&asset), "../aset/gaya.css");
        assert_eq!(from(&scorecard(), "en").to(&asset), "../../../../aset/gaya.css");
        assert_eq!(from(&report(), "").to(&asset), "../../../../aset/gaya.css");
        assert_eq!(from(&Route::Home, "").to(&Route::Home), "index.html");
        assert_eq!(from(&Route::Method, "").to(&Route::Home), "../index.html");
        let agencies = Route::Agencies { source: "contoh".into() };
        assert_eq!(from(&scorecard(), "en").to(&agencies), "../index.html");
        assert_eq!(from(&agencies, "en").to(&scorecard()), "dinas-air/index.html");
        assert_eq!(
            from(&agencies, "en").to(&report()),
            "../../../contoh/laporan/k7/k7qz2mabcdefghij/index.html"
        );
    }

    #[test]
    fn a_source_named_like_a_part_of_another_folder_is_not_mistaken_for_it() {
        let inside = Route::Overview { source: "instansi".into() };
        let other = Route::Agencies { source: "instansi".into() };
        assert_eq!(Links::new(&inside, "", None).to(&other), "instansi/index.html");
        assert_eq!(Links::new(&other, "", None).to(&inside), "../index.html");
    }

    #[test]
    fn with_an_address_links_end_at_folders() {
        let base = Some("https://contoh.example/lapor");
        let links = Links::new(&Route::Home, "", base);
        assert_eq!(links.to(&Route::Home), "./");
        assert_eq!(links.to(&Route::Method), "metode/");
        assert_eq!(Links::new(&Route::Method, "en", base).to(&Route::Home), "../");
        assert_eq!(
            links.absolute(&Route::Method, "en").as_deref(),
            Some("https://contoh.example/lapor/en/metode/")
        );
        assert_eq!(Links::new(&Route::Home, "", None).absolute(&Route::Home, ""), None);
    }

    #[test]
    fn from_the_page_for_what_is_not_found_links_start_at_the_root() {
        let base = Some("https://contoh.example/lapor/");
        assert_eq!(Links::new(&Route::NotFound, "", base).to(&Route::Method), "/lapor/metode/");
        assert_eq!(Links::new(&Route::NotFound, "", None).to(&Route::Home), "/index.html");
        let bare = Some("https://contoh.example");
        assert_eq!(Links::new(&Route::NotFound, "", bare).to(&Route::About), "/tentang/");
    }

    #[test]
    fn the_other_language_is_one_link_away() {
        let agencies = Route::Agencies { source: "contoh".into() };
        let links = Links::new(&agencies, "", None);
        assert_eq!(links.to_language(&agencies, "en"), "../../en/contoh/instansi/index.html");
        // A report has one page only.
        assert_eq!(links.to_language(&report(), "en"), links.to(&report()));
    }

    #[test]
    fn slugs_are_ascii_and_short() {
        assert_eq!(
            slug("  Kementerian PUPR / Ditjen Bina Marga "),
            "kementerian-pupr-ditjen-bina-marga"
        );
        assert_eq!(slug("Jum'at Café №5"), "jumat-cafe-5");
        assert_eq!(slug("!!"), "");
        assert_eq!(slug(&"panjang ".repeat(20)).len(), 60);
        assert!(is_reserved("kisah", &["id", "en"]));
        assert!(is_reserved("en", &["id", "en"]));
        assert!(!is_reserved("contoh", &["id", "en"]));
    }

    #[test]
    fn a_short_id_is_its_own_shard() {
        assert_eq!(shard("abc"), "ab");
        assert_eq!(shard("a"), "a");
        assert_eq!(shard("éàx"), "éà");
    }
}
