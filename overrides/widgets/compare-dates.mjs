// One event under several boards, and a move: carries the question to Python and shows the answer.

import { Question, cite, element, remarks } from "./question.mjs";

const form = document.querySelector("form.calculator");
const fields = form.elements;
const { root } = form.dataset;
const parts = [...form.querySelectorAll("[data-for]")];

function request() {
  const moment = question.date();
  if (!form.querySelector(".time").hidden) moment.time = fields.time.value;
  const on = fields.event.value ? { [fields.event.value]: moment } : {};
  if (fields.ask.value === "move") return { ask: "move", from: fields.from.value, to: fields.to.value, day: question.date("move-"), on };
  return { ask: "compare", boards: [...form.querySelectorAll('[name="boards"]:checked')].map((box) => box.value), on };
}

function ready() {
  if (!fields.event.value || !question.dated()) return false;
  if (fields.ask.value === "compare") return Boolean(form.querySelector('[name="boards"]:checked'));
  return fields.from.value && fields.to.value && question.dated("move-");
}

function show(found) {
  const title = `From ${found.event} on ${found.moment_in_words}`;
  const head = element("tr", {}, element("th", { textContent: "Topic", scope: "col" }),
    ...found.boards.map(({ name }) => element("th", { textContent: name, scope: "col" })));
  const table = element("table", { className: "side-by-side dates" }, element("thead", {}, head),
    element("tbody", {}, ...found.topics.map(topic)));
  const made = [element("h2", { textContent: title })];
  if (found.day_in_words) made.push(element("p", { textContent: `The move: ${found.day_in_words}.` }));
  if (found.topics.length) made.push(element("div", { className: "table-wrap" }, table));
  else made.push(element("p", { className: "nothing", textContent: "None of these boards' guidance gives a date from that event." }));
  if (found.transfer) {
    made.push(element("h3", { textContent: "What is said about the move itself" }),
      element("ul", {}, ...found.transfer.map(({ told }) => element("li", { textContent: told }))));
  }
  return made;
}

function topic(each) {
  const name = element("th", { scope: "row" }, element("a", { href: `${root}topics/${each.topic}/`, textContent: each.title }));
  if (each.told) name.append(element("p", { className: "earlier", textContent: each.told }));
  const row = element("tr", {}, name, ...each.cells.map(cell));
  row.dataset.topic = each.topic;
  return row;
}

function cell(each) {
  const made = element("td");
  made.dataset.board = each.board;
  made.dataset.head = each.name;
  if (!each.dates.length) made.append(element("span", { className: `mark ${each.stance.replace(" ", "-")}`, textContent: each.stance }));
  for (const date of each.dates) {
    made.append(
      element("p", { className: "when" }, ...when(date)),
      element("p", { className: "later", textContent: date.later_in_words }),
      element("p", { className: "facts" }, `${date.words}. `, cite(element("a"), date, root)),
      element("ul", { className: "remarks" }, ...remarks(date.remarks.filter(({ kind }) => kind !== "event-day"))));
  }
  return made;
}

// A day, or both ends of a range.
function when({ due, due_in_words, earliest, earliest_in_words }) {
  const last = element("time", { dateTime: due, textContent: due_in_words });
  return earliest ? [element("time", { dateTime: earliest, textContent: earliest_in_words }), " to ", last] : [last];
}

function offer() {
  for (const part of parts) part.hidden = part.dataset.for !== fields.ask.value;
  form.querySelector(".time").hidden = !fields.event.selectedOptions[0]?.hasAttribute("data-hours");
}

offer();
form.addEventListener("input", offer, { capture: true });
const question = new Question(form, { request, ready, show });
