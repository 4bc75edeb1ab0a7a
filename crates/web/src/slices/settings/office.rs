//! The office's own data and choices. Everybody may read them; the manager changes them.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use bansou_domain::conference::AgendaItem;
use bansou_store::account::Office;
use bansou_store::journal::Did;

use crate::context::Cx;
use crate::failure::Failure;
use crate::form::{Accepted, Fields, Form, Told, Typed, accept};
use crate::layout::{Menu, View, page, refused};
use crate::settings::{BandHeading, DeathMark, OfficeSettings, Spelling};

const PATH: &str = "/settings";

#[derive(Template)]
#[template(path = "slices/settings/office.html")]
struct Show {
    form: Form,
    organisation: String,
    may_change: bool,
}

impl View for Show {
    fn title(&self) -> String {
        "設定".to_owned()
    }

    fn menu(&self) -> Menu {
        Menu::Settings
    }

    fn form(&self) -> Option<&Form> {
        Some(&self.form)
    }
}

impl Show {
    async fn of(cx: &Cx, form: Form) -> Result<Self, Failure> {
        Ok(Self {
            form,
            organisation: cx.read().await?.organisation_name().await?,
            may_change: cx.who.office_manager().is_ok(),
        })
    }
}

pub(super) async fn get(cx: Cx) -> Result<Response, Failure> {
    let office = cx.read().await?.office(cx.member()).await?;
    let form = Form::open(&cx, PATH.to_owned(), write(&office), office.version).await?;
    page(&cx, &Show::of(&cx, form).await?)
}

pub(super) async fn post(cx: Cx, typed: Typed) -> Result<Response, Failure> {
    let manager = cx.who.office_manager()?;
    let office = match read(&typed, cx.today()) {
        Ok(office) => office,
        Err(problems) => {
            let form = Form::refused(PATH.to_owned(), typed, problems);
            return refused(&cx, &Show::of(&cx, form).await?);
        }
    };
    let mut tx = cx.begin().await?;
    if let Accepted::Before(response) = accept(&mut tx, &typed, PATH).await? {
        return Ok(response);
    }
    match tx.change_office(manager, &office, typed.version()).await {
        Ok(()) => {}
        Err(bansou_store::Failure::Stale) => {
            let theirs = tx.office(cx.member()).await?;
            drop(tx);
            let form = Form::conflict(PATH.to_owned(), typed, write(&theirs), theirs.version);
            return refused(&cx, &Show::of(&cx, form).await?);
        }
        Err(failure) => return Err(failure.into()),
    }
    tx.commit(Did::office("office.changed")).await?;
    Ok(Redirect::to(PATH).into_response())
}

fn write(office: &Office) -> Typed {
    let settings = OfficeSettings::of(office);
    let mut typed = Typed::default();
    let fields = [
        ("name", office.name.as_str()),
        ("number_adult", office.number_adult.as_deref().unwrap_or_default()),
        ("number_child", office.number_child.as_deref().unwrap_or_default()),
        ("municipality", office.municipality.as_deref().unwrap_or_default()),
        ("postcode", &office.postcode),
        ("address", &office.address),
        ("tel", &office.tel),
        ("fax", &office.fax),
        ("spelling", settings.spelling.code()),
        ("death_mark", settings.death_mark.code()),
        ("band_heading", settings.band_heading.code()),
        ("corporation_address", settings.corporation_address.as_str()),
        ("representative_title", settings.representative_title.as_str()),
        ("representative", settings.representative.as_str()),
        ("agenda", &agenda_lines(&settings.agenda)),
    ];
    for (name, value) in fields {
        typed.set(name, value);
    }
    typed
}

fn read(typed: &Typed, today: jiff::civil::Date) -> Result<Office, Vec<Told>> {
    let mut fields = Fields::new(typed, today);
    let settings = OfficeSettings {
        spelling: fields
            .required_choice("spelling", "「障害」の書きかた", Spelling::from_code)
            .unwrap_or(Spelling::Kanji),
        death_mark: fields
            .required_choice("death_mark", "亡くなった方のしるし", DeathMark::from_code)
            .unwrap_or(DeathMark::Cross),
        band_heading: fields
            .required_choice("band_heading", "％の帯の見出し", BandHeading::from_code)
            .unwrap_or(BandHeading::Achievement),
        corporation_address: fields.line("corporation_address", "法人の所在地"),
        representative_title: fields.line("representative_title", "代表者の職"),
        representative: fields.line("representative", "代表者の氏名"),
        slips: Vec::new(),
        agenda: agenda(&mut fields),
    };
    let office = Office {
        name: fields.required("name", "事業所名"),
        number_adult: digits(&mut fields, "number_adult", "特定相談支援の事業所番号", 10),
        number_child: digits(&mut fields, "number_child", "障害児相談支援の事業所番号", 10),
        municipality: digits(&mut fields, "municipality", "市町村番号", 6),
        postcode: fields.line("postcode", "郵便番号"),
        address: fields.line("address", "所在地"),
        tel: fields.line("tel", "電話番号"),
        fax: fields.line("fax", "FAX番号"),
        settings: serde_json::to_string(&settings).unwrap_or_default(),
        slips: String::new(),
        version: 0,
    };
    fields.finish(office)
}

/// One item a line: 分｜題｜話す人｜やさしい題.
fn agenda_lines(agenda: &[AgendaItem]) -> String {
    let line = |item: &AgendaItem| {
        let AgendaItem {
            title,
            minutes,
            lead,
            easy,
        } = item;
        format!("{minutes}｜{title}｜{lead}｜{easy}")
    };
    agenda.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn agenda(fields: &mut Fields<'_>) -> Vec<AgendaItem> {
    let lines = fields.lines("agenda", "会議の議題のひな形");
    let mut items = Vec::new();
    for line in lines {
        // A reading may hold a ｜ of its own, so the last part is whatever is left.
        let mut parts = line.splitn(4, ['｜', '|']).map(str::trim);
        let minutes = parts.next().unwrap_or_default();
        let minutes = bansou_domain::text::digits(minutes)
            .trim_end_matches('分')
            .parse();
        let title = parts.next().unwrap_or_default().to_owned();
        match minutes {
            Ok(minutes) if !title.is_empty() && minutes <= 480 => items.push(AgendaItem {
                title,
                minutes,
                lead: parts.next().unwrap_or_default().to_owned(),
                easy: parts.next().unwrap_or_default().to_owned(),
            }),
            _ => {
                let message = format!(
                    "「{line}」を読めません。「10｜本人の話｜本人｜あなたの話を聞きます」のように入力してください。"
                );
                fields.tell("agenda", message);
                break;
            }
        }
    }
    items
}

fn digits(fields: &mut Fields<'_>, name: &str, label: &str, count: usize) -> Option<String> {
    let value = bansou_domain::text::digits(&fields.line(name, label));
    if value.is_empty() {
        return None;
    }
    if value.len() != count || !value.bytes().all(|byte| byte.is_ascii_digit()) {
        fields.tell(
            name,
            format!("「{label}」は数字{count}けたです（いま「{value}」）。"),
        );
    }
    Some(value)
}
