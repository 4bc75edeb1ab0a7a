//! そのころと今: two dated pictures of the same life side by side, with what changed between them in words.

use bansou_documents::drawing::DeathMark;
use bansou_domain::assessment::Assessment;
use bansou_domain::calendar::wareki;
use bansou_domain::family::{around, sentences};
use bansou_domain::id::PaperId;
use bansou_domain::person::Person;
use bansou_domain::week::Week;
use bansou_store::paper::Paper;
use jiff::civil::Date;

use crate::slices::assessment::{changed_lines, family};
use crate::week::{Grid, Redline};

/// Something dated that can be asked for as then or as now.
pub(super) struct Dated<T> {
    pub(super) id: PaperId,
    pub(super) on: Option<Date>,
    pub(super) what: &'static str,
    pub(super) content: T,
}

/// One of them as a choice.
pub(super) struct Choice {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) then: bool,
    pub(super) now: bool,
}

/// The two that were asked for, the earlier first; the oldest and the newest where nothing is asked. `all` is newest first.
fn pair<T>(all: &[Dated<T>], then: Option<PaperId>, now: Option<PaperId>) -> Option<(usize, usize)> {
    let last = all.len().checked_sub(1).filter(|last| *last > 0)?;
    let place = |id: Option<PaperId>| all.iter().position(|dated| Some(dated.id) == id);
    let (then, now) = (place(then).unwrap_or(last), place(now).unwrap_or(0));
    Some((then.max(now), then.min(now)))
}

fn choices<T>(all: &[Dated<T>], (then, now): (usize, usize)) -> Vec<Choice> {
    let choice = |(place, dated): (usize, &Dated<T>)| Choice {
        id: dated.id.to_string(),
        name: dated.name(),
        then: place == then,
        now: place == now,
    };
    all.iter().enumerate().map(choice).collect()
}

impl<T> Dated<T> {
    fn name(&self) -> String {
        let on = self.on.map_or_else(|| "日付なし".to_owned(), wareki::format);
        format!("{on}　{}", self.what)
    }
}

/// One look at the people around the person.
pub(super) struct Picture {
    pub(super) name: String,
    pub(super) genogram: String,
    pub(super) ecomap: String,
    pub(super) lines: Vec<String>,
}

/// 家族・つながりの図, then and now.
pub(super) struct Maps {
    pub(super) choices: Vec<Choice>,
    pub(super) pictures: [Picture; 2],
    pub(super) gone: Vec<String>,
    pub(super) new: Vec<String>,
}

/// Whom the drawings are about, and how they are drawn.
pub(super) struct Drawn<'p> {
    pub(super) person: &'p Person,
    pub(super) today: Date,
    pub(super) death: DeathMark,
}

impl Maps {
    pub(super) fn of(
        assessments: &[Dated<&Assessment>],
        (then, now): (Option<PaperId>, Option<PaperId>),
        drawn: &Drawn<'_>,
    ) -> Option<Self> {
        let (then, now) = pair(assessments, then, now)?;
        let pictures = [
            drawn.picture(assessments.get(then)?),
            drawn.picture(assessments.get(now)?),
        ];
        let [before, after] = &pictures;
        let (gone, new) = changed_lines(&before.lines, &after.lines);
        Some(Self {
            choices: choices(assessments, (then, now)),
            gone,
            new,
            pictures,
        })
    }
}

impl Drawn<'_> {
    fn picture(&self, dated: &Dated<&Assessment>) -> Picture {
        let (assessment, on) = (dated.content, dated.on.unwrap_or(self.today));
        // Ages are told as of today in both, so that growing older is not told as a change.
        let mut lines = sentences(&family::map(self.person, assessment), self.today);
        lines.extend(around(&assessment.ecomap));
        Picture {
            name: dated.name(),
            genogram: family::inline(&family::genogram(self.person, assessment, on, self.death)),
            ecomap: family::inline(&family::ecomap(self.person, assessment, on)),
            lines,
        }
    }
}

/// 1週間, then and now.
pub(super) struct Weeks {
    pub(super) choices: Vec<Choice>,
    pub(super) redline: Redline,
    pub(super) marked: Grid,
    pub(super) then: Grid,
}

impl Weeks {
    pub(super) fn of(
        mut weeks: Vec<Dated<&Week>>,
        (then, now): (Option<PaperId>, Option<PaperId>),
    ) -> Option<Self> {
        weeks.retain(|dated| !dated.content.blocks.is_empty());
        weeks.sort_by_key(|dated| std::cmp::Reverse((dated.on, dated.id)));
        let chosen = pair(&weeks, then, now)?;
        let (before, after) = (weeks.get(chosen.0)?.content, weeks.get(chosen.1)?.content);
        Some(Self {
            choices: choices(&weeks, chosen),
            redline: Redline::of(before, after),
            marked: Grid::redlined(before, after),
            then: Grid::of(before),
        })
    }
}

/// The papers of one kind as dated things.
pub(super) fn dated<'p, T, C>(
    papers: &'p [Paper<T>],
    what: &'static str,
    on: fn(&T) -> Option<Date>,
    content: fn(&'p T) -> C,
) -> Vec<Dated<C>> {
    let one = |paper: &'p Paper<T>| Dated {
        id: paper.line.id,
        on: on(&paper.content),
        what,
        content: content(&paper.content),
    };
    papers.iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dated(number: u128) -> Dated<()> {
        Dated {
            id: PaperId(uuid::Uuid::from_u128(number)),
            on: None,
            what: "",
            content: (),
        }
    }

    #[test]
    fn the_oldest_and_the_newest_stand_side_by_side_unless_two_are_asked_for() {
        let all = [dated(3), dated(2), dated(1)];
        let id = |number| Some(PaperId(uuid::Uuid::from_u128(number)));
        assert_eq!(pair(&all, None, None), Some((2, 0)));
        // The earlier one is then, however they were asked for.
        assert_eq!(pair(&all, id(3), id(2)), Some((1, 0)));
        assert_eq!(pair(&all, id(9), id(2)), Some((2, 1)));
        assert_eq!(pair(&all[..1], None, None), None);
    }
}
