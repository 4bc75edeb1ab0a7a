//! 予定のファイル. One event as iCalendar (RFC 5545), for whatever calendar the reader uses.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

/// 予定. What stands in a calendar that others may see: no person is named.
#[derive(Debug, Clone, Copy)]
pub struct Event<'a> {
    /// Names the event for good, so that a second file takes the place of the first.
    pub id: &'a str,
    /// When the file is written.
    pub written: Timestamp,
    /// 日, in Japan.
    pub on: Date,
    /// 開始. Minutes since midnight.
    pub from: u16,
    /// 所要時間, in minutes.
    pub minutes: u16,
    /// 件名.
    pub title: &'a str,
    /// 場所.
    pub place: &'a str,
}

const HOURS_AHEAD: i8 = 9;
/// Octets of a line before it has to be folded.
const LINE: usize = 75;

/// The file of one event.
#[must_use]
pub fn event(event: &Event<'_>) -> String {
    let begins = instant(event.on, event.from);
    let ends = begins
        .checked_add(jiff::SignedDuration::from_mins(i64::from(event.minutes)))
        .unwrap_or(begins);
    let lines = [
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//bansou//room//JA".to_owned(),
        "METHOD:PUBLISH".to_owned(),
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}@bansou", escaped(event.id)),
        format!("DTSTAMP:{}", utc(event.written)),
        format!("DTSTART:{}", utc(begins)),
        format!("DTEND:{}", utc(ends)),
        format!("SUMMARY:{}", escaped(event.title)),
        format!("LOCATION:{}", escaped(event.place)),
        "CLASS:PRIVATE".to_owned(),
        "END:VEVENT".to_owned(),
        "END:VCALENDAR".to_owned(),
    ];
    lines.iter().map(|line| folded(line)).collect()
}

/// 訪問の予定, as a calendar outside the office is told of it: a title that names nobody, and never a place.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Names the entry for good.
    pub id: String,
    /// When it was changed last.
    pub changed: Timestamp,
    /// How often it was changed.
    pub sequence: i64,
    /// 日, in Japan.
    pub on: Date,
    /// 開始. Minutes since midnight; without one the entry takes the whole day.
    pub from: Option<u16>,
    /// 所要時間, in minutes.
    pub minutes: u16,
    /// 件名.
    pub title: String,
    /// Whether it stands.
    pub standing: Standing,
}

/// How firmly an entry stands, in the words of calendars.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// 仮. The office means to come; the person has not agreed to the day.
    Tentative,
    /// 確定. The person agreed to the day.
    Confirmed,
    /// 取り消し. It was taken back: the calendar shows it as cancelled.
    Cancelled,
}

impl Standing {
    fn word(self) -> &'static str {
        match self {
            Self::Tentative => "TENTATIVE",
            Self::Confirmed => "CONFIRMED",
            Self::Cancelled => "CANCELLED",
        }
    }
}

/// The file of a whole calendar, for programs that fetch it again and again.
#[must_use]
pub fn feed(name: &str, entries: &[Entry]) -> String {
    let head = [
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//bansou//visits//JA".to_owned(),
        "METHOD:PUBLISH".to_owned(),
        format!("X-WR-CALNAME:{}", escaped(name)),
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H".to_owned(),
    ];
    let lines = entries.iter().flat_map(entry_lines);
    let lines = head.into_iter().chain(lines).chain(["END:VCALENDAR".to_owned()]);
    lines.map(|line| folded(&line)).collect()
}

fn entry_lines(entry: &Entry) -> [String; 9] {
    let [begins, ends] = span(entry);
    [
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}@bansou", escaped(&entry.id)),
        format!("DTSTAMP:{}", utc(entry.changed)),
        begins,
        ends,
        format!("SUMMARY:{}", escaped(&entry.title)),
        format!("SEQUENCE:{}", entry.sequence),
        format!("STATUS:{}", entry.standing.word()),
        "END:VEVENT".to_owned(),
    ]
}

fn span(entry: &Entry) -> [String; 2] {
    let Some(from) = entry.from else {
        let day = |on: Date| on.strftime("%Y%m%d").to_string();
        let next = entry.on.tomorrow().unwrap_or(entry.on);
        return [
            format!("DTSTART;VALUE=DATE:{}", day(entry.on)),
            format!("DTEND;VALUE=DATE:{}", day(next)),
        ];
    };
    let begins = instant(entry.on, from);
    let ends = begins
        .checked_add(jiff::SignedDuration::from_mins(i64::from(entry.minutes)))
        .unwrap_or(begins);
    [format!("DTSTART:{}", utc(begins)), format!("DTEND:{}", utc(ends))]
}

fn instant(on: Date, minutes: u16) -> Timestamp {
    let midnight = Offset::constant(HOURS_AHEAD)
        .to_timestamp(on.to_datetime(jiff::civil::Time::midnight()))
        .unwrap_or(Timestamp::UNIX_EPOCH);
    midnight
        .checked_add(jiff::SignedDuration::from_mins(i64::from(minutes)))
        .unwrap_or(midnight)
}

fn utc(at: Timestamp) -> String {
    Offset::UTC.to_datetime(at).strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// What a person typed is text of one value: it ends no line and begins no property.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for sign in text.chars() {
        match sign {
            '\\' | ';' | ',' => out.extend(['\\', sign]),
            '\n' => out.push_str("\\n"),
            sign if sign.is_control() => {}
            sign => out.push(sign),
        }
    }
    out
}

/// Folds a line at 75 octets, never inside a letter.
fn folded(line: &str) -> String {
    let (mut out, mut used) = (String::new(), 0);
    for sign in line.chars() {
        if used + sign.len_utf8() > LINE {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(sign);
        used += sign.len_utf8();
    }
    out.push_str("\r\n");
    out
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn file(title: &str, place: &str) -> String {
        event(&Event {
            id: "0190a000",
            written: "2026-11-20T03:00:00Z".parse().unwrap(),
            on: date(2026, 12, 1),
            from: 14 * 60,
            minutes: 90,
            title,
            place,
        })
    }

    #[test]
    fn an_event_begins_and_ends_at_the_hours_of_japan() {
        insta::assert_snapshot!(file("サービス担当者会議", "見本相談支援センター").replace("\r\n", "\n"), @"
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//bansou//room//JA
        METHOD:PUBLISH
        BEGIN:VEVENT
        UID:0190a000@bansou
        DTSTAMP:20261120T030000Z
        DTSTART:20261201T050000Z
        DTEND:20261201T063000Z
        SUMMARY:サービス担当者会議
        LOCATION:見本相談支援センター
        CLASS:PRIVATE
        END:VEVENT
        END:VCALENDAR
        ");
    }

    #[test]
    fn a_calendar_holds_hours_whole_days_what_is_not_agreed_yet_and_what_was_taken_back() {
        let entry = |id: &str, from, standing| Entry {
            id: id.to_owned(),
            changed: "2026-11-20T03:00:00Z".parse().unwrap(),
            sequence: 2,
            on: date(2026, 12, 1),
            from,
            minutes: 60,
            title: "訪問".to_owned(),
            standing,
        };
        let entries = [
            entry("a", Some(14 * 60), Standing::Confirmed),
            entry("b", None, Standing::Cancelled),
            entry("c", None, Standing::Tentative),
        ];
        insta::assert_snapshot!(feed("訪問の予定", &entries).replace("\r\n", "\n"), @"
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//bansou//visits//JA
        METHOD:PUBLISH
        X-WR-CALNAME:訪問の予定
        REFRESH-INTERVAL;VALUE=DURATION:PT1H
        BEGIN:VEVENT
        UID:a@bansou
        DTSTAMP:20261120T030000Z
        DTSTART:20261201T050000Z
        DTEND:20261201T060000Z
        SUMMARY:訪問
        SEQUENCE:2
        STATUS:CONFIRMED
        END:VEVENT
        BEGIN:VEVENT
        UID:b@bansou
        DTSTAMP:20261120T030000Z
        DTSTART;VALUE=DATE:20261201
        DTEND;VALUE=DATE:20261202
        SUMMARY:訪問
        SEQUENCE:2
        STATUS:CANCELLED
        END:VEVENT
        BEGIN:VEVENT
        UID:c@bansou
        DTSTAMP:20261120T030000Z
        DTSTART;VALUE=DATE:20261201
        DTEND;VALUE=DATE:20261202
        SUMMARY:訪問
        SEQUENCE:2
        STATUS:TENTATIVE
        END:VEVENT
        END:VCALENDAR
        ");
    }

    #[test]
    fn what_was_typed_adds_no_line_and_no_line_is_too_long() {
        let file = file("会議", "2階\r\nATTENDEE:mailto:x@example.jp;x,y\\");
        assert!(
            file.contains("LOCATION:2階\\nATTENDEE:mailto:x@example.jp\\;x\\,y\\\\\r\n"),
            "{file}"
        );
        let long = self::file("会議", &"会議室".repeat(40));
        assert!(long.lines().all(|line| line.len() <= 75), "{long}");
        let unfolded = long.replace("\r\n ", "");
        assert!(unfolded.contains(&format!("LOCATION:{}\r\n", "会議室".repeat(40))));
    }
}
