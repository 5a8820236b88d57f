// Keeps the handbook on the device, one whole version at a time. The build writes two lines above: VERSION, and
// FILES, each kept address with the SHA-256 of its content. Nothing is ever served from two versions.

const HERE = new URL("./", self.location.href);
// Other sites may share this origin: what is kept is named by where the handbook stands.
const NAME = `handbook ${HERE.pathname} `;
const MINE = NAME + VERSION;
// Written when all the others are there, so that a cache without it is known to be unfinished.
const LIST = new URL("kept.json", HERE).href;
const NOT_KEPT = new URL("about/offline/#not-kept", HERE).href;
const AT_ONCE = 4;

const hashes = new Map(Object.entries(FILES));

self.addEventListener("install", (event) => event.waitUntil(fill()));

self.addEventListener("activate", (event) => event.waitUntil(forgetOthers()));

self.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  const asked = new URL(url);
  if (method === "GET" && asked.href.startsWith(HERE.href)) event.respondWith(answer(event.request, asked));
});

// The new version takes over when no page shows the old one, or when the only page that does asks for it.
self.addEventListener("message", async ({ data, ports }) => {
  if (data !== "show the new one") return;
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const others = pages.filter(({ url }) => url.startsWith(HERE.href)).length - 1;
  if (others > 0) ports[0].postMessage(others);
  else self.skipWaiting();
});

async function answer(request, asked) {
  const address = asked.pathname.slice(HERE.pathname.length).replace(/(^|\/)index\.html$/, "$1");
  if (hashes.has(address)) {
    const kept = await caches.match(new URL(address, HERE), { cacheName: MINE });
    if (kept) return kept;
  }
  if (request.mode === "navigate" && hashes.has(`${address}/`)) return Response.redirect(new URL(`${address}/${asked.search}`, HERE));
  try {
    return await fetch(request);
  } catch (error) {
    if (request.mode === "navigate") return Response.redirect(NOT_KEPT);
    throw error;
  }
}

// Where one file is missing or wrong this fails, the browser gives the new version up, and the old one stays as it is.
// What was fetched by then is found again at the next try.
async function fill() {
  const cache = await caches.open(MINE);
  const older = await wholeVersions();
  const left = [...hashes];
  const work = async () => {
    for (let next = left.pop(); next; next = left.pop()) await keep(cache, older, ...next);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  await cache.put(LIST, new Response(JSON.stringify(FILES)));
}

async function keep(cache, older, address, hash) {
  const url = new URL(address, HERE).href;
  if (await cache.match(url)) return;
  for (const version of older) {
    const kept = version.files[address] === hash && (await version.cache.match(url));
    if (kept) return cache.put(url, kept);
  }
  const response = await fetch(url, { cache: "no-cache", priority: "low" });
  const bytes = await response.arrayBuffer();
  if (!response.ok || (await sha256(bytes)) !== hash) throw new Error(`${url} is not as this version of the handbook has it`);
  const headers = new Headers(response.headers);
  // The bytes are kept as they are when unpacked.
  headers.delete("Content-Encoding");
  headers.delete("Content-Length");
  return cache.put(url, new Response(bytes, { headers }));
}

async function wholeVersions() {
  const names = (await caches.keys()).filter((name) => name.startsWith(NAME) && name !== MINE);
  const versions = names.map(async (name) => {
    const cache = await caches.open(name);
    const list = await cache.match(LIST);
    return list ? { cache, files: await list.json() } : null;
  });
  return (await Promise.all(versions)).filter(Boolean);
}

async function forgetOthers() {
  for (const name of await caches.keys()) {
    if (name.startsWith(NAME) && name !== MINE) await caches.delete(name);
  }
}

async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
