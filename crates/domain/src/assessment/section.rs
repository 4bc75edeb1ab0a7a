//! アセスメントの区分. The parts an assessment is filled in, and how each of them stands.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Assessment;
use crate::choice;

choice! {
    /// アセスメントの区分. The sections of the screen, in the order they are asked.
    pub enum Section {
        /// 面接の記録.
        Visits = "visits", "面接の記録";
        /// 本人・家族の希望.
        Wishes = "wishes", "本人と家族の希望";
        /// 概要と生活歴.
        History = "history", "概要・生活歴・医療";
        /// 強みと配慮.
        Strengths = "strengths", "強み・苦手・サイン・リスク";
        /// 支援と社会関係.
        Supports = "supports", "支援の状況・つながり";
        /// 現在の生活.
        Week = "week", "現在の生活（週間）";
        /// 収入.
        Money = "money", "収入・手当";
        /// 専門的アセスメント.
        Specialist = "specialist", "専門的アセスメント";
        /// 課題.
        Needs = "needs", "課題の整理";
    }
}

choice! {
    /// 聞いていないわけ. Not asked, not needed and declined are three different things.
    pub enum SetAside {
        /// 今回は聞かない.
        NotNeeded = "not_needed", "今回は聞かない";
        /// 話したくないとのこと.
        Declined = "declined", "話したくないとのこと";
    }
}

/// 区分の記録. When a section was last written, by whom, and why it may be left empty.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionMark {
    /// 区分.
    pub section: Section,
    /// 記入日.
    pub on: Date,
    /// 記入者.
    pub by: String,
    /// How often the section has been written; guards against a stale form of this section.
    pub version: i64,
    /// 聞いていないわけ.
    pub aside: Option<SetAside>,
    /// 理由・次に聞くこと.
    pub note: String,
}

/// 区分の状態. How a section stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum SectionState<'a> {
    /// まだ. Nothing has been asked.
    Open,
    /// 前回のまま. Copied from the last assessment and not looked at since.
    Carried,
    /// 記入あり.
    Written(&'a SectionMark),
    /// 聞かないことにした.
    SetAside(&'a SectionMark, SetAside),
}

impl std::fmt::Debug for SectionState<'_> {
    /// Names and reasons never reach a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Open => "Open",
            Self::Carried => "Carried",
            Self::Written(_) => "Written",
            Self::SetAside(..) => "SetAside",
        })
    }
}

impl Assessment {
    /// When and by whom a section was last written.
    #[must_use]
    pub fn mark_of(&self, section: Section) -> Option<&SectionMark> {
        self.marks.iter().find(|mark| mark.section == section)
    }

    /// Marks a section as written.
    pub fn mark(&mut self, section: Section, on: Date, by: &str, aside: Option<SetAside>, note: &str) {
        let version = self.mark_of(section).map_or(0, |mark| mark.version) + 1;
        self.marks.retain(|mark| mark.section != section);
        self.marks.push(SectionMark {
            section,
            on,
            by: by.to_owned(),
            version,
            aside,
            note: note.to_owned(),
        });
    }

    /// How a section stands.
    #[must_use]
    pub fn state(&self, section: Section) -> SectionState<'_> {
        let begun = self.begun(section);
        match self.mark_of(section) {
            Some(mark) if begun => SectionState::Written(mark),
            Some(mark) => mark
                .aside
                .map_or(SectionState::Open, |aside| SectionState::SetAside(mark, aside)),
            None if begun => SectionState::Carried,
            None => SectionState::Open,
        }
    }

    /// Whether anything of a section has been recorded. What is empty is shown as still open.
    #[must_use]
    pub fn begun(&self, section: Section) -> bool {
        let text = |texts: &[&String]| texts.iter().any(|text| !text.is_empty());
        let lines = |lists: &[&Vec<String>]| lists.iter().any(|list| !list.is_empty());
        match section {
            Section::Visits => !self.visits.is_empty(),
            Section::Wishes => {
                text(&[
                    &self.wish_person,
                    &self.wish_family,
                    &self.wish_difference,
                    &self.wish_background,
                    &self.wish_gap,
                    &self.values,
                    &self.in_1_year,
                    &self.in_3_years,
                    &self.in_10_years,
                ]) || !self.statements.is_empty()
                    || !self.observations.is_empty()
            }
            Section::History => {
                text(&[&self.overview, &self.growth])
                    || !self.life_history.is_empty()
                    || !self.medical.is_empty()
                    || !self.life_events.is_empty()
            }
            Section::Strengths => {
                lines(&[
                    &self.strengths,
                    &self.hindrances,
                    &self.interests,
                    &self.stress,
                    &self.warning_signs,
                    &self.calms,
                ]) || text(&[&self.seen_at_home])
                    || !self.abilities.is_empty()
                    || !self.risks.is_empty()
            }
            Section::Supports => {
                !self.supports.is_empty() || !self.ecomap.is_empty() || !self.family_ties.is_empty()
            }
            Section::Week => {
                !self.week_now.blocks.is_empty()
                    || text(&[&self.week_now.main_activities, &self.week_now.not_weekly])
            }
            Section::Money => !self.benefits.is_empty() || text(&[&self.money_kept_by]),
            Section::Specialist => !self.specialist.is_empty(),
            Section::Needs => !self.needs.is_empty() || text(&[&self.same_age]),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn an_empty_section_that_was_saved_is_still_open_unless_a_reason_says_otherwise() {
        let mut assessment = Assessment::default();
        assessment.mark(Section::Money, date(2026, 3, 13), "見本 相子", None, "");
        assert_eq!(assessment.state(Section::Money), SectionState::Open);
        let aside = Some(SetAside::Declined);
        assessment.mark(
            Section::Money,
            date(2026, 3, 24),
            "見本 相子",
            aside,
            "次回あらためて",
        );
        let mark = assessment.mark_of(Section::Money).unwrap();
        assert_eq!((mark.version, mark.on), (2, date(2026, 3, 24)));
        assert_eq!(
            assessment.state(Section::Money),
            SectionState::SetAside(mark, SetAside::Declined)
        );
    }

    #[test]
    fn what_is_written_counts_whatever_was_said_of_leaving_it_out() {
        let mut assessment = Assessment {
            money_kept_by: "母".to_owned(),
            ..Assessment::default()
        };
        assessment.mark(
            Section::Money,
            date(2026, 3, 13),
            "見本 相子",
            Some(SetAside::NotNeeded),
            "",
        );
        let mark = assessment.mark_of(Section::Money).unwrap();
        assert_eq!(assessment.state(Section::Money), SectionState::Written(mark));
    }
}
