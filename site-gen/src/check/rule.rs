//! What a check can find: the rules by name.

use crate::error::Finding;

impl Finding {
    /// A finding under one of the rules of this crate.
    pub(crate) fn new(path: &str, line: Option<u32>, rule: Rule, detail: String) -> Self {
        Finding { path: path.to_owned(), line, rule: rule.name().to_owned(), detail }
    }
}

macro_rules! rules {
    ($($variant:ident $name:literal $meaning:literal,)*) => {
        /// A rule that a check applies.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Rule {
            $(#[doc = $meaning] $variant,)*
        }

        impl Rule {
            /// Every rule, in the order of this page.
            pub const ALL: &'static [Rule] = &[$(Rule::$variant,)*];

            /// The name that a finding carries.
            pub fn name(self) -> &'static str {
                match self { $(Rule::$variant => $name,)* }
            }

            /// What the rule demands, in a sentence.
            pub fn meaning(self) -> &'static str {
                match self { $(Rule::$variant => $meaning,)* }
            }
        }
    };
}

rules! {
    BrokenLink "broken-link" "A link, picture or style leads to a file that the site has.",
    BrokenFragment "broken-fragment" "A fragment or a reference by id names an element that its page has.",
    ForeignRequest "foreign-request" "Nothing that a browser fetches or submits to lies on another origin.",
    InlineScript "inline-script" "No script stands in a page: no `<script>` without `src`, no `on...=`, no `javascript:`.",
    InlineStyle "inline-style" "No style stands in a page: no `<style>`, no `style=`.",
    BlockedByPolicy "blocked-by-policy" "Nothing in a page is what its own policy blocks: `data:` pictures, `<base>`.",
    PolicyMissing "policy-missing" "A page states the Content-Security-Policy before its first resource.",
    PolicyWeak "policy-weak" "The policy allows nothing but the site's own files.",
    LangMissing "lang-missing" "`<html>` names its language.",
    TitleMissing "title-missing" "A page has a title with text in it.",
    DuplicateId "duplicate-id" "An id stands once in a page.",
    AltMissing "alt-missing" "A picture has `alt`, empty where it only decorates.",
    SvgName "svg-name" "An `<svg role=\"img\">` has a `<title>` or an `aria-label`.",
    TableCaption "table-caption" "A table has a caption.",
    TableHeader "table-header" "A table has header cells.",
    Malformed "malformed" "A page is HTML without parse errors, and every element is closed.",
    NotUtf8 "not-utf8" "A text file is UTF-8.",
    NotAFile "not-a-file" "A site consists of folders and plain files with UTF-8 names.",
    Canary "canary" "No planted string occurs in any byte, name, or escaped form.",
    Disclosed "disclosed" "No hidden count can be worked out from what this and earlier releases tell.",
    CountDiffers "count-differs" "A printed count is that of the list, and hidden where the list hides it.",
    CountMissing "count-missing" "Every count that a page prints is on one.",
    VerdictDiffers "verdict-differs" "A verdict is what its report's events give, on its page, in lists and in the downloads.",
    VerdictMissing "verdict-missing" "Every verdict of the downloads is on its report's page, and every verdict of a page in them.",
    HashDiffers "hash-differs" "A file of the downloads is as long as their description says, and has its hash.",
    Leak "leak" "The privacy gate finds nothing.",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn findings_sort_by_path_then_line_then_rule() {
        let finding = |path: &str, line, rule| Finding::new(path, line, rule, String::new());
        let mut findings = [
            finding("b", Some(1), Rule::AltMissing),
            finding("a", Some(10), Rule::AltMissing),
            finding("a", Some(9), Rule::Malformed),
            finding("a", Some(9), Rule::BrokenLink),
            finding("a", None, Rule::TitleMissing),
        ];
        findings.sort();
        let shown: Vec<String> = findings.iter().map(Finding::to_string).collect();
        assert_eq!(
            shown,
            [
                "a: title-missing: ",
                "a:9: broken-link: ",
                "a:9: malformed: ",
                "a:10: alt-missing: ",
                "b:1: alt-missing: ",
            ]
        );
    }

    #[test]
    fn every_rule_has_a_name_of_its_own_and_a_sentence() {
        let mut names: Vec<&str> = Rule::ALL.iter().map(|rule| rule.name()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Rule::ALL.len());
        assert!(Rule::ALL.iter().all(|rule| rule.meaning().ends_with('.')));
    }
}
