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
