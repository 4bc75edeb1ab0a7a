//! 事前の質問. What the person and the family are asked before the interview, each on a sheet of their own.
//!
//! What is asked is copied into the room when it is opened, so a sheet that was changed later changes no answer. Nothing has
//! to be answered: 「わからない」 and 「答えたくない」 are answers, and so is leaving a question out.

mod usual;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{PartyKind, Veil};
use crate::choice;
use crate::easy::plain;

pub use usual::usual_questions;

/// A sheet that somebody answers in one sitting.
pub const MOST_QUESTIONS: usize = 15;

choice! {
    /// たずねる相手. Whose sheet it is; the two are never shown to each other.
    pub enum Asked {
        /// 本人.
        Person = "person", "本人への質問";
        /// 家族.
        Family = "family", "家族への質問";
    }
}

choice! {
    /// 答えかた.
    pub enum AnswerForm {
        /// ことば.
        Words = "words", "ことばで書く";
        /// かお.
        Faces = "faces", "かおを選ぶ";
        /// えらぶ.
        Picks = "picks", "ことばから選ぶ（いくつでも）";
    }
}

choice! {
    /// かお. How it is, without words.
    pub enum Face {
        /// よい.
        Good = "good", "よい";
        /// まあまあ.
        Middle = "middle", "まあまあ";
        /// よくない.
        Bad = "bad", "よくない";
    }
}

choice! {
    /// 答えないという答え.
    pub enum Pass {
        /// わからない.
        Unsure = "unsure", "わからない";
        /// 答えたくない.
        Decline = "decline", "答えたくない";
    }
}

/// 質問. One question in easy words with their readings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// 質問.
    pub text: String,
    /// 答えかた.
    pub form: AnswerForm,
    /// 選ぶことば.
    #[serde(default)]
    pub picks: Vec<String>,
}

/// 質問の紙. The questions to one side in one version; 0 is what stands before the office has written its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionSet {
    /// 版.
    pub version: i64,
    /// 質問.
    pub questions: Vec<Question>,
}

/// 事前の質問. What a room asks of the person and of the family.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionsAsk {
    /// 何のためか. In words every party may read.
    pub occasion: String,
    /// 本人への質問.
    pub person: QuestionSet,
    /// 家族への質問.
    pub family: QuestionSet,
    /// 返事の期限.
    pub reply_by: Option<Date>,
}

/// 一つの質問への返事.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct QuestionSaid {
    /// The place of the question, from 0.
    pub place: usize,
    /// かお.
    pub face: Option<Face>,
    /// 選んだことば, by their places.
    pub picked: Vec<usize>,
    /// ことば.
    pub words: String,
    /// わからない・答えたくない.
    pub pass: Option<Pass>,
}

/// 事前の質問への返事. One for each question something was said to.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct QuestionsAnswer {
    /// 書いた人. Where it is not the party itself.
    pub by: String,
    /// 聞いた日, where the office wrote down what came on paper, by telephone or at a visit.
    pub on: Option<Date>,
    /// 返事.
    pub said: Vec<QuestionSaid>,
}

/// One thing wrong with a sheet of questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuestionProblem {
    /// It asks nothing.
    Nothing,
    /// Nobody answers so many.
    TooMany,
    /// A row says nothing.
    TextMissing(usize),
    /// There is nothing to choose from.
    PicksMissing(usize),
}

impl Asked {
    /// Whose sheet a party gets; nobody but the person and the family gets one.
    #[must_use]
    pub fn of(kind: PartyKind) -> Option<Self> {
        match kind {
            PartyKind::Person => Some(Self::Person),
            PartyKind::Family => Some(Self::Family),
            _ => None,
        }
    }
}

impl Question {
    /// The question without its readings.
    #[must_use]
    pub fn plain(&self) -> String {
        plain(&self.text)
    }

    fn behind(&self, veil: &Veil) -> Self {
        Self {
            text: veil.over(&self.text),
            form: self.form,
            picks: self.picks.iter().map(|pick| veil.over(pick)).collect(),
        }
    }
}

impl QuestionSet {
    fn behind(&self, veil: &Veil) -> Self {
        Self {
            version: self.version,
            questions: self.questions.iter().map(|asked| asked.behind(veil)).collect(),
        }
    }
}

impl QuestionsAsk {
    /// The sheet of one side.
    #[must_use]
    pub fn of(&self, asked: Asked) -> &QuestionSet {
        match asked {
            Asked::Person => &self.person,
            Asked::Family => &self.family,
        }
    }

    /// The questions a party of this kind is asked.
    #[must_use]
    pub fn to(&self, kind: PartyKind) -> &[Question] {
        Asked::of(kind).map_or(&[], |asked| &self.of(asked).questions)
    }

    /// The same questions with what is hidden taken out of them.
    #[must_use]
    pub fn behind(&self, veil: &Veil) -> Self {
        Self {
            occasion: veil.over(&self.occasion),
            person: self.person.behind(veil),
            family: self.family.behind(veil),
            reply_by: self.reply_by,
        }
    }
}

impl QuestionSaid {
    /// Whether nothing was said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.face.is_none() && self.picked.is_empty() && self.words.trim().is_empty() && self.pass.is_none()
    }

    /// Whether there is something to take over: more than that nobody knows or wants to say.
    #[must_use]
    pub fn says(&self) -> bool {
        self.face.is_some() || !self.picked.is_empty() || !self.words.trim().is_empty()
    }

    /// What was said, in one text: the face, what was chosen, the words, and that there is no answer.
    #[must_use]
    pub fn told(&self, question: &Question) -> String {
        let face = self.face.map(Face::label).unwrap_or_default().to_owned();
        let picked = self.picked.iter().filter_map(|place| question.picks.get(*place));
        let picked: Vec<String> = picked.map(|pick| plain(pick)).collect();
        let pass = self.pass.map(Pass::label).unwrap_or_default();
        let words = self.words.trim();
        let parts = [face.as_str(), &picked.join("、"), words, pass];
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join("。")
    }
}

impl QuestionsAnswer {
    /// What was said to a question.
    #[must_use]
    pub fn to(&self, place: usize) -> Option<&QuestionSaid> {
        self.said.iter().find(|said| said.place == place)
    }

    /// The same answer with what is hidden taken out.
    #[must_use]
    pub fn behind(&self, veil: &Veil) -> Self {
        let said = |said: &QuestionSaid| QuestionSaid {
            words: veil.over(&said.words),
            ..said.clone()
        };
        Self {
            by: veil.over(&self.by),
            on: self.on,
            said: self.said.iter().map(said).collect(),
        }
    }
}

/// Checks a sheet the office writes. Every problem is returned.
#[must_use]
pub fn check_questions(questions: &[Question]) -> Vec<QuestionProblem> {
    let mut problems = Vec::new();
    if questions.is_empty() {
        problems.push(QuestionProblem::Nothing);
    }
    if questions.len() > MOST_QUESTIONS {
        problems.push(QuestionProblem::TooMany);
    }
    for (row, question) in questions.iter().enumerate() {
        if question.text.trim().is_empty() {
            problems.push(QuestionProblem::TextMissing(row));
        }
        if question.form == AnswerForm::Picks && question.picks.is_empty() {
            problems.push(QuestionProblem::PicksMissing(row));
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::easy::hints;

    fn question(form: AnswerForm) -> Question {
        Question {
            text: "だれに 話《はな》しますか".to_owned(),
            form,
            picks: vec!["家族《かぞく》".to_owned(), "友《とも》だち".to_owned()],
        }
    }

    #[test]
    fn what_the_product_asks_is_easy_to_read_and_a_whole_sheet() {
        for asked in Asked::ALL {
            let questions = usual_questions(*asked);
            assert_eq!(check_questions(&questions), []);
            for text in questions
                .iter()
                .flat_map(|found| std::iter::once(&found.text).chain(&found.picks))
            {
                assert_eq!(hints(text), [], "{text}");
            }
        }
    }

    #[test]
    fn an_answer_says_what_was_chosen_and_what_was_written() {
        let said = QuestionSaid {
            picked: vec![1, 0, 9],
            words: " 夜に電話する ".to_owned(),
            ..QuestionSaid::default()
        };
        let picks = question(AnswerForm::Picks);
        assert_eq!(said.told(&picks), "友だち、家族。夜に電話する");
        assert!(said.says() && !said.is_empty());
        let pass = QuestionSaid {
            pass: Some(Pass::Decline),
            ..QuestionSaid::default()
        };
        assert_eq!(pass.told(&picks), "答えたくない");
        assert!(!pass.says() && !pass.is_empty());
        assert!(QuestionSaid::default().is_empty());
    }

    #[test]
    fn a_sheet_says_everything_that_is_wrong_with_it() {
        assert_eq!(check_questions(&[]), [QuestionProblem::Nothing]);
        let blank = Question {
            text: " ".to_owned(),
            form: AnswerForm::Picks,
            picks: Vec::new(),
        };
        assert_eq!(
            check_questions(&[question(AnswerForm::Faces), blank]),
            [QuestionProblem::TextMissing(1), QuestionProblem::PicksMissing(1)]
        );
        let many = vec![question(AnswerForm::Words); MOST_QUESTIONS + 1];
        assert_eq!(check_questions(&many), [QuestionProblem::TooMany]);
    }

    #[test]
    fn nobody_gets_the_sheet_of_somebody_else() {
        let set = |text: &str| QuestionSet {
            version: 1,
            questions: vec![Question {
                text: text.to_owned(),
                ..question(AnswerForm::Words)
            }],
        };
        let ask = QuestionsAsk {
            occasion: String::new(),
            person: set("本人へ"),
            family: set("家族へ"),
            reply_by: None,
        };
        let asked = |kind| {
            ask.to(kind)
                .iter()
                .map(|found| found.text.as_str())
                .collect::<Vec<_>>()
        };
        assert_eq!(asked(PartyKind::Person), ["本人へ"]);
        assert_eq!(asked(PartyKind::Family), ["家族へ"]);
        assert_eq!(asked(PartyKind::Provider), [""; 0]);
    }
}
