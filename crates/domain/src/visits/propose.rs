//! The proposal itself. Days are weighed against each other; what weighed in is told in the reasons.

use jiff::ToSpan;
use jiff::civil::Date;

use super::{AreaKey, VisitDays, VisitRules};
use crate::calendar::ServiceMonth;
use crate::reach::{PartOfDay, part_of};
use crate::week::{Block, BlockKind, Week, Weekday};

/// Visits looked back at for a habit.
const LOOK_BACK: usize = 4;
/// Of these, so many on one weekday are a habit.
const HABIT_FROM: usize = 2;
/// Days in which a person can hardly be asked any more.
const SHORT_NOTICE: i32 = 3;
/// What no habit outweighs: the person is elsewhere.
const ELSEWHERE: i32 = -100;
/// Minutes on the way that weigh as much as one visit more on the day.
const MINUTES_OF_A_VISIT: i32 = 10;

/// これまでの訪問. One visit that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastVisit {
    /// 日.
    pub on: Date,
    /// 開始. Minutes since midnight.
    pub from: Option<u16>,
    /// 場所.
    pub place: String,
}

/// 訪問する人. One person and one due month.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// The name, for the reasons of others.
    pub name: &'a str,
    /// 実施月.
    pub due: ServiceMonth,
    /// The last month a visit still counts in; the due month itself where it may not slip.
    pub counts_until: ServiceMonth,
    /// これまでの訪問, the newest first.
    pub visits: &'a [PastVisit],
    /// 週間計画.
    pub week: Option<&'a Week>,
    /// 地区.
    pub area: Option<AreaKey>,
    /// 受給者証の終わり.
    pub grant_until: Option<Date>,
}

/// 決まっている訪問.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booked {
    /// 日.
    pub on: Date,
    /// 時間帯.
    pub part: PartOfDay,
    /// 地区.
    pub area: Option<AreaKey>,
    /// The name of the person.
    pub name: String,
}

/// 枠. What every proposal of one worker has to fit into.
#[derive(Debug, Clone)]
pub struct Frame<'a> {
    /// 今日.
    pub today: Date,
    /// 訪問できる日.
    pub days: &'a VisitDays,
    /// 訪問の決まり.
    pub rules: &'a VisitRules,
    /// 決まっている訪問.
    pub booked: Vec<Booked>,
}

/// 理由.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Because {
    /// いつもの曜日.
    Habit {
        /// So many visits were on it.
        times: usize,
        /// Out of so many.
        of: usize,
        /// 曜日.
        weekday: Weekday,
        /// 時間帯, where it was the same.
        part: Option<PartOfDay>,
    },
    /// 通い先にいる日.
    AtProvider(String),
    /// 週間計画で空いている.
    FreeInWeek,
    /// 同じ地区.
    SameArea(Vec<String>),
    /// 受給者証の終わりの前.
    BeforeGrantEnd(Date),
    /// 実施月のあと.
    AfterMonth(ServiceMonth),
    /// いちばん早く空いている日.
    FirstFree,
}

/// 提案.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// 日.
    pub on: Date,
    /// 時間帯.
    pub part: PartOfDay,
    /// いつもの時刻, where nobody else is visited in that part of the day.
    pub from: Option<u16>,
    /// 理由, the strongest first.
    pub because: Vec<Because>,
}

/// 提案できないわけ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoDay {
    /// No visit counts for the month any more.
    MonthOver,
    /// Every day that is left is off or full.
    Full,
}

/// Proposes a day for each, in the order they were given; who has the least time left is looked at first. The same
/// question has the same answer.
#[must_use]
pub fn propose(mut frame: Frame<'_>, wanted: &[Wanted<'_>]) -> Vec<Result<Proposal, NoDay>> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by_key(|place| wanted.get(*place).map(|one| (last_day(one), one.due, *place)));
    let mut found: Vec<Result<Proposal, NoDay>> = wanted.iter().map(|_| Err(NoDay::Full)).collect();
    for place in order {
        let (Some(one), Some(slot)) = (wanted.get(place), found.get_mut(place)) else {
            continue;
        };
        *slot = propose_one(&frame, one);
        if let Ok(proposal) = slot {
            frame.booked.push(Booked {
                on: proposal.on,
                part: proposal.part,
                area: one.area,
                name: one.name.to_owned(),
            });
        }
    }
    found
}

/// The last day of the due month, or of the grant where it ends within it.
fn last_day(one: &Wanted<'_>) -> Date {
    let last = one.due.last_day();
    one.grant_until
        .filter(|until| one.due.contains(*until))
        .unwrap_or(last)
}

fn propose_one(frame: &Frame<'_>, one: &Wanted<'_>) -> Result<Proposal, NoDay> {
    let tomorrow = frame.today.saturating_add(1.day());
    if one.counts_until.last_day() < tomorrow {
        return Err(NoDay::MonthOver);
    }
    let habit = Habit::of(one.visits);
    let within = best(
        frame,
        one,
        &habit,
        one.due.first_day().max(tomorrow),
        last_day(one),
    );
    let later = || {
        let from = one.due.next().first_day().max(tomorrow);
        best(frame, one, &habit, from, one.counts_until.last_day())
    };
    within.or_else(later).ok_or(NoDay::Full)
}

/// One day and part of it with what speaks for it.
struct Candidate {
    weight: i32,
    proposal: Proposal,
}

fn best(frame: &Frame<'_>, one: &Wanted<'_>, habit: &Habit, from: Date, until: Date) -> Option<Proposal> {
    let days = from.series(1.day()).take_while(|day| *day <= until);
    let candidates = days
        .filter(|day| frame.days.allows(*day) && frame.has_room(*day))
        .flat_map(|day| habit.parts().map(move |part| (day, part)))
        .filter(|(day, part)| frame.has_room_in(*day, *part))
        .map(|(day, part)| weigh(frame, one, habit, day, part));
    // Of equals the first day stands: a later one would have to weigh more.
    let best = candidates.reduce(|best, next| if next.weight > best.weight { next } else { best });
    best.map(|best| best.proposal)
}

fn weigh(frame: &Frame<'_>, one: &Wanted<'_>, habit: &Habit, day: Date, part: PartOfDay) -> Candidate {
    let weekday = Weekday::from(day.weekday());
    let mut weight = 0;
    let mut because = Vec::new();
    let times = habit.on(weekday);
    let same_part = habit.in_part(weekday, part);
    weight += 3 * small(times) + 2 * small(same_part);
    if times >= HABIT_FROM {
        because.push(Because::Habit {
            times,
            of: habit.visits.len(),
            weekday,
            part: (same_part == times).then_some(part),
        });
    }
    weight += place(one, habit, weekday, part, &mut because);
    weight += company(frame, one, day, &mut because);
    if (day - frame.today).get_days() < SHORT_NOTICE {
        weight -= 6;
    }
    if because.is_empty() {
        because.push(Because::FirstFree);
    }
    if let Some(until) = one.grant_until.filter(|until| one.due.contains(*until)) {
        because.push(Because::BeforeGrantEnd(until));
    }
    if !one.due.contains(day) {
        because.insert(0, Because::AfterMonth(one.due));
    }
    let from = habit.hour(part).filter(|_| frame.booked_in(day, part) == 0);
    Candidate {
        weight,
        proposal: Proposal {
            on: day,
            part,
            from,
            because,
        },
    }
}

/// Where the person is at that time of the week: a visit to the provider wants them there, any other wants them away
/// from no service.
fn place(
    one: &Wanted<'_>,
    habit: &Habit,
    weekday: Weekday,
    part: PartOfDay,
    because: &mut Vec<Because>,
) -> i32 {
    let Some(week) = one.week else { return 0 };
    let service = |block: &&Block| {
        block.kind == BlockKind::Service && block.days.contains(weekday) && overlaps(block, part)
    };
    let here = week.blocks.iter().find(service);
    match (habit.provider(week), here) {
        (Some(provider), Some(block)) if names(block, &provider) => {
            because.push(Because::AtProvider(provider));
            8
        }
        (Some(_), _) | (None, Some(_)) => ELSEWHERE,
        (None, None) => {
            because.push(Because::FreeInWeek);
            0
        }
    }
}

/// Who else is visited on the day, and how far away.
fn company(frame: &Frame<'_>, one: &Wanted<'_>, day: Date, because: &mut Vec<Because>) -> i32 {
    let that_day: Vec<&Booked> = frame.booked.iter().filter(|visit| visit.on == day).collect();
    let mut weight = -small(that_day.len());
    let Some(area) = one.area else { return weight };
    let same = that_day.iter().filter(|visit| visit.area == Some(area));
    let names: Vec<String> = same.map(|visit| visit.name.clone()).collect();
    if !names.is_empty() {
        weight += 6;
        because.push(Because::SameArea(names));
        return weight;
    }
    let ways = that_day
        .iter()
        .filter_map(|visit| frame.rules.minutes(area, visit.area?));
    weight
        - ways
            .max()
            .map_or(0, |minutes| i32::from(minutes) / MINUTES_OF_A_VISIT)
}

impl Frame<'_> {
    fn has_room(&self, day: Date) -> bool {
        let booked = self.booked.iter().filter(|visit| visit.on == day).count();
        booked < usize::from(self.rules.per_day)
    }

    /// A morning or an afternoon takes half of the day's visits, an evening one.
    fn has_room_in(&self, day: Date, part: PartOfDay) -> bool {
        let most = match part {
            PartOfDay::Evening => 1,
            PartOfDay::Morning | PartOfDay::Afternoon => usize::from(self.rules.per_day).div_ceil(2),
        };
        self.booked_in(day, part) < most
    }

    fn booked_in(&self, day: Date, part: PartOfDay) -> usize {
        let booked = self.booked.iter();
        booked
            .filter(|visit| visit.on == day && visit.part == part)
            .count()
    }
}

/// How the last visits were made.
struct Habit<'a> {
    visits: Vec<&'a PastVisit>,
}

impl<'a> Habit<'a> {
    fn of(visits: &'a [PastVisit]) -> Self {
        Self {
            visits: visits.iter().take(LOOK_BACK).collect(),
        }
    }

    fn on(&self, weekday: Weekday) -> usize {
        let on = |visit: &&&PastVisit| Weekday::from(visit.on.weekday()) == weekday;
        self.visits.iter().filter(on).count()
    }

    fn in_part(&self, weekday: Weekday, part: PartOfDay) -> usize {
        let fits = |visit: &&&PastVisit| {
            Weekday::from(visit.on.weekday()) == weekday && visit.from.map(part_of) == Some(part)
        };
        self.visits.iter().filter(fits).count()
    }

    /// The parts of a day worth a thought: an evening only for whoever was visited then before.
    fn parts(&self) -> impl Iterator<Item = PartOfDay> + use<> {
        let evening = self
            .visits
            .iter()
            .any(|visit| visit.from.map(part_of) == Some(PartOfDay::Evening));
        let offered = |part: &PartOfDay| evening || *part != PartOfDay::Evening;
        let parts: Vec<PartOfDay> = PartOfDay::ALL.iter().copied().filter(offered).collect();
        parts.into_iter()
    }

    /// The hour of the newest visit in that part of a day.
    fn hour(&self, part: PartOfDay) -> Option<u16> {
        let hours = self.visits.iter().filter_map(|visit| visit.from);
        hours.into_iter().find(|from| part_of(*from) == part)
    }

    /// The provider at which most of the visits were made, as the week names it.
    fn provider(&self, week: &Week) -> Option<String> {
        let services = week
            .blocks
            .iter()
            .filter(|block| block.kind == BlockKind::Service && !block.provider.is_empty());
        let at = |block: &Block| {
            let there = |visit: &&&PastVisit| visit.place.contains(&block.provider);
            self.visits.iter().filter(there).count()
        };
        let mut providers = services.filter(|block| at(block) * 2 > self.visits.len());
        providers.next().map(|block| block.provider.clone())
    }
}

fn names(block: &Block, provider: &str) -> bool {
    block.provider == provider
}

/// Whether a block takes most of the usual hours of a part of the day.
fn overlaps(block: &Block, part: PartOfDay) -> bool {
    let (from, to) = match part {
        PartOfDay::Morning => (9 * 60 + 30, 12 * 60),
        PartOfDay::Afternoon => (13 * 60, 16 * 60),
        PartOfDay::Evening => (17 * 60, 19 * 60),
    };
    let (begins, ends) = (minutes(block.from), minutes(block.to));
    ends.min(to) - begins.max(from) >= 60
}

fn minutes(at: crate::week::Minutes) -> i32 {
    i32::from(at.hour()) * 60 + i32::from(at.minute())
}

fn small(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}
