//! The controls of a form, as templates write them: `{{ form.line("name", "氏名").required() }}`.

use askama::Template;
use askama::filters::HtmlSafe;
use bansou_domain::choice::Choice;

use super::Form;

/// What kind of control it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Line,
    Long,
    Day,
    Month,
    Time,
    Number,
    Password,
    File,
    Select,
    Radios,
    Checks,
    Tick,
}

struct Choosable {
    code: String,
    label: String,
    chosen: bool,
}

/// One labelled control with its hint, its problem, and what somebody else has saved.
#[derive(Template)]
#[template(path = "form/control.html")]
pub(crate) struct Control<'f> {
    kind: Kind,
    name: String,
    label: String,
    value: &'f str,
    hint: String,
    problem: Option<&'f str>,
    theirs: Option<Vec<&'f str>>,
    options: Vec<Choosable>,
    required: bool,
    size: &'static str,
    height: u8,
    autocomplete: &'static str,
    list: &'static str,
    hidden_label: bool,
    accept: &'static str,
}

impl HtmlSafe for Control<'_> {}

impl Form {
    fn control(&self, kind: Kind, name: impl Into<String>, label: impl Into<String>) -> Control<'_> {
        let (name, label) = (name.into(), label.into());
        let theirs = self.theirs(&name);
        if theirs.is_some() {
            self.remember_differing(&name, &label);
        }
        Control {
            kind,
            value: self.value(&name),
            problem: self.problem(&name),
            theirs,
            name,
            label,
            hint: String::new(),
            options: Vec::new(),
            required: false,
            size: "",
            height: 3,
            autocomplete: "off",
            list: "",
            hidden_label: false,
            accept: "",
        }
    }

    /// One line of text.
    pub(crate) fn line(&self, name: impl Into<String>, label: impl Into<String>) -> Control<'_> {
        self.control(Kind::Line, name, label)
    }

    /// A long text that grows while it is typed.
    pub(crate) fn long(&self, name: impl Into<String>, label: impl Into<String>) -> Control<'_> {
        self.control(Kind::Long, name, label)
    }

    /// A date in any way of writing, with its echo.
    pub(crate) fn day(&self, name: impl Into<String>, label: impl Into<String>) -> Control<'_> {
        self.control(Kind::Day, name, label)
    }

    /// A month, with its echo.
    pub(crate) fn month(&self, name: impl Into<String>, label: impl Into<String>) -> Control<'_> {
        self.control(Kind::Month, name, label)
    }

    /// A time of day.
    pub(crate) fn time(&self, name: impl Into<String>, label: impl Into<String>) -> Control<'_> {
        self.control(Kind::Time, name, label)
    }

    /// A number.
    pub(crate) fn number(&self, name: impl Into<String>, label: impl Into<String>) -> Control<'_> {
        self.control(Kind::Number, name, label)
    }

    /// A password; what was typed is never sent back.
    pub(crate) fn password(&self, name: impl Into<String>, label: impl Into<String>) -> Control<'_> {
        let mut control = self.control(Kind::Password, name, label);
        control.value = "";
        control
    }

    /// A file; `accept` is what the browser offers to choose from. What was chosen cannot be sent back.
    pub(crate) fn file(
        &self,
        name: impl Into<String>,
        label: impl Into<String>,
        accept: &'static str,
    ) -> Control<'_> {
        let mut control = self.control(Kind::File, name, label);
        control.value = "";
        control.accept = accept;
        control
    }

    /// One of a closed choice, in a list that opens; the first entry is "not chosen".
    pub(crate) fn select<C: Choice>(
        &self,
        name: impl Into<String>,
        label: impl Into<String>,
        all: &[C],
    ) -> Control<'_> {
        self.with_choices(Kind::Select, name, label, all)
    }

    /// One of a closed choice, all in sight.
    pub(crate) fn radios<C: Choice>(
        &self,
        name: impl Into<String>,
        label: impl Into<String>,
        all: &[C],
    ) -> Control<'_> {
        self.with_choices(Kind::Radios, name, label, all)
    }

    /// Several of a closed choice.
    pub(crate) fn checks<C: Choice>(
        &self,
        name: impl Into<String>,
        label: impl Into<String>,
        all: &[C],
    ) -> Control<'_> {
        self.with_choices(Kind::Checks, name, label, all)
    }

    /// One of what the database holds: staff, providers.
    pub(crate) fn pick(
        &self,
        name: impl Into<String>,
        label: impl Into<String>,
        all: &[(String, String)],
    ) -> Control<'_> {
        let mut control = self.control(Kind::Select, name, label);
        let choosable = |(code, label): &(String, String)| Choosable {
            chosen: self.checked(&control.name, code),
            code: code.clone(),
            label: label.clone(),
        };
        control.options = all.iter().map(choosable).collect();
        control
    }

    /// A single box to tick.
    pub(crate) fn tick(&self, name: impl Into<String>, label: impl Into<String>) -> Control<'_> {
        self.control(Kind::Tick, name, label)
    }

    fn with_choices<C: Choice>(
        &self,
        kind: Kind,
        name: impl Into<String>,
        label: impl Into<String>,
        all: &[C],
    ) -> Control<'_> {
        let mut control = self.control(kind, name, label);
        let choosable = |choice: &C| Choosable {
            code: choice.code().to_owned(),
            label: choice.label().to_owned(),
            chosen: self.checked(&control.name, choice.code()),
        };
        control.options = all.iter().map(choosable).collect();
        control
    }
}

impl Control<'_> {
    /// Marks the control as one that has to be filled.
    pub(crate) fn required(self) -> Self {
        Self {
            required: true,
            ..self
        }
    }

    /// Says what belongs here, in one line.
    pub(crate) fn hint(self, hint: impl Into<String>) -> Self {
        Self {
            hint: hint.into(),
            ..self
        }
    }

    /// Sets the width: xs, s, m or l.
    pub(crate) fn size(self, size: &'static str) -> Self {
        Self { size, ..self }
    }

    /// Sets how many lines a long text begins with.
    pub(crate) fn height(self, height: u8) -> Self {
        Self { height, ..self }
    }

    /// Lets the browser fill it: `username`, `current-password`, `one-time-code`.
    pub(crate) fn autocomplete(self, autocomplete: &'static str) -> Self {
        Self { autocomplete, ..self }
    }

    /// Offers the entries of a `datalist`.
    pub(crate) fn list(self, list: &'static str) -> Self {
        Self { list, ..self }
    }

    /// Keeps the label for screen readers only, where a column heading says the same.
    pub(crate) fn label_hidden(self) -> Self {
        Self {
            hidden_label: true,
            ..self
        }
    }

    fn id(&self) -> String {
        format!("f-{}", self.name)
    }

    fn echo(&self) -> &'static str {
        match self.kind {
            Kind::Day => "date",
            Kind::Month => "month",
            Kind::Time => "time",
            _ => "",
        }
    }

    /// The ids a control is described by, for screen readers.
    fn described_by(&self) -> String {
        let id = self.id();
        let mut ids = Vec::new();
        if !self.hint.is_empty() {
            ids.push(format!("{id}-hint"));
        }
        if self.problem.is_some() {
            ids.push(format!("{id}-problem"));
        }
        if !self.echo().is_empty() {
            ids.push(format!("{id}-echo"));
        }
        if self.theirs.is_some() {
            ids.push(format!("{id}-theirs"));
        }
        ids.join(" ")
    }

    fn is_group(&self) -> bool {
        matches!(self.kind, Kind::Radios | Kind::Checks)
    }

    fn box_kind(&self) -> &'static str {
        if self.kind == Kind::Radios {
            "radio"
        } else {
            "checkbox"
        }
    }

    fn input_kind(&self) -> &'static str {
        match self.kind {
            Kind::Password => "password",
            Kind::File => "file",
            _ => "text",
        }
    }

    fn input_mode(&self) -> &'static str {
        if self.kind == Kind::Number { "numeric" } else { "" }
    }

    /// What somebody else has saved here, in the words the page uses for it.
    fn saved(&self) -> Option<String> {
        let theirs = self.theirs.as_ref()?;
        let words = match (self.kind, theirs.is_empty()) {
            (Kind::Tick, true) => "印なし".to_owned(),
            (Kind::Tick, false) => "印あり".to_owned(),
            (Kind::Select | Kind::Radios | Kind::Checks, true) => "選択なし".to_owned(),
            (_, true) => "空欄".to_owned(),
            (_, false) => theirs
                .iter()
                .map(|code| self.chosen_label(code))
                .collect::<Vec<_>>()
                .join("、"),
        };
        Some(words)
    }

    fn chosen_label<'a>(&'a self, code: &'a str) -> &'a str {
        self.options
            .iter()
            .find(|option| option.code == code)
            .map_or(code, |option| &option.label)
    }
}

#[cfg(test)]
mod tests {
    use bansou_domain::room::PartyKind;

    use super::super::Typed;
    use super::*;

    fn beside(mine: &str, theirs: &str) -> Form {
        let typed = |body: &str| Typed::parse(body.as_bytes()).unwrap();
        Form::conflict("/c/1/x".to_owned(), typed(mine), typed(theirs), 2)
    }

    #[test]
    fn what_somebody_else_saved_is_told_in_the_words_of_the_page() {
        let form = beside(
            "name=%E4%B8%80&tel=1&whom=person&consent=1&rows.4.what=a&rows.7.what=b",
            "name=%E4%B8%80&tel=&whom=family&whom=person&rows.4.what=a&rows.7.what=c",
        );
        let saved = |control: Control<'_>| control.saved();
        assert_eq!(saved(form.line("name", "氏名")), None);
        assert_eq!(saved(form.line("tel", "電話番号")).as_deref(), Some("空欄"));
        assert_eq!(
            saved(form.checks("whom", "渡す相手", PartyKind::ALL)),
            Some(format!(
                "{}、{}",
                PartyKind::Family.label(),
                PartyKind::Person.label()
            ))
        );
        assert_eq!(saved(form.tick("consent", "同意した")).as_deref(), Some("印なし"));
        assert_eq!(saved(form.line("rows.4.what", "内容")), None);
        assert_eq!(saved(form.line("rows.7.what", "内容")).as_deref(), Some("c"));
        let listed: Vec<_> = form.differing().into_iter().map(|one| one.label).collect();
        assert_eq!(listed, ["電話番号", "渡す相手", "同意した", "内容（2番目）"]);
    }

    #[test]
    fn boxes_ticked_in_another_order_are_the_same() {
        let form = beside("whom=person&whom=family", "whom=family&whom=person");
        assert!(form.checks("whom", "渡す相手", PartyKind::ALL).saved().is_none());
        let none = beside("whom=person", "");
        let saved = none.checks("whom", "渡す相手", PartyKind::ALL).saved();
        assert_eq!(saved.as_deref(), Some("選択なし"));
    }
}
