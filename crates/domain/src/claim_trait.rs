//! 請求に関わること. What a claim asks about one person and no certificate prints, from a month on.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::calendar::ServiceMonth;
use crate::choice;

choice! {
    /// 要介護度. As long-term-care insurance decided it.
    pub enum CareLevel {
        /// なし.
        None = "none", "なし";
        /// 要支援1・2.
        Support = "support", "要支援1・2";
        /// 要介護1・2.
        OneTwo = "care_1_2", "要介護1・2";
        /// 要介護3から5.
        ThreeToFive = "care_3_5", "要介護3～5";
    }
}

choice! {
    /// 初回の計画の前のサービス利用. What was used in the six months before this office's first plan.
    pub enum ServedBefore {
        /// 使っていなかった.
        No = "no", "使っていなかった";
        /// 使っていた.
        Yes = "yes", "使っていた";
    }
}

choice! {
    /// テレビ電話による訪問への市町村の回答. Whether assessment and monitoring may be done by video.
    pub enum VideoAnswer {
        /// 認めている.
        Agreed = "agreed", "認めている";
        /// 認めていない.
        Refused = "refused", "認めていない";
    }
}

choice! {
    /// 体制加算の対象. For which of the additions a person is one of the users they ask about.
    pub enum TargetOf {
        /// 強度行動障害.
        Behaviour = "behaviour", "行動障害支援体制加算（強度行動障害がある）";
        /// 医療的ケア.
        Medical = "medical", "要医療児者支援体制加算（医療的ケアが必要）";
        /// 精神障害.
        Psychiatric = "psychiatric", "精神障害者支援体制加算（精神障害がある）";
        /// 高次脳機能障害.
        HigherBrain = "higher_brain", "高次脳機能障害支援体制加算（高次脳機能障害がある）";
    }
}

/// 請求に関わること. What holds from a month on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ClaimTrait {
    /// 特別地域に住む.
    pub special_area: bool,
    /// 要介護度. `None`: not recorded.
    pub care_level: Option<CareLevel>,
    /// 介護のケアプランと同じ人が計画をつくる.
    pub same_care_manager: bool,
    /// 初回の計画の前の6か月にサービスを使っていたか. `None`: not recorded, which is neither.
    pub served_before: Option<ServedBefore>,
    /// 最後にサービスを使った月, where it is known.
    pub last_service: Option<ServiceMonth>,
    /// サービスの利用を終えた日.
    pub services_ended: Option<Date>,
    /// テレビ電話による訪問への市町村の回答. `None`: not recorded, which is neither.
    pub video: Option<VideoAnswer>,
    /// 体制加算の対象の利用者.
    pub target_of: Vec<TargetOf>,
    /// 行動関連項目の点数. `None`: not recorded.
    pub behaviour_points: Option<u32>,
}

impl ClaimTrait {
    /// The codes of the systems the person is a target user of, parted by spaces.
    #[must_use]
    pub fn target_codes(&self) -> String {
        let codes: Vec<&str> = self.target_of.iter().map(|target| target.code()).collect();
        codes.join(" ")
    }
}
