//! What is asked where the office has not written questions of its own.

use super::{AnswerForm, Asked, Question};

const PERSON: &[(AnswerForm, &str, &[&str])] = &[
    (AnswerForm::Faces, "毎日《まいにち》の くらしは、どうですか", &[]),
    (
        AnswerForm::Words,
        "好《す》きなこと、楽《たの》しいことは なんですか",
        &[],
    ),
    (
        AnswerForm::Words,
        "1日《にち》を どんなふうに すごしていますか",
        &[],
    ),
    (
        AnswerForm::Picks,
        "いま、こまっていることは ありますか",
        &[
            "ねむること",
            "食《た》べること",
            "体《からだ》の 調子《ちょうし》",
            "お金《かね》",
            "学校《がっこう》・仕事《しごと》",
            "人《ひと》との つきあい",
            "出《で》かけること",
        ],
    ),
    (AnswerForm::Words, "やってみたいことは なんですか", &[]),
    (
        AnswerForm::Words,
        "1年後《ねんご》や 10年後《ねんご》、どんな くらしが したいですか",
        &[],
    ),
    (
        AnswerForm::Picks,
        "こまったとき、だれに 話《はな》しますか",
        &[
            "家族《かぞく》",
            "友《とも》だち",
            "先生《せんせい》",
            "仕事《しごと》の 人《ひと》",
            "相談《そうだん》の 人《ひと》",
            "いない",
        ],
    ),
    (
        AnswerForm::Words,
        "いやなこと、やめてほしいことは なんですか",
        &[],
    ),
    (AnswerForm::Words, "聞《き》かれたくないことは ありますか", &[]),
    (
        AnswerForm::Words,
        "話《はな》しやすい 時間《じかん》や ばしょは どこですか",
        &[],
    ),
];

const FAMILY: &[(AnswerForm, &str, &[&str])] = &[
    (
        AnswerForm::Words,
        "ご本人《ほんにん》の 得意《とくい》なこと、よいところは なんですか",
        &[],
    ),
    (
        AnswerForm::Words,
        "いまの くらしを 見《み》て、気《き》に なることは なんですか",
        &[],
    ),
    (
        AnswerForm::Words,
        "これから 心配《しんぱい》なことは なんですか",
        &[],
    ),
    (
        AnswerForm::Words,
        "ご家族《かぞく》としての ねがいは なんですか",
        &[],
    ),
    (
        AnswerForm::Faces,
        "ご家族《かぞく》の 体《からだ》や 心《こころ》の 調子《ちょうし》は どうですか",
        &[],
    ),
    (
        AnswerForm::Picks,
        "ご家族《かぞく》の ことで、こまっていることは ありますか",
        &[
            "体《からだ》の 調子《ちょうし》",
            "仕事《しごと》との 両立《りょうりつ》",
            "休《やす》む 時間《じかん》",
            "お金《かね》",
            "きょうだいの こと",
            "相談《そうだん》する 人《ひと》が いない",
        ],
    ),
    (
        AnswerForm::Words,
        "急《きゅう》に 世話《せわ》が できないとき、だれに たのめますか",
        &[],
    ),
    (
        AnswerForm::Words,
        "ご本人《ほんにん》の 前《まえ》では 話《はな》しにくいことは ありますか",
        &[],
    ),
];

/// The questions of the product itself.
#[must_use]
pub fn usual_questions(asked: Asked) -> Vec<Question> {
    let rows = match asked {
        Asked::Person => PERSON,
        Asked::Family => FAMILY,
    };
    let question = |(form, text, picks): &(AnswerForm, &str, &[&str])| Question {
        text: (*text).to_owned(),
        form: *form,
        picks: picks.iter().map(|pick| (*pick).to_owned()).collect(),
    };
    rows.iter().map(question).collect()
}
