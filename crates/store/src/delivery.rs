//! 交付簿. To whom a confirmed paper went, when and how; once for each recipient, corrected only by a new entry.

use bansou_domain::id::PaperId;
use bansou_domain::paper::{DeliveryMeans, Recipient};
use jiff::civil::Date;
use uuid::Uuid;

use crate::access::{CaseEditor, CaseReader};
use crate::consent::{Struck, StruckRow, taken};
use crate::{Failure, Reader, Tx, stored};

/// 交付 of one paper to one recipient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// 相手の区分.
    pub recipient: Recipient,
    /// 相手の名前; empty for the person and the municipality.
    pub name: String,
    /// 交付日.
    pub on: Date,
    /// 方法.
    pub means: DeliveryMeans,
    /// The answer by which the receiver said that it has come, where there is one.
    pub receipt: Option<Uuid>,
}

impl Delivery {
    /// Whether both went to the same recipient.
    #[must_use]
    pub fn same_recipient(&self, other: &Self) -> bool {
        self.recipient == other.recipient && self.name == other.name
    }
}

/// 交付の記録. An entry with who recorded it and, where it was wrong, why it no longer counts.
#[derive(Debug, Clone)]
pub struct DeliveryRecord {
    /// The key.
    pub id: Uuid,
    /// The paper that was handed over.
    pub paper: PaperId,
    /// To whom, when and how.
    pub delivery: Delivery,
    /// When it was recorded, in UTC.
    pub recorded_at: String,
    /// Who recorded it.
    pub recorded_by: String,
    /// The entry it corrects.
    pub replaces: Option<Uuid>,
    /// Why it does not count any more.
    pub struck: Option<Struck>,
}

#[apply(row!)]
struct DeliveryRow {
    id: Uuid,
    paper: Uuid,
    recipient: String,
    recipient_name: String,
    delivered_on: String,
    means: String,
    recorded_at: String,
    recorded_by: String,
    replaces: Option<Uuid>,
    receipt: Option<Uuid>,
    #[sqlx(flatten)]
    struck: StruckRow,
}

impl TryFrom<DeliveryRow> for DeliveryRecord {
    type Error = Failure;

    fn try_from(row: DeliveryRow) -> Result<Self, Failure> {
        let unreadable = |what| move || Failure::unreadable(what, "unknown code");
        Ok(Self {
            id: row.id,
            paper: PaperId(row.paper),
            delivery: Delivery {
                recipient: Recipient::from_code(&row.recipient)
                    .ok_or_else(unreadable("delivery.recipient"))?,
                name: row.recipient_name,
                on: stored::read_day("delivery.delivered_on", &row.delivered_on)?,
                means: DeliveryMeans::from_code(&row.means).ok_or_else(unreadable("delivery.means"))?,
                receipt: row.receipt,
            },
            recorded_at: row.recorded_at,
            recorded_by: row.recorded_by,
            replaces: row.replaces,
            struck: row.struck.read(),
        })
    }
}

impl Tx {
    /// Records that a confirmed paper was handed over. A recipient who has it already answers [`Failure::Stale`].
    pub async fn add_delivery(
        &mut self,
        case: CaseEditor,
        paper: PaperId,
        delivery: &Delivery,
    ) -> Result<Uuid, Failure> {
        self.insert_delivery(case, paper, delivery, None).await
    }

    /// Corrects an entry: the old one is struck with the reason, the new one names it. The new one may belong to
    /// another paper of the same person.
    pub async fn correct_delivery(
        &mut self,
        case: CaseEditor,
        old: Uuid,
        why: &str,
        paper: PaperId,
        delivery: &Delivery,
    ) -> Result<Uuid, Failure> {
        self.strike_delivery(case, old, why).await?;
        self.insert_delivery(case, paper, delivery, Some(old)).await
    }

    /// Strikes an entry of something that was never handed over. The entry stays, with the reason.
    pub async fn strike_delivery(&mut self, case: CaseEditor, id: Uuid, why: &str) -> Result<(), Failure> {
        let (organisation, staff, now) = (self.organisation(), self.actor()?, self.now());
        let struck = sql!(
            self,
            run,
            "UPDATE delivery SET replaced = $4, replaced_why = $5, replaced_at = $6, replaced_by = $7
             WHERE organisation = $1 AND id = $2 AND NOT replaced AND paper IN (
                 SELECT p.id FROM paper p WHERE p.organisation = $1 AND p.person = $3)",
            organisation,
            id,
            case.person().0,
            true,
            why,
            &now,
            staff
        )?;
        if struck == 1 { Ok(()) } else { Err(Failure::Stale) }
    }

    async fn insert_delivery(
        &mut self,
        case: CaseEditor,
        paper: PaperId,
        delivery: &Delivery,
        replaces: Option<Uuid>,
    ) -> Result<Uuid, Failure> {
        let (organisation, staff, now) = (self.organisation(), self.actor()?, self.now());
        let id = Uuid::now_v7();
        let inserted = sql!(
            self,
            run,
            "INSERT INTO delivery (organisation, id, paper, recipient, recipient_name, delivered_on, means, recorded_at,
                                   recorded_by, replaces, receipt)
             SELECT organisation, $4, id, $5, $6, $7, $8, $9, $10, $11, $12
             FROM paper WHERE organisation = $1 AND id = $2 AND person = $3 AND confirmed_at IS NOT NULL",
            organisation,
            paper.0,
            case.person().0,
            id,
            delivery.recipient.code(),
            &delivery.name,
            delivery.on.to_string(),
            delivery.means.code(),
            &now,
            staff,
            replaces,
            delivery.receipt
        )
        .map_err(taken)?;
        if inserted == 1 {
            Ok(id)
        } else {
            Err(Failure::NotFound)
        }
    }
}

impl Reader {
    /// The deliveries that count, of all papers of a person.
    pub async fn deliveries(&mut self, case: CaseReader) -> Result<Vec<(PaperId, Delivery)>, Failure> {
        let records = self.delivery_records(case).await?;
        let standing = records.into_iter().filter(|record| record.struck.is_none());
        Ok(standing.map(|record| (record.paper, record.delivery)).collect())
    }

    /// Every entry of the ledger of a person's papers, the corrected ones too.
    pub async fn delivery_records(&mut self, case: CaseReader) -> Result<Vec<DeliveryRecord>, Failure> {
        let organisation = self.organisation();
        let rows: Vec<DeliveryRow> = sql!(
            self,
            all,
            "SELECT d.id, d.paper, d.recipient, d.recipient_name, d.delivered_on, d.means, d.recorded_at,
                    s.name AS recorded_by, d.replaces, d.receipt, d.replaced, d.replaced_why, d.replaced_at, r.name AS replaced_by
             FROM paper p JOIN delivery d ON d.organisation = p.organisation AND d.paper = p.id
             JOIN staff s ON s.organisation = d.organisation AND s.id = d.recorded_by
             LEFT JOIN staff r ON r.organisation = d.organisation AND r.id = d.replaced_by
             WHERE p.organisation = $1 AND p.person = $2
             ORDER BY d.delivered_on, d.recipient, d.recipient_name, d.recorded_at",
            organisation,
            case.person().0
        )?;
        rows.into_iter().map(TryInto::try_into).collect()
    }
}
