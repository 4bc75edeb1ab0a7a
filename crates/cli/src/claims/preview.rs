//! The claim files as they would be, for looking at: nothing is frozen, no serial is used up.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context as _;
use bansou_domain::calendar::ServiceMonth;
use bansou_domain::claim::{Benefit, ClaimLine, FrozenClaim};
use bansou_exchange::kokuho::{Batch, ClaimFile, Refusal, write};
use bansou_law::Law;

use crate::{refuse, say};

/// サービスコードの指定. A code the office reads from its own table: `planning.wage_improvement=52X001`, with the grade
/// behind the item where it has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Code {
    benefit: Benefit,
    item: String,
    grade: Option<String>,
    /// Six characters.
    written: String,
}

impl std::str::FromStr for Code {
    type Err = String;

    fn from_str(typed: &str) -> Result<Self, String> {
        let form =
            || "種別.項目=コード の形で指定してください（例: planning.wage_improvement=52X001）。".to_owned();
        let (key, code) = typed.split_once('=').ok_or_else(form)?;
        let mut parts = key.split('.');
        let benefit = parts.next().and_then(Benefit::from_code).ok_or_else(form)?;
        let item = parts.next().ok_or_else(form)?.to_owned();
        if bansou_exchange::item_of_word(&item).is_none() {
            return Err(format!("「{item}」という項目はありません。"));
        }
        let code = code.trim().to_uppercase();
        if code.len() != CODE || !code.chars().all(|sign| sign.is_ascii_alphanumeric()) {
            return Err(format!(
                "「{code}」は半角の英数字6文字のサービスコードではありません。"
            ));
        }
        let grade = parts.next().map(str::to_owned);
        Ok(Self {
            benefit,
            item,
            grade,
            written: code,
        })
    }
}

impl Code {
    fn is_for(&self, benefit: Benefit, line: &ClaimLine) -> bool {
        self.benefit == benefit && self.item == line.item && self.grade == line.grade
    }
}

/// サービスコード has six characters.
const CODE: usize = 6;

/// The claims of the people who can be claimed for. What a file does not hold is not kept.
pub(super) struct Preview {
    codes: Vec<Code>,
    claims: Vec<FrozenClaim>,
    /// How many people a line without a code keeps out, by the line.
    codeless: BTreeMap<String, usize>,
}

impl Preview {
    pub(super) fn new(codes: &[Code]) -> Self {
        Self {
            codes: codes.to_vec(),
            claims: Vec::new(),
            codeless: BTreeMap::new(),
        }
    }

    pub(super) fn add(&mut self, mut claim: FrozenClaim) {
        let benefit = claim.benefit;
        for line in claim.lines.iter_mut().filter(|line| line.code.is_none()) {
            let known = self.codes.iter().find(|code| code.is_for(benefit, line));
            line.code = known.map(|known| known.written.clone());
        }
        if let Some(line) = claim.lines.iter().find(|line| line.code.is_none()) {
            let grade = line.grade.as_ref().map(|grade| format!(".{grade}"));
            let key = format!("{}.{}{}", benefit.code(), line.item, grade.unwrap_or_default());
            let said = format!("{}（--code {key}=…）", line.name);
            *self.codeless.entry(said).or_default() += 1;
            return;
        }
        for line in &mut claim.lines {
            line.because = Vec::new();
            line.rule = String::new();
            line.source = String::new();
        }
        claim.not_claimed = Vec::new();
        claim.problems = Vec::new();
        self.claims.push(claim);
    }

    /// Writes a file for each benefit into a folder. Whoever cannot stand in it is told and left out.
    pub(super) fn write(
        self,
        folder: &Path,
        law: &Law,
        numbers: &[Option<String>; 2],
        month: ServiceMonth,
    ) -> anyhow::Result<()> {
        for (line, people) in &self.codeless {
            refuse(format_args!(
                "csv: サービスコードのない行があるため、{people}人を入れていません: {line}"
            ))?;
        }
        std::fs::create_dir_all(folder).with_context(|| format!("{} を作れません。", folder.display()))?;
        let (planning, child): (Vec<_>, Vec<_>) = self
            .claims
            .into_iter()
            .partition(|claim| claim.benefit == Benefit::Planning);
        let [adult_number, child_number] = numbers;
        let batches = [
            (Benefit::Planning, adult_number, planning),
            (Benefit::Child, child_number, child),
        ];
        for (benefit, number, claims) in batches {
            if claims.is_empty() {
                continue;
            }
            let batch = Batch {
                benefit,
                office: number.clone().unwrap_or_default(),
                month: month.next(),
                serial: 1,
                claims,
            };
            if let Some(file) = made(batch, law)? {
                keep(folder, benefit, &file)?;
            }
        }
        Ok(())
    }
}

/// Makes the file without those who cannot stand in it; nothing where it cannot be made at all.
fn made(mut batch: Batch, law: &Law) -> anyhow::Result<Option<ClaimFile>> {
    let refusals = match write(&batch, &law.layout) {
        Ok(file) => return Ok(Some(file)),
        Err(refusals) => refusals,
    };
    tell(&refusals)?;
    let out = |claim: &FrozenClaim| {
        let mut about = refusals.iter().filter_map(Refusal::who);
        about.any(|who| who.certificate == claim.certificate)
    };
    batch.claims.retain(|claim| !out(claim));
    if batch.claims.is_empty() || refusals.iter().any(|refusal| refusal.who().is_none()) {
        return Ok(None);
    }
    match write(&batch, &law.layout) {
        Ok(file) => Ok(Some(file)),
        Err(refusals) => {
            tell(&refusals)?;
            Ok(None)
        }
    }
}

fn tell(refusals: &[Refusal]) -> std::io::Result<()> {
    for refusal in refusals {
        refuse(format_args!("csv: {}", refusal.sentence()))?;
    }
    Ok(())
}

fn keep(folder: &Path, benefit: Benefit, file: &ClaimFile) -> anyhow::Result<()> {
    let path = folder.join(format!("preview-{}", file.name));
    std::fs::write(&path, &file.bytes).with_context(|| format!("{} に書けません。", path.display()))?;
    say(format_args!(
        "{}の請求ファイルの下書き: {} {}人 {}円",
        benefit.label(),
        path.display(),
        file.people(),
        file.yen()
    ))?;
    Ok(())
}
