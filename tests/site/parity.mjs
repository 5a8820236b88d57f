// Asks the site's own Python, under Node: node parity.mjs RUNTIME_FOLDER RULES_JSON < requests > answers.
// Both are a JSON list of texts. It starts Pyodide as the site's worker does, from the same files.

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";

const [folder, rules] = process.argv.slice(2);
const runtime = `${resolve(folder)}/`;
const { loadPyodide } = await import(pathToFileURL(`${runtime}pyodide.mjs`).href);
const pyodide = await loadPyodide({
  indexURL: runtime,
  lockFileContents: readFileSync(`${runtime}pyodide-lock.json`, "utf-8"),
  packageBaseUrl: runtime,
  packageCacheDir: runtime,
  packages: ["core-group-handbook"],
  stdout: () => {},
});
const ask = pyodide.pyimport("calculators.browser").open_door(readFileSync(rules, "utf-8"));
const requests = JSON.parse(await text(process.stdin));
process.stdout.write(JSON.stringify(requests.map((request) => ask(request))));
