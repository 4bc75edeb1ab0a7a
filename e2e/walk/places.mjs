// Where every value of a case file is read back: the paper it belongs to, else its screen.
//
// The table is complete: a value of a file that no line names fails the journey. The first line that fits counts. Only
// what a file says of itself has no place (`-`); what it expects of the product is held by expected.mjs.

/**
 * [path of the value, place, …more places that must show it too]. `#` stands for any row. `ticked:` reads a box and
 * `says:` words on the report that stand there if the value is true, and only then.
 */
export const places = [
  ["about", "-"], ["expected.**", "-"], ["**.unverified", "-"],
  ["office.name", "paper:draft-plan"], ["office.specialist", "paper:draft-plan"],
  ["office.chief", "screen:/settings/staff"], ["office.number_adult", "screen:/settings"], ["office.number_child", "screen:/settings"],
  ["office.municipality_code", "screen:/settings"], ["office.tel", "screen:/settings"], ["office.area_grade", "-"],

  ["inquiry.received", "screen:/inquiry"], ["inquiry.means", "screen:/inquiry"], ["inquiry.urgency", "screen:/inquiry"],
  ["inquiry.*", "screen:/inquiry"],
  ["contract.information_consent.**", "screen:/process/1/contract"], ["contract.*", "screen:/process/1/contract"],
  ["applications.contract_reported", "screen:/process/1/contract"], ["applications.*", "screen:/process/1/application"],
  ["grant_received", "screen:/process/1/application"],

  ["person.name", "paper:face"], ["person.kana", "screen:/person"], ["person.born", "paper:face"],
  ["person.sex", "paper:face"], ["person.postcode", "screen:/person"], ["person.address", "paper:face"],
  ["person.housing", "paper:face"], ["person.tel", "paper:face"], ["person.fax", "paper:face"],
  ["person.disability", "paper:face"], ["person.support_grade", "paper:face"], ["person.handbooks.#", "screen:/person"],
  ["person.pension", "screen:/person"], ["person.guardian.*", "screen:/person"], ["person.guardian", "screen:/person"],
  ["person.family.#.living_together", "ticked:/person"], ["person.family.#.name", "screen:/map"],
  ["person.family.#.*", "screen:/person"],

  ["certificate.number", "paper:draft-plan"], ["certificate.cap_yen", "paper:draft-plan"],
  ["certificate.kind", "screen:/certificates"], ["certificate.municipality", "certificate"],
  ["certificate.monitoring.text", "paper:draft-plan"], ["certificate.monitoring.months.#", "screen:/certificates"],
  ["certificate.services.#.*", "certificate"], ["certificate.**", "certificate"],

  ["assessment.visits.#.by.#", "section:visits"], ["assessment.visits.#.met.#", "section:visits"],
  ["assessment.visits.#.*", "section:visits"], ["assessment.overview", "paper:face"],
  ["assessment.life_history.#.when", "section:history"], ["assessment.life_history.#.what", "paper:face"],
  ["assessment.medical.#.*", "paper:face"], ["assessment.wish_person", "paper:face", "paper:draft-plan"],
  ["assessment.wish_family", "paper:face", "paper:draft-plan"], ["assessment.supports_now.#.group", "paper:face"],
  ["assessment.supports_now.#.*", "paper:face"], ["assessment.ecomap.#.who", "screen:/map"],
  ["assessment.ecomap.#.*", "section:supports"], ["assessment.future.*", "section:wishes"],
  ["assessment.risks.#.*", "section:strengths"], ["assessment.strengths.#", "section:strengths"],
  ["assessment.stress.#", "section:strengths"], ["assessment.warning_signs.#", "section:strengths"],
  ["assessment.calms.#", "section:strengths"], ["work_assessment.*", "section:specialist"],
  ["week_now.#.kind", "section:week"], ["week_now.#.days", "section:week"], ["week_now.#.from", "section:week"],
  ["week_now.#.to", "section:week"], ["week_now.#.what", "paper:current-week"],

  ["draft_plan.made", "paper:draft-plan"], ["draft_plan.explained", "screen:/papers/draft"],
  ["draft_plan.consented", "screen:/papers"], ["draft_plan.delivered.*", "screen:/papers"],
  ["draft_plan.needs.#.services.#.provider", "paper:plan"], ["draft_plan.needs.#.services.#.person_in_charge", "paper:plan"],
  ["draft_plan.needs.#.services.#.tel", "paper:plan"], ["draft_plan.changes_to_plan.#", "screen:plan"], ["draft_plan.**", "paper:draft-plan", "paper:plan"],
  ["week_plan.blocks.#.what", "paper:draft-week", "paper:plan-week"], ["week_plan.blocks.#.provider", "screen:plan"],
  ["week_plan.blocks.#.days", "week:plan"], ["week_plan.blocks.#.kind", "week:plan"],
  ["week_plan.blocks.#.*", "screen:plan"], ["week_plan.*", "paper:draft-week", "paper:plan-week"],

  ["conference.**", "meeting"],
  // The child's file holds the plan's content once, and what could only be observed.
  ["wish_person", "paper:face", "paper:draft-plan"], ["wish_family", "paper:face", "paper:draft-plan"],
  ["wish_observed.#.*", "section:wishes"], ["past_services_effect", "screen:plan"], ["life_events.#.*", "section:history"],
  ["second_certificate.**", "certificate"], ["next_certificates.#.**", "certificate"],
  ["plan.needs.**", "paper:plan"], ["plan.policy", "paper:plan"],
  ["plan.long_goal.*", "paper:plan"], ["plan.short_goal.*", "paper:plan"],
  ["plan.made", "paper:plan"], ["plan.explained", "screen:/papers/plan"], ["plan.consented", "screen:/papers"],
  ["plan.delivered.*", "screen:/papers"], ["plan.changes_from_draft.#", "screen:plan"],
  ["crisis_plan.agreed", "paper:crisis"], ["crisis_plan.**", "paper:crisis"],

  ["monitoring.#.leads_to", "-"],
  ["monitoring.#.due", "screen:/monitoring"], ["monitoring.#.slipped.reason", "paper:report-free"],
  ["monitoring.#.slipped.ward_called.*", "report"], ["monitoring.#.visit.on", "paper:report-free"],
  ["monitoring.#.visit.**", "report"], ["monitoring.#.overall", "paper:report-free"],
  ["monitoring.#.rows.#.priority", "paper:report-check"], ["monitoring.#.rows.#.state", "paper:report-check"],
  ["monitoring.#.rows.#.change", "paper:report-check"], ["monitoring.#.rows.#.leads_to", "report"],
  ["monitoring.#.rows.#.*", "paper:report-free"], ["monitoring.#.week_changes.#.was.*", "report"],
  ["monitoring.#.week_changes.#.mark", "report"], ["monitoring.#.week_changes.#.day", "report"],
  ["monitoring.#.week_changes.#.now.*", "report"], ["monitoring.#.homework.#.*", "report"],
  ["monitoring.#.next", "report"], ["monitoring.#.report_consented", "screen:/papers"],
  ["monitoring.#.copied_to_municipality", "screen:/papers"], ["monitoring.#.at_renewal", "says:更新時のモニタリング"],
  ["monitoring.#.support_degree.*", "paper:report-check"], ["monitoring.#.week_baseline", "report"],
];

/** Every value of a file with its path: `a.0.b`. */
export function leaves(value, path = "") {
  if (value === null || value === "") return [];
  if (typeof value !== "object") return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path ? `${path}.${key}` : key));
}

const patterns = places.map(([pattern, ...where]) => {
  const text = pattern.replaceAll(".", "\\.").replaceAll("**", "\u0000").replaceAll("*", "[^.]+").replaceAll("#", "\\d+");
  return [new RegExp(`^${text.replaceAll("\u0000", ".+")}$`), where];
});

/** The places of a value; nothing when the table does not know it. */
export function placesOf(path) {
  return patterns.find(([pattern]) => pattern.test(path))?.[1];
}

const era = (year) => (year >= 2019 ? ["令和", "R", year - 2018] : year >= 1989 ? ["平成", "H", year - 1988] : ["昭和", "S", year - 1925]);
const WORDS = {
  "0-50": ["0～50％"], "50-70": ["50～70％"], "70-90": ["70～90％"], "90-100": ["90～100％"], 変更なし: ["変更なし", "無"],
  公的: ["公的支援"], その他: ["その他の支援"],
};

/** How a value may stand on paper and screen: dates in the era, bands with their sign. */
export function shown(value) {
  if (typeof value === "number") return [String(value), value.toLocaleString("en-US")];
  const text = String(value);
  const date = text.match(/^(\d{4})-(\d{2})(?:-(\d{2}))?$/);
  if (date) {
    const [year, month, day] = date.slice(1).map((part) => part && Number(part));
    const [name, letter, count] = era(year);
    const first = count === 1 ? "元" : count;
    return day
      ? [`${name}${first}年${month}月${day}日`, `${letter}${count}.${month}.${day}`, text]
      : [`${name}${first}年${month}月`, `${letter}${count}.${month}`, text, `${year}年${month}月`];
  }
  const time = text.match(/^0?(\d{1,2}):(\d{2})$/);
  if (time) return [`${time[1]}:${time[2]}`, text];
  return WORDS[text] ?? [text];
}

/** Line breaks and spaces of paper and screen are not part of a value. */
export const bare = (text) => text.replace(/[\s\u3000]/g, "");
