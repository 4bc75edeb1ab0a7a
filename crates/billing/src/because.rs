//! 根拠となる事実. Which facts a line rests on.

/// 根拠となる事実. A place in the facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Because {
    /// An event of the person, by its position.
    Event(usize),
    /// The person lives in a 特別地域.
    SpecialArea,
    /// The systems the office notified.
    Systems,
    /// The duties the office does not meet.
    Shortfalls,
    /// The quota of 地域生活支援拠点等機能強化加算.
    BaseStrengthQuota,
    /// 処遇改善加算 notified.
    WageImprovement,
}
