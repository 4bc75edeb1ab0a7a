//! What has to stand before 確定.

use jiff::civil::Date;

use super::{Conclusion, Deciding, Outcome};

/// 場所. Where a problem can be put right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// 決めることと選択肢.
    Ways,
    /// 体験・見学.
    Trials,
    /// 気がかり.
    Obstacles,
    /// ようすと読みとり.
    Signs,
    /// 決まったこと.
    Outcome,
}

/// One thing a record still needs before it can be confirmed. Rows are counted from nought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// Nothing is asked.
    QuestionMissing,
    /// There are fewer than two ways, so that nothing can be chosen.
    OneWay,
    /// A trial lies after today.
    TrialInFuture(usize),
    /// An obstacle has no next step.
    NextMissing(usize),
    /// Nobody takes the next step.
    OwnerMissing(usize),
    /// Something was seen after today.
    SeenInFuture(usize),
    /// How it was decided is not said.
    ConclusionMissing,
    /// What was chosen is not said.
    WayMissing,
    /// The choice is not told in the person's own words.
    WordsMissing,
    /// No day stands beside it.
    OnMissing,
    /// The day lies after today.
    OnInFuture,
    /// Who was there is not said.
    PresentMissing,
    /// The person has not been told that it may be changed.
    ChangeableUntold,
    /// Decided for somebody, and no day to look at it again.
    ReviewMissing,
    /// Nothing that was seen is recorded.
    NoSigns,
    /// Nobody's reading is recorded.
    NoReadings,
    /// Nobody took part.
    NobodyTookPart,
    /// The will was estimated without saying what it is.
    EstimateMissing,
    /// Best interest without why the will could not be read.
    WhyUnreadableMissing,
    /// Best interest without what was tried.
    TriedMissing,
    /// Best interest without its reason.
    BestInterestMissing,
}

impl Problem {
    /// Where it can be put right.
    #[must_use]
    pub fn place(self) -> Place {
        match self {
            Self::QuestionMissing | Self::OneWay => Place::Ways,
            Self::TrialInFuture(_) => Place::Trials,
            Self::NextMissing(_) | Self::OwnerMissing(_) => Place::Obstacles,
            Self::SeenInFuture(_) | Self::NoSigns | Self::NoReadings | Self::NobodyTookPart => Place::Signs,
            _ => Place::Outcome,
        }
    }
}

/// Checks what has to stand before 確定.
#[must_use]
pub fn check(deciding: &Deciding, today: Date) -> Vec<Problem> {
    let mut problems = asked(deciding);
    problems.extend(dated(deciding, today));
    for (row, obstacle) in deciding.obstacles.iter().enumerate() {
        problems.extend(obstacle.next.is_empty().then_some(Problem::NextMissing(row)));
        problems.extend(obstacle.who.is_empty().then_some(Problem::OwnerMissing(row)));
    }
    if let Some(conclusion) = deciding.outcome.conclusion {
        problems.extend(concluded(deciding, conclusion, today));
    } else {
        problems.push(Problem::ConclusionMissing);
    }
    problems
}

/// Best interest is the last resort: why the will could not be read or estimated, what was tried, and the reason stand
/// with it from the first moment.
#[must_use]
pub fn last_resort(outcome: &Outcome) -> Vec<Problem> {
    if outcome.conclusion != Some(Conclusion::BestInterest) {
        return Vec::new();
    }
    missing(&[
        (&outcome.why_unreadable, Problem::WhyUnreadableMissing),
        (&outcome.tried_before, Problem::TriedMissing),
        (&outcome.best_interest, Problem::BestInterestMissing),
    ])
}

fn missing(texts: &[(&String, Problem)]) -> Vec<Problem> {
    let empty = texts.iter().filter(|(text, _)| text.trim().is_empty());
    empty.map(|(_, problem)| *problem).collect()
}

fn asked(deciding: &Deciding) -> Vec<Problem> {
    let mut problems = missing(&[(&deciding.question, Problem::QuestionMissing)]);
    problems.extend((deciding.named_ways().count() < 2).then_some(Problem::OneWay));
    problems
}

fn dated(deciding: &Deciding, today: Date) -> Vec<Problem> {
    let later = |day: Option<Date>| day.is_some_and(|day| day > today);
    let trials = deciding.trials.iter().enumerate();
    let signs = deciding.signs.iter().enumerate();
    let tried = trials.filter(|(_, trial)| later(trial.on));
    let seen = signs.filter(|(_, sign)| later(sign.on));
    tried
        .map(|(row, _)| Problem::TrialInFuture(row))
        .chain(seen.map(|(row, _)| Problem::SeenInFuture(row)))
        .collect()
}

fn concluded(deciding: &Deciding, conclusion: Conclusion, today: Date) -> Vec<Problem> {
    let outcome = &deciding.outcome;
    let mut problems = Vec::new();
    if conclusion != Conclusion::NotYet {
        problems.extend(missing(&[(&outcome.way, Problem::WayMissing)]));
    }
    match outcome.on {
        None => problems.push(Problem::OnMissing),
        Some(day) if day > today => problems.push(Problem::OnInFuture),
        Some(_) => {}
    }
    problems.extend(missing(&[(&outcome.present, Problem::PresentMissing)]));
    if conclusion.said_by_person() {
        problems.extend(missing(&[(&outcome.words, Problem::WordsMissing)]));
        problems.extend((!outcome.told_changeable).then_some(Problem::ChangeableUntold));
    } else {
        problems.extend(for_the_person(deciding, conclusion));
    }
    problems
}

/// What stands with every decision that others made for the person.
fn for_the_person(deciding: &Deciding, conclusion: Conclusion) -> Vec<Problem> {
    let outcome = &deciding.outcome;
    let mut problems = Vec::new();
    problems.extend(deciding.signs.is_empty().then_some(Problem::NoSigns));
    problems.extend(deciding.took_part.is_empty().then_some(Problem::NobodyTookPart));
    problems.extend(outcome.review_on.is_none().then_some(Problem::ReviewMissing));
    if conclusion == Conclusion::Estimated {
        problems.extend(deciding.readings.is_empty().then_some(Problem::NoReadings));
        problems.extend(missing(&[(&outcome.estimate, Problem::EstimateMissing)]));
    }
    problems.extend(last_resort(outcome));
    problems
}
