// The theme's own script starts the search and follows the headings. A small machine's processor is needed for the dates
// first: where a calculator is starting, this script waits until Python has settled or the reader turns to something else.

import { pythonSettled, pythonSettledOrUntouched } from "./python-settled.mjs";

const { themeScript } = document.querySelector("[data-theme-script]").dataset;
const form = document.querySelector("form.calculator:not([data-patient])");
let loaded = false;

function load() {
  if (loaded) return;
  loaded = true;
  document.head.append(Object.assign(document.createElement("script"), { src: themeScript }));
}

// The theme would fetch the index of its search with every page, and the index grows with the boards: it is fetched when
// the reader turns to the search, or came with a question. No other thing on the site asks in this old way.
const searching = new Promise((turned) => {
  if (new URLSearchParams(location.search).has("q")) turned();
  for (const kind of ["focusin", "pointerover"]) {
    document.addEventListener(kind, ({ target }) => target.closest?.(".md-search, [for=__search]") && turned());
  }
});
globalThis.XMLHttpRequest = class extends XMLHttpRequest {
  send(body) {
    searching.then(() => super.send(body));
  }
};

// What the script does first: the search is shown.
document.documentElement.classList.replace("no-js", "js");

if (form) {
  pythonSettled().then(load);
  pythonSettledOrUntouched(1000).then(load);
  for (const kind of ["pointerdown", "keydown", "focusin"]) {
    document.addEventListener(kind, ({ target }) => form.contains(target) || load(), { capture: true });
  }
} else {
  load();
}
