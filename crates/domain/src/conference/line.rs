//! 会議の1行. What the recorder types once; its kind is chosen by the key that ends it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::calendar::typed::read_date;
use crate::choice;
use crate::id::LineId;
use crate::plan::Difference;

choice! {
    /// 行の種類.
    pub enum LineKind {
        /// 発言.
        Remark = "remark", "発言";
        /// 共有したこと.
        Shared = "shared", "共有したこと";
        /// 提案・計画の変更.
        Proposal = "proposal", "提案・計画の変更";
        /// 決まったこと.
        Decision = "decision", "決まったこと";
        /// 決まらなかったこと.
        Open = "open", "決まらなかったこと";
        /// 満たせない必要.
        Need = "need", "満たせない必要";
        /// 本人の反応, to the line it names.
        Reaction = "reaction", "本人の反応";
        /// 見通し, of the line it names.
        Reach = "reach", "見通し";
        /// 話す人.
        Turn = "turn", "話す人";
        /// いまの議題.
        Item = "item", "いまの議題";
        /// 計画案の変更. One difference of the draft, as it stood when the talk came to it.
        Change = "change", "計画案の変更";
        /// 合意, of the line it names.
        Verdict = "verdict", "合意";
        /// いま見ている変更.
        Showing = "showing", "いま見ている変更";
    }
}

choice! {
    /// 提案への本人の反応.
    pub enum Reaction {
        /// はい.
        Yes = "yes", "はい";
        /// うなずいた.
        Nod = "nod", "うなずいた";
        /// いいえ.
        No = "no", "いいえ";
        /// わからない.
        Unsure = "unsure", "わからない";
        /// あとで話したい.
        Later = "later", "あとで話したい";
    }
}

choice! {
    /// 見通し.
    pub enum Reach {
        /// できる.
        Now = "now", "できる";
        /// 時間がかかる.
        Later = "later", "時間がかかる";
        /// 今はできない.
        NotNow = "not_now", "今はできない";
    }
}

choice! {
    /// 合意.
    pub enum Verdict {
        /// 合意した.
        Agreed = "agreed", "合意した";
        /// 合意しなかった.
        NotAgreed = "not_agreed", "合意しなかった";
        /// 決まらなかった.
        Open = "open", "決まらなかった";
    }
}

/// 会議の1行.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// 種類.
    pub kind: LineKind,
    /// 発言者.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub speaker: String,
    /// 内容; of a decision, what is to be done; of a change, what the draft says; of a reaction, the person's own words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// だれが, of a decision.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub who: String,
    /// いつまでに, of a decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Date>,
    /// どの行について.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<LineId>,
    /// 選んだもの: the code of a mark, the number of an item, the field of the plan a change belongs to.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub value: String,
    /// 何の変更か.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// 変更の前.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub was: String,
}

impl std::fmt::Debug for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Line({}, ＊＊)", self.kind.code())
    }
}

/// The most a line holds; a longer one is a text, not a line.
pub const LINE_LENGTH: usize = 1000;
/// A name before 「：」 is no longer than this; what is longer is a sentence with a colon in it.
const NAME_LENGTH: usize = 30;

impl Line {
    /// A line of a kind with nothing in it.
    #[must_use]
    pub fn of(kind: LineKind) -> Self {
        Self {
            kind,
            speaker: String::new(),
            text: String::new(),
            who: String::new(),
            by: None,
            of: None,
            value: String::new(),
            title: String::new(),
            was: String::new(),
        }
    }

    /// One difference of the draft from the plan in force.
    #[must_use]
    pub fn change(found: &Difference) -> Self {
        Self {
            title: found.label.clone(),
            was: found.before.clone(),
            text: found.after.clone(),
            value: found.place.clone(),
            ..Self::of(LineKind::Change)
        }
    }

    /// Reads what was typed: 「だれ：こと」 names the speaker of a remark and the doer of a decision, 「… 5/7まで」 at its
    /// end says until when. `speaker` is who is speaking when nobody is named.
    #[must_use]
    pub fn read(kind: LineKind, typed: &str, speaker: &str, today: Date) -> Self {
        let mut line = Self::of(kind);
        let (name, rest) = named(typed.trim());
        if kind == LineKind::Decision {
            let (what, by) = due(rest, today);
            what.clone_into(&mut line.text);
            name.clone_into(&mut line.who);
            line.by = by;
            speaker.clone_into(&mut line.speaker);
        } else {
            let said_by = if name.is_empty() { speaker } else { name };
            said_by.clone_into(&mut line.speaker);
            rest.clone_into(&mut line.text);
        }
        line
    }

    /// A decision as one sentence, as it would be typed; a change by its name, with both texts where they are short.
    #[must_use]
    pub fn said(&self) -> String {
        let short = |text: &str| text.chars().count() <= QUOTED && !text.contains('\n');
        match (self.kind, self.who.as_str()) {
            (LineKind::Change, _) if short(&self.was) && short(&self.text) => {
                format!("{}（{}）", self.title, self.both())
            }
            (LineKind::Change, _) => self.title.clone(),
            (_, "") => self.text.clone(),
            (_, who) => format!("{who}：{}", self.text),
        }
    }

    /// A change with both of its texts.
    pub(super) fn both(&self) -> String {
        let [was, now] = [&self.was, &self.text].map(|text| if text.is_empty() { "なし" } else { text });
        format!("{was} → {now}")
    }
}

/// A text of so many letters is quoted within a sentence.
const QUOTED: usize = 30;

fn named(typed: &str) -> (&str, &str) {
    match typed.split_once(['：', ':']) {
        Some((name, rest)) if !rest.trim().is_empty() && is_name(name) => (name.trim(), rest.trim()),
        _ => ("", typed),
    }
}

// 「14:30に迎える」 has a colon and names nobody.
fn is_name(name: &str) -> bool {
    let name = name.trim();
    let length = name.chars().count();
    (1..=NAME_LENGTH).contains(&length)
        && !name
            .chars()
            .any(|sign| sign.is_numeric() || "。、".contains(sign))
}

fn due(text: &str, today: Date) -> (&str, Option<Date>) {
    let Some(before) = text.trim_end_matches(['。', '）', ')']).strip_suffix("まで") else {
        return (text, None);
    };
    let cut = before.rfind([' ', '　', '（', '(', '、']);
    let read = |word: &str| read_date(word.trim(), today).ok();
    match cut.map(|at| before.split_at(at)) {
        Some((what, day)) if !what.trim().is_empty() => {
            let day = read(day.trim_start_matches([' ', '　', '（', '(', '、']));
            day.map_or((text, None), |day| (what.trim(), Some(day)))
        }
        _ => (text, None),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn decided(typed: &str) -> String {
        let line = Line::read(LineKind::Decision, typed, "母", date(2026, 11, 20));
        let by = line.by.map(|day| day.to_string()).unwrap_or_default();
        format!("{} | {} | {by}", line.who, line.text)
    }

    #[test]
    fn a_decision_is_typed_as_one_sentence() {
        for (typed, read) in [
            (
                "就労支援センター見本：翌日の予定を紙で渡す 12/7まで",
                "就労支援センター見本 | 翌日の予定を紙で渡す | 2026-12-07",
            ),
            (
                "本人: カードを作る（R8.12.6まで）",
                "本人 | カードを作る | 2026-12-06",
            ),
            ("カードを作る", " | カードを作る | "),
            ("14:30に迎えに行く", " | 14:30に迎えに行く | "),
            ("母：落ち着くまで待つ", "母 | 落ち着くまで待つ | "),
            ("母：", " | 母： | "),
        ] {
            assert_eq!(decided(typed), read, "{typed}");
        }
    }

    #[test]
    fn a_remark_belongs_to_who_is_named_or_to_who_is_speaking() {
        let read = |typed| Line::read(LineKind::Remark, typed, "母", date(2026, 11, 20));
        assert_eq!(
            (
                read("本人：静かな部屋がよい").speaker,
                read("静かな部屋がよい").speaker
            ),
            ("本人".to_owned(), "母".to_owned())
        );
    }
}
