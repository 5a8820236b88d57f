// Runs the calculators' Python. Requests and answers are JSON text and pass through unread.
//
// The quick start takes what the page fetched for it while this worker started (its `parts`); the plain
// one fetches all by itself. Which of the two it is, the page says in this worker's address.

import { counted, startFromZip, startPlainly } from "./start-python.mjs";

const address = new URL(self.location.href).searchParams;
const place = (name) => new URL(address.get(name), self.location.href).href;
const [pyodideFolder, calculators, guidance] = ["pyodide", "calculators", "guidance"].map(place);

let takeParts;
const parts = new Promise((resolve) => { takeParts = resolve; });

async function fetchText(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${new URL(url).pathname} could not be fetched (${response.status})`);
  return response.text();
}

async function quickDoor() {
  const modules = Promise.all(["pyodide.mjs", "pyodide.asm.mjs"].map((name) => import(pyodideFolder + name)));
  const stdLibURL = `${calculators}python.zip`;
  // Pyodide asks for its two large files by address; here they are already.
  const plainFetch = self.fetch.bind(self);
  self.fetch = async (url, ...more) => {
    if (String(url) === stdLibURL) return new Response((await parts).zip);
    if (String(url).endsWith("/pyodide.asm.wasm")) return new Response();
    return plainFetch(url, ...more);
  };
  WebAssembly.instantiateStreaming = orFailed(async (_, imports) => {
    const { module } = await parts;
    return { module, instance: await WebAssembly.instantiate(module, imports) };
  });
  const [{ loadPyodide }, { default: createPyodideModule }] = await modules;
  const { Door } = await startFromZip({ loadPyodide, createPyodideModule, indexURL: pyodideFolder, stdLibURL });
  return Door((await parts).shared);
}

async function plainDoor() {
  const plainFetch = self.fetch.bind(self);
  self.fetch = orFailed(async (...asked) => {
    const response = await plainFetch(...asked);
    if (!response.ok) throw new Error(`${new URL(response.url).pathname} could not be fetched (${response.status})`);
    return counted(response, (bytes) => self.postMessage({ kind: "progress", bytes }));
  });
  WebAssembly.instantiateStreaming = orFailed(WebAssembly.instantiateStreaming.bind(WebAssembly));
  const [{ loadPyodide }, lockFileContents, shared] = await Promise.all([
    import(`${pyodideFolder}pyodide.mjs`),
    fetchText(`${calculators}pyodide-lock.json`),
    fetchText(`${guidance}shared.json`),
  ]);
  const { Door } = await startPlainly({ loadPyodide, indexURL: pyodideFolder, lockFileContents, packageBaseUrl: calculators });
  return Door(shared);
}

const door = address.get("start") === "quick" ? quickDoor() : plainDoor();

door.then(() => self.postMessage({ kind: "ready" }), failed);

function failed(error) {
  self.postMessage({ kind: "failed", message: String(error?.message ?? error).trim().split("\n").at(-1) });
}

// Pyodide waits for ever where its WebAssembly cannot be fetched or started; whoever is waiting for it need not.
function orFailed(work) {
  return (...asked) => work(...asked).catch((error) => {
    failed(error);
    throw error;
  });
}

async function answer({ id, request }) {
  const { put, wanted, ask } = await door;
  for (const board of JSON.parse(wanted(request))) put(board, await fetchText(`${guidance}${board}.json`));
  self.postMessage({ kind: "answer", id, answer: ask(request) });
}

// One at a time, in the order they were asked.
let last = Promise.resolve();
self.onmessage = ({ data }) => {
  if (data.kind === "parts") takeParts(data);
  else last = last.then(() => answer(data)).catch(failed);
};
