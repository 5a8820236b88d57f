// The due dates form: carries what is typed to Python and shows what comes back.

import { Reckoner } from "./reckoner.mjs";
import { Question, cite, copyText, element, folded, remarks } from "./question.mjs";

const form = document.querySelector("form.calculator");
const row = document.getElementById("row");
const fields = form.elements;
const { onlyTopic, root } = form.dataset;

function request() {
  const moment = question.date();
  if (!form.querySelector(".time").hidden) moment.time = fields.time.value;
  return { ask: "due", board: fields.board.value, on: fields.event.value ? { [fields.event.value]: moment } : {} };
}

function show(found) {
  if ("family" in form.dataset) return showFamily(found);
  const mine = found.dates.filter((date) => !onlyTopic || date.topic === onlyTopic);
  const other = found.dates.filter((date) => !mine.includes(date));
  const said = found.undated.filter((each) => !onlyTopic || each.topic === onlyTopic);
  const parts = [element("h2", { textContent: `What falls due: ${fields.board.selectedOptions[0].textContent}` })];
  if (!mine.length) {
    const nothing = found.message ?? "This board's guidance gives no date on this topic from that event.";
    parts.push(element("p", { className: "nothing", textContent: nothing }));
  }
  parts.push(...mine.map(dueDate));
  if (other.length) parts.push(folded(`${other.length} other date${other.length > 1 ? "s" : ""} from the same event`, other.map(dueDate)));
  if (said.length) parts.push(folded("Also said, without a date that can be counted", said.map(undated)));
  return parts;
}

// The same dates in a parent's words, which Python wrote.
function showFamily(found) {
  const mine = found.dates.filter((date) => date.family);
  const ask = "Your own plan may say something else. Ask your social worker what happens now.";
  const parts = [element("h2", { textContent: `In ${fields.board.selectedOptions[0].textContent}` })];
  if (!mine.length) parts.push(element("p", { textContent: "The guidance of your area gives no date for this." }));
  for (const date of mine) {
    const made = element("article", { className: "due" }, ...date.family.map((text, i) => element("p", { className: i ? "" : "when", textContent: text })),
      element("p", {}, cite(element("a"), date, root)));
    made.dataset.topic = date.topic;
    parts.push(made);
  }
  return [...parts, element("p", { textContent: ask })];
}

// What can be shown before Python has started: the dates, without the working.
let early = [];
async function first() {
  const rows = await reckoner.dates(fields.board.value, fields.event.value, question.date());
  const mine = rows?.filter((date) => ("family" in form.dataset ? date.family : !onlyTopic || date.topic === onlyTopic)) ?? [];
  if (!mine.length) return null;
  early = mine;
  const where = fields.board.selectedOptions[0].textContent;
  return [
    element("h2", { textContent: "family" in form.dataset ? `In ${where}` : `What falls due: ${where}` }),
    ...mine.map(reckoned),
    element("p", { className: "soft", textContent: "Every day that was counted, and what to know about each date, follows as soon as the calculator has started." }),
  ];
}

function reckoned(date) {
  const time = ({ iso, words }) => element("time", { dateTime: iso, textContent: words });
  const when = element("p", { className: "when" });
  if ("family" in form.dataset) when.append(`${date.family} by `, time(date.due), ".");
  else when.append(...(date.earliest ? [time(date.earliest), " to "] : []), time(date.due));
  const made = element("article", { className: "due reckoned" }, when);
  if (!("family" in form.dataset)) made.append(element("p", { className: "says", textContent: date.says }));
  if (date.open) made.append(element("p", { className: "soft", textContent: "The words can be read in another way too: that date follows." }));
  made.append(element("p", { className: "facts" }, cite(element("a", { className: "at" }), date, root)));
  made.dataset.topic = date.topic;
  return made;
}

// Whether Python, which decides, gives each date that was shown before it had started.
function agrees({ dates }) {
  return early.every(({ rule, due, earliest }) =>
    dates.some((date) => date.rule === rule && date.due === due.iso && (date.earliest ?? undefined) === earliest?.iso));
}

function undated(each) {
  return element("p", { className: "undated" }, `${each.says} `, cite(element("a"), each, root));
}

function dueDate(date) {
  const made = row.content.firstElementChild.cloneNode(true);
  const part = (selector) => made.querySelector(selector);
  made.dataset.topic = date.topic;
  const [earliest, due] = made.querySelectorAll("time");
  if (date.earliest) {
    Object.assign(earliest, { dateTime: date.earliest, textContent: date.earliest_in_words });
    part(".range").hidden = false;
  } else {
    part(".range").remove();
  }
  Object.assign(due, { dateTime: date.due, textContent: date.due_in_words });
  part(".says").textContent = date.says;
  part(".force").textContent = date.force;
  part(".deadline").textContent = date.words;
  cite(part(".at"), date, root);
  part(".remarks").replaceChildren(...remarks(date.remarks));
  part(".why").hidden = !date.event_day_counted;
  part(".from").textContent = date.counting;
  part(".strip").replaceChildren(...date.strip.map(day));
  part(".copy button").addEventListener("click", () => copyText(date.as_text, part(".copy span")));
  return made;
}

// One day of the strip, in its weekday's column: the number it got, or why it got none.
function day({ label, date, mark, kind, column }) {
  const made = element("li", { className: kind },
    element("span", { className: "for-readers", textContent: label }),
    ...[["date", date], ["mark", mark]].map(([name, text]) => {
      const piece = element("span", { className: name, textContent: text });
      piece.setAttribute("aria-hidden", "true");
      return piece;
    }));
  if (column) made.style.gridColumn = column;
  return made;
}

function preset() {
  const asked = new URLSearchParams(location.hash.slice(1));
  for (const name of ["event", "board"]) {
    const option = [...fields[name].options].find(({ value }) => value && value === asked.get(name));
    if (option) fields[name].value = option.value;
  }
  for (const name of ["day", "month", "year"]) fields[name].value = (asked.get(name) ?? "").slice(0, 9);
}

function offerTime() {
  form.querySelector(".time").hidden = !fields.event.selectedOptions[0]?.hasAttribute("data-hours");
}

preset();
offerTime();
fields.event.addEventListener("input", offerTime);
const reckoner = new Reckoner(new URL(form.dataset.guidance, document.baseURI).href);
const question = new Question(form, {
  request,
  show,
  first,
  agrees,
  ready: () => fields.event.value && fields.board.value && question.dated(),
});
if (question.ready()) question.answer();
