//! What stands beside the editor: the words of the assessment, the last plan and the last visit, to be quoted.

use bansou_domain::assessment::Assessment;
use bansou_domain::calendar::wareki;
use bansou_domain::deciding::Deciding;
use bansou_domain::id::PaperId;
use bansou_domain::monitoring::MonitoringReport;
use bansou_domain::paper::PaperKind;
use bansou_domain::week::Week;
use bansou_store::Reader;
use bansou_store::access::CaseReader;
use bansou_store::paper::Paper;
use jiff::civil::Date;

use crate::failure::Failure;
use crate::slices::deciding;

/// One text to quote and where it comes from.
pub(super) struct Quote {
    pub(super) text: String,
    pub(super) from: String,
}

/// Quotes under one heading.
pub(super) struct Group {
    pub(super) heading: &'static str,
    pub(super) quotes: Vec<Quote>,
}

/// The drawer.
#[derive(Default)]
pub(super) struct Source {
    pub(super) assessment: Option<PaperId>,
    pub(super) dated: String,
    pub(super) groups: Vec<Group>,
    pub(super) week: Option<Week>,
}

impl Source {
    /// Loads the newest assessment and the newest monitoring report.
    pub(super) async fn load(reader: &mut Reader, case: CaseReader) -> Result<Self, Failure> {
        let assessment = reader
            .newest_paper::<Assessment>(case, PaperKind::Assessment, true)
            .await?;
        let report = reader
            .newest_paper::<MonitoringReport>(case, PaperKind::Monitoring, false)
            .await?;
        let mut source = assessment.map(Self::of).unwrap_or_default();
        source.groups.extend(report.map(|report| heard(&report.content)));
        let papers = deciding::all(reader, case).await?;
        source.groups.push(Group::new("決めること", decided(&papers)));
        source.groups.retain(|group| !group.quotes.is_empty());
        Ok(source)
    }

    fn of(paper: Paper<Assessment>) -> Self {
        let assessment = paper.content;
        let groups = vec![
            Group::new("本人と家族の希望", wishes(&assessment)),
            Group::new("聞きとったことば", statements(&assessment)),
            Group::new("見えたこと", observations(&assessment)),
            Group::new("課題の整理", needs(&assessment)),
            Group::new(
                "強み・楽しみ",
                lines(&[&assessment.strengths, &assessment.interests]),
            ),
            Group::new("落ち着くこと", lines(&[&assessment.calms])),
            Group::new(
                "苦手・サイン",
                lines(&[&assessment.stress, &assessment.warning_signs]),
            ),
        ];
        let week = (!assessment.week_now.blocks.is_empty()).then_some(assessment.week_now);
        Self {
            assessment: Some(paper.line.id),
            dated: paper.line.dated.map(wareki::format).unwrap_or_default(),
            groups,
            week,
        }
    }
}

impl Group {
    fn new(heading: &'static str, quotes: Vec<Quote>) -> Self {
        Self { heading, quotes }
    }
}

fn quote(text: &str, from: impl Into<String>) -> Option<Quote> {
    let text = text.trim().to_owned();
    (!text.is_empty()).then(|| Quote {
        text,
        from: from.into(),
    })
}

fn said(who: &str, on: Option<Date>) -> String {
    let on = on.map(wareki::short).unwrap_or_default();
    format!("{who} {on}").trim().to_owned()
}

fn wishes(assessment: &Assessment) -> Vec<Quote> {
    let all = [
        (&assessment.wish_person, "本人の希望"),
        (&assessment.wish_family, "家族の希望"),
        (&assessment.values, "大切にしていること"),
        (&assessment.in_1_year, "1年後"),
        (&assessment.in_3_years, "3年後"),
        (&assessment.in_10_years, "10年後"),
    ];
    all.into_iter()
        .filter_map(|(text, from)| quote(text, from))
        .collect()
}

fn statements(assessment: &Assessment) -> Vec<Quote> {
    let quotes = assessment.statements.iter();
    quotes
        .filter_map(|found| quote(&found.words, said(&found.who, found.on)))
        .collect()
}

fn observations(assessment: &Assessment) -> Vec<Quote> {
    let text = |seen: &str, read_as: &str| match read_as {
        "" => seen.to_owned(),
        _ => format!("{seen}（{read_as}）"),
    };
    let quotes = assessment.observations.iter();
    quotes
        .filter_map(|found| quote(&text(&found.seen, &found.read_as), said(&found.who, found.on)))
        .collect()
}

fn needs(assessment: &Assessment) -> Vec<Quote> {
    let quotes = assessment.needs.iter();
    quotes
        .filter_map(|drawn| quote(&drawn.need, &drawn.from))
        .collect()
}

fn lines(lists: &[&Vec<String>]) -> Vec<Quote> {
    lists
        .iter()
        .flat_map(|list| list.iter())
        .filter_map(|line| quote(line, ""))
        .collect()
}

/// The person's words at an answer or a trial, and a will that was read from signs, named as what it is.
fn decided(papers: &[Paper<Deciding>]) -> Vec<Quote> {
    let quotes = papers.iter().flat_map(|paper| {
        let deciding = &paper.content;
        let (outcome, what) = (&deciding.outcome, deciding::told(deciding));
        let from = |who: &str, on| format!("{}　{what}", said(who, on));
        let answer = quote(&outcome.words, from("本人", outcome.on));
        let estimate = quote(&outcome.estimate, from("意思の推定", outcome.on));
        let trials = deciding.trials.iter().filter_map(move |trial| {
            let way = format!("本人（{}）", trial.way);
            quote(&trial.words, said(&way, trial.on))
        });
        answer.into_iter().chain(estimate).chain(trials)
    });
    quotes.collect()
}

fn heard(report: &MonitoringReport) -> Group {
    let on = report.visit.on;
    let voices = report
        .rows
        .iter()
        .filter_map(|row| quote(&row.voice, said("本人", on)));
    let remedies = report
        .rows
        .iter()
        .filter_map(|row| quote(&row.remedy, said("今後の課題・解決方法", on)));
    Group::new("前回のモニタリング", voices.chain(remedies).collect())
}
