// The page's side of the worker: starts Python, asks it, and says how far it has come.
//
// The page fetches the large files and compiles Python while the worker starts. Where that quick start fails
// for any reason, Python is started once more, the plain way; only if that fails too is the reader told.

import { counted } from "./start-python.mjs";

// No byte and no sign of life for this long means that it will not start.
const PATIENCE = 45_000;

export class Python {
  #worker = null;
  #waiting = new Map();
  #nextId = 1;
  #timer = null;
  #ready = false;
  #quick = true;
  #received = 0;
  #options;

  // options: pyodide, calculators, guidance (folders' URLs), onstarting(), onprogress(bytes), onready(),
  // onfailed(message), patience (ms)
  constructor(options) {
    this.#options = { patience: PATIENCE, ...options };
  }

  // Whether Python has started.
  get ready() {
    return this.#ready;
  }

  start() {
    if (this.#worker) return;
    performance.mark("python-starting");
    if (typeof WebAssembly !== "object") {
      this.#giveUp("WebAssembly is switched off in this browser");
      return;
    }
    const { pyodide, calculators, guidance } = this.#options;
    const address = new URL("calculator-worker.mjs", import.meta.url);
    const start = this.#quick ? "quick" : "plain";
    for (const [name, value] of Object.entries({ pyodide, calculators, guidance, start })) address.searchParams.set(name, value);
    try {
      this.#worker = new Worker(address, { type: "module" });
    } catch (error) {
      this.#giveUp(String(error));
      return;
    }
    const worker = this.#worker;
    this.#options.onstarting?.();
    worker.onmessage = ({ data }) => this.#worker === worker && this.#receive(data);
    worker.onerror = (event) => this.#worker === worker && this.#fail(event.message || "the worker could not be started");
    this.#expectLife();
    if (this.#quick) {
      this.#fetchParts().then(
        (parts) => worker.postMessage({ kind: "parts", ...parts }, [parts.zip]),
        (error) => this.#worker === worker && this.#fail(error.message),
      );
    }
  }

  // The answer to `request`, both plain objects. Never settles if Python cannot start: onfailed says so.
  ask(request) {
    const id = this.#nextId++;
    const settled = new Promise((resolve) => this.#waiting.set(id, { resolve, request }));
    if (this.#worker) {
      this.#post(id, request);
      this.#expectLife();
    } else {
      this.#restart();
    }
    return settled;
  }

  // After a failure: a new worker, and everything that was asked is asked again.
  retry() {
    this.#quick = true;
    this.#restart();
  }

  #restart() {
    this.start();
    for (const [id, { request }] of this.#waiting) this.#post(id, request);
  }

  #post(id, request) {
    this.#worker?.postMessage({ id, request: JSON.stringify(request) });
  }

  async #fetchParts() {
    const { pyodide, calculators, guidance } = this.#options;
    const get = async (url) => {
      const response = await fetch(url);
      if (!response.ok) throw new Error(`${new URL(url).pathname} could not be fetched (${response.status})`);
      return counted(response, (bytes) => this.#arrived(bytes));
    };
    const [module, zip, shared] = await Promise.all([
      WebAssembly.compileStreaming(get(`${pyodide}pyodide.asm.wasm`)),
      get(`${calculators}python.zip`).then((response) => response.arrayBuffer()),
      get(`${guidance}shared.json`).then((response) => response.text()),
    ]);
    return { module, zip, shared };
  }

  #arrived(bytes) {
    this.#received += bytes;
    this.#options.onprogress?.(this.#received);
    this.#expectLife();
  }

  #expectLife() {
    clearTimeout(this.#timer);
    const { patience } = this.#options;
    if (!this.#ready) this.#timer = setTimeout(() => this.#giveUp("it took too long to start"), patience);
    // A browser short of memory ends a worker without a word: then another is started, and asked again.
    else if (this.#waiting.size) this.#timer = setTimeout(() => this.#fail("it stopped answering"), patience);
  }

  #receive(message) {
    if (message.kind === "progress") {
      this.#arrived(message.bytes);
    } else if (message.kind === "ready") {
      this.#ready = true;
      performance.mark("python-settled");
      this.#options.onready?.();
    } else if (message.kind === "failed") {
      this.#fail(message.message);
      return;
    } else {
      this.#waiting.get(message.id)?.resolve(JSON.parse(message.answer));
      this.#waiting.delete(message.id);
    }
    this.#expectLife();
  }

  // What is quick and clever failed: once more, the plain way.
  #fail(message) {
    if (!this.#quick) {
      this.#giveUp(message);
      return;
    }
    this.#stop();
    this.#quick = false;
    this.#restart();
  }

  #giveUp(message) {
    this.#stop();
    performance.mark("python-settled");
    this.#options.onfailed?.(message);
  }

  #stop() {
    clearTimeout(this.#timer);
    this.#worker?.terminate();
    this.#worker = null;
    this.#ready = false;
    this.#received = 0;
  }
}
