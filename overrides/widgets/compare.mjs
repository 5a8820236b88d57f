// The filter of the comparison: shows and hides rows and columns of the table that stands on the page, and adds the column of
// a board that is not there yet. The address keeps the choice, behind the # that no browser sends.

const form = document.querySelector("form.compare-filter");
const table = document.querySelector("table.comparison");
const boxes = [...form.querySelectorAll('input[name="board"]')];
const find = form.querySelector('input[name="find"]');
const status = form.querySelector(".status");
const sources = [...document.querySelectorAll(".sources-used [data-board]")];
const mostBoards = Number(form.dataset.columns);
const headings = table.tHead.rows[0];
const topics = [...table.querySelectorAll("tr[data-topic]")];
const order = boxes.map((box) => box.value);
const adding = new Map();
let latest = 0;

function read() {
  const asked = new URLSearchParams(location.hash.slice(1));
  const boards = (asked.get("boards") ?? "").split(",").filter(Boolean);
  const known = boxes.filter((box) => boards.includes(box.value)).slice(0, mostBoards);
  for (const box of boxes) box.checked = known.length ? known.includes(box) : boxes.indexOf(box) < mostBoards;
  const group = form.elements.group;
  group.value = [...group.options].some((option) => option.value === asked.get("group")) ? asked.get("group") : "";
  form.elements.differs.checked = asked.get("differs") === "1";
}

function chosenBoards() {
  return boxes.filter((box) => box.checked).map((box) => box.value);
}

function write() {
  const asked = new URLSearchParams();
  if (chosenBoards().join() !== order.slice(0, mostBoards).join()) asked.set("boards", chosenBoards().join(","));
  if (form.elements.group.value) asked.set("group", form.elements.group.value);
  if (form.elements.differs.checked) asked.set("differs", "1");
  const hash = asked.toString().replaceAll("%2C", ",");
  history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
}

const column = (row, board) => [...row.cells].find((cell) => cell.dataset.board === board);

// A cell goes before that of the next board in the order of the boxes.
function insert(row, cell) {
  const after = order.slice(order.indexOf(cell.dataset.board) + 1);
  row.insertBefore(cell, [...row.cells].find((each) => after.includes(each.dataset.board)) ?? null);
}

function made(name, board, properties, content) {
  const cell = Object.assign(document.createElement(name), properties);
  cell.dataset.board = board;
  cell.append(content);
  return cell;
}

function link(address, text) {
  return Object.assign(document.createElement("a"), { href: form.dataset.root + address, textContent: text });
}

// The column of a board, from where Python wrote how it stands on each topic.
async function fetchColumn(board) {
  const box = boxes.find(({ value }) => value === board);
  const response = await fetch(new URL(`${form.dataset.guidance}${board}.stands.json`, document.baseURI));
  if (!response.ok) throw new Error(`${board}: ${response.status}`);
  const stands = await response.json();
  insert(headings, made("th", board, { scope: "col" }, link(`boards/${board}/`, box.parentElement.textContent.trim())));
  for (const row of topics) {
    const { topic } = row.dataset;
    const [stance, inShort, comparedBy] = stands[topic];
    const mark = Object.assign(document.createElement("span"), { className: `mark ${stance === "silent" ? stance : "unread"}`, textContent: inShort });
    const cell = made("td", board, {}, stance === "says" ? link(`boards/${board}/#topic-${topic}`, inShort) : mark);
    cell.dataset.says = comparedBy;
    if ("national" in box.dataset) cell.dataset.national = "";
    insert(row, cell);
  }
}

function addColumn(board) {
  if (column(headings, board)) return null;
  if (!adding.has(board)) adding.set(board, fetchColumn(board).finally(() => adding.delete(board)));
  return adding.get(board);
}

async function show() {
  const turn = ++latest;
  const chosen = new Set(chosenBoards());
  for (const box of boxes) box.disabled = !box.checked && chosen.size >= mostBoards;
  const missing = [...chosen].map(addColumn).filter(Boolean);
  if (missing.length) {
    const added = await Promise.allSettled(missing);
    if (turn !== latest) return;
    if (added.some(({ status: how }) => how === "rejected")) {
      status.textContent = "What a board says could not be fetched. Check the connection and choose it again.";
      return;
    }
  }
  for (const each of [...[...headings.cells].slice(1), ...sources]) each.hidden = !chosen.has(each.dataset.board);
  let shown = 0;
  for (const body of table.tBodies) {
    const inGroup = !form.elements.group.value || body.dataset.group === form.elements.group.value;
    let rows = 0;
    for (const row of body.querySelectorAll("tr[data-topic]")) {
      const local = [];
      for (const cell of [...row.cells].slice(1)) {
        cell.hidden = !chosen.has(cell.dataset.board);
        if (!cell.hidden && !cell.hasAttribute("data-national")) local.push(cell.dataset.says);
      }
      row.hidden = !inGroup || (form.elements.differs.checked && new Set(local).size < 2);
      rows += row.hidden ? 0 : 1;
    }
    body.hidden = rows === 0;
    body.querySelector(".group th").colSpan = chosen.size + 1;
    shown += rows;
  }
  status.textContent = chosen.size
    ? `${shown} topic${shown === 1 ? "" : "s"}, ${chosen.size} board${chosen.size === 1 ? "" : "s"}.`
    : "Choose at least one board.";
}

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("change", () => {
  show();
  write();
});
find?.addEventListener("input", () => {
  const words = find.value.trim().toLowerCase();
  for (const box of boxes) box.closest("label").hidden = !box.checked && !box.closest("label").textContent.toLowerCase().includes(words);
});
form.querySelector("button[name=print]").addEventListener("click", () => window.print());
window.addEventListener("hashchange", () => {
  read();
  show();
});

form.hidden = false;
read();
show();
