// A form to print and to fill: shows it in a board's words, puts a case's dates on it, and lets what is typed be printed.
// The address keeps the board, and dates that came with it, behind the #; what is typed is kept nowhere and sent nowhere.
// A board's words and times are fetched when it is chosen, so that the page is as light with many boards as with few.

const LONGEST = 20_000;
const MOST_DATES = 60;

// What stands behind the #: a board's id, and for each statement or event the days of the case, as
// "#board=haringey&dates=minutes-circulated:2026-12-14,2027-01-11;review-conference:2027-02-23". What is not so is left out.
function readAddress(hash, boards) {
  const asked = new URLSearchParams(hash.length > LONGEST ? "" : hash.slice(1));
  const board = boards.includes(asked.get("board")) ? asked.get("board") : "";
  const dates = new Map();
  // Days are worked out under one board's guidance; without it they would belong to nobody.
  for (const part of board ? (asked.get("dates") ?? "").split(";") : []) {
    const [, name, listed] = /^([a-z0-9-]+):(.{1,2000})$/.exec(part) ?? [];
    const days = (listed ?? "").split(",").filter(isDay).slice(0, MOST_DATES);
    if (days.length) dates.set(name, days);
  }
  return { board, dates };
}

function isDay(text) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T12:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

const inWords = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const inNumbers = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const write = (day, how) => how.format(new Date(`${day}T12:00:00Z`)).replace(",", "");

// What the page holds at first, in the words of all boards: to come back to, and the same in kind as a board's own file.
function asDrawn(paper) {
  const words = Object.fromEntries([...paper.querySelectorAll("[data-role]")].map((part) => [part.dataset.role, part.textContent]));
  const due = [...paper.querySelectorAll(".due-lines div")].map((line) => ({
    what: line.querySelector("dt").textContent.replace(/:$/, ""), when: line.querySelector("dd").textContent, rules: [],
  }));
  return { words, due: { [paper.dataset.form]: due } };
}

function openForm(paper) {
  const choose = document.querySelector(".form-tools select");
  const boards = [...choose.options].map((option) => option.value).filter(Boolean);
  const word = document.querySelector("[data-file=word]");
  const wordOfAll = word.href;
  const ofBoards = new URL(word.dataset.boards, document.baseURI);
  const lines = paper.querySelector(".due-lines");
  const told = document.querySelector(".form-case");
  const filled = new Map();
  const spoken = new Map([["", asDrawn(paper)]]);
  let dates = new Map();

  async function show(board) {
    choose.value = board;
    if (!spoken.has(board)) {
      try {
        const answer = await fetch(new URL(`${word.dataset.words}${board}.json`, document.baseURI));
        if (!answer.ok) throw new Error(answer.statusText);
        spoken.set(board, await answer.json());
      } catch {
        if (choose.value !== board) return;
        dates = new Map();
        await show("");
        told.textContent = "What this board asks for could not be fetched. Check the connection, then choose the board again.";
        return;
      }
    }
    // Another board may have been chosen while this one was on its way.
    if (choose.value !== board) return;
    handOn();
    const { words, due } = spoken.get(board);
    for (const part of paper.querySelectorAll("[data-role]")) part.textContent = words[part.dataset.role];
    for (const part of paper.querySelectorAll("[data-only]")) part.hidden = Boolean(board) && !part.dataset.only.split(" ").includes(board);
    for (const part of paper.querySelectorAll(".only")) part.hidden = Boolean(board);
    lines?.replaceChildren(...due[paper.dataset.form].map(dueLine));
    if (lines) lines.hidden = lines.children.length === 0;
    word.href = board ? new URL(`${board}/${wordOfAll.split("/").pop()}`, ofBoards) : wordOfAll;
    showDates();
    paper.dataset.board = board;
  }

  function dueLine({ what, when, rules }) {
    const [line, asked, answer] = ["div", "dt", "dd"].map((tag) => document.createElement(tag));
    asked.textContent = `${what}:`;
    answer.textContent = when;
    const days = [...new Set(rules.flatMap((rule) => dates.get(rule) ?? []))].sort();
    if (days.length) {
      const ofCase = document.createElement("span");
      ofCase.className = "case-dates";
      ofCase.textContent = `In this case: ${days.map((day) => write(day, inWords)).join("; ")}`;
      answer.append(ofCase);
    }
    line.append(asked, " ", answer);
    return line;
  }

  function showDates() {
    for (const field of paper.querySelectorAll("[data-event]")) {
      const [day] = dates.get(field.dataset.event) ?? [];
      // A day that somebody typed over stays as it was typed.
      if (field.value === (filled.get(field) ?? "")) field.value = day ? write(day, inNumbers) : "";
      if (day) filled.set(field, write(day, inNumbers));
      else filled.delete(field);
    }
    told.textContent = dates.size ? "The days of your case stand on the form, each at its latest. They came in this page’s address; no name comes with them." : "";
  }

  function openAddress() {
    const asked = readAddress(location.hash, boards);
    dates = asked.dates;
    show(asked.board);
  }

  choose.addEventListener("change", () => {
    // Another board counts other days: those that came with the address do not hold for it.
    dates = new Map();
    history.replaceState(null, "", choose.value ? `#board=${choose.value}` : location.pathname + location.search);
    show(choose.value);
  });
  addEventListener("hashchange", openAddress);
  openAddress();
  letTyping(paper, filled);
}

function letTyping(paper, filled) {
  const fields = [...paper.querySelectorAll("input, textarea")];
  const typed = () => fields.some((field) => (field.type === "checkbox" || field.type === "radio" ? field.checked : field.value !== (filled.get(field) ?? "")));
  // A textarea is printed at its size on screen; beside each stands a plain copy, which grows and is what is printed.
  const copy = (field) => {
    const place = field.parentElement.querySelector(".typed");
    if (place) place.textContent = field.value;
  };
  paper.classList.add("scripted");
  paper.addEventListener("input", ({ target }) => copy(target));
  addEventListener("beforeunload", (event) => {
    if (typed()) event.preventDefault();
  });
  document.querySelector("[name=print]").addEventListener("click", () => print());
  document.querySelector("[name=empty]").addEventListener("click", () => {
    if (typed() && !confirm("Empty the form? What you typed will be gone.")) return;
    for (const field of fields) {
      field.checked = false;
      if (field.type !== "checkbox" && field.type !== "radio") field.value = filled.get(field) ?? "";
      copy(field);
    }
  });
  const large = document.querySelector("[name=large]");
  const showLarge = (on) => {
    document.documentElement.classList.toggle("large", on);
    large.setAttribute("aria-pressed", String(on));
  };
  large.addEventListener("click", () => showLarge(!document.documentElement.classList.contains("large")));
  showLarge(new URLSearchParams(location.search).get("print") === "large");
  for (const part of document.querySelectorAll(".scripts-only")) part.hidden = false;
}

// The days of a case go along to the form that is opened, and back to the list.
function handOn() {
  for (const link of document.querySelectorAll(".form-link")) link.hash = location.hash.length <= LONGEST ? location.hash : "";
}

function openList() {
  const tell = () => {
    handOn();
    const some = location.hash.includes("dates=");
    document.querySelector(".form-case").textContent = some ? "Open a form: the days of your case go with it." : "";
  };
  addEventListener("hashchange", tell);
  tell();
}

const paper = document.querySelector(".paper");
if (paper) openForm(paper);
else openList();
