// The steps of a case as a person does them, shared by both files.
import { fill, press } from "../lib/forms.mjs";
import { each, month, rows } from "./words.mjs";

const HOUSING = { 借家: "rented", 持家: "owned" };
const SEX = { 男: "male", 女: "female" };
const LEVEL = { 区分3: "3" };

export async function faceSheet(page, c, { person }) {
  await page.goto(c("/person"));
  const family = rows("family", person.family, (member) => ({
    name: member.name, relation: member.relation, born: member.born, died: member.died,
    living_together: member.living_together || undefined,
    main_carer: member.note?.includes("主たる介護者") || undefined, note: member.note,
  }));
  const guardian = person.guardian?.name && {
    "guardians.0.name": person.guardian.name, "guardians.0.relation": person.guardian.relation,
    "guardians.0.kind": "parent", "guardians.0.born": person.guardian.born,
  };
  await fill(page, {
    born: person.born, sex: SEX[person.sex], support_level: LEVEL[person.support_grade],
    disability: person.disability, handbooks: person.handbooks.join("\n"), income: person.pension,
    postcode: person.postcode, address: person.address, housing: HOUSING[person.housing],
    tel: person.tel, fax: person.fax, ...guardian, ...family,
  });
  await press(page, "保存する");
}

export async function contract(page, c, { contract, applications }) {
  await page.goto(c("/process/1/contract"));
  const { to, not_to, person, family, guardian } = contract.information_consent;
  await fill(page, {
    contract_explained: contract.explained, contract_signed: contract.signed, contract_signed_note: contract.by,
    contract_reported: applications.contract_reported, consent_person: person, consent_guardian: guardian,
    consent_family: family, share_to_note: to.join("、"), share_not_to_note: not_to.join("、"),
  });
  await press(page, "保存する");
  await page.goto(c("/process/1/application"));
  await fill(page, {
    applied: applications.applied, office_notified: applications.office_notified,
    draft_requested: applications.draft_requested, grade_decided: applications.grade_decided,
  });
  await press(page, "保存する");
}

export async function assess(page, c, facts) {
  await page.goto(c("/assessment"));
  await press(page, "アセスメントを始める");
  const at = new URL(page.url()).pathname;
  const section = async (name, values) => {
    await page.goto(`${at}/${name}`);
    await fill(page, values);
    await press(page, "下書きを保存");
  };
  for (const [name, values] of Object.entries(sections(facts))) await section(name, values);
  await page.goto(at);
  await press(page, "確定する");
  return at.split("/").pop();
}

const DEGREE = { 高: "high", 中: "middle", 低: "low" };
const TIE = { 強い: "strong", 普通: "normal", 弱い: "weak" };
const FIELD = {
  医療: "medical", 地域: "neighbourhood", 家族: "family", 近隣: "neighbourhood", 教育: "education", 福祉: "welfare",
};
const KIND = { 本人の生活: "own", サービス: "service", インフォーマル: "informal", 家族の予定: "family" };

/** What goes into each section of the assessment. */
function sections({ assessment, week_now, work_assessment, wish_person, wish_family, wish_observed, life_events }) {
  const a = assessment;
  return {
    visits: rows("visits", a.visits, (visit) => ({
      on: visit.on, from: visit.from, until: visit.to, place: visit.place,
      met: visit.met.join("、"), by: visit.by.join("、"),
    })),
    wishes: {
      wish_person: wish_person ?? a.wish_person, wish_family: wish_family ?? a.wish_family, in_1_year: a.future.in_1_year,
      in_3_years: a.future.in_3_years, in_10_years: a.future.in_10_years,
      ...rows("observations", wish_observed ?? [], (seen) => ({
        on: seen.on, place: seen.where, who: seen.who, seen: seen.seen, read_as: seen.read_as,
      })),
    },
    history: {
      overview: a.overview,
      ...rows("life_history", a.life_history, (event) => ({ when: event.when, what: event.what })),
      ...rows("medical", a.medical, ({ department, clinic, doctor, frequency, medicine }) => ({
        department, clinic, doctor, frequency, medicine,
      })),
      ...rows("life_events", life_events ?? [], ({ on, what }) => ({ when: on, what })),
    },
    strengths: {
      strengths: a.strengths.join("\n"), stress: a.stress.join("\n"), warning_signs: a.warning_signs.join("\n"),
      calms: a.calms.join("\n"),
      ...rows("risks", a.risks, (risk) => ({ what: risk.what, degree: DEGREE[risk.degree] })),
    },
    supports: {
      ...rows("supports", a.supports_now, (support) => ({
        group: support.group === "公的" ? "public" : "other", name: support.name, provider: support.provider,
        content: support.content, frequency: support.frequency,
      })),
      ...rows("ecomap", a.ecomap, ({ who, field, tie }) => ({ who, field: FIELD[field], tie: TIE[tie] })),
    },
    week: week(week_now),
    ...(work_assessment && {
      specialist: rows("specialist", [work_assessment], ({ on, by, why }) => ({ on, by, why })),
    }),
  };
}

/** Blocks of a week, as rows of the list. */
function week(blocks) {
  return rows("week", blocks, ({ days, from, to, what, provider, kind }) => ({
    days, from, to, what, provider, kind: KIND[kind],
  }));
}

export async function crisisPlan(page, c, { crisis_plan: crisis }) {
  if (!crisis) return undefined;
  await page.goto(c("/crisis"));
  await press(page, /作る|始める/);
  await fill(page, {
    signs: crisis.signs.join("\n"), calms: crisis.calms.join("\n"), carer_absent: crisis.carer_absent,
    ...rows("numbers", crisis.numbers, ([name, tel]) => ({ name, tel })), agreed_on: crisis.agreed,
  });
  await press(page, "下書きを保存");
  await press(page, "確定する");
  return paperOf(page);
}

function planFields({ long_goal, short_goal, policy, needs }) {
  return {
    policy, long_goal: long_goal.text, long_goal_until: month(long_goal.until),
    short_goal: short_goal.text, short_goal_until: month(short_goal.until),
    ...rows("needs", needs, (need) => ({
      need: need.need, goal: need.goal, until: month(need.until), review: month(need.review),
      own_role: need.own_role, notes: need.notes,
      ...each("services", need.services, ({ kind, content, amount, provider, person_in_charge, tel }) => ({
        kind, content, amount, provider, person_in_charge, tel,
      })),
    })),
  };
}

function weekPlan({ blocks, main_activities, not_weekly, whole_picture }) {
  return { ...week(blocks), main_activities, not_weekly, whole_picture };
}

const paperOf = (page) => page.url().match(/[0-9a-f-]{36}/g).pop();

export async function draftPlan(page, c, facts) {
  const { draft_plan: draft, week_plan, certificate } = facts;
  await page.goto(c("/plan"));
  await press(page, /計画案を作る/);
  await fill(page, {
    made_on: draft.made, monitoring_text: certificate.monitoring?.text, past_effect: facts.past_services_effect,
    wish_person: facts.wish_person ?? facts.assessment.wish_person,
    wish_family: facts.wish_family ?? facts.assessment.wish_family, ...planFields(draft), ...weekPlan(week_plan),
  });
  await press(page, "確定する");
  const paper = paperOf(page);
  await consent(page, c, paper, draft, facts.person);
  await deliver(page, c, paper, draft.delivered);
  return paper;
}

export async function consent(page, c, paper, { explained, consented }, person) {
  await page.goto(c(`/papers/${paper}/consent`));
  const guardian = person.guardian?.name ? person.guardian : undefined;
  await fill(page, {
    explained_on: explained ?? consented, given_on: consented, means: "paper",
    signer: guardian?.name ?? person.name, relation: guardian?.relation, reason: guardian && "保護者",
  });
  await press(page, /同意を記録する|記録する/);
}

export async function deliver(page, c, paper, delivered) {
  const kinds = { person: "person", guardian: "person", municipality: "municipality" };
  for (const [who, on] of Object.entries(delivered)) {
    await page.goto(c(`/papers/${paper}/delivery`));
    const row = await page.evaluate((wanted) => {
      const names = [...document.querySelectorAll("main form [name$='.on']")].map((field) => field.name.replace(/\.on$/, ""));
      return names.find((name) => {
        const value = (field) => document.querySelector(`[name="${name}.${field}"]`)?.value;
        return value("recipient") === wanted.kind && (wanted.kind !== "provider" || value("name") === wanted.name);
      });
    }, { kind: kinds[who] ?? "provider", name: who });
    await fill(page, { [`${row}.on`]: on, [`${row}.means`]: kinds[who] === "person" ? "hand" : "post" });
    await press(page, /記録する|保存する/);
  }
}

export async function certify(page, c, certificate) {
  await page.goto(c("/certificates/new"));
  await fill(page, certificateFields(certificate));
  await press(page, "保存する");
}

export async function grant(page, c, { grant_received }) {
  await page.goto(c("/process/1/application"));
  await fill(page, { grant_received });
  await press(page, "保存する");
}

const CERTIFICATE = { 障害福祉サービス受給者証: "welfare", 障害児通所受給者証: "child" };

function certificateFields(certificate) {
  const planning = certificate.planning_support;
  return {
    kind: CERTIFICATE[certificate.kind], number: certificate.number, municipality: certificate.municipality,
    cap: certificate.cap_yen === undefined ? undefined : String(certificate.cap_yen),
    grant_from: certificate.grant_from, grant_until: certificate.grant_to,
    level_from: certificate.grade_from, level_until: certificate.grade_to,
    ...rows("services", certificate.services, ({ name, amount, from, until }) => ({ name, amount, from, until })),
    monitoring_text: certificate.monitoring?.text, months: certificate.monitoring?.months.map(month).join("、"),
    planning_from: planning?.from, planning_until: planning?.to,
  };
}

export async function conference(page, c, { conference: meeting }) {
  await page.goto(c("/meetings/new"));
  await fill(page, {
    on: meeting.on, from: meeting.from, until: meeting.to, place: meeting.place, purpose: meeting.purpose,
    attended: meeting.attended.map(({ who }) => who).join("\n"),
    ...rows("opinions", meeting.absent_opinion, ({ who, asked, answered, opinion }) => ({ who, asked, answered, opinion })),
    ...rows("decisions", meeting.decisions, ({ who, what, by }) => ({ who, what, by })),
    open: meeting.open.join("\n"), next: meeting.next,
  });
  await press(page, "確定する");
  return paperOf(page);
}

/** `unmet` is written beside the need it belongs to, by that need's row. */
export async function finalPlan(page, c, { plan, person, unmet }) {
  await page.goto(c("/plan"));
  await press(page, /計画にする/);
  const unmetFields = Object.entries(unmet).map(([row, text]) => [`needs.${row}.unmet`, text]);
  await fill(page, {
    made_on: plan.made, changes_from_draft: plan.changes_from_draft?.join("\n"), ...Object.fromEntries(unmetFields),
  });
  await press(page, "確定する");
  const paper = paperOf(page);
  await consent(page, c, paper, plan, person);
  await deliver(page, c, paper, plan.delivered);
  return paper;
}

const CHANGE = { 種類: "kind", 量: "amount", "計画（週間）": "plan" };
const TREND = { 向上: "better", 維持: "same", 悪化: "worse" };
const MARK = { 変更あった: "happened", 変更予定: "planned", 変更の必要性あり: "needed" };
const SIDE = {
  課題解決: "solving", 支援構想: "design", アセスメント: "assessment", 意思決定支援: "decision", 専門知識: "knowledge", 機関連携: "linkage",
};

export async function monitor(page, c, facts, report) {
  await page.goto(c(`/monitoring/write/${report.due}`));
  const slip = report.slipped;
  await fill(page, {
    "visit.on": report.visit.on, "visit.from": report.visit.from, "visit.until": report.visit.to,
    "visit.place": report.visit.place, "visit.met": report.visit.met.join("、"), overall: report.overall,
    "slip.reason": slip?.reason, "slip.called_on": slip?.ward_called.on, "slip.called_whom": slip?.ward_called.whom,
    ...rows("rows", report.rows, (row) => ({
      need: row.goal && row.need, goal: row.goal, provision: row.provision, satisfaction: row.satisfaction, voice: row.voice, achievement: row.achievement,
      trend: TREND[row.state], remedy: row.remedy, no_change: row.change === "変更なし" || undefined,
      changes: CHANGE[row.change], change_text: row.leads_to,
    })),
    ...rows("homework", report.homework ?? [], ({ who, what }) => ({ who, what })),
    next: report.next && month(report.next), week_baseline: report.week_baseline, at_renewal: report.at_renewal || undefined,
    ...Object.fromEntries(Object.entries(report.support_degree).map(([side, degree]) => [`degree.${SIDE[side]}`, String(degree)])),
  });
  await changeWeek(page, report.week_changes);
  await press(page, "確定する");
  const paper = paperOf(page);
  await consent(page, c, paper, { consented: report.report_consented }, facts.person);
  await deliver(page, c, paper, { municipality: report.copied_to_municipality });
  return paper;
}

/** Adds the new block in its place, and takes the old one's day out of its row. */
async function changeWeek(page, changes) {
  if (changes.length === 0) return;
  await page.locator("main form [name=week_unchanged]").uncheck();
  for (const { day: weekday, was, now, mark } of changes) {
    const places = await page.locator("main form [name^='week.'][name$='.days']").evaluateAll((all) => all.map((field) => field.name.split(".")[1]));
    let kind = "own";
    for (const place of places) {
      const value = (field) => page.locator(`main form [name="week.${place}.${field}"]`).inputValue();
      const days = await value("days");
      if (was && days.includes(weekday) && (await value("what")) === was.what && (await value("from")) === was.from) {
        kind = await value("kind");
        await fill(page, { [`week.${place}.days`]: days.replace(weekday, "") });
      }
    }
    const next = String(Math.max(-1, ...places.map(Number)) + 1);
    await fill(page, {
      [`week.${next}.days`]: weekday, [`week.${next}.from`]: now.from, [`week.${next}.to`]: now.to,
      [`week.${next}.what`]: now.what, [`week.${next}.kind`]: kind, week_marks: MARK[mark],
    });
  }
}
