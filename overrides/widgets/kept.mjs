// Has the browser keep the handbook, so that it opens without a network; says so, tells when newer guidance is there,
// and on the page about it offers to remove all of it.

import { pythonSettledOrUntouched } from "./python-settled.mjs";

const HERE = new URL("../../", import.meta.url);
const ABOUT = new URL("about/offline/", HERE).href;
// As the service worker names what it keeps.
const NAME = `handbook ${HERE.pathname} `;
// The one thing this writes into the browser's storage: that the reader wants nothing kept.
const REFUSED = `${HERE.pathname}.keep-nothing`;
// A calculator that has not begun to start by then stands far down the page, and starts when the reader comes to it.
const PATIENCE = 3000;

const line = document.querySelector(".kept");
const newer = document.querySelector(".newer");
const about = document.querySelector(".kept-here");

const WORDS = {
  kept: "The handbook is kept on this device. It opens without a network.",
  fetching: "The handbook is being fetched, to be kept on this device.",
  not: "Nothing is kept on this device.",
  removed: "Everything was removed from this device, and nothing will be kept here until you ask for it.",
  failed: "The handbook could not be fetched whole. It is tried again when you next open a page of it.",
  copy: "This is a copy that was taken away. All of it lies in its folder, and nothing is kept elsewhere.",
  cannot: "This browser, or its settings, does not let the handbook be kept.",
};

function tell(state) {
  if (line) line.hidden = state !== "kept";
  if (!about) return;
  about.querySelector("[role=status]").textContent = WORDS[state];
  about.querySelector("[name=keep]").hidden = !["not", "removed"].includes(state);
  about.querySelector("[name=remove]").hidden = !["kept", "fetching", "failed"].includes(state);
}

async function start() {
  const known = await navigator.serviceWorker.getRegistration(HERE);
  if (known?.scope === HERE.href) watch(known);
  else if (localStorage.getItem(REFUSED)) tell("removed");
  else if (navigator.connection?.saveData) tell("not");
  else {
    await quiet();
    await keep();
  }
}

// Nothing is fetched before the page is whole, the calculator on it can answer, and the browser has nothing to do.
async function quiet() {
  if (document.readyState !== "complete") await new Promise((done) => addEventListener("load", done, { once: true }));
  if (document.querySelector("form.calculator")) await pythonSettledOrUntouched(PATIENCE);
  await new Promise((done) => (globalThis.requestIdleCallback ?? setTimeout)(done));
}

async function keep() {
  tell("fetching");
  watch(await navigator.serviceWorker.register(new URL("service-worker.js", HERE), { scope: HERE.pathname }));
}

function watch(registration) {
  const look = () => {
    const { active, waiting, installing } = registration;
    if (active && waiting) offer(waiting);
    if (active) tell("kept");
    else if (installing || waiting) tell("fetching");
    else tell("failed");
  };
  const follow = (worker) => worker?.addEventListener("statechange", look);
  registration.addEventListener("updatefound", () => follow(registration.installing));
  follow(registration.installing);
  follow(registration.waiting);
  look();
}

function offer(waiting) {
  if (!newer || newer.childElementCount) return;
  const button = Object.assign(document.createElement("button"), { type: "button", className: "md-button", textContent: "Show the new one" });
  const told = Object.assign(document.createElement("p"), { textContent: "Newer guidance is there. " });
  told.append(button);
  newer.replaceChildren(told);
  button.addEventListener("click", () => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      told.firstChild.data = "Newer guidance is there. Close the other open pages of this handbook first: what stands on them is of the older one. ";
    };
    waiting.addEventListener("statechange", () => {
      if (waiting.state === "activated") location.reload();
    });
    waiting.postMessage("show the new one", [port2]);
  });
}

async function remove() {
  localStorage.setItem(REFUSED, "yes");
  const known = await navigator.serviceWorker.getRegistration(HERE);
  if (known?.scope === HERE.href) await known.unregister();
  for (const name of await caches.keys()) {
    if (name.startsWith(NAME)) await caches.delete(name);
  }
  tell("removed");
}

const or = (act) => () => act().catch(() => tell("cannot"));

about?.querySelector("[name=remove]").addEventListener("click", or(remove));
about?.querySelector("[name=keep]").addEventListener("click", or(async () => {
  localStorage.removeItem(REFUSED);
  await keep();
}));
if (location.protocol === "file:") tell("copy");
else or(start)();
