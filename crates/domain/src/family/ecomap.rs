//! 社会関係図. The people and bodies around the person.

use serde::{Deserialize, Serialize};

use super::TieKind;
use crate::choice;

choice! {
    /// 分野. The part of life a supporter belongs to; one sector of the drawing.
    pub enum Field {
        /// 家族.
        Family = "family", "家族";
        /// 医療.
        Medical = "medical", "医療";
        /// 福祉.
        Welfare = "welfare", "福祉";
        /// 教育.
        Education = "education", "教育";
        /// 就労.
        Work = "work", "就労";
        /// 地域・近隣.
        Neighbourhood = "neighbourhood", "地域・近隣";
        /// 行政.
        Administration = "administration", "行政";
        /// その他.
        Other = "other", "その他";
    }
}

choice! {
    /// 働きかけの方向. Who reaches out to whom.
    pub enum Direction {
        /// 双方向.
        Both = "both", "双方向";
        /// 本人へ.
        ToPerson = "to_person", "本人へ";
        /// 本人から.
        FromPerson = "from_person", "本人から";
    }
}

/// 関わりを持つ機関・人物. One node of the ecomap.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EcomapNode {
    /// 名称.
    pub who: String,
    /// 分野.
    pub field: Field,
    /// 役割.
    pub role: String,
    /// つながりの強さ.
    pub tie: TieKind,
    /// 方向. `None`: not recorded, drawn without arrows.
    pub direction: Option<Direction>,
    /// いつから. As typed (令和6年春から).
    pub since: String,
}

impl std::fmt::Debug for EcomapNode {
    /// Personal facts never reach a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "EcomapNode({}, ＊＊)", self.field.label())
    }
}
