//! The sheet of questions before the interview, as the person or the family answers it. Nothing has to be answered.

use askama::Template;
use bansou_domain::easy::Furigana;
use bansou_domain::room::{AnswerForm, Ask, Face, Pass, Purpose, Question, QuestionSaid, QuestionsAnswer};
use bansou_store::room::guest::{GuestRoom, Shown};

use super::{Top, words};
use crate::failure::Failure;
use crate::form::{Fields, Form, Typed, time_in_japan};
use crate::guest::GuestCx;

#[derive(Template)]
#[template(path = "slices/door/questions.html")]
struct Questions {
    top: Top,
    name: String,
    occasion: String,
    reply_by: String,
    sheet: Vec<Line>,
    form: Form,
    sent: bool,
    answered: String,
}

/// One question with the names of its fields.
pub(crate) struct Line {
    pub(crate) number: usize,
    pub(crate) text: String,
    pub(crate) plain: String,
    pub(crate) form: AnswerForm,
    /// What can be chosen: the place, with its readings and without.
    pub(crate) picks: Vec<(String, String, String)>,
    pub(crate) face: String,
    pub(crate) pick: String,
    pub(crate) words: String,
    pub(crate) unsure: String,
    pub(crate) decline: String,
}

fn field(place: usize, what: &str) -> String {
    format!("q.{place}.{what}")
}

impl Line {
    /// The questions with the names of their fields, in their order.
    pub(crate) fn all(questions: &[Question]) -> Vec<Self> {
        questions.iter().enumerate().map(Self::of).collect()
    }

    fn of((place, question): (usize, &Question)) -> Self {
        let picks = question.picks.iter().enumerate();
        let pick = |(place, pick): (usize, &String)| {
            let plain = bansou_domain::easy::plain(pick);
            (place.to_string(), pick.clone(), plain)
        };
        Self {
            number: place + 1,
            text: question.text.clone(),
            plain: question.plain(),
            form: question.form,
            picks: picks.map(pick).collect(),
            face: field(place, "face"),
            pick: field(place, "pick"),
            words: field(place, "words"),
            unsure: field(place, "unsure"),
            decline: field(place, "decline"),
        }
    }

    /// What is wrong with it, at whichever of its fields that is told.
    fn problem<'f>(&self, form: &'f Form) -> Option<&'f str> {
        form.problem(&self.words).or_else(|| form.problem(&self.face))
    }
}

pub(super) fn render(
    cx: &GuestCx,
    top: Top,
    room: GuestRoom,
    form: Form,
    sent: bool,
) -> Result<String, Failure> {
    let (Ask::Questions(ask), Shown::Questions(questions)) = (&room.ask, &room.shown) else {
        return Err(bansou_store::Failure::NotFound.into());
    };
    let page = Questions {
        name: cx.guest.name().to_owned(),
        occasion: ask.occasion.clone(),
        reply_by: ask.reply_by.map(words::day).unwrap_or_default(),
        sheet: Line::all(questions),
        answered: room.own.map(|(_, at)| time_in_japan(&at)).unwrap_or_default(),
        top,
        form,
        sent,
    };
    Ok(page.render()?)
}

/// An answer as the fields of the form.
pub(super) fn write(answer: &QuestionsAnswer, typed: &mut Typed) {
    typed.set("by", &answer.by);
    let on = answer.on.map(bansou_domain::calendar::wareki::short);
    typed.set("heard_on", on.unwrap_or_default());
    for said in &answer.said {
        let name = |what| field(said.place, what);
        typed.set(name("face"), said.face.map_or("", Face::code));
        for place in &said.picked {
            typed.add(name("pick"), place.to_string());
        }
        typed.set(name("words"), &said.words);
        let tick = |pass| if said.pass == Some(pass) { "1" } else { "" };
        typed.set(name("unsure"), tick(Pass::Unsure));
        typed.set(name("decline"), tick(Pass::Decline));
    }
}

/// Reads what was said. Only a sheet that says nothing at all is handed back.
pub(super) fn read(fields: &mut Fields<'_>, questions: &[Question]) -> QuestionsAnswer {
    let all = questions.iter().enumerate();
    let mut said: Vec<QuestionSaid> = all
        .map(|(place, question)| read_one(fields, place, question))
        .collect();
    said.retain(|said| !said.is_empty());
    let first = field(0, "words");
    if said.is_empty() && fields.problem_free(&first) {
        fields.tell(first, "ひとつだけでも、答えてから おくってください。");
    }
    QuestionsAnswer {
        by: fields.line("by", "書いた人"),
        on: fields.day("heard_on", "聞いた日"),
        said,
    }
}

fn read_one(fields: &mut Fields<'_>, place: usize, question: &Question) -> QuestionSaid {
    let mut picked = fields.choices(&field(place, "pick"), |code| code.parse::<usize>().ok());
    picked.retain(|picked| *picked < question.picks.len());
    picked.dedup();
    let faces = question.form == AnswerForm::Faces;
    let face = fields.choice(&field(place, "face"), "かお", Face::from_code);
    let pass = if fields.ticked(&field(place, "decline")) {
        Some(Pass::Decline)
    } else {
        fields.ticked(&field(place, "unsure")).then_some(Pass::Unsure)
    };
    QuestionSaid {
        place,
        face: face.filter(|_| faces),
        picked,
        words: fields.long(&field(place, "words"), "ことば"),
        pass,
    }
}
