//! Each rule, with a page that breaks it and one that does not.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use tempfile::TempDir;

use super::*;

fn silent(_: &str, _: &[u8]) -> Vec<GateFinding> {
    Vec::new()
}

fn options() -> Options<'static> {
    Options { base_path: "/", canaries: None, gate: &silent, told: None }
}

/// A page that breaks no rule, with `body` in it.
fn page(body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"id\"><head><meta charset=\"utf-8\">\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{META_CONTENT_SECURITY_POLICY}\">\
         <title>Contoh</title></head><body>\n{body}\n</body></html>\n"
    )
}

fn site(files: &[(&str, &str)]) -> TempDir {
    let root = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let file = root.path().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    root
}

fn found(files: &[(&str, &str)]) -> Vec<String> {
    let root = site(files);
    let checked = check(root.path(), &options()).unwrap();
    checked.findings.iter().map(Finding::to_string).collect()
}

/// The rules and lines of what is wrong with a page that has `body` on line 3.
fn rules(body: &str) -> Vec<String> {
    let root = site(&[("index.html", &page(body)), ("ada.svg", "<svg></svg>")]);
    let checked = check(root.path(), &options()).unwrap();
    let shown = |finding: &Finding| format!("{} {}", finding.line.unwrap_or(0), finding.rule);
    checked.findings.iter().map(shown).collect()
}

#[test]
fn a_good_page_has_no_finding() {
    let body = "<a href=\"#isi\">Ke isi</a><main id=\"isi\"><p>Satu<p>Dua\n\
        <ul><li>a<li>b</ul><a href=\"https://example.org/\">luar</a>\
        <a href=\"mailto:kantor@example.org\">surat</a><img src=\"ada.svg\" alt=\"\">\
        <svg role=\"img\" viewBox=\"0 0 1 1\"><title>Grafik</title><linearGradient id=\"g\"/>\
        <path d=\"M0(0\" fill=\"url(#g)\"/></svg>\
        <table><caption>Angka</caption><tr><th scope=\"col\">A<td>1</table>\
        <script type=\"application/ld+json\">{\"a\":\"<b>\"}</script></main>";
    assert_eq!(rules(body), [""; 0]);
}

#[test]
fn broken_links_are_found_in_every_attribute_that_has_them() {
    for body in [
        "<a href=\"tiada/\">x</a>",
        "<a href=\"../\">x</a>",
        "<img src=\"tiada.png\" alt=\"\">",
        "<img src=\"\" alt=\"\">",
        "<img src=\"ada.svg\" srcset=\"tiada.png 2x\" alt=\"\">",
        "<form action=\"tiada\"></form>",
        "<object data=\"tiada\"></object>",
        "<link rel=\"alternate\" hreflang=\"en\" href=\"en/\">",
        "<a href=\"ftp://example.org/\">x</a>",
    ] {
        assert_eq!(rules(body), ["3 broken-link"], "{body}");
    }
    assert_eq!(
        found(&[("aset/a.css", "a{}\nb{c:url('tiada.png')}")]),
        ["aset/a.css:2: broken-link: leads to \"aset/tiada.png\", which the site does not have"]
    );
}

#[test]
fn a_folder_is_its_index_and_a_base_path_is_the_root() {
    let root = site(&[
        ("index.html", &page("<a href=\"/lapor/metode\">a</a><a href=\"/lapor/metode/\">b</a>")),
        ("metode/index.html", &page("<a href=\"..\">a</a><a href=\"/metode/\">b</a>")),
    ]);
    let options = Options { base_path: "/lapor/", ..options() };
    let checked = check(root.path(), &options).unwrap();
    let shown: Vec<String> = checked.findings.iter().map(Finding::to_string).collect();
    assert_eq!(shown, ["metode/index.html:3: broken-link: \"/metode/\" leaves the site"]);
    assert_eq!((checked.files, checked.pages), (2, 2));
}

#[test]
fn fragments_are_looked_up_on_the_page_that_they_are_of() {
    assert_eq!(rules("<a href=\"#tiada\">x</a>"), ["3 broken-fragment"]);
    assert_eq!(rules("<a href=\"#top\">x</a><a href=\"#\">y</a>"), [""; 0]);
    assert_eq!(rules("<label for=\"tiada\">x</label>"), ["3 broken-fragment"]);
    assert_eq!(
        found(&[
            ("index.html", &page("<a href=\"a/#ada\">x</a>\n<a href=\"a/#tiada\">y</a>")),
            ("a/index.html", &page("<p id=\"ada\">z")),
        ]),
        ["index.html:4: broken-fragment: a/index.html has no id \"tiada\""]
    );
}

#[test]
fn nothing_is_fetched_from_another_origin() {
    for body in [
        "<img src=\"https://example.org/a.png\" alt=\"\">",
        "<img src=\"//example.org/a.png\" alt=\"\">",
        "<img srcset=\"https://example.org/a.png 2x\" alt=\"\">",
        "<script src=\"https://example.org/a.js\"></script>",
        "<link rel=\"stylesheet\" href=\"https://example.org/a.css\">",
        "<link rel=\"icon\" href=\"https://example.org/a.ico\">",
        "<link rel=\"preload\" href=\"https://example.org/a.woff2\">",
        "<iframe src=\"https://example.org/\"></iframe>",
        "<object data=\"https://example.org/\"></object>",
        "<form action=\"https://example.org/\"></form>",
        "<a href=\"#\" ping=\"https://example.org/\">x</a>",
        "<meta http-equiv=\"refresh\" content=\"0; url=https://example.org/\">",
        "<svg><image href=\"https://example.org/a.png\"/></svg>",
        "<svg><rect fill=\"url(https://example.org/a.svg#g)\"/></svg>",
        "<noscript><img src=\"https://example.org/a.png\" alt=\"\"></noscript>",
    ] {
        assert_eq!(rules(body), ["3 foreign-request"], "{body}");
    }
    assert_eq!(
        found(&[("a.css", "@import \"https://example.org/a.css\";")])[0],
        "a.css:1: foreign-request: \"https://example.org/a.css\" is fetched from another origin"
    );
}

#[test]
fn a_page_allows_scripts_only_where_it_runs_one() {
    let policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; form-action 'none'; \
        base-uri 'none'; script-src 'self'\">";
    assert_eq!(rules(policy), ["3 policy-weak"]);
    assert_eq!(
        rules(&format!("{policy}<script type=\"application/ld+json\">{{}}</script>")),
        ["3 policy-weak"]
    );
    assert_eq!(rules(&format!("{policy}<script src=\"ada.svg\"></script>")), [""; 0]);
}

#[test]
fn what_the_policy_blocks_does_not_stand_in_a_page() {
    assert_eq!(rules("<p style=\"color:red\">x"), ["3 inline-style"]);
    assert_eq!(rules("<style>a<b{}</style>"), ["3 inline-style"]);
    assert_eq!(rules("<script>if (a<b) {}</script>"), ["3 inline-script"]);
    assert_eq!(rules("<p onclick=\"x()\">x"), ["3 inline-script"]);
    assert_eq!(rules("<a href=\"javascript:x()\">x</a>"), ["3 inline-script"]);
    assert_eq!(rules("<iframe srcdoc=\"x\"></iframe>"), ["3 inline-script"]);
    assert_eq!(rules("<img src=\"data:image/png,x\" alt=\"\">"), ["3 blocked-by-policy"]);
    assert_eq!(rules("<base href=\"/x/\">"), ["3 blocked-by-policy"]);
    let picture = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>x</script></svg>";
    assert_eq!(found(&[("a.svg", picture)]), ["a.svg:1: inline-script: <script> without src"]);
}

#[test]
fn a_page_states_its_policy_before_its_first_resource() {
    let good = page("");
    let meta = "<meta http-equiv=\"Content-Security-Policy\"";
    let start = good.find(meta).unwrap();
    let end = start + good[start..].find('>').unwrap() + 1;
    let without = good.replace(&good[start..end], "");
    assert_eq!(
        found(&[("index.html", &without)]),
        ["index.html: policy-missing: no Content-Security-Policy"]
    );
    let style = "<link rel=\"stylesheet\" href=\"a.css\">";
    let before = good.replace(meta, &format!("{style}{meta}"));
    let shown = found(&[("index.html", &before), ("a.css", "")]);
    assert_eq!(
        shown,
        ["index.html:2: policy-missing: the policy stands after the first resource, of line 2"]
    );
    let after = good.replace("<title>", &format!("{style}<title>"));
    assert_eq!(found(&[("index.html", &after), ("a.css", "")]), [""; 0]);
    let weak = good.replace("img-src 'self'", "img-src *");
    assert_eq!(
        found(&[("index.html", &weak)]),
        ["index.html:2: policy-weak: img-src allows *, expected 'none' or 'self'"]
    );
}

#[test]
fn a_page_has_language_title_and_doctype() {
    let good = page("");
    let lang = good.replace(" lang=\"id\"", " lang=\"\"");
    assert_eq!(found(&[("a.html", &lang)]), ["a.html: lang-missing: no <html lang>"]);
    let title = good.replace("Contoh", " ");
    assert_eq!(found(&[("a.html", &title)]), ["a.html: title-missing: no <title> with text"]);
    let doctype = good.replace("<!doctype html>", "");
    assert_eq!(found(&[("a.html", &doctype)]), ["a.html: malformed: no <!doctype html>"]);
    // The title of a picture is not the title of the page.
    let picture = title.replace("</body>", "<svg><title>x</title></svg></body>");
    assert_eq!(found(&[("a.html", &picture)]), ["a.html: title-missing: no <title> with text"]);
}

#[test]
fn ids_stand_once_and_pictures_and_tables_are_told_in_words() {
    assert_eq!(rules("<p id=\"a\">x\n<p id=\"a\">y"), ["4 duplicate-id"]);
    assert_eq!(rules("<img src=\"ada.svg\">"), ["3 alt-missing"]);
    assert_eq!(rules("<input type=\"image\" src=\"ada.svg\">"), ["3 alt-missing"]);
    assert_eq!(rules("<svg role=\"img\"></svg>"), ["3 svg-name"]);
    assert_eq!(rules("<svg role=\"img\" aria-label=\"x\"></svg>"), [""; 0]);
    assert_eq!(rules("<table><tr><th>A</table>"), ["3 table-caption"]);
    assert_eq!(rules("<table><caption>A</caption><tr><td>1</table>"), ["3 table-header"]);
}

#[test]
fn html_that_a_browser_has_to_mend_is_malformed() {
    for body in [
        "<p class=a class=b>x",
        "<p title=\"a\"class=\"b\">x",
        "&nosuch;",
        "<div><span></div></span>",
        "<div>",
        "</div>",
        "<div/>",
        "<br></br>",
        "<p><div></div></p>",
        "<svg><g></svg>",
        "<!-- <!-- -->",
    ] {
        let all = rules(body);
        assert!(!all.is_empty(), "{body}");
        assert!(all.iter().all(|rule| rule.ends_with("malformed")), "{body}: {all:?}");
    }
}

#[test]
fn bytes_that_are_no_text_and_links_out_of_the_folder_are_named() {
    let root = site(&[("index.html", &page(""))]);
    fs::write(root.path().join("a.json"), b"\xff").unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("/etc/hostname", root.path().join("b")).unwrap();
    let checked = check(root.path(), &options()).unwrap();
    let rules: Vec<&str> = checked.findings.iter().map(|finding| finding.rule.as_str()).collect();
    assert_eq!(rules, ["not-utf8", "not-a-file"]);
}

#[test]
fn gate_and_canaries_see_every_file() {
    let root = site(&[("index.html", &page("kenari-satu")), ("a.bin", "kenari-satu")]);
    let lists = site(&[("kenari.txt", "kenari-satu\n")]);
    let canaries = Canaries::read(&lists.path().join("kenari.txt")).unwrap();
    let gate = |path: &str, bytes: &[u8]| match (path, bytes) {
        ("a.bin", b"kenari-satu") => vec![GateFinding { offset: 3, rule: "nik" }],
        _ => Vec::new(),
    };
    let options = Options { canaries: Some(&canaries), gate: &gate, ..options() };
    let checked = check(root.path(), &options).unwrap();
    let shown: Vec<String> = checked.findings.iter().map(Finding::to_string).collect();
    assert_eq!(
        shown,
        [
            "a.bin:1: canary: the canary of line 1 stands in the bytes",
            "a.bin:1: leak: nik at column 4",
            "index.html:3: canary: the canary of line 1 stands in the bytes",
        ]
    );
    let json = serde_json::to_string(&checked.findings[1]).unwrap();
    assert_eq!(json, r#"{"path":"a.bin","line":1,"rule":"leak","detail":"nik at column 4"}"#);
}

#[test]
fn a_folder_that_is_not_there_is_an_error_and_no_finding() {
    let error = check(Path::new("/tiada/di/sini"), &options()).unwrap_err();
    assert_eq!(error.exit_code(), 3);
}
