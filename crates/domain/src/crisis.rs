//! クライシスプラン. One page made with the person for the day it gets hard.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// 連絡先. Whom to call.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CrisisNumber {
    /// 名前.
    pub name: String,
    /// 電話.
    pub tel: String,
    /// してくれること.
    pub does: String,
}

/// クライシスプラン.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CrisisPlan {
    /// 調子をくずすときのサイン.
    pub signs: Vec<String>,
    /// 落ち着くこと・してほしいこと.
    pub calms: Vec<String>,
    /// してほしくないこと.
    pub avoid: Vec<String>,
    /// 家の人が急にいなくなったとき.
    pub carer_absent: String,
    /// 泊まるところ.
    pub stay: String,
    /// 連絡先.
    pub numbers: Vec<CrisisNumber>,
    /// 話し合って決めた日.
    pub agreed_on: Option<Date>,
}
