// The plan of a case: carries what is typed to Python, shows the plan, and keeps the question in the
// address behind the #, which no browser sends anywhere.

import { Question, cite, copyText, download, element, folded, remarks } from "./question.mjs";

const form = document.querySelector("form.calculator");
const template = document.getElementById("entry");
const fields = form.elements;
const { root } = form.dataset;
const own = [...form.querySelectorAll("[data-own]")];
const kept = [...fields].filter((field) => field.name && field.type !== "hidden" && field.tagName !== "BUTTON");

function request() {
  return {
    ask: "plan",
    board: fields.board.value,
    on: { [fields.event.value]: question.date() },
    review: question.date("review-"),
    held: { "core-group": fields["held-core-group"].value, "child-seen": fields["held-child-seen"].value },
    series: fields.series.value,
    closed: fields.closed.value,
    own: Object.fromEntries(own.filter((field) => field.value).map((field) => [field.dataset.own, field.value])),
  };
}

function show(plan) {
  keepInAddress();
  const picture = element("div", { className: "picture-wrap", tabIndex: 0 });
  picture.setAttribute("role", "region");
  picture.setAttribute("aria-label", "The plan as a picture");
  // The picture is drawn by Python from dates and vocabulary, with every text escaped.
  picture.append(new DOMParser().parseFromString(plan.picture, "image/svg+xml").documentElement);
  const rows = plan.entries.map(entry);
  rows.splice(plan.review.place, 0, reviewRow(plan.review));
  const head = element("tr", {}, ...["Latest", "What", "A sensible day to book", "Rule, and where it stands"].map((text) => element("th", { textContent: text, scope: "col" })));
  const table = element("table", { className: "plan" }, element("thead", {}, head), element("tbody", {}, ...rows));
  return [
    element("h2", { textContent: `${plan.name}: from ${plan.start.date_in_words} to ${plan.review.date_in_words}` }),
    ...plan.told.map((text) => element("p", { className: "note", textContent: text })),
    ...plan.series.map(({ series, runs, text }) => {
      const line = element("p", { className: runs ? "series" : "series note", textContent: text });
      line.dataset.series = series;
      return line;
    }),
    picture,
    tools(plan),
    element("div", { className: "table-wrap" }, table),
    element("p", { className: "soft", textContent: "The days to book are this handbook's suggestion, with room to spare; the guidance names none." }),
    ...plan.meetings.map((each) =>
      element("p", { className: each.met ? "met" : "note" }, `${each.says} ${each.text} `, cite(element("a"), each, root))),
    folded("The rules this plan rests on", plan.rules.map((each) => element("div", { className: "rule-told" },
      element("p", {}, `${each.says} `, element("span", { className: "force", textContent: each.force }), " ", cite(element("a"), each, root)),
      element("ul", { className: "remarks" }, ...remarks([...each.remarks, ...(each.notes ?? []).map((text) => ({ kind: "note", text }))]))))),
    ...(plan.undated.length ? [folded("Also said, without a date that can be counted", plan.undated.map((each) =>
      element("p", {}, `${each.says} `, cite(element("a"), each, root))))] : []),
  ];
}

function entry(each) {
  const made = template.content.firstElementChild.cloneNode(true);
  const part = (selector) => made.querySelector(selector);
  made.dataset.topic = each.topic;
  made.dataset.id = each.id;
  const days = element("a", { title: "Show every day counted", href: `${root}calculators/due-dates/#${each.working}` },
    element("time", { dateTime: each.due, textContent: each.due_in_words }));
  part("time").replaceWith(each.working ? days : days.firstChild);
  part("th").textContent = each.title;
  if (!each.book) part(".book").removeAttribute("data-head");
  if (each.book) part(".book").append(element("time", { dateTime: each.book, textContent: each.book_in_words }));
  const link = cite(part(".rule a"), each, root);
  link.textContent = `${each.short} (${each.source.at})`;
  part(".from").textContent = each.based_on;
  if (each.on_the_day.length) part(".remarks").replaceChildren(...remarks(each.on_the_day));
  else part(".remarks").remove();
  return made;
}

function reviewRow({ date, date_in_words, how }) {
  return element("tr", { className: "review" }, element("td", { className: "when" }, element("time", { dateTime: date, textContent: date_in_words })),
    element("th", { scope: "row", textContent: "Review conference" }), element("td"), element("td", { className: "rule", textContent: how }));
}

function tools(plan) {
  const status = element("span");
  status.setAttribute("role", "status");
  const button = (text, act) => {
    const made = element("button", { type: "button", textContent: text });
    made.addEventListener("click", act);
    return made;
  };
  const reminder = element("select", { id: "reminder" }, ...[["", "without reminders"], ["1", "reminded 1 day before"], ["3", "reminded 3 days before"], ["7", "reminded 7 days before"]]
    .map(([value, textContent]) => element("option", { value, textContent })));
  reminder.setAttribute("aria-label", "Reminders in the calendar file");
  const save = async (kind, type) => {
    const found = await question.ask({ ...request(), ask: "plan-file", kind, worked_out: new Date().toISOString(), reminder: reminder.value });
    status.textContent = found.error?.message ?? "";
    if (!found.error) download(found.name, type, found.text);
  };
  return element("div", { className: "plan-tools" },
    button("Print", () => window.print()),
    button("Calendar file", () => save("ics", "text/calendar")),
    reminder,
    button("Spreadsheet (CSV)", () => save("csv", "text/csv")),
    element("a", { href: `${root}forms/#${plan.forms}`, textContent: "Print the forms for this case" }),
    button("Copy the address of this plan", () => copyText(location.href, status)),
    status);
}

function keepInAddress() {
  const asked = new URLSearchParams(kept.filter((field) => field.value).map((field) => [field.name, field.value]));
  history.replaceState(null, "", `#${asked}`);
}

function openFromAddress() {
  const asked = new URLSearchParams(location.hash.slice(1));
  for (const field of kept) {
    const value = asked.get(field.name);
    if (value === null || value.length > 20_000) continue;
    if (field.tagName === "SELECT" && ![...field.options].some((option) => option.value === value)) continue;
    field.value = value;
  }
}

openFromAddress();
const question = new Question(form, { request, show, ready: () => fields.board.value && question.dated() });
if (location.hash.length > 1) question.answer();
