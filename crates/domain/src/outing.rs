//! 持ち出し. What a worker takes along to a visit without network, and what comes back.

use serde::{Deserialize, Serialize};

use crate::choice;

/// Days after the device last heard from the office until it forgets how to open what it holds. A choice of the
/// product, not a rule of the law: long enough for a week away, short enough for a tablet left in a train.
pub const LEASE_DAYS: i64 = 7;

/// Wrong PINs after which the device forgets how to open what it holds. Nothing typed is lost by it.
pub const PIN_TRIES: u32 = 10;

/// Photos one visit may have. A choice of the product: more than anybody looks at again.
pub const MOST_PHOTOS: usize = 60;

/// Letters beside a photo.
pub const LONGEST_CAPTION: usize = 200;

choice! {
    /// 会えなかった訪問. Why a visit that was made led to no meeting.
    pub enum Missed {
        /// 不在.
        Absent = "absent", "不在";
        /// 断られた.
        Refused = "refused", "会うことを断られた";
    }
}

impl Missed {
    /// 事実, as the progress note tells it.
    #[must_use]
    pub const fn fact(self) -> &'static str {
        match self {
            Self::Absent => "訪問したが、不在だった。",
            Self::Refused => "訪問したが、会うことを断られた。",
        }
    }
}

/// 訪問先での署名. What was shown to the person, and what the person drew below it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedOnVisit {
    /// 見せた文. The very words that stood on the screen.
    pub shown: String,
    /// 署名. The strokes, as the pad writes them.
    pub strokes: String,
    /// 署名した人.
    pub signer: String,
    /// 続柄. Empty for the person.
    pub relation: String,
}

impl std::fmt::Debug for SignedOnVisit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SignedOnVisit(＊＊)")
    }
}
