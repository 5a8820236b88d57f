// Lets the pages work from a folder (file://), where a browser runs no module, fetches no file and starts no worker by its
// address. What the pages would fetch lies beside itself as a script, "rules.json" as "rules.json.js", which hands over
// its content, packed, to `carried` below. Here fetch(), import and new Worker() are given that content.

(() => {
  const script = document.currentScript;
  const ROOT = new URL("../../", script.src).href;
  const TYPES = { mjs: "text/javascript", js: "text/javascript", json: "application/json", wasm: "application/wasm" };

  // Files

  const files = new Map();
  const waiting = new Map();

  globalThis.carried = (packed) => waiting.get(document.currentScript.src)(packed);

  function load(url) {
    const address = `${url}.js`;
    if (!files.has(url)) {
      files.set(url, new Promise((done, failed) => {
        waiting.set(address, (packed) => done(unpack(packed)));
        const made = Object.assign(document.createElement("script"), { src: address });
        made.addEventListener("error", () => failed(new TypeError(`${url} is not in this copy`)));
        document.head.append(made);
      }));
    }
    return files.get(url);
  }

  function unpack(packed) {
    const text = atob(packed);
    const bytes = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
  }

  const plain = (url) => url.href.split(/[?#]/)[0];
  const carries = (url) => url.href.startsWith(ROOT);
  const type = (url) => TYPES[url.split(".").pop()] ?? "application/octet-stream";

  const plainFetch = globalThis.fetch.bind(globalThis);
  globalThis.fetch = async (asked, options) => {
    const url = new URL(asked.url ?? asked, document.baseURI);
    if (!carries(url)) return plainFetch(asked, options);
    return new Response(await load(plain(url)), { headers: { "Content-Type": type(plain(url)) } });
  };

  // Modules: each becomes a blob, after those that it imports. `loader` gives the bytes of a file.

  function modules(loader) {
    const made = new Map();
    const make = async (url) => {
      const text = new TextDecoder().decode(await loader(plain(url)));
      const imported = [...text.matchAll(/\b(?:from|import)\s*"(\.[^"]+)"/g)].map(([, name]) => name);
      const blobs = new Map(await Promise.all(imported.map(async (name) => [name, await blob(new URL(name, url))])));
      const carried = text
        .replace(/(\b(?:from|import)\s*)"(\.[^"]+)"/g, (_, before, name) => `${before}"${blobs.get(name)}"`)
        .replace(/\b(?:import\.meta\.url|self\.location\.href)\b/g, JSON.stringify(url.href))
        .replace(/(?<![.\w$])import\(/g, `carriedImport(${JSON.stringify(url.href)}, `);
      return URL.createObjectURL(new Blob([carried], { type: "text/javascript" }));
    };
    const blob = (url) => {
      if (!made.has(url.href)) made.set(url.href, make(url));
      return made.get(url.href);
    };
    globalThis.carriedImport = async (from, address) => import(await blob(new URL(address, from)));
  }

  modules(load);
  addEventListener("DOMContentLoaded", () => {
    for (const name of script.dataset.modules.split(" ").filter(Boolean)) carriedImport(document.baseURI, name);
  });

  // Workers

  const PlainWorker = globalThis.Worker;
  globalThis.Worker = function (address, { type: kind } = {}) {
    const url = new URL(address, document.baseURI);
    const given = JSON.stringify({ url: url.href, root: ROOT, kind });
    const text = `const TYPES = ${JSON.stringify(TYPES)}, plain = ${plain}, type = ${type}, modules = ${modules};
(${insideWorker})(${given});`;
    const worker = new PlainWorker(URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = async ({ data }) => {
      try {
        port1.postMessage({ url: data, bytes: await load(data) });
      } catch (error) {
        port1.postMessage({ url: data, error: error.message });
      }
    };
    worker.postMessage(null, [port2]);
    return worker;
  };

  // Stands in the worker: asks the page for files, and holds back messages until the worker's own script listens.
  function insideWorker({ url, root, kind }) {
    const asked = new Map();
    const early = [];
    let port = null;
    const load = (address) => new Promise((done, failed) => {
      asked.set(address, [...(asked.get(address) ?? []), { done, failed }]);
      port.postMessage(address);
    });
    self.fetch = async (address) => {
      const file = plain(new URL(address.url ?? address, url));
      if (!file.startsWith(root)) throw new TypeError(`${file} is not in this copy`);
      return new Response(await load(file), { headers: { "Content-Type": type(file) } });
    };
    const hold = (event) => {
      event.stopImmediatePropagation();
      if (port) {
        early.push(event.data);
        return;
      }
      [port] = event.ports;
      port.onmessage = ({ data }) => {
        const { done, failed } = asked.get(data.url).shift();
        if (data.error) failed(new TypeError(data.error));
        else done(data.bytes);
      };
      // Thrown anew where the page's onerror hears it.
      start().catch((error) => setTimeout(() => { throw error; }));
    };
    self.addEventListener("message", hold);
    async function start() {
      if (kind === "module") {
        // Pyodide takes a worker that has this for one in which it cannot run.
        self.importScripts = undefined;
        modules(load);
        await carriedImport(url, url);
      } else {
        importScripts(URL.createObjectURL(new Blob([await load(plain(new URL(url)))], { type: "text/javascript" })));
      }
      self.removeEventListener("message", hold);
      for (const data of early) self.dispatchEvent(new MessageEvent("message", { data }));
    }
  }

  // Links that a script makes: to folders, of which a browser would only show the list, and to files that are not here.

  for (const kind of ["click", "auxclick"]) {
    addEventListener(kind, ({ target }) => {
      const link = target.closest?.("a[href]");
      if (!link?.href.startsWith(ROOT)) return;
      if (link.href.startsWith(`${ROOT}forms/files/`)) link.href = `${ROOT}about/offline/index.html#not-kept`;
      else if (link.pathname.endsWith("/")) link.pathname += "index.html";
    }, { capture: true });
  }
})();
