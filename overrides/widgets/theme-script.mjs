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
