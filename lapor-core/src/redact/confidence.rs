//! How sure each rule is of what it finds.

/// Percent in which a finding of the rule is expected to be what it says: an order for whoever reviews
/// the spans, set by hand and by the traps of the tests, not a measured frequency.
pub(super) fn of(rule: &str) -> u8 {
    match rule {
        "own-name"
        | "own-contact"
        | "email"
        | "link-scheme"
        | "link-www"
        | "npwp-dotted"
        | "deed-of-birth"
        | "address-neighbourhoods"
        | "coordinate-degrees" => 99,
        "nik-structure" | "kk-structure" | "nip-structure" | "nik-keyword" | "kk-keyword"
        | "npwp-keyword" | "nip-keyword" | "phone-mobile" | "bpjs-keyword" | "plate-keyword"
        | "address-street" | "birth" | "coordinate-pair" | "coordinate-label" | "land-tax" => 97,
        "account-keyword" | "customer-keyword" | "sim-keyword" | "passport-keyword"
        | "identifier-keyword" | "identifier-masked" | "handle" | "phone-spelled"
        | "nik-spelled" | "nik-glued" | "email-spelled" | "plate-vehicle" | "assistance-card" => 92,
        "phone-landline" | "phone-keyword" | "account-behind" | "link-bare" | "address-block"
        | "bpjs-structure" | "identifier-form" | "sim-form" | "identifier-label"
        | "phone-foreign" | "npwp-check-digit" => 85,
        "account-transfer"
        | "plate-capitals"
        | "identifier-listed"
        | "identifier-spelled"
        | super::unexplained::RULE
        | "customer-form"
        | "identifier-number"
        | "identifier-far"
        | "handle-network"
        | "address-home"
        | "address-neighbourhood" => 75,
        // Somebody has looked.
        super::review::DECIDED => 99,
        "name-cue" | "name-again" => 92,
        "name-honorific" | "name-form" => 85,
        "name-list" => 75,
        // What was left in a text, for whoever reviews it.
        "review-score" | "review-capitals" => 25,
        // A name by its letters and neighbours alone, and any rule that nobody has judged yet: looked at first.
        _ => 50,
    }
}
