//! What a reader, a screen reader and Excel find on the papers.

mod check;
mod claim;
mod crisis;
mod hand_over;
mod hostile;
mod long;
mod print;
mod sheets;
mod visit_brief;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::form::Paper;
use crate::press::Press;

fn fonts() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/fonts")
}

fn press() -> Press {
    Press::open(&fonts()).expect("the papers need their fonts: run `cargo xtask fonts`")
}

/// What one of poppler's tools says about a PDF.
fn poppler(tool: &str, arguments: &[&str], pdf: &[u8]) -> String {
    let mut child = Command::new(tool)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("these tests read the papers with poppler-utils");
    child.stdin.take().unwrap().write_all(pdf).unwrap();
    String::from_utf8_lossy(&child.wait_with_output().unwrap().stdout).into_owned()
}

/// The paper's text without spaces, line ends and break marks.
fn printed_text(pdf: &[u8]) -> String {
    squeezed(&poppler("pdftotext", &["-raw", "-", "-"], pdf))
}

fn squeezed(text: &str) -> String {
    text.chars()
        .filter(|letter| !letter.is_whitespace() && !letter.is_control() && *letter != '\u{200B}')
        .collect()
}

/// Every text of a sheet, found by walking its fields.
fn texts(sheet: &impl serde::Serialize) -> Vec<String> {
    fn walk(value: &serde_json::Value, found: &mut Vec<String>) {
        match value {
            serde_json::Value::String(text) if !text.is_empty() => found.push(text.clone()),
            serde_json::Value::Array(items) => items.iter().for_each(|item| walk(item, found)),
            serde_json::Value::Object(fields) => {
                let wordless =
                    |key: &str, value: &serde_json::Value| WORDLESS.contains(&key) && !value.is_object();
                let said = fields.iter().filter(|(key, value)| !wordless(key, value));
                said.for_each(|(_, value)| walk(value, found));
                let amounts = AMOUNTS.iter().filter_map(|key| fields.get(*key)?.as_i64());
                found.extend(amounts.map(crate::form::parted));
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    walk(&serde_json::to_value(sheet).unwrap(), &mut found);
    found
}

/// Fields that are not words: pictures, choices, the date inside the PDF.
const WORDLESS: [&str; 9] = [
    "svg", "qr", "alt", "dated", "spelling", "stage", "kind", "lane", "marks",
];

/// Fields that are numbers a reader adds up.
const AMOUNTS: [&str; 5] = ["units", "times", "total", "yen", "people"];

/// A paper with its texts.
struct Sample {
    name: String,
    paper: Box<dyn Paper>,
    texts: Vec<String>,
}

fn sample<S: Paper + serde::Serialize + 'static>(name: &str, sheets: Vec<S>) -> Vec<Sample> {
    let named = sheets.into_iter().enumerate();
    named
        .map(|(index, sheet)| Sample {
            name: format!("{name} {index}"),
            texts: texts(&sheet),
            paper: Box::new(sheet),
        })
        .collect()
}

fn samples() -> Vec<Sample> {
    use crate::papers::{
        AuthoritySheet, CardSheet, CheckReportSheet, CrisisSheet, DatesSheet, DecidingSheet, DetailSheet,
        EasyChoiceSheet, EasySheet, EvidenceSheet, FaceSheet, HandOverSheet, HandedSheet, HearingSheet,
        InquirySheet, IntervalSheet, InvoiceSheet, MeetingSheet, MonitoringSheet, MonthSheet, MyReportSheet,
        NotesSheet, NoticeSheet, PlanSheet, QuestionsSheet, ReceiptNoticeSheet, TasksSheet, VisitBriefSheet,
        WeekSheet,
    };
    [
        sample("plan", PlanSheet::samples()),
        sample("week", WeekSheet::samples()),
        sample("face", FaceSheet::samples()),
        sample("monitoring", MonitoringSheet::samples()),
        sample("check", CheckReportSheet::samples()),
        sample("crisis", CrisisSheet::samples()),
        sample("deciding", DecidingSheet::samples()),
        sample("easy-choice", EasyChoiceSheet::samples()),
        sample("hand-over", HandOverSheet::samples()),
        sample("notes", NotesSheet::samples()),
        sample("meeting", MeetingSheet::samples()),
        sample("notice", NoticeSheet::samples()),
        sample("easy", EasySheet::samples()),
        sample("authority", AuthoritySheet::samples()),
        sample("invoice", InvoiceSheet::samples()),
        sample("detail", DetailSheet::samples()),
        sample("receipt", ReceiptNoticeSheet::samples()),
        sample("evidence", EvidenceSheet::samples()),
        sample("month", MonthSheet::samples()),
        sample("dates", DatesSheet::samples()),
        sample("inquiry", InquirySheet::samples()),
        sample("interval", IntervalSheet::samples()),
        sample("tasks", TasksSheet::samples()),
        sample("questions", QuestionsSheet::samples()),
        sample("handed", HandedSheet::samples()),
        sample("my-report", MyReportSheet::samples()),
        sample("hearing", HearingSheet::samples()),
        sample("card", CardSheet::samples()),
        sample("visit-brief", VisitBriefSheet::samples()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// As the papers print it: the forms' own squares for ballot boxes.
fn as_printed(text: &str) -> String {
    squeezed(&text.replace('☐', "□").replace('☑', "■"))
}
