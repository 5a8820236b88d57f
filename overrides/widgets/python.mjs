// The page's side of the worker: starts Python, asks it, and says how far it has come.
// What runs Python could be changed behind this interface without a page noticing.

// No byte and no sign of life for this long means that it will not start.
const PATIENCE = 45_000;

export class Python {
  #worker = null;
  #waiting = new Map();
  #nextId = 1;
  #timer = null;
  #ready = false;
  #options;

  // options: runtime, guidance (URLs), onstarting(), onprogress(bytes), onready(), onfailed(message), patience (ms)
  constructor(options) {
    this.#options = { patience: PATIENCE, ...options };
  }

  start() {
    if (this.#worker) return;
    const address = new URL("calculator-worker.mjs", import.meta.url);
    address.searchParams.set("runtime", this.#options.runtime);
    address.searchParams.set("guidance", this.#options.guidance);
    try {
      this.#worker = new Worker(address, { type: "module" });
    } catch (error) {
      this.#fail(String(error));
      return;
    }
    this.#options.onstarting?.();
    this.#worker.onmessage = ({ data }) => this.#receive(data);
    this.#worker.onerror = (event) => this.#fail(event.message || "the worker could not be started");
    this.#expectLife();
  }

  // The answer to `request`, both plain objects. Never settles if Python cannot start: onfailed says so.
  ask(request) {
    this.start();
    const id = this.#nextId++;
    return new Promise((resolve) => {
      this.#waiting.set(id, { resolve, request });
      this.#worker?.postMessage({ id, request: JSON.stringify(request) });
    });
  }

  // After a failure: a new worker, and everything that was asked is asked again.
  retry() {
    this.#worker = null;
    this.start();
    for (const [id, { request }] of this.#waiting) {
      this.#worker?.postMessage({ id, request: JSON.stringify(request) });
    }
  }

  #expectLife() {
    clearTimeout(this.#timer);
    if (!this.#ready) {
      this.#timer = setTimeout(() => this.#fail("it took too long to start"), this.#options.patience);
    }
  }

  #receive(message) {
    if (message.kind === "progress") {
      this.#options.onprogress?.(message.received);
    } else if (message.kind === "ready") {
      this.#ready = true;
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

  #fail(message) {
    clearTimeout(this.#timer);
    this.#worker?.terminate();
    this.#worker = null;
    this.#ready = false;
    this.#options.onfailed?.(message);
  }
}
