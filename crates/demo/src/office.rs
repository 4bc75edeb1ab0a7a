//! The organisation, its office and its four workers.

use bansou_domain::access::Role;
use bansou_domain::id::{OfficeId, OrganisationId, StaffId};
use bansou_store::account::{NewStaff, Office as OfficeRow};
use bansou_store::journal::Did;
use bansou_store::{Failure, Scope, Store};
use jiff::Timestamp;

/// One worker of the made-up office.
#[derive(Debug, Clone, Copy)]
pub struct Member {
    /// The name typed at sign-in.
    pub login: &'static str,
    /// The name.
    pub name: &'static str,
    /// The reading.
    pub kana: &'static str,
    /// The role.
    pub role: Role,
}

/// The workers: a specialist, a chief, a manager and a clerk.
pub const STAFF: [Member; 4] = [
    Member {
        login: "aiko",
        name: "見本 相子",
        kana: "みほん あいこ",
        role: Role::SupportSpecialist,
    },
    Member {
        login: "shuichi",
        name: "見本 主一",
        kana: "みほん しゅいち",
        role: Role::ChiefSpecialist,
    },
    Member {
        login: "kanri",
        name: "見本 管理",
        kana: "みほん かんり",
        role: Role::Manager,
    },
    Member {
        login: "jimu",
        name: "見本 事子",
        kana: "みほん ことこ",
        role: Role::Clerk,
    },
];

/// People one specialist of the made-up office carries, at most; beyond that it takes on another.
const CASELOAD: usize = 60;

/// How many workers carry the cases of an office of so many people.
pub(crate) fn specialists(people: usize) -> usize {
    people.div_ceil(CASELOAD).max(2)
}

/// The specialists an office of so many people has beside [`STAFF`]; none up to 120 people.
pub fn colleagues(people: usize) -> impl Iterator<Item = NewStaff> {
    (3..=specialists(people)).map(|number| NewStaff {
        name: format!("見本 相談{number}"),
        kana: format!("みほん そうだん{number}"),
        role: Role::SupportSpecialist,
        login: format!("soudan{number}"),
        password_hash: None,
    })
}

/// The founded office.
#[derive(Debug, Clone)]
pub struct Office {
    /// The organisation.
    pub organisation: OrganisationId,
    /// The office.
    pub office: OfficeId,
    /// The workers, in the order of [`STAFF`] and then of [`colleagues`].
    pub staff: Vec<StaffId>,
}

impl Office {
    /// The scope of one worker at an instant.
    #[must_use]
    pub fn scope(&self, staff: usize, now: Timestamp) -> Scope {
        Scope {
            organisation: self.organisation,
            actor: self.staff.get(staff).copied(),
            now,
        }
    }
}

/// Founds the office with its workers, who all sign in with `password_hash`.
pub async fn found(
    store: &Store,
    code: &str,
    password_hash: &str,
    now: Timestamp,
) -> Result<Office, Failure> {
    let organisation = OrganisationId(uuid::Uuid::now_v7());
    let mut tx = store
        .begin(Scope {
            organisation,
            actor: None,
            now,
        })
        .await?;
    let office = tx.found(code, "見本福祉会", &office_row()).await?;
    let mut staff = Vec::new();
    for member in STAFF {
        let new = NewStaff {
            name: member.name.to_owned(),
            kana: member.kana.to_owned(),
            role: member.role,
            login: member.login.to_owned(),
            password_hash: Some(password_hash.to_owned()),
        };
        staff.push(tx.add_staff(office, &new).await?);
    }
    tx.commit(Did::office("founded")).await?;
    Ok(Office {
        organisation,
        office,
        staff,
    })
}

/// Takes on the specialists an office of so many people needs.
pub async fn hire(
    store: &Store,
    office: &mut Office,
    people: usize,
    password_hash: &str,
    now: Timestamp,
) -> Result<(), Failure> {
    let mut tx = store.begin(office.scope(2, now)).await?;
    for mut new in colleagues(people) {
        new.password_hash = Some(password_hash.to_owned());
        office.staff.push(tx.add_staff(office.office, &new).await?);
    }
    tx.commit(Did::office("hired")).await
}

fn office_row() -> OfficeRow {
    OfficeRow {
        name: "見本相談支援センター".to_owned(),
        number_adult: Some("1430000008".to_owned()),
        number_child: Some("1470000009".to_owned()),
        municipality: Some("141305".to_owned()),
        postcode: "210-0000".to_owned(),
        address: "見本市中央1丁目1番1号".to_owned(),
        tel: "044-000-0000".to_owned(),
        fax: "044-000-0009".to_owned(),
        ..OfficeRow::default()
    }
}
