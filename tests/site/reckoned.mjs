// Reads the site's reckoner as its pages do: node reckoned.mjs GUIDANCE_FOLDER < questions > answers.
// A question is [board, event, rule, first day, how many days]; its answer is, for each day, [due, earliest] or null.

import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";

import { Reckoner } from "../../overrides/widgets/reckoner.mjs";

globalThis.fetch = async (url) => new Response(await readFile(new URL(url)));

const reckoner = new Reckoner(`${pathToFileURL(process.argv[2]).href}/`);
const answers = [];
for (const [board, event, rule, first, howMany] of JSON.parse(await text(process.stdin))) {
  const found = [];
  for (let i = 0; i < howMany; i++) {
    const [year, month, day] = new Date(Date.parse(first) + i * 86_400_000).toISOString().slice(0, 10).split("-");
    const rows = await reckoner.dates(board, event, { day, month, year });
    const row = rows?.find((each) => each.rule === rule);
    found.push(row ? [row.due.iso, row.earliest?.iso ?? null, row.due.words] : null);
  }
  answers.push(found);
}
process.stdout.write(JSON.stringify(answers));
