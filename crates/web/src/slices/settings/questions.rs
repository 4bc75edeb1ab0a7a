//! 事前の質問: what the office asks the person and the family before the interview. Each save is a version of its own; a
//! room asks what stood when it was opened.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::room::{
    AnswerForm, Asked, MOST_QUESTIONS, Question, QuestionProblem, QuestionSet, check_questions,
};
use bansou_store::journal::Did;

use crate::context::Cx;
use crate::easy;
use crate::failure::Failure;
use crate::form::{Accepted, Fields, Form, Told, Typed, accept};
use crate::layout::{Menu, View, page, refused};

#[derive(Template)]
#[template(path = "slices/settings/questions.html")]
struct Show {
    form: Form,
    asked: Asked,
    /// Which version stands.
    version: String,
    /// What makes a question hard to read.
    hard: Vec<String>,
    may_change: bool,
}

impl View for Show {
    fn title(&self) -> String {
        format!("{} — 設定", self.asked.label())
    }

    fn menu(&self) -> Menu {
        Menu::Settings
    }

    fn form(&self) -> Option<&Form> {
        Some(&self.form)
    }

    fn wide(&self) -> bool {
        true
    }
}

fn path(asked: Asked) -> String {
    format!("/settings/questions/{}", asked.code())
}

fn asked_of(code: &str) -> Result<Asked, Failure> {
    Ok(Asked::from_code(code).ok_or(bansou_store::Failure::NotFound)?)
}

impl Show {
    async fn of(cx: &Cx, asked: Asked, form: Form) -> Result<Self, Failure> {
        let set = cx.read().await?.question_set(cx.member(), asked).await?;
        let texts = set
            .questions
            .iter()
            .flat_map(|found| std::iter::once(&found.text).chain(&found.picks));
        Ok(Self {
            form,
            asked,
            version: match set.version {
                0 => "はじめから入っている質問".to_owned(),
                version => format!("第{version}版"),
            },
            hard: texts.flat_map(|text| easy::asked_again(text)).collect(),
            may_change: cx.who.office_manager().is_ok(),
        })
    }
}

pub(super) async fn get(cx: Cx, Path(code): Path<String>) -> Result<Response, Failure> {
    let asked = asked_of(&code)?;
    let set = cx.read().await?.question_set(cx.member(), asked).await?;
    let form = Form::open(&cx, path(asked), write(&set), set.version).await?;
    page(&cx, &Show::of(&cx, asked, form).await?)
}

pub(super) async fn post(cx: Cx, Path(code): Path<String>, typed: Typed) -> Result<Response, Failure> {
    let asked = asked_of(&code)?;
    let manager = cx.who.office_manager()?;
    if let Some(form) = Form::rearranged(path(asked), &typed) {
        return page(&cx, &Show::of(&cx, asked, form).await?);
    }
    let questions = match read(&typed, cx.today()) {
        Ok(questions) => questions,
        Err(problems) => {
            let form = Form::refused(path(asked), typed, problems);
            return refused(&cx, &Show::of(&cx, asked, form).await?);
        }
    };
    let mut tx = cx.begin().await?;
    if let Accepted::Before(response) = accept(&mut tx, &typed, &path(asked)).await? {
        return Ok(response);
    }
    match tx
        .write_questions(manager, asked, &questions, typed.version())
        .await
    {
        Ok(()) => {}
        Err(bansou_store::Failure::Stale) => {
            let theirs = tx.question_set(cx.member(), asked).await?;
            drop(tx);
            let form = Form::conflict(path(asked), typed, write(&theirs), theirs.version);
            return refused(&cx, &Show::of(&cx, asked, form).await?);
        }
        Err(failure) => return Err(failure.into()),
    }
    tx.commit(Did::office("questions.changed").detail(asked.label()))
        .await?;
    Ok(Redirect::to(&path(asked)).into_response())
}

fn write(set: &QuestionSet) -> Typed {
    let mut typed = Typed::default();
    for (row, question) in set.questions.iter().enumerate() {
        let at = |field: &str| format!("questions.{row}.{field}");
        typed.set(at("text"), &question.text);
        typed.set(at("form"), question.form.code());
        typed.set(at("picks"), question.picks.join("\n"));
    }
    typed
}

fn read(typed: &Typed, today: jiff::civil::Date) -> Result<Vec<Question>, Vec<Told>> {
    let mut fields = Fields::new(typed, today);
    let rows = fields.rows("questions", &["form"]);
    let questions: Vec<Question> = rows.iter().map(|row| read_one(&mut fields, *row)).collect();
    for problem in check_questions(&questions) {
        let (field, message) = message(problem, &rows);
        if fields.problem_free(&field) {
            fields.tell(field, message);
        }
    }
    fields.finish(questions)
}

fn read_one(fields: &mut Fields<'_>, row: usize) -> Question {
    let at = |field: &str| format!("questions.{row}.{field}");
    let form = fields.required_choice(&at("form"), "答えかた", AnswerForm::from_code);
    let form = form.unwrap_or(AnswerForm::Words);
    let picks = fields.lines(&at("picks"), "選ぶことば");
    Question {
        text: fields.line(&at("text"), "質問"),
        form,
        picks: if form == AnswerForm::Picks {
            picks
        } else {
            Vec::new()
        },
    }
}

fn message(problem: QuestionProblem, rows: &[usize]) -> (String, String) {
    let at = |place: usize, field: &str| {
        let row = rows.get(place).copied().unwrap_or_default();
        format!("questions.{row}.{field}")
    };
    match problem {
        QuestionProblem::Nothing => (at(0, "text"), "質問を1つ以上入れてください。".to_owned()),
        QuestionProblem::TooMany => (
            at(MOST_QUESTIONS, "text"),
            format!("質問は{MOST_QUESTIONS}までです。多いと、答える人がつかれます。"),
        ),
        QuestionProblem::TextMissing(place) => (
            at(place, "text"),
            "「質問」を入力するか、その行を消してください。".to_owned(),
        ),
        QuestionProblem::PicksMissing(place) => (
            at(place, "picks"),
            "「選ぶことば」を1行に1つ入れてください。".to_owned(),
        ),
    }
}
