use jiff::civil::date;

use super::*;

const TODAY: Date = date(2026, 11, 20);

fn asked() -> Deciding {
    let mut deciding = Deciding::begun();
    deciding.question = "これから、どこで暮らそうかな".to_owned();
    if let Some(way) = deciding.ways.get_mut(1) {
        *way = Way::named("グループホーム");
    }
    deciding
}

fn decided(conclusion: Conclusion) -> Deciding {
    Deciding {
        outcome: Outcome {
            conclusion: Some(conclusion),
            way: "グループホーム".to_owned(),
            words: "ここがいい".to_owned(),
            on: Some(date(2026, 11, 12)),
            present: "本人、姉".to_owned(),
            told_changeable: true,
            ..Outcome::default()
        },
        ..asked()
    }
}

fn told(deciding: &Deciding) -> String {
    format!("{:?}", check(deciding, TODAY))
}

#[test]
fn a_new_question_offers_to_stay_as_it_is_and_chooses_nothing() {
    let begun = Deciding::begun();
    let names: Vec<&str> = begun.named_ways().map(|way| way.name.as_str()).collect();
    assert_eq!((names, begun.outcome.conclusion), (vec![AS_IT_IS], None));
    insta::assert_snapshot!(told(&begun), @"[QuestionMissing, OneWay, ConclusionMissing]");
}

#[test]
fn the_persons_own_choice_needs_their_words_and_that_it_may_be_changed() {
    assert_eq!(check(&decided(Conclusion::Own), TODAY), []);
    let mut bare = decided(Conclusion::Own);
    bare.outcome.words.clear();
    bare.outcome.told_changeable = false;
    bare.outcome.on = Some(date(2026, 11, 21));
    insta::assert_snapshot!(told(&bare), @"[OnInFuture, WordsMissing, ChangeableUntold]");
}

#[test]
fn not_to_decide_yet_is_a_choice_that_names_no_way() {
    let mut later = decided(Conclusion::NotYet);
    later.outcome.way.clear();
    assert_eq!(check(&later, TODAY), []);
    assert_eq!(later.answer(), "まだ決めない");
}

#[test]
fn a_will_that_was_estimated_stands_on_signs_readings_and_people() {
    insta::assert_snapshot!(
        told(&decided(Conclusion::Estimated)),
        @"[NoSigns, NobodyTookPart, ReviewMissing, NoReadings, EstimateMissing]"
    );
}

#[test]
fn best_interest_stands_only_with_why_the_will_could_not_be_read_and_what_was_tried() {
    let mut last = decided(Conclusion::BestInterest);
    last.signs.push(SignSeen::default());
    last.took_part.push(TookPart::default());
    last.outcome.review_on = Some(date(2027, 2, 1));
    insta::assert_snapshot!(
        told(&last),
        @"[WhyUnreadableMissing, TriedMissing, BestInterestMissing]"
    );
    assert_eq!(last_resort(&decided(Conclusion::Estimated).outcome), []);
    last.outcome.why_unreadable = "3か月、どの方法でも同じ表れにならなかった".to_owned();
    last.outcome.tried_before = "写真、実物、体験2回、好きな職員との会話".to_owned();
    last.outcome.best_interest = "いまの人と場所を変えない案が、いちばん自由を狭めない".to_owned();
    assert_eq!(check(&last, TODAY), []);
}

#[test]
fn an_obstacle_is_told_with_its_next_step_which_becomes_homework() {
    let mut deciding = decided(Conclusion::Own);
    deciding.obstacles.push(Obstacle {
        kind: Some(ObstacleKind::Family),
        what: "母：夜がひとりで心配".to_owned(),
        ..Obstacle::default()
    });
    insta::assert_snapshot!(told(&deciding), @"[NextMissing(0), OwnerMissing(0)]");
    assert!(deciding.tasks("見本 相子").is_empty());
    if let Some(obstacle) = deciding.obstacles.first_mut() {
        obstacle.next = "母と一緒に、夜の体験の話を聞きに行く".to_owned();
        obstacle.who = "見本 相子".to_owned();
    }
    assert_eq!(check(&deciding, TODAY), []);
    let tasks = deciding.tasks("見本 相子");
    let told: Vec<_> = tasks.iter().map(|task| (task.what.as_str(), task.side)).collect();
    let own = crate::task::OwnerSide::Office;
    assert_eq!(told, [("母と一緒に、夜の体験の話を聞きに行く", own)]);
}

#[test]
fn thinking_again_keeps_what_was_tried_and_opens_the_answer() {
    let mut before = decided(Conclusion::Own);
    before.trials.push(Trial::default());
    let id = PaperId(uuid::Uuid::nil());
    let again = before.again(id);
    assert_eq!(again.trials.len(), 1);
    assert!(again.outcome == Outcome::default() && again.again_of == Some(id));
}

#[test]
fn the_easy_words_are_looked_at_once_each() {
    let mut deciding = asked();
    deciding.easy.question = "会議に出る".to_owned();
    for way in &mut deciding.ways {
        way.easy_name = "会議".to_owned();
    }
    let hints = hard_to_read(&deciding);
    assert_eq!(
        hints,
        [
            crate::easy::Hint::NoReading("会議".to_owned()),
            crate::easy::Hint::NoReading("出".to_owned())
        ]
    );
}
