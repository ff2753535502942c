//! Contacts that the operator publishes: the service's own handles, mail addresses, telephones.

use super::Kind;
use super::normal::Normal;
use super::own::core;

/// Contacts that stay, whatever rule finds them.
#[derive(Clone, Default)]
pub(super) struct Kept {
    /// Handles without their sign and mail addresses, in small letters.
    names: Vec<Vec<u8>>,
    /// Telephone numbers without their prefix.
    phones: Vec<Vec<u8>>,
}

impl Kept {
    pub(super) const fn new() -> Self {
        Self { names: Vec::new(), phones: Vec::new() }
    }

    pub(super) fn len(&self) -> usize {
        self.names.len() + self.phones.len()
    }

    /// Adds a handle, a mail address or a telephone number, as one cell of a list names it.
    pub(super) fn add(&mut self, contact: &str) {
        let normal = Normal::new(contact);
        let text = normal.bytes().trim_ascii();
        if text.iter().any(u8::is_ascii_alphabetic) {
            let name = text.strip_prefix(b"@").unwrap_or(text);
            self.names.push(name.to_ascii_lowercase());
        } else {
            let digits = digits(text);
            let phone = core(&digits);
            if !phone.is_empty() {
                self.phones.push(phone.to_vec());
            }
        }
    }

    /// Whether what was found is one of them, and no more than that.
    pub(super) fn has(&self, kind: Kind, found: &[u8]) -> bool {
        match kind {
            Kind::Handle | Kind::Email => {
                let name = found.strip_prefix(b"@").unwrap_or(found);
                self.names.iter().any(|known| known.eq_ignore_ascii_case(name))
            }
            Kind::Phone if !self.phones.is_empty() => {
                let digits = digits(found);
                self.phones.iter().any(|known| known == core(&digits))
            }
            _ => false,
        }
    }
}

/// Counts, never a contact.
impl std::fmt::Debug for Kept {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Kept").field("contacts", &self.len()).finish()
    }
}

/// The digits of a number, by their values.
fn digits(text: &[u8]) -> Vec<u8> {
    text.iter().filter(|byte| byte.is_ascii_digit()).map(|byte| byte - b'0').collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contact_is_known_in_any_case_and_with_any_prefix() {
        let mut kept = Kept::new();
        for contact in [" @Lapor_Contoh ", "halo@contoh.example", "0274-555 0147", "", "@"] {
            kept.add(contact);
        }
        assert_eq!(kept.len(), 3);
        assert!(kept.has(Kind::Handle, b"@lapor_contoh"));
        assert!(kept.has(Kind::Handle, b"LAPOR_CONTOH"));
        assert!(kept.has(Kind::Email, b"Halo@contoh.example"));
        assert!(kept.has(Kind::Phone, b"+62 274 5550147"));
        assert!(!kept.has(Kind::Handle, b"@lapor_contoh2"));
        assert!(!kept.has(Kind::Phone, b"0274-555 0148"));
        assert!(!kept.has(Kind::Nik, b"02745550147"));
        assert!(!Kept::new().has(Kind::Phone, b""));
    }
}
