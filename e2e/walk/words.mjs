// Facts as a person types them.

/** 2026-10 → R8.10 */
export function month(iso) {
  const [year, number] = iso.split("-").map(Number);
  return `R${year - 2018}.${number}`;
}

/** Each entry as one row of a repeating part. */
export function rows(part, entries, fields) {
  return Object.assign({}, ...entries.map((entry, row) => named(`${part}.${row}`, fields(entry))));
}

/** Rows inside a row. */
export const each = rows;

function named(prefix, fields) {
  const filled = Object.entries(fields).filter(([, value]) => value !== undefined && value !== "");
  return Object.fromEntries(filled.map(([name, value]) => [`${prefix}.${name}`, value]));
}
