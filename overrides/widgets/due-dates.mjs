// The due dates form: carries what is typed to Python and shows what comes back. It computes nothing.

import { Python } from "./python.mjs";

const form = document.querySelector("form.calculator");
const section = document.getElementById("answer");
const row = document.getElementById("row");
const fields = form.elements;
const summary = form.querySelector(".error-summary");
const starting = form.querySelector(".starting");
const failed = form.querySelector(".failed");
const onlyTopic = form.dataset.onlyTopic;
const total = Number(form.dataset.runtimeBytes);

let latest = 0;
let answered = false;

const python = new Python({
  runtime: new URL(form.dataset.runtime, document.baseURI).href,
  guidance: new URL(`${form.dataset.root}rules.json`, document.baseURI).href,
  onprogress(bytes) {
    starting.querySelector("progress").value = Math.min(bytes / total, 1);
    const percent = Math.min(100, Math.round((100 * bytes) / total));
    say(starting.querySelector("p"), percent < 100 ? `Starting the calculator: ${percent} %` : "Starting the calculator: nearly there");
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

function say(element, text) {
  // A screen reader speaks each change: only every tenth percent is told.
  const steps = text.match(/(\d+) %/);
  if (steps && element.textContent && Number(steps[1]) % 10) return;
  if (element.textContent !== text) element.textContent = text;
}

function request() {
  const moment = Object.fromEntries(["day", "month", "year"].map((name) => [name, fields[name].value]));
  if (!form.querySelector(".time").hidden) moment.time = fields.time.value;
  const event = fields.event.value;
  return { ask: "due", board: fields.board.value, on: event ? { [event]: moment } : {} };
}

function begun() {
  return fields.event.value && fields.board.value && fields.day.value && fields.month.value && fields.year.value.length >= 4;
}

async function answer({ submitted }) {
  if (!submitted && !begun()) {
    // What stands below would no longer belong to what stands above.
    if (answered) hideAnswer();
    return;
  }
  const turn = ++latest;
  const found = await python.ask(request());
  if (turn !== latest) return;
  if (found.error) {
    hideAnswer();
    if (submitted) showError(found.error);
    return;
  }
  clearError();
  show(found);
  if (submitted) section.focus({ preventScroll: false });
}

function hideAnswer() {
  section.hidden = true;
  section.replaceChildren();
  answered = false;
}

function clearError() {
  summary.hidden = true;
  document.getElementById("date-error").hidden = true;
  for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
}

function showError({ message, field }) {
  clearError();
  const name = field && fields[field] ? field : "day";
  const wrong = fields[name];
  wrong.setAttribute("aria-invalid", "true");
  const link = summary.querySelector("a");
  link.textContent = message;
  link.href = `#${wrong.id}`;
  if (!["event", "board"].includes(name)) {
    const place = document.getElementById("date-error");
    place.textContent = message;
    place.hidden = false;
  }
  summary.hidden = false;
  summary.focus();
}

function show(found) {
  const [shown, other] = found.dates.reduce(
    ([mine, rest], date) => (!onlyTopic || date.topic === onlyTopic ? [[...mine, date], rest] : [mine, [...rest, date]]),
    [[], []],
  );
  const parts = [heading(found)];
  if (found.message) parts.push(paragraph(found.message, "nothing"));
  else if (!shown.length) parts.push(paragraph("This board's guidance gives no date on this topic from that event.", "nothing"));
  parts.push(...shown.map(dueDate));
  if (other.length) parts.push(folded(`${other.length} other date${other.length > 1 ? "s" : ""} from the same event`, other.map(dueDate)));
  const said = found.undated.filter((each) => !onlyTopic || each.topic === onlyTopic);
  if (said.length) parts.push(folded("Also said, without a date that can be counted", said.map(undated)));
  section.replaceChildren(...parts);
  section.hidden = false;
  answered = true;
}

function heading(found) {
  const title = document.createElement("h2");
  const board = fields.board.selectedOptions[0].textContent;
  title.textContent = `What falls due: ${board}`;
  return title;
}

function paragraph(text, name) {
  const made = document.createElement("p");
  made.className = name;
  made.textContent = text;
  return made;
}

function folded(title, parts) {
  const details = document.createElement("details");
  const head = document.createElement("summary");
  head.textContent = title;
  details.append(head, ...parts);
  return details;
}

function cite(link, each) {
  link.textContent = `${each.source.title}, ${each.source.at}`;
  const [board, statement] = each.rule.split("/");
  link.href = `${form.dataset.root}boards/${board}/#${statement}`;
}

function undated(each) {
  const made = paragraph(`${each.says} `, "undated");
  const link = document.createElement("a");
  cite(link, each);
  made.append(link);
  return made;
}

function dueDate(date) {
  const made = row.content.firstElementChild.cloneNode(true);
  made.dataset.topic = date.topic;
  const [earliest, due] = made.querySelectorAll("time");
  if (date.earliest) {
    earliest.dateTime = date.earliest;
    earliest.textContent = date.earliest_in_words;
    made.querySelector(".range").hidden = false;
  } else {
    made.querySelector(".range").remove();
  }
  due.dateTime = date.due;
  due.textContent = date.due_in_words;
  made.querySelector(".says").textContent = date.says;
  made.querySelector(".force").textContent = date.force;
  made.querySelector(".deadline").textContent = date.words;
  cite(made.querySelector(".at"), date);
  made.querySelector(".remarks").replaceChildren(...date.remarks.map(({ kind, text }) => remark(kind, text)));
  made.querySelector(".from").textContent = `Counted from ${date.counted_from}, which is day 0.`;
  made.querySelector("ol").replaceChildren(
    ...date.worked.map((step, i) => {
      const item = document.createElement("li");
      item.textContent = date.worked_in_words[i];
      item.className = step.skipped ? "skipped" : "counted";
      return item;
    }),
  );
  return made;
}

function remark(kind, text) {
  const item = document.createElement("li");
  item.className = kind;
  item.textContent = text;
  return item;
}

function preset() {
  const asked = new URLSearchParams(location.hash.slice(1));
  for (const name of ["event", "board"]) {
    const option = [...fields[name].options].find(({ value }) => value && value === asked.get(name));
    if (option) fields[name].value = option.value;
  }
}

function eventChanged() {
  const hours = fields.event.selectedOptions[0]?.hasAttribute("data-hours");
  form.querySelector(".time").hidden = !hours;
}

function startSoon() {
  starting.hidden = false;
  python.start();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  answer({ submitted: true });
});
form.addEventListener("input", () => {
  eventChanged();
  answer({ submitted: false });
});
fields.today.addEventListener("click", () => {
  const now = new Date();
  fields.day.value = now.getDate();
  fields.month.value = now.getMonth() + 1;
  fields.year.value = now.getFullYear();
  answer({ submitted: false });
});
fields.retry.addEventListener("click", () => {
  failed.hidden = true;
  starting.hidden = false;
  python.retry();
});
summary.addEventListener("click", (event) => {
  if (event.target.closest("a")) {
    event.preventDefault();
    document.querySelector(event.target.getAttribute("href"))?.focus();
  }
});

section.tabIndex = -1;
form.hidden = false;
preset();
eventChanged();

// Python is 14 MB of files: it is fetched when the form comes near, not on a page that only holds one far below.
new IntersectionObserver((entries, observer) => {
  if (entries.some((entry) => entry.isIntersecting)) {
    observer.disconnect();
    startSoon();
  }
}, { rootMargin: "400px" }).observe(form);
