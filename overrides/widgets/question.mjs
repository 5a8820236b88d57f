// What every calculator's form does: starts Python, carries the question to it as it is typed, shows
// what is wrong at its field, and puts the answer in its place. It decides nothing.

import { Python } from "./python.mjs";

export class Question {
  #latest = 0;
  #title = document.title;
  #python;

  // form: the form; request(): what to ask; ready(): whether enough is typed to answer without being
  // asked; show(answer): the parts of the answer to put in its place; first(): a promise of the parts to show
  // until Python has started, or of nothing; agrees(answer): whether these said the same as Python does.
  constructor(form, { request, ready, show, first = null, agrees = null }) {
    this.form = form;
    this.fields = form.elements;
    this.section = document.getElementById("answer");
    this.request = request;
    this.ready = ready;
    this.show = show;
    this.first = first;
    this.agrees = agrees;
    this.answered = false;
    this.summary = form.querySelector(".error-summary");
    this.#python = this.#newPython();
    this.#listen();
    this.section.tabIndex = -1;
    form.hidden = false;
    this.#startWhenNear();
  }

  // Asks Python something beside the form's own question.
  ask(request) {
    return this.#python.ask(request);
  }

  async answer({ submitted = false } = {}) {
    if (!submitted && !this.ready()) {
      // What stands below, or is still to come, would no longer belong to what stands above.
      this.clear();
      return;
    }
    const turn = ++this.#latest;
    const early = this.#showFirst(turn, submitted);
    const found = await this.#python.ask(this.request());
    if (turn !== this.#latest) return;
    const shown = await early;
    if (turn !== this.#latest) return;
    if (found.error) {
      this.clear();
      if (submitted) this.#showError(found.error);
      return;
    }
    this.#clearError();
    const parts = this.show(found);
    // What was read out at first is not read out again: only the working has come.
    const told = shown && this.agrees(found);
    if (shown && !told) {
      parts.unshift(element("p", { className: "note", role: "alert", textContent: "The dates shown at first were not right. These have been worked out in full: use these." }));
    }
    this.#put(parts, { quietly: told || (submitted && !shown) });
    if (submitted && !shown) this.section.focus();
  }

  // Whether something was shown before Python had started.
  async #showFirst(turn, submitted) {
    if (!this.first || this.#python.ready) return false;
    const parts = await this.first().catch(() => null);
    if (!parts || turn !== this.#latest || this.#python.ready) return false;
    this.#clearError();
    this.#put(parts, { quietly: submitted });
    if (submitted) this.section.focus();
    return true;
  }

  // Quietly where the focus goes to the answer, which is then read from there, and would be read out twice.
  #put(parts, { quietly }) {
    const live = this.section.getAttribute("aria-live");
    if (quietly && live === "polite") {
      this.section.setAttribute("aria-live", "off");
      setTimeout(() => this.section.setAttribute("aria-live", live), 500);
    }
    this.section.replaceChildren(...parts);
    this.section.hidden = false;
    this.answered = true;
  }

  clear() {
    this.#latest++;
    this.section.hidden = true;
    this.section.replaceChildren();
    this.answered = false;
  }

  // The three fields of a date as Python takes them.
  date(prefix = "") {
    return Object.fromEntries(["day", "month", "year"].map((name) => [name, this.fields[prefix + name].value]));
  }

  dated(prefix = "") {
    return this.fields[`${prefix}day`].value && this.fields[`${prefix}month`].value && this.fields[`${prefix}year`].value.length >= 4;
  }

  #newPython() {
    const { form } = this;
    const starting = form.querySelector(".starting");
    const failed = form.querySelector(".failed");
    const total = Number(form.dataset.firstBytes);
    const folder = (name) => new URL(form.dataset[name], document.baseURI).href;
    return new Python({
      pyodide: folder("pyodide"),
      calculators: folder("calculators"),
      guidance: folder("guidance"),
      onstarting() {
        failed.hidden = true;
        starting.hidden = false;
      },
      onprogress(bytes) {
        starting.querySelector("progress").value = Math.min(bytes / total, 1);
        // A screen reader speaks each change, so only every tenth percent is told.
        const tenth = 10 * Math.floor(Math.min((10 * bytes) / total, 10));
        const text = tenth < 100 ? `Starting the calculator: ${tenth} %` : "Starting the calculator: nearly there";
        const line = starting.querySelector("p");
        if (line.textContent !== text) line.textContent = text;
      },
      onready() {
        starting.hidden = true;
      },
      onfailed(message) {
        starting.hidden = true;
        failed.hidden = false;
        failed.querySelector("p").textContent =
          `The calculator could not start (${message}). Check the connection and try again, or count with a calendar: ` +
          "“How days are counted” says how.";
      },
    });
  }

  #listen() {
    const { form } = this;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.answer({ submitted: true });
    });
    form.addEventListener("input", ({ target }) => {
      if (target.hasAttribute("aria-invalid")) this.#clearError();
      this.answer();
    });
    form.addEventListener("click", ({ target }) => {
      if (target.name?.endsWith("today")) this.#fillToday(target.name.slice(0, -"today".length));
      if (target.name === "retry") this.#python.retry();
    });
    this.summary.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      if (!link) return;
      event.preventDefault();
      document.getElementById(link.hash.slice(1))?.focus();
    });
  }

  #fillToday(prefix) {
    const now = new Date();
    this.fields[`${prefix}day`].value = now.getDate();
    this.fields[`${prefix}month`].value = now.getMonth() + 1;
    this.fields[`${prefix}year`].value = now.getFullYear();
    this.answer();
  }

  #clearError() {
    document.title = this.#title;
    this.summary.hidden = true;
    for (const place of this.form.querySelectorAll(".error")) {
      place.hidden = true;
      // A description is spoken though it is hidden.
      place.textContent = "";
    }
    for (const field of this.form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
  }

  #showError({ message, field }) {
    this.#clearError();
    const named = this.fields[field] ?? this.fields.day ?? this.fields[0];
    const wrong = named instanceof RadioNodeList ? named[0] : named;
    wrong.setAttribute("aria-invalid", "true");
    const link = this.summary.querySelector("a");
    link.textContent = message;
    link.href = `#${wrong.id}`;
    const place = wrong.closest(".field")?.querySelector(".error");
    if (place) {
      place.textContent = message;
      place.hidden = false;
      place.id ||= `${wrong.id}-error`;
      const described = (wrong.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean);
      if (!described.includes(place.id)) wrong.setAttribute("aria-describedby", [...described, place.id].join(" "));
    }
    // A title is the first thing that is read out after a page has changed.
    document.title = `Error: ${this.#title}`;
    this.summary.hidden = false;
    this.summary.focus();
  }

  // Python is large: it is fetched when the form is near and the browser has nothing else to do; where the form
  // is not what the page is for, when it is first touched; for a reader who saves data, when something is asked.
  #startWhenNear() {
    if (navigator.connection?.saveData) return;
    const start = () => this.#python.start();
    if ("patient" in this.form.dataset) {
      this.form.addEventListener("focusin", start, { once: true });
      return;
    }
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      if ("requestIdleCallback" in window) requestIdleCallback(start, { timeout: 2000 });
      else setTimeout(start);
    }, { rootMargin: "400px" });
    observer.observe(this.form);
  }
}

// The pieces that answers are made of.

export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

export function folded(title, parts) {
  return element("details", {}, element("summary", { textContent: title }), ...parts);
}

export function remarks(list) {
  return list.map(({ kind, text }) => element("li", { className: kind, textContent: text }));
}

// A citation that leads to the statement on its board's page.
export function cite(link, each, root) {
  link.textContent = `${each.source.title}, ${each.source.at}`;
  const [board, statement] = each.rule.split("/");
  if (!statement.startsWith("own-")) link.href = `${root}boards/${board}/#${statement}`;
  return link;
}

// A file made of text that Python wrote, handed to the reader; nothing is fetched.
export function download(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

export async function copyText(text, status) {
  try {
    await navigator.clipboard.writeText(text);
    status.textContent = "Copied.";
  } catch {
    status.textContent = "This browser does not allow copying; select the text instead.";
    status.after(element("textarea", { value: text, readOnly: true, rows: 5 }));
  }
}
