//! 一行入力. Reads a block from one typed line, such as 「月水金 10-15 生活介護 ○○事業所」.

use unicode_normalization::UnicodeNormalization;

use super::minutes::{Clock, dash, number, trimmed};
use super::{Block, BlockKey, BlockKind, Minutes, Weekdays};

/// 読み取り結果. The block, and what the sheet could not hold of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The block, still without a key of its own.
    pub block: Block,
    /// The kind, where the words say it; else the person is asked, and the block's own is only a place holder.
    pub kind: Option<BlockKind>,
    /// The end that was typed, where the block runs on past 4:00 and was cut there.
    pub cut_from: Option<Minutes>,
}

/// Why a line is no block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Nothing was typed.
    #[error("nothing typed")]
    Empty,
    /// No weekdays are named.
    #[error("no weekdays")]
    NoDays,
    /// No beginning is named.
    #[error("no time")]
    NoTime,
    /// There is a beginning and no end.
    #[error("no end")]
    NoEnd,
    /// A number stands where a time belongs, and it is none (25:70).
    #[error("not a time of day")]
    NotATime,
    /// The end is not after the beginning.
    #[error("end not after beginning")]
    EndNotAfterBegin,
    /// It begins between 4:00 and 6:00, where the sheet has no rows.
    #[error("outside the sheet")]
    OutsideSheet,
    /// 内容 is missing.
    #[error("nothing said")]
    NothingSaid,
}

/// Reads one line: days and times in either order, then what, then who provides it.
pub fn read(line: &str) -> Result<Reading, Unreadable> {
    let typed = Typed::new(line);
    let text = typed.text.as_slice();
    if trimmed(text).is_empty() {
        return Err(Unreadable::Empty);
    }
    let (days, span, rest) = days_and_times(text)?;
    let (from, to) = span.on_the_sheet()?;
    let said = typed
        .original(rest)
        .trim_start_matches([' ', '　', '、', ',', '，'])
        .trim();
    let (what, provider) = said_by(said);
    if what.is_empty() {
        return Err(Unreadable::NothingSaid);
    }
    let kind = kind(what, provider);
    let (what, provider) = (what.to_owned(), provider.to_owned());
    let block = Block {
        id: BlockKey::default(),
        days,
        from,
        to: to.min(Minutes::SHEET_END),
        what,
        provider,
        kind: kind.unwrap_or(BlockKind::Own),
    };
    Ok(Reading {
        block,
        kind,
        cut_from: (to > Minutes::SHEET_END).then_some(to),
    })
}

/// The line with full-width signs made plain, and the way back to what was typed.
struct Typed<'a> {
    line: &'a str,
    text: Vec<char>,
    starts: Vec<usize>,
}

impl<'a> Typed<'a> {
    fn new(line: &'a str) -> Self {
        let plain = line
            .char_indices()
            .flat_map(|(at, letter)| [letter].into_iter().nfkc().map(move |c| (at, c)));
        let (starts, text) = plain.unzip();
        Self { line, text, starts }
    }

    // The words are kept as typed: 「（家事援助）」 must not become 「(家事援助)」.
    fn original(&self, rest: &[char]) -> &'a str {
        let index = self.text.len().saturating_sub(rest.len());
        let at = self.starts.get(index).copied().unwrap_or(self.line.len());
        self.line.get(at..).unwrap_or_default()
    }
}

/// A beginning and an end as typed.
struct Span {
    from: Minutes,
    to: Option<Minutes>,
}

impl Span {
    fn on_the_sheet(&self) -> Result<(Minutes, Minutes), Unreadable> {
        let to = self.to.ok_or(Unreadable::NotATime)?;
        if self.from >= Minutes::SHEET_END {
            return Err(Unreadable::OutsideSheet);
        }
        if to > self.from {
            return Ok((self.from, to));
        }
        // 22-6 is a night; 15-10 is a slip. Only what begins in the evening and ends
        // before noon is read as running into the next morning.
        let evening = self.from.hour() >= 18;
        let morning = to.hour() <= 12;
        let next = to.next_morning().filter(|_| evening && morning);
        next.map(|to| (self.from, to)).ok_or(Unreadable::EndNotAfterBegin)
    }
}

fn days_and_times(text: &[char]) -> Result<(Weekdays, Span, &[char]), Unreadable> {
    let text = after_every_week(trimmed(text));
    let (days, rest) = Weekdays::prefix(text);
    if !days.is_empty() {
        let (span, rest) = times(between(rest))?;
        return Ok((days, span, rest));
    }
    let (span, rest) = times(text).map_err(|_| Unreadable::NoDays)?;
    let (days, rest) = Weekdays::prefix(between(rest));
    // 「10-12 日中活動」 names no Sunday: behind the times, days must stand alone.
    let alone = rest.first().is_none_or(|letter| letter.is_whitespace());
    if days.is_empty() || !alone {
        Err(Unreadable::NoDays)
    } else {
        Ok((days, span, rest))
    }
}

fn after_every_week(text: &[char]) -> &[char] {
    match text {
        ['毎', '週', rest @ ..] => rest,
        _ => text,
    }
}

fn between(text: &[char]) -> &[char] {
    match trimmed(text) {
        ['の' | '、' | ',', rest @ ..] => trimmed(rest),
        rest => rest,
    }
}

fn times(text: &[char]) -> Result<(Span, &[char]), Unreadable> {
    let (begin, rest) = Clock::prefix(text).ok_or_else(|| no_clock(text, Unreadable::NoTime))?;
    let from = begin.minutes().ok_or(Unreadable::NotATime)?;
    let rest = dash(rest).ok_or(Unreadable::NoEnd)?;
    if let Some((length, rest)) = length(rest) {
        return Ok((
            Span {
                from,
                to: from.plus(length),
            },
            rest,
        ));
    }
    let (end, rest) = Clock::prefix(rest).ok_or_else(|| no_clock(rest, Unreadable::NoEnd))?;
    let rest = match rest {
        ['ま', 'で', rest @ ..] => rest,
        _ => rest,
    };
    Ok((
        Span {
            from,
            to: end.within(begin).minutes(),
        },
        rest,
    ))
}

fn no_clock(text: &[char], otherwise: Unreadable) -> Unreadable {
    if text.first().is_some_and(char::is_ascii_digit) {
        Unreadable::NotATime
    } else {
        otherwise
    }
}

// 10時から2時間, 10時から1時間半, 10時から30分: the end is said as a length.
fn length(text: &[char]) -> Option<(u16, &[char])> {
    if let Some((minutes, 1..=3, ['分', rest @ ..])) = number(text) {
        return Some((minutes, rest));
    }
    let (clock, rest) = Clock::prefix(text)?;
    let ['間', rest @ ..] = rest else { return None };
    let hours = clock.length()?;
    match (rest, number(rest)) {
        (['半', rest @ ..], _) => Some((hours + 30, rest)),
        (_, Some((minutes, 1..=2, ['分', rest @ ..]))) => Some((hours + minutes, rest)),
        _ => Some((hours, rest)),
    }
}

const FAMILY: [&str; 14] = [
    "父", "母", "両親", "兄", "姉", "弟", "妹", "祖父", "祖母", "夫", "妻", "息子", "娘", "家族",
];

// 「母 仕事」 is one thing the mother does, not a thing called 母 provided by 仕事.
fn said_by(said: &str) -> (&str, &str) {
    match said.split_once(char::is_whitespace) {
        Some((what, _)) if FAMILY.contains(&what) => (said, ""),
        Some((what, provider)) => (what, provider.trim()),
        None => (said, ""),
    }
}

const SERVICES: [&str; 33] = [
    "居宅介護",
    "重度訪問介護",
    "同行援護",
    "行動援護",
    "療養介護",
    "生活介護",
    "短期入所",
    "ショートステイ",
    "重度障害者等包括支援",
    "施設入所支援",
    "自立訓練",
    "就労選択支援",
    "就労移行支援",
    "就労継続支援",
    "就労定着支援",
    "自立生活援助",
    "共同生活援助",
    "地域移行支援",
    "地域定着支援",
    "児童発達支援",
    "放課後等デイサービス",
    "放デイ",
    "居宅訪問型児童発達支援",
    "保育所等訪問支援",
    "移動支援",
    "地域活動支援センター",
    "日中一時支援",
    "訪問入浴",
    "訪問看護",
    "訪問介護",
    "通所介護",
    "デイケア",
    "ヘルパー",
];

/// What people do at home, by themselves.
const OWN: [&str; 20] = [
    "起床",
    "就寝",
    "睡眠",
    "身支度",
    "着替え",
    "朝食",
    "昼食",
    "夕食",
    "食事",
    "入浴",
    "洗濯",
    "掃除",
    "自炊",
    "休憩",
    "昼寝",
    "余暇",
    "テレビ",
    "ゲーム",
    "読書",
    "散歩",
];

/// 種類の見当. What the words say for sure, to be corrected by the person; it decides nothing that is billed. A library
/// may be an outing alone or with a helper, a named place a provider or an employer: there nothing is guessed.
#[must_use]
pub fn kind(what: &str, provider: &str) -> Option<BlockKind> {
    let family = |name: &str| {
        let rest = what.strip_prefix(name);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '　', 'の', 'と', 'が', '：', ':']))
    };
    if SERVICES.iter().any(|service| what.starts_with(service)) {
        Some(BlockKind::Service)
    } else if FAMILY.iter().any(|name| family(name)) {
        Some(BlockKind::Family)
    } else {
        let own = provider.is_empty() && OWN.iter().any(|word| what.starts_with(word));
        own.then_some(BlockKind::Own)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(line: &str) -> String {
        match read(line) {
            Err(problem) => format!("{line} → × {problem}"),
            Ok(Reading {
                block,
                kind,
                cut_from,
            }) => {
                let Block {
                    days,
                    from,
                    to,
                    what,
                    provider,
                    ..
                } = block;
                let cut = cut_from
                    .map(|end| format!("（{end}まで→切る）"))
                    .unwrap_or_default();
                format!(
                    "{line} → {days} {from}-{to}{cut} [{what}] [{provider}] {}",
                    kind.map_or("？", BlockKind::label)
                )
            }
        }
    }

    fn table(lines: &[&str]) -> String {
        lines.iter().map(|line| show(line)).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn one_line_becomes_a_block() {
        let lines = [
            "月水金 10-15 生活介護 ○○事業所",
            "月水金 10:00-15:00 生活介護",
            "火木 10時〜15時 図書館",
            "土 10時半から12時 体操",
            "月・水 ９：３０－１０：３０ 通所（徒歩とバス）",
            "毎日 25-26 就寝",
            "毎日 1:00-2:00 就寝",
            "平日 1000-1530 就労継続支援B型　就労支援センター見本",
            "毎週木曜の午後1時〜3時 通院 見本クリニック",
            "水 16時から1時間 訪問看護 訪問看護見本",
            "水 16時から1時間半 訪問看護",
            "水 16時から45分 体操",
            "9-17 月〜金 特別支援学校",
            "月水土 8-12 母 仕事",
            "月10-15生活介護",
            "火、金　13-16　居宅介護（家事援助）　ヘルパーステーション見本",
        ];
        insta::assert_snapshot!(table(&lines), @"
        月水金 10-15 生活介護 ○○事業所 → 月水金 10:00-15:00 [生活介護] [○○事業所] サービス
        月水金 10:00-15:00 生活介護 → 月水金 10:00-15:00 [生活介護] [] サービス
        火木 10時〜15時 図書館 → 火木 10:00-15:00 [図書館] [] ？
        土 10時半から12時 体操 → 土 10:30-12:00 [体操] [] ？
        月・水 ９：３０－１０：３０ 通所（徒歩とバス） → 月水 9:30-10:30 [通所（徒歩とバス）] [] ？
        毎日 25-26 就寝 → 月火水木金土日 25:00-26:00 [就寝] [] 本人の生活
        毎日 1:00-2:00 就寝 → 月火水木金土日 25:00-26:00 [就寝] [] 本人の生活
        平日 1000-1530 就労継続支援B型　就労支援センター見本 → 月火水木金 10:00-15:30 [就労継続支援B型] [就労支援センター見本] サービス
        毎週木曜の午後1時〜3時 通院 見本クリニック → 木 13:00-15:00 [通院] [見本クリニック] ？
        水 16時から1時間 訪問看護 訪問看護見本 → 水 16:00-17:00 [訪問看護] [訪問看護見本] サービス
        水 16時から1時間半 訪問看護 → 水 16:00-17:30 [訪問看護] [] サービス
        水 16時から45分 体操 → 水 16:00-16:45 [体操] [] ？
        9-17 月〜金 特別支援学校 → 月火水木金 9:00-17:00 [特別支援学校] [] ？
        月水土 8-12 母 仕事 → 月水土 8:00-12:00 [母 仕事] [] 家族の予定
        月10-15生活介護 → 月 10:00-15:00 [生活介護] [] サービス
        火、金　13-16　居宅介護（家事援助）　ヘルパーステーション見本 → 火金 13:00-16:00 [居宅介護（家事援助）] [ヘルパーステーション見本] サービス
        ");
    }

    #[test]
    fn a_night_runs_into_the_morning_and_is_cut_where_the_sheet_ends() {
        let lines = [
            "毎日 22-6 就寝",
            "毎日 23-7 就寝",
            "毎日 22-3 就寝",
            "毎日 22-28 就寝",
            "金 20-10 夜勤 ○○社",
        ];
        insta::assert_snapshot!(table(&lines), @"
        毎日 22-6 就寝 → 月火水木金土日 22:00-28:00（30:00まで→切る） [就寝] [] 本人の生活
        毎日 23-7 就寝 → 月火水木金土日 23:00-28:00（31:00まで→切る） [就寝] [] 本人の生活
        毎日 22-3 就寝 → 月火水木金土日 22:00-27:00 [就寝] [] 本人の生活
        毎日 22-28 就寝 → 月火水木金土日 22:00-28:00 [就寝] [] 本人の生活
        金 20-10 夜勤 ○○社 → 金 20:00-28:00（34:00まで→切る） [夜勤] [○○社] ？
        ");
    }

    #[test]
    fn each_thing_that_is_missing_is_named() {
        let lines = [
            "　",
            "生活介護",
            "10-15 日中活動",
            "月水金 生活介護",
            "月水金 10時 通院",
            "月 10- 通院",
            "月 25:70-26 通院",
            "月 10-99 通院",
            "月 15-10 通院",
            "月 10-10 通院",
            "月 4-7 早朝散歩",
            "月水金 10-15",
        ];
        insta::assert_snapshot!(table(&lines), @"
        　 → × nothing typed
        生活介護 → × no weekdays
        10-15 日中活動 → × no weekdays
        月水金 生活介護 → × no time
        月水金 10時 通院 → × no end
        月 10- 通院 → × no end
        月 25:70-26 通院 → × not a time of day
        月 10-99 通院 → × not a time of day
        月 15-10 通院 → × end not after beginning
        月 10-10 通院 → × end not after beginning
        月 4-7 早朝散歩 → × outside the sheet
        月水金 10-15 → × nothing said
        ");
    }
}
