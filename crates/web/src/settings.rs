//! 事業所の設定. What differs from office to office and from municipality to municipality, kept as one JSON object.

use bansou_domain::calendar::ServiceMonth;
use bansou_domain::choice;
use bansou_domain::claim_setting::{ClaimSetting, slip_rule};
use bansou_domain::conference::AgendaItem;
use bansou_domain::schedule::SlipRule;
use bansou_store::account::Office;
use bansou_store::certificate::CertificateRecord;
use serde::{Deserialize, Serialize};

choice! {
    /// 「障害」の書きかた on papers.
    pub enum Spelling {
        /// 障害.
        Kanji = "kanji", "障害";
        /// 障がい.
        Mixed = "mixed", "障がい";
    }
}

choice! {
    /// 家族構成図で亡くなった方のしるし.
    pub enum DeathMark {
        /// ✕.
        Cross = "cross", "✕をつける";
        /// 塗りつぶし.
        Filled = "filled", "塗りつぶす";
    }
}

choice! {
    /// チェック方式で％の帯を印刷する見出し. Its source does not settle it.
    pub enum BandHeading {
        /// 達成度.
        Achievement = "achievement", "達成度";
        /// 本人満足度.
        Satisfaction = "satisfaction", "本人満足度";
    }
}

impl From<Spelling> for bansou_documents::form::Spelling {
    fn from(spelling: Spelling) -> Self {
        match spelling {
            Spelling::Kanji => Self::Kanji,
            Spelling::Mixed => Self::Mixed,
        }
    }
}

impl From<DeathMark> for bansou_documents::drawing::DeathMark {
    fn from(mark: DeathMark) -> Self {
        match mark {
            DeathMark::Cross => Self::Cross,
            DeathMark::Filled => Self::Filled,
        }
    }
}

/// The settings of one office.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct OfficeSettings {
    /// 「障害」の書きかた.
    pub(crate) spelling: Spelling,
    /// 亡くなった方のしるし.
    pub(crate) death_mark: DeathMark,
    /// ％の帯の見出し.
    pub(crate) band_heading: BandHeading,
    /// 法人の所在地. For the papers of a claim; empty where it is the office's own.
    pub(crate) corporation_address: String,
    /// 代表者の職.
    pub(crate) representative_title: String,
    /// 代表者の氏名.
    pub(crate) representative: String,
    /// 翌月実施の扱い, as recorded in the settings of the claim.
    #[serde(skip)]
    pub(crate) slips: Vec<ClaimSetting>,
    /// 担当者会議の議題のひな形.
    pub(crate) agenda: Vec<AgendaItem>,
}

impl Default for OfficeSettings {
    fn default() -> Self {
        Self {
            spelling: Spelling::Kanji,
            death_mark: DeathMark::Cross,
            band_heading: BandHeading::Achievement,
            corporation_address: String::new(),
            representative_title: String::new(),
            representative: String::new(),
            slips: Vec::new(),
            agenda: usual_agenda(),
        }
    }
}

/// The hour as most meetings use it: the person first, then the family, then the others.
fn usual_agenda() -> Vec<AgendaItem> {
    let items = [
        (
            "はじめ・自己紹介",
            5,
            "進行",
            "はじめます。みんなの名前《なまえ》を聞《き》きます。",
        ),
        ("本人の話", 10, "本人", "あなたの話《はなし》を聞《き》きます。"),
        (
            "家族の話",
            5,
            "家族",
            "家族《かぞく》の話《はなし》を聞《き》きます。",
        ),
        (
            "各機関から",
            15,
            "各機関",
            "手伝《てつだ》っている人《ひと》が話《はな》します。",
        ),
        (
            "計画案の説明と意見",
            10,
            "相談支援専門員",
            "これからの計画《けいかく》を説明《せつめい》します。",
        ),
        (
            "役割と期限を決める",
            8,
            "全員",
            "だれが何《なに》をするかを決《き》めます。",
        ),
        (
            "まとめ3点・決まらなかったこと",
            5,
            "進行",
            "決《き》まったことを、もう一度《いちど》言《い》います。",
        ),
        (
            "次回",
            2,
            "進行",
            "次《つぎ》に会《あ》う日《ひ》を決《き》めます。",
        ),
    ];
    items
        .map(|(title, minutes, lead, easy)| AgendaItem {
            title: title.to_owned(),
            minutes,
            lead: lead.to_owned(),
            easy: easy.to_owned(),
        })
        .into()
}

impl OfficeSettings {
    /// Reads what is stored. Whatever cannot be read is as if it had not been set.
    pub(crate) fn of(office: &Office) -> Self {
        Self {
            slips: office.slips(),
            ..serde_json::from_str(&office.settings).unwrap_or_default()
        }
    }

    /// The rule of one municipality for a visit in the month after the due one.
    pub(crate) fn slip_rule(&self, municipality: &str, due: ServiceMonth) -> SlipRule {
        slip_rule(&self.slips, municipality, due)
    }

    /// The rule for one month of a case: of the municipality that printed the month, as the board has it; without such
    /// a month, of the newest certificate. `certificates` come newest grant first.
    pub(crate) fn case_slip_rule(
        &self,
        certificates: &[CertificateRecord],
        month: Option<ServiceMonth>,
    ) -> SlipRule {
        let printing = month.and_then(|month| {
            certificates
                .iter()
                .find(|record| record.certificate.months.contains(&month))
        });
        let municipality = printing
            .or(certificates.first())
            .map_or("", |record| &record.certificate.municipality);
        month.map_or_else(SlipRule::default, |month| self.slip_rule(municipality, month))
    }
}
