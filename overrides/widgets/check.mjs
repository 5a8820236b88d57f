// The check of dates: carries what is typed, pasted or opened to Python, and shows what it finds. A table
// of many cases is checked step by step, so that the page can say how far it has come, and stop.

import { Question, cite, download, element, folded, remarks } from "./question.mjs";

const form = document.querySelector("form.calculator");
const fields = form.elements;
const { root } = form.dataset;
const rows = form.querySelector(".rows");
const rowTemplate = document.getElementById("event-row");
const tables = { pasted: document.getElementById("pasted"), file: document.getElementById("file") };

let file = {};
let opening = null;

function request() {
  const asked = { board: fields.board.value, today: question.date("today-") };
  if (fields.way.value === "typed") {
    const events = [...rows.children].map((row) => ({ event: row.querySelector("select").value, date: row.querySelector("input").value }));
    return { ...asked, ask: "check", events };
  }
  if (fields.way.value === "file") return { ...asked, ask: "check-cases", ...file };
  return { ...asked, ask: "check-cases", table: tables.pasted.value };
}

function show(found) {
  if (!("finished" in found)) return oneCase(found);
  const place = element("div", { className: "many-cases" });
  goOn(found, place);
  return [place];
}

// Many cases

async function goOn(found, place) {
  const words = element("p");
  words.setAttribute("role", "status");
  const bar = element("progress", { max: 1, value: 0 });
  bar.setAttribute("aria-label", "Cases checked");
  const stop = element("button", { type: "button", textContent: "Stop" });
  let stopped = false;
  stop.addEventListener("click", () => {
    stopped = true;
  });
  place.append(words, bar, element("p", {}, stop));
  const parts = [];
  let told = -1;
  for (let step = found; ; step = await question.ask({ ask: "check-cases-on" })) {
    // Something was changed above: what is being checked is no longer what was asked.
    if (step !== found && !place.isConnected) return;
    if (step.error) {
      place.replaceChildren(element("p", { className: "note", textContent: step.error.message }));
      return;
    }
    parts.push(step.csv);
    bar.value = step.of ? step.done / step.of : 0;
    // A screen reader speaks each change, so only every tenth part is told.
    const tenth = step.of ? Math.floor((10 * step.done) / step.of) : 0;
    if (tenth !== told || stopped) words.textContent = step.words;
    told = tenth;
    if (step.finished) {
      place.replaceChildren(...manyCases(step, parts));
      if (question.section.contains(document.activeElement) || document.activeElement === document.body) question.section.focus();
      return;
    }
    if (stopped) {
      words.textContent = step.words_when_stopped;
      bar.remove();
      stop.remove();
      question.section.focus();
      return;
    }
  }
}

function manyCases(found, parts) {
  const tools = element("p", { className: "plan-tools" },
    button("Download the result (CSV)", () => download(found.file, "text/csv", spreadsheet(parts))),
    button("Download the summary (CSV)", () => download(found.summary_file, "text/csv", spreadsheet([found.summary_csv]))));
  const shown = [];
  if (found.one) shown.push(...oneCase(found.one), tools, ...told(found));
  else {
    shown.push(heading(found), tools, ...told(found), table("summary-table", found.summary_columns, found.summary.map((rule) => [
      [rule.title],
      [`${rule.asks} `, cite(element("a"), rule, root), " ", force(rule)],
      ...[rule.kept, rule.late, rule.not_done, rule.later_than_advised, rule.not_yet_due, rule.cannot_be_said].map((number) => [number.toLocaleString("en-GB")]),
    ])));
  }
  return shown;
}

// With a byte order mark, without which Excel takes the text for another alphabet's.
function spreadsheet(parts) {
  return new Blob(["\ufeff", ...parts]);
}

function told(found) {
  const parts = found.remarks.length ? [element("ul", { className: "remarks" }, ...remarks(found.remarks))] : [];
  if (!found.unread_count) return parts;
  const list = table("unread-table", found.unread_columns, found.unread.map(({ line, case: label, reason }) => [[String(line)], [label], [reason]]));
  return [...parts, element("p", { className: "note", textContent: found.unread_in_words }), folded(found.unread_title, [list])];
}

// One case

function oneCase(found) {
  const parts = [heading(found)];
  if (found.message) parts.push(element("p", { className: "nothing note", textContent: found.message }));
  if (found.remarks.length) parts.push(element("ul", { className: "remarks" }, ...remarks(found.remarks)));
  if (found.when_late.length) {
    parts.push(element("p", { className: "plan-tools" }, button("Print, with a record of each reason", () => window.print())));
  }
  const needReasons = found.groups.filter(({ status }) => found.findings.some((each) => each.status === status && each.record));
  for (const { status, title } of found.groups) {
    const mine = found.findings.filter((each) => each.status === status);
    parts.push(element("h3", { textContent: title }));
    if (mine.some((each) => each.record)) parts.push(...mine.map(late));
    else {
      const list = table("findings-table", found.columns, mine.map((each) => [
        [element("b", { textContent: each.topic_title }), ` ${each.asks} `, cite(element("a"), each, root), " ", force(each)],
        day(each, "counted_from"), day(each, "due"), day(each, "done"),
        [each.words, ...about(each)],
      ]));
      [...list.querySelectorAll("tbody tr")].forEach((row, i) => Object.assign(row.dataset, { topic: mine[i].topic, status }));
      parts.push(list);
    }
    if (status === needReasons.at(-1)?.status) parts.push(...found.when_late.map(whatToDo));
  }
  if (found.not_checked.length) {
    parts.push(folded(found.not_checked_title, found.not_checked.map((each) => element("p", {}, `${each.says} (${each.words}) `, cite(element("a"), each, root)))));
  }
  return parts;
}

function late(each) {
  const made = element("article", { className: "due finding" },
    element("p", { className: "when", textContent: each.words }),
    element("p", { className: "says" }, element("b", { textContent: `${each.topic_title}: ` }), each.says),
    element("p", { className: "facts" }, force(each), " ", element("span", { className: "deadline", textContent: each.asks }), " ", cite(element("a", { className: "at" }), each, root)),
    element("p", { className: "days" }, ...each.days.flatMap(({ label, date, words }) => [`${label}: `, element("time", { dateTime: date, textContent: words }), ". "])),
    ...about(each),
    element("dl", { className: "record" }, ...each.record.flatMap(({ label, value }) => [
      element("dt", { textContent: label }),
      element("dd", { textContent: value, className: value ? "" : "blank" }),
    ])));
  if (each.worked_in_words?.length) {
    const days = each.worked_in_words.map((text, i) => element("li", { textContent: text, className: each.worked[i].skipped ? "skipped" : "counted" }));
    const working = folded("Every day counted", [element("p", { className: "from", textContent: each.counting }), element("ol", {}, ...days)]);
    working.className = "working";
    made.querySelector(".record").before(working);
  }
  made.dataset.topic = each.topic;
  made.dataset.status = each.status;
  made.dataset.rule = each.rule;
  return made;
}

// What the guidance says to do when a date on a topic is late.
function whatToDo({ topic, words, statements }) {
  const said = statements.map((each) => element("p", {}, `${each.says} `, force(each), " ", cite(element("a"), each, root)));
  const made = element("section", { className: "when-late" }, element("h3", { textContent: words }), ...said);
  made.dataset.topic = topic;
  return made;
}

function about(each) {
  const parts = each.remarks.length ? [element("ul", { className: "remarks" }, ...remarks(each.remarks))] : [];
  if (each.notes) parts.push(folded("Notes on this rule", each.notes.map((text) => element("p", { textContent: text }))));
  return parts;
}

function day(each, name) {
  return each[name] ? [element("time", { dateTime: each[name], textContent: each[`${name}_in_words`] })] : [];
}

function heading(found) {
  const made = element("div", { className: "found" },
    element("h2", { id: "found-title", textContent: found.title }), element("p", { id: "found-summary", className: "summary", textContent: found.summary_in_words }));
  return made;
}

function force({ force }) {
  return element("span", { className: "force", textContent: force });
}

function button(textContent, act) {
  const made = element("button", { type: "button", textContent });
  made.addEventListener("click", act);
  return made;
}

function table(className, columns, cells) {
  const head = element("tr", {}, ...columns.map((text) => element("th", { textContent: text, scope: "col" })));
  const body = cells.map((row) => element("tr", {}, ...row.map((parts, i) => {
    const cell = element(i ? "td" : "th", {}, ...parts);
    if (!i) cell.scope = "row";
    // On a narrow page each cell says which column it is of; an empty one would say it of nothing.
    else if (parts.length) cell.dataset.head = columns[i];
    return cell;
  })));
  const wrap = element("div", { className: "table-wrap" }, element("table", { className: `side-by-side ${className}` }, element("thead", {}, head), element("tbody", {}, ...body)));
  return wrap;
}

// The form

function addRow(event = "") {
  const row = rowTemplate.content.firstElementChild.cloneNode(true);
  row.querySelector("select").value = event;
  rows.append(row);
  number();
  return row;
}

// Python names a mistake by the number of its row.
function number() {
  [...rows.children].forEach((row, i) => {
    for (const [name, field] of [["event", row.querySelector("select")], ["date", row.querySelector("input")]]) {
      Object.assign(field, { name: `${name}-${i + 1}`, id: `${name}-${i + 1}` });
    }
    row.querySelector(".remove").setAttribute("aria-label", `Remove date ${i + 1}`);
    row.querySelector(".remove").hidden = rows.children.length === 1;
  });
}

function chooseWay() {
  for (const part of form.querySelectorAll("[data-way]")) part.hidden = !part.dataset.way.split(" ").includes(fields.way.value);
  for (const [way, field] of Object.entries(tables)) {
    if (way === fields.way.value) field.name = "table";
    else field.removeAttribute("name");
  }
}

async function openFile() {
  const [chosen] = tables.file.files;
  file = {};
  if (!chosen) return;
  const { size } = chosen;
  // What is too large to be read is not read; Python says so.
  file = size > Number(tables.file.dataset.largest) ? { bytes: size } : { bytes: size, table64: await base64(chosen) };
}

function base64(chosen) {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(reader.result.slice(reader.result.indexOf(",") + 1)));
    reader.addEventListener("error", () => resolve(""));
    reader.readAsDataURL(chosen);
  });
}

form.querySelector("[name=more]").addEventListener("click", () => addRow().querySelector("select").focus());
rows.addEventListener("click", ({ target }) => {
  if (!target.classList.contains("remove")) return;
  const row = target.closest("li");
  const next = row.nextElementSibling ?? row.previousElementSibling;
  row.remove();
  number();
  next.querySelector("select").focus();
  question.answer();
});
form.addEventListener("change", ({ target }) => {
  if (target.name === "way") chooseWay();
});

for (const event of ["initial-conference", "core-group", ""]) addRow(event);
chooseWay();

// A file that is still being opened is waited for. This listener comes before the question's own.
form.addEventListener("submit", (event) => {
  if (!opening) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  opening.then(() => form.requestSubmit());
});

// Nothing is judged while it is half typed: the answer comes when it is asked for.
const question = new Question(form, { request, show, ready: () => false });
question.section.removeAttribute("aria-live");
question.section.removeAttribute("aria-label");
question.section.setAttribute("aria-labelledby", "found-title found-summary");

tables.file.addEventListener("change", () => {
  const mine = openFile().then(() => {
    if (opening === mine) opening = null;
  });
  opening = mine;
});
const now = new Date();
Object.assign(fields["today-day"], { value: now.getDate() });
Object.assign(fields["today-month"], { value: now.getMonth() + 1 });
Object.assign(fields["today-year"], { value: now.getFullYear() });
