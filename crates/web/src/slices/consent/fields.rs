//! The fields of a consent: how they are typed, read, and shown beside what is recorded.

use bansou_domain::calendar::{typed as read_typed, wareki};
use bansou_domain::paper::ConsentMeans;
use bansou_store::consent::Consent;
use bansou_store::paper::PaperLine;
use jiff::civil::Date;

use crate::form::{Fields, Typed};

/// Types a recorded consent into a form.
pub(super) fn write(consent: &Consent) -> Typed {
    let mut typed = Typed::default();
    let fields = [
        (
            "explained_on",
            consent.explained_on.map(wareki::short).unwrap_or_default(),
        ),
        ("given_on", wareki::short(consent.given_on)),
        ("means", consent.means.code().to_owned()),
        ("signer", consent.signer.clone()),
        ("relation", consent.relation.clone()),
        ("reason", consent.reason.clone()),
    ];
    for (name, value) in fields {
        typed.set(name, value);
    }
    typed
}

/// Reads a consent to `paper`; the signature is the caller's to add.
pub(super) fn read(fields: &mut Fields<'_>, paper: &PaperLine) -> (Option<ConsentMeans>, Consent) {
    let today = fields.today();
    let explained_on = fields.required_day("explained_on", "説明した日");
    let given_on = fields.required_day("given_on", "同意の日");
    let means = fields.required_choice("means", "同意の方法", ConsentMeans::from_code);
    let signer = fields.required("signer", "署名した人");
    let relation = fields.line("relation", "続柄・関係");
    let reason = fields.line("reason", "代わりに署名した理由");
    if !relation.is_empty() && reason.is_empty() {
        fields.tell(
            "reason",
            "本人が署名しなかった理由を入力してください。例: 手に力が入らず、母が代筆",
        );
    }
    check_days(fields, paper, explained_on, given_on);
    let consent = Consent {
        given_on: given_on.unwrap_or(today),
        explained_on,
        means: means.unwrap_or(ConsentMeans::Paper),
        signer,
        relation,
        reason,
        signature: String::new(),
        answer: None,
    };
    (means, consent)
}

fn check_days(
    fields: &mut Fields<'_>,
    paper: &PaperLine,
    explained_on: Option<Date>,
    given_on: Option<Date>,
) {
    let today = fields.today();
    if explained_on.is_some_and(|day| day > today) {
        fields.tell("explained_on", "「説明した日」が今日より後になっています。");
    }
    if given_on.is_some_and(|day| day > today) {
        fields.tell("given_on", "「同意の日」が今日より後になっています。");
    }
    if let (Some(explained), Some(given)) = (explained_on, given_on)
        && given < explained
    {
        fields.tell(
            "given_on",
            "「同意の日」が「説明した日」より前になっています。説明してから同意を受けます。",
        );
    }
    if let (Some(made), Some(given)) = (paper.dated, given_on)
        && given < made
    {
        let made = wareki::format(made);
        fields.tell(
            "given_on",
            format!("「同意の日」が、この書類の日付（{made}）より前になっています。"),
        );
    }
}

/// What a consent says, field by field.
pub(super) fn facts(consent: &Consent) -> [(&'static str, String); 6] {
    shown(&write(consent), consent.given_on)
}

/// What was typed, field by field, in the words of a recorded consent; what cannot be read stays as it was typed.
pub(super) fn shown(typed: &Typed, today: Date) -> [(&'static str, String); 6] {
    let day = |name| {
        let value = typed.value(name).trim();
        read_typed::read_date(value, today).map_or_else(|_| value.to_owned(), wareki::format)
    };
    let line = |name| typed.value(name).trim().to_owned();
    let means = ConsentMeans::from_code(typed.value("means"));
    [
        ("説明した日", day("explained_on")),
        ("同意の日", day("given_on")),
        ("同意の方法", means.map_or("", ConsentMeans::label).to_owned()),
        ("署名した人", line("signer")),
        ("続柄・関係", line("relation")),
        ("代わりに署名した理由", line("reason")),
    ]
}
