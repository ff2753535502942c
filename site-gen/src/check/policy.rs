//! The Content-Security-Policy of every page, and whether a page states one as strict.

/// The policy as a response header: the site's own styles, pictures and fonts, and nothing else.
///
/// No script is allowed, no frame may show the site, no form may be sent, no `<base>` may move links.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; \
     font-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

/// The policy of the search page: besides, its own script runs and reads the index.
pub const SEARCH_CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; \
     font-src 'self'; form-action 'none'; base-uri 'none'; script-src 'self'; connect-src 'self'; frame-ancestors 'none'";

/// The same policy for its `<meta http-equiv="Content-Security-Policy">`.
pub const META_SEARCH_CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; \
     font-src 'self'; form-action 'none'; base-uri 'none'; script-src 'self'; connect-src 'self'";

/// The same policy for `<meta http-equiv="Content-Security-Policy">`.
///
/// It leaves out `frame-ancestors`, which browsers ignore there and report on the console.
pub const META_CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; \
     font-src 'self'; form-action 'none'; base-uri 'none'";

/// The policy of the calculator's page, which runs a script too: it may start the module of the rules,
/// and fetch it from the site itself.
pub const CALCULATOR_CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
     connect-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'none'; base-uri 'none'; \
     frame-ancestors 'none'";

/// The same policy for its `<meta http-equiv="Content-Security-Policy">`.
pub const META_CALCULATOR_CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
     connect-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'none'; base-uri 'none'";

/// The policy that a server should send with a file of the site.
///
/// ```
/// use site_gen::check::{CONTENT_SECURITY_POLICY, content_security_policy};
///
/// assert_eq!(content_security_policy("metode/index.html"), CONTENT_SECURITY_POLICY);
/// assert!(content_security_policy("en/hitung/index.html").contains("'wasm-unsafe-eval'"));
/// ```
pub fn content_security_policy(path: &str) -> &'static str {
    if is_calculator(path) {
        CALCULATOR_CONTENT_SECURITY_POLICY
    } else if is_search(path) {
        SEARCH_CONTENT_SECURITY_POLICY
    } else {
        CONTENT_SECURITY_POLICY
    }
}

/// Whether a file is a source's search page, in whatever language; a story or an agency may be named so too.
fn is_search(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    match parts[..] {
        [source, "cari", "index.html"] => source != "kisah",
        [_, source, "cari", "index.html"] => !["instansi", "kisah"].contains(&source),
        _ => false,
    }
}

/// Whether a file is the calculator's page, in whatever language.
fn is_calculator(path: &str) -> bool {
    match path.strip_suffix(CALCULATOR) {
        Some("") => true,
        // One folder above it, that of a language; a story may be named so too.
        Some(above) => {
            above.strip_suffix('/').is_some_and(|above| !above.contains('/') && above != "kisah")
        }
        None => false,
    }
}

/// The calculator's page below the folder of its language.
const CALCULATOR: &str = "hitung/index.html";

/// What makes the policy of a `<meta>` weaker than the site promises; empty where it is as strict.
///
/// Every source must be `'none'`, `'self'` or the hash of an inline block, and what a directive does
/// not list must fall back to `default-src 'none'`. The calculator's page may start a module besides.
pub(crate) fn weaknesses(path: &str, policy: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut has = [false; 3];
    for directive in policy.split(';') {
        let mut words = directive.split_ascii_whitespace();
        let Some(name) = words.next() else { continue };
        let name = name.to_ascii_lowercase();
        match name.as_str() {
            "default-src" => has[0] = true,
            // These two do not fall back to `default-src`.
            "form-action" => has[1] = true,
            "base-uri" => has[2] = true,
            "frame-ancestors" | "report-uri" | "sandbox" => {
                found.push(format!("{name} has no effect in a meta element"));
            }
            _ => {}
        }
        for source in words {
            let strict = matches!(source, "'none'" | "'self'")
                || source.starts_with("'sha")
                || (name == "script-src" && source == "'wasm-unsafe-eval'" && is_calculator(path));
            if !strict {
                found.push(format!("{name} allows {source}, expected 'none' or 'self'"));
            } else if name == "default-src" && source != "'none'" {
                found.push(format!("default-src allows {source}, expected 'none'"));
            }
        }
    }
    for (has, name) in has.iter().zip(["default-src", "form-action", "base-uri"]) {
        if !has {
            found.push(format!("has no {name}"));
        }
    }
    found
}

/// Whether a policy lets scripts run or requests be made, as only a page with a script needs.
pub(crate) fn allows_scripts(policy: &str) -> bool {
    policy.split(';').any(|directive| {
        let mut words = directive.split_ascii_whitespace();
        let name = words.next().unwrap_or_default().to_ascii_lowercase();
        matches!(&*name, "script-src" | "script-src-elem" | "connect-src" | "worker-src")
            && words.any(|source| source != "'none'")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_of_the_pages_is_strict() {
        assert_eq!(weaknesses("index.html", META_CONTENT_SECURITY_POLICY), [""; 0]);
        assert_eq!(
            format!("{META_CONTENT_SECURITY_POLICY}; frame-ancestors 'none'"),
            CONTENT_SECURITY_POLICY
        );
    }

    #[test]
    fn the_search_may_run_its_script_and_nothing_else_more() {
        let policy = META_SEARCH_CONTENT_SECURITY_POLICY;
        assert_eq!(format!("{policy}; frame-ancestors 'none'"), SEARCH_CONTENT_SECURITY_POLICY);
        assert!(policy.starts_with(META_CONTENT_SECURITY_POLICY));
        for path in ["contoh/cari/index.html", "en/contoh/cari/index.html"] {
            assert_eq!(weaknesses(path, policy), [""; 0]);
            assert_eq!(content_security_policy(path), SEARCH_CONTENT_SECURITY_POLICY);
        }
        for path in ["cari/index.html", "kisah/cari/index.html", "a/instansi/cari/index.html"] {
            assert_eq!(content_security_policy(path), CONTENT_SECURITY_POLICY, "{path}");
        }
        assert!(allows_scripts(SEARCH_CONTENT_SECURITY_POLICY));
        assert!(!allows_scripts(CONTENT_SECURITY_POLICY));
        assert!(!allows_scripts("Script-Src 'none'; connect-src"));
        assert!(allows_scripts("default-src 'none'; Connect-Src 'self'"));
    }

    #[test]
    fn the_calculator_alone_starts_a_module() {
        let policy = META_CALCULATOR_CONTENT_SECURITY_POLICY;
        assert_eq!(format!("{policy}; frame-ancestors 'none'"), CALCULATOR_CONTENT_SECURITY_POLICY);
        for path in ["hitung/index.html", "en/hitung/index.html"] {
            assert_eq!(weaknesses(path, policy), [""; 0]);
            assert_eq!(content_security_policy(path), CALCULATOR_CONTENT_SECURITY_POLICY);
        }
        let found = "script-src allows 'wasm-unsafe-eval', expected 'none' or 'self'";
        for path in [
            "index.html",
            "kisah/hitung/index.html",
            "contoh/instansi/hitung/index.html",
            "xhitung/index.html",
        ] {
            assert_eq!(weaknesses(path, policy), [found]);
            assert_eq!(content_security_policy(path), CONTENT_SECURITY_POLICY);
        }
        let wide = policy.replace("script-src 'self'", "script-src 'unsafe-eval'");
        assert_eq!(
            weaknesses("hitung/index.html", &wide),
            ["script-src allows 'unsafe-eval', expected 'none' or 'self'"]
        );
    }

    #[test]
    fn each_weakness_is_named() {
        let weak = |policy: &str| weaknesses("index.html", policy);
        assert_eq!(weak("default-src 'none'"), ["has no form-action", "has no base-uri"]);
        let rest = "form-action 'none'; base-uri 'none'";
        assert_eq!(weak(rest), ["has no default-src"]);
        assert_eq!(
            weak(&format!("default-src 'self'; {rest}")),
            ["default-src allows 'self', expected 'none'"]
        );
        assert_eq!(
            weak(&format!("default-src 'none'; style-src 'unsafe-inline' https:; {rest}")),
            [
                "style-src allows 'unsafe-inline', expected 'none' or 'self'",
                "style-src allows https:, expected 'none' or 'self'"
            ]
        );
    }
}
