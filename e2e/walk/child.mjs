// The second case file: a child whose plan is renewed across the start of school. The case is known already, so it
// begins with registering; the monitoring of the renewal comes before the new draft.
import { fill, press } from "../lib/forms.mjs";
import {
  assess, certify, conference, contract, draftPlan, faceSheet, finalPlan, grant, monitor,
} from "./steps.mjs";

/** Types the file and answers where things stand: the person and the papers by kind. */
export async function walkChild(page, facts) {
  await page.goto("/people/new");
  await fill(page, { name: facts.person.name, kana: facts.person.kana });
  await press(page, "保存する");
  const person = page.url().split("/c/")[1].split("/")[0];
  const c = (path) => `/c/${person}${path}`;
  await faceSheet(page, c, facts);
  await contract(page, c, facts);
  await certify(page, c, facts.certificate);
  await certify(page, c, facts.second_certificate);
  const reports = [];
  for (const report of facts.monitoring) reports.push(await monitor(page, c, facts, report));
  const assessment = await assess(page, c, facts);
  // The file holds the draft's content once, as the plan's.
  const draft = await draftPlan(page, c, { ...facts, draft_plan: { ...facts.plan, ...facts.draft_plan } });
  for (const next of facts.next_certificates) await certify(page, c, next);
  await grant(page, c, facts);
  const meeting = await conference(page, c, facts);
  const changes_from_draft = facts.draft_plan.changes_to_plan;
  // The third need has no provider yet.
  const [noProvider] = facts.expected.unmet_needs;
  const plan = await finalPlan(page, c, { ...facts, plan: { ...facts.plan, changes_from_draft }, unmet: { 2: noProvider } });
  return { person, assessment, draft, meeting, plan, reports };
}
