// Asks the site's own Python, under Node: node parity.mjs PYODIDE_FOLDER CALCULATORS_FOLDER GUIDANCE < requests > answers.
// Requests and answers are JSON lists of texts. Python starts the plain way, from the files that the site serves.

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";

import { startPlainly } from "../../overrides/widgets/start-python.mjs";

const [pyodideFolder, calculators, guidance] = process.argv.slice(2).map((path) => resolve(path));
const { loadPyodide } = await import(pathToFileURL(`${pyodideFolder}/pyodide.mjs`).href);
const { Door } = await startPlainly({
  loadPyodide,
  indexURL: `${pyodideFolder}/`,
  lockFileContents: readFileSync(`${calculators}/pyodide-lock.json`, "utf-8"),
  packageBaseUrl: `${calculators}/`,
  packageCacheDir: `${calculators}/`,
  stdout: () => {},
});
const door = Door(readFileSync(guidance, "utf-8"));
const requests = JSON.parse(await text(process.stdin));
process.stdout.write(JSON.stringify(requests.map((request) => door.ask(request))));
