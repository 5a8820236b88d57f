// Runs the calculators' Python. Requests and answers are JSON text and pass through unread.

const address = new URL(self.location.href).searchParams;
const runtime = new URL(address.get("runtime"), self.location.href);
const guidance = new URL(address.get("guidance"), self.location.href);

let received = 0;

// Every fetch of this worker, counted as it arrives, so that the person waiting sees real progress.
const plainFetch = self.fetch.bind(self);
self.fetch = async (...asked) => {
  const response = await plainFetch(...asked);
  if (!response.ok || !response.body) return response;
  const counted = response.body.pipeThrough(
    new TransformStream({
      transform(chunk, controller) {
        received += chunk.byteLength;
        self.postMessage({ kind: "progress", received });
        controller.enqueue(chunk);
      },
    }),
  );
  return new Response(counted, { status: response.status, headers: response.headers });
};

async function fetchText(url) {
  const response = await self.fetch(url);
  if (!response.ok) throw new Error(`${url.pathname} could not be fetched (${response.status})`);
  return response.text();
}

async function start() {
  const rules = fetchText(guidance);
  const lock = fetchText(new URL("pyodide-lock.json", runtime));
  const { loadPyodide } = await import(new URL("pyodide.mjs", runtime));
  const pyodide = await loadPyodide({
    indexURL: runtime.href,
    lockFileContents: lock,
    packageBaseUrl: runtime.href,
    packages: ["core-group-handbook"],
  });
  return pyodide.pyimport("calculators.browser").open_door(await rules);
}

const door = start();

door.then(
  () => self.postMessage({ kind: "ready" }),
  (error) => self.postMessage({ kind: "failed", message: String(error?.message ?? error) }),
);

self.onmessage = async ({ data }) => {
  const ask = await door;
  self.postMessage({ kind: "answer", id: data.id, answer: ask(data.request) });
};
