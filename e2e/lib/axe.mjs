// axe-core on the page as it stands.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const grave = ["serious", "critical"];

/**
 * What axe finds serious or critical, one line each. The policy of the pages
 * lets no foreign script in, so axe goes in through the debugging protocol.
 */
export async function findings(page) {
  const session = await page.context().newCDPSession(page);
  try {
    await evaluate(session, `${source}\n;undefined`);
    const result = await evaluate(session, "axe.run(document, { resultTypes: ['violations'] })");
    return result.violations.filter((violation) => grave.includes(violation.impact)).map(describe);
  } finally {
    await session.detach();
  }
}

async function evaluate(session, expression) {
  const answer = await session.send("Runtime.evaluate", {
    expression, awaitPromise: true, returnByValue: true,
  });
  if (answer.exceptionDetails) {
    throw new Error(answer.exceptionDetails.exception?.description ?? answer.exceptionDetails.text);
  }
  return answer.result.value;
}

function describe(violation) {
  const places = violation.nodes.map((node) => node.target.join(" ")).slice(0, 5).join(" | ");
  return `${violation.impact} ${violation.id}: ${violation.help} at ${places}`;
}
