use super::TypedTimeError;
use super::scan::tidy;

// The weekly plan's sheet runs on to four in the morning.
const LATEST: u16 = 28 * 60;

/// Reads a typed time as minutes since midnight, up to 28:00: 9:30, 9.30, 0930, 930, 9時30分, 9時半, 午後2時, 9.
///
/// `9-30` is refused: it may as well mean from nine to half past.
pub fn read_time(text: &str) -> Result<u16, TypedTimeError> {
    let text = tidy(text);
    if text.is_empty() {
        return Err(TypedTimeError::Empty);
    }
    let (afternoon, clock) = match (text.strip_prefix("午前"), text.strip_prefix("午後")) {
        (Some(clock), _) => (Some(false), clock),
        (_, Some(clock)) => (Some(true), clock),
        _ => (None, text.as_str()),
    };
    let (hour, minute) = hour_and_minute(clock)?;
    let minutes = of_the_day(hour, minute, afternoon)?;
    if minutes > LATEST {
        Err(TypedTimeError::TooLate)
    } else {
        Ok(minutes)
    }
}

/// Minutes since midnight; `afternoon` where 午前 or 午後 is said.
pub(crate) fn of_the_day(hour: u16, minute: u16, afternoon: Option<bool>) -> Result<u16, TypedTimeError> {
    if minute > 59 {
        return Err(TypedTimeError::NoSuchMinute(minute));
    }
    let hour = match afternoon {
        // 午後12時 is midnight by decree and noon to most people.
        Some(_) if hour > 11 => return Err(TypedTimeError::NoSuchHour(hour)),
        Some(true) => hour + 12,
        _ => hour,
    };
    Ok(hour.saturating_mul(60).saturating_add(minute))
}

fn hour_and_minute(clock: &str) -> Result<(u16, u16), TypedTimeError> {
    if let Some((hour, minute)) = clock.split_once('時') {
        let minute = match minute {
            "" => 0,
            "半" => 30,
            _ => two_digits(minute.strip_suffix('分').unwrap_or(minute))?,
        };
        return Ok((two_digits(hour)?, minute));
    }
    if let Some((hour, minute)) = clock.split_once([':', '.']) {
        // 9:3 may be a slip for 9:30 as well as for 9:03.
        return if minute.len() == 2 {
            Ok((two_digits(hour)?, two_digits(minute)?))
        } else {
            Err(TypedTimeError::NotUnderstood)
        };
    }
    match clock.len() {
        3 | 4 if clock.is_ascii() => {
            let (hour, minute) = clock.split_at(clock.len() - 2);
            Ok((two_digits(hour)?, two_digits(minute)?))
        }
        _ => Ok((two_digits(clock)?, 0)),
    }
}

fn two_digits(text: &str) -> Result<u16, TypedTimeError> {
    let plain = matches!(text.len(), 1..=2) && text.bytes().all(|byte| byte.is_ascii_digit());
    if plain {
        text.parse().map_err(|_| TypedTimeError::NotUnderstood)
    } else {
        Err(TypedTimeError::NotUnderstood)
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;

    fn read(texts: &[&str]) -> String {
        let line = |text: &&str| match read_time(text) {
            Ok(minutes) => format!("{text} = {}:{:02}", minutes / 60, minutes % 60),
            Err(error) => format!("{text} ! {error}"),
        };
        texts.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn half_past_nine_is_understood_however_it_is_typed() {
        let texts = [
            "9:30",
            "09:30",
            "9.30",
            "0930",
            "930",
            "９：３０",
            "９時３０分",
            "9時半",
            "午前9時30分",
            "午前 9:30",
            "9時30",
        ];
        for text in texts {
            assert_eq!(read_time(text), Ok(570), "{text}");
        }
    }

    #[test]
    fn a_day_runs_on_past_midnight_to_four() {
        assert_snapshot!(read(&["0:00", "9", "9時", "24:00", "25:00", "28:00", "28:01", "99", "午後2時", "午後0時", "午後12時", "午後13時"]), @"
        0:00 = 0:00
        9 = 9:00
        9時 = 9:00
        24:00 = 24:00
        25:00 = 25:00
        28:00 = 28:00
        28:01 ! later than 28:00
        99 ! later than 28:00
        午後2時 = 14:00
        午後0時 = 12:00
        午後12時 ! there is no hour 12 in half a day
        午後13時 ! there is no hour 13 in half a day
        ");
    }

    #[test]
    fn what_is_no_clear_time_is_refused() {
        assert_eq!(read_time("　"), Err(TypedTimeError::Empty));
        assert_eq!(read_time("9:75"), Err(TypedTimeError::NoSuchMinute(75)));
        for text in [
            "9-30",
            "9:3",
            "9:",
            ":30",
            "朝",
            "+9",
            "09300",
            "9時半分",
            "9:30:00",
            "時",
            "午後",
        ] {
            assert_eq!(read_time(text), Err(TypedTimeError::NotUnderstood), "{text}");
        }
    }
}
