//! School years, by the birth date alone.

use jiff::civil::Date;

/// 学年. The grade a child of this birth date stands in, without counting deferral or repeated years.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SchoolGrade {
    /// 就園前. Before the three-year kindergarten course.
    BeforeKindergarten,
    /// 年少・年中・年長. The first, second or third kindergarten year.
    Kindergarten(u8),
    /// 小学. Elementary school, first to sixth year.
    Elementary(u8),
    /// 中学. Junior high school, first to third year.
    JuniorHigh(u8),
    /// 高校. High school age, first to third year.
    HighSchool(u8),
    /// 高校卒業後. After high school age.
    AfterHighSchool,
}

impl SchoolGrade {
    /// Returns the grade as people say it: 小学1年.
    #[must_use]
    pub fn label(self) -> String {
        match self {
            Self::BeforeKindergarten => "就園前".to_owned(),
            Self::Kindergarten(1) => "年少".to_owned(),
            Self::Kindergarten(2) => "年中".to_owned(),
            Self::Kindergarten(_) => "年長".to_owned(),
            Self::Elementary(year) => format!("小学{year}年"),
            Self::JuniorHigh(year) => format!("中学{year}年"),
            Self::HighSchool(year) => format!("高校{year}年"),
            Self::AfterHighSchool => "高校卒業後".to_owned(),
        }
    }
}

/// 年度. The year that begins on 1 April, named by the calendar year of that day.
#[must_use]
pub fn fiscal_year(day: Date) -> i16 {
    if day.month() < 4 {
        day.year() - 1
    } else {
        day.year()
    }
}

/// 就学年度. The fiscal year in whose April the child enters elementary school (学校教育法17条1項).
///
/// School begins with the fiscal year after the day on which six is reached. That day is the one before the birthday,
/// so a child born on 1 April belongs to the earlier year.
#[must_use]
pub fn school_entry(born: Date) -> i16 {
    let early = (born.month(), born.day()) <= (4, 1);
    if early { born.year() + 6 } else { born.year() + 7 }
}

/// Returns the grade on `day`. It changes on 1 April.
#[must_use]
pub fn grade_on(born: Date, day: Date) -> SchoolGrade {
    let years = i32::from(fiscal_year(day)) - i32::from(school_entry(born));
    let nth = |first: i32| u8::try_from(years - first + 1).unwrap_or_default();
    match years {
        ..=-4 => SchoolGrade::BeforeKindergarten,
        -3..=-1 => SchoolGrade::Kindergarten(nth(-3)),
        0..=5 => SchoolGrade::Elementary(nth(0)),
        6..=8 => SchoolGrade::JuniorHigh(nth(6)),
        9..=11 => SchoolGrade::HighSchool(nth(9)),
        12.. => SchoolGrade::AfterHighSchool,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_child_born_on_the_first_of_april_enters_school_a_year_earlier() {
        assert_eq!(school_entry(date(2019, 4, 1)), 2025);
        assert_eq!(school_entry(date(2019, 4, 2)), 2026);
        assert_eq!(school_entry(date(2020, 1, 1)), 2026);
    }

    #[test]
    fn the_child_of_the_walk_entered_school_in_april_2026() {
        let born = date(2019, 5, 20);
        assert_eq!(grade_on(born, date(2026, 3, 31)).label(), "年長");
        assert_eq!(grade_on(born, date(2026, 4, 1)).label(), "小学1年");
    }

    #[test]
    fn grades_run_from_kindergarten_to_the_end_of_high_school() {
        let born = date(2019, 5, 20);
        let labels: Vec<_> = (2021..=2039)
            .map(|year| grade_on(born, date(year, 6, 1)).label())
            .collect();
        insta::assert_snapshot!(labels.join(" "), @"就園前 就園前 年少 年中 年長 小学1年 小学2年 小学3年 小学4年 小学5年 小学6年 中学1年 中学2年 中学3年 高校1年 高校2年 高校3年 高校卒業後 高校卒業後");
    }
}
