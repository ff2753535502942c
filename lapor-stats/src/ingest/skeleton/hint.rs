//! What the name of a column sounds like, in English, Indonesian, Dutch and Spanish. A weak hint, and called so.

use lapor_core::EventKind;

/// What a column may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Id,
    /// When something happened.
    At(EventKind),
    /// By when it should have.
    Due,
    /// When, of anything.
    Time,
    /// What happened.
    Kind,
    Verdict,
    Agency,
    Category,
    Channel,
    Place,
    Title,
    Body,
    Reporter,
    Contact,
    /// Something else that is not to be shown.
    Private,
}

/// Words of times. The first line that has a word of the name decides: a planned end is no end.
const TIMES: [(Role, &str); 7] = [
    (
        Role::Due,
        "target due deadline planned expected sla batas tenggat jatuhtempo streef fatale gepland uiterste limite plazo vencimiento",
    ),
    (
        Role::At(EventKind::LastActivity),
        "updated modified changed last activity aktivitas terakhir perubahan gewijzigd laatste actualizado ultima modificado",
    ),
    (
        Role::At(EventKind::Dispositioned),
        "assigned assignment dispatched disposisi diteruskan toegewezen doorgestuurd asignado derivado",
    ),
    (
        Role::At(EventKind::FollowedUp),
        "followup response responded answered tindak tindaklanjut jawaban tanggapan antwoord beantwoord respuesta respondido",
    ),
    (
        Role::At(EventKind::Closed),
        "close closed end resolved finished selesai tutup ditutup penyelesaian einde eind afgehandeld afgerond gesloten cierre cerrado fin resuelto",
    ),
    (
        Role::At(EventKind::Submitted),
        "open opened create created creation submitted received requested reported start masuk dibuat diterima pengaduan lapor ingediend ontvangen ontvangst melding aangemaakt apertura creado creacion recibido ingreso inicio",
    ),
    (Role::Time, "time timestamp date at waktu tanggal tgl datum tijd fecha hora"),
];

/// Words of everything else.
const OTHERS: [(Role, &str); 14] = [
    (
        Role::Verdict,
        "ontime overdue late sla breach breached tepat terlambat lewat optijd telaat cumple vencido",
    ),
    (
        Role::Agency,
        "department agency instansi dinas unit opd skpd kementerian afdeling organisatie dienst dependencia entidad",
    ),
    (
        Role::Contact,
        "phone telephone email mail contact telp telepon kontak hp telefoon telefono correo",
    ),
    (
        Role::Private,
        "address street alamat jalan adres straat direccion calle nik ktp bsn dni url photo foto",
    ),
    (
        Role::Reporter,
        "reporter pelapor user citizen petugas officer staff pic handler melder solicitante ciudadano",
    ),
    (Role::Title, "title judul titel titulo perihal asunto"),
    (
        Role::Body,
        "description body isi uraian keluhan text comment omschrijving toelichting descripcion comentario",
    ),
    (Role::Private, "note notes comments nama naam nombre catatan keterangan"),
    (
        Role::Category,
        "category kategori categorie categoria reason topik topic onderwerp tema type jenis",
    ),
    (Role::Channel, "channel source sumber kanal saluran kanaal bron canal fuente medio"),
    (Role::Kind, "activity event kejadian aktivitas activiteit gebeurtenis actividad evento"),
    (
        Role::Id,
        "id no nr key number nomor nummer numero ticket tiket case zaak zaaknummer expediente folio",
    ),
    (
        Role::Place,
        "area wilayah kota kabupaten kecamatan provinsi city region district neighborhood ward wijk gemeente municipio barrio",
    ),
    (Role::Private, "name names"),
];

/// What the name of a column sounds like.
pub(super) fn hint(name: &str, times: bool) -> Option<Role> {
    let words = words(name);
    let table: &[(Role, &str)] = if times { &TIMES } else { &OTHERS };
    // The name of an event log's activity says what it is by a standard (XES, IEEE 1849).
    match name {
        "concept:name" => return Some(Role::Kind),
        "case:concept:name" => return Some(Role::Id),
        _ => {}
    }
    table
        .iter()
        .find(|(_, known)| known.split(' ').any(|known| words.iter().any(|word| word == known)))
        .map(|(role, _)| *role)
}

/// The words of a name in lower case: `closedDate`, `closed_date` and `Closed Date` are two, and so is `closeddate`.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut lower = false;
    for next in name.chars() {
        let end = !next.is_alphanumeric() || lower && next.is_uppercase();
        lower = next.is_lowercase();
        if end {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| next.is_alphanumeric()) {
            word.extend(next.to_lowercase());
        }
    }
    for suffix in ["date", "datum", "time", "dt"] {
        let cut: Vec<String> = words
            .iter()
            .filter_map(|word| word.strip_suffix(suffix))
            .filter(|word| !word.is_empty())
            .map(str::to_string)
            .collect();
        words.extend(cut);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_four_languages() {
        let at = |kind| Some(Role::At(kind));
        for (name, role) in [
            ("open_dt", at(EventKind::Submitted)),
            ("TanggalLaporanMasuk", at(EventKind::Submitted)),
            ("TanggalLaporanDitutup", at(EventKind::Closed)),
            ("TanggalLaporanAktivitasTerakhir", at(EventKind::LastActivity)),
            ("case:enddate", at(EventKind::Closed)),
            ("case:enddate_planned", Some(Role::Due)),
            ("Batas", Some(Role::Due)),
            ("Datum ontvangst", at(EventKind::Submitted)),
            ("fecha_cierre", at(EventKind::Closed)),
            ("time:timestamp", Some(Role::Time)),
            ("lifecycle", None),
        ] {
            assert_eq!(hint(name, true), role, "{name}");
        }
        for (name, role) in [
            ("case_enquiry_id", Some(Role::Id)),
            ("DisposisiInstansi", Some(Role::Agency)),
            ("Nama Pelapor", Some(Role::Reporter)),
            ("case_title", Some(Role::Title)),
            ("Agency Name", Some(Role::Agency)),
            ("ontime", Some(Role::Verdict)),
            ("idle", None),
        ] {
            assert_eq!(hint(name, false), role, "{name}");
        }
    }
}
