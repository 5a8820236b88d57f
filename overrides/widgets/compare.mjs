// The filter of the comparison: hides rows and columns of the table that stands on the page. The
// address keeps the choice, behind the # that no browser sends.

const MOST_BOARDS = 6;

const form = document.querySelector("form.compare-filter");
const table = document.querySelector("table.comparison");
const boxes = [...form.querySelectorAll('input[name="board"]')];
const find = form.querySelector('input[name="find"]');
const status = form.querySelector(".status");
const columns = [...table.tHead.rows[0].cells].slice(1);
const sources = [...document.querySelectorAll(".sources-used [data-board]")];

function read() {
  const asked = new URLSearchParams(location.hash.slice(1));
  const boards = (asked.get("boards") ?? "").split(",").filter(Boolean);
  const known = boxes.filter((box) => boards.includes(box.value)).slice(0, MOST_BOARDS);
  for (const box of boxes) box.checked = known.length ? known.includes(box) : boxes.indexOf(box) < MOST_BOARDS;
  const group = form.elements.group;
  group.value = [...group.options].some((option) => option.value === asked.get("group")) ? asked.get("group") : "";
  form.elements.differs.checked = asked.get("differs") === "1";
}

function write() {
  const chosen = boxes.filter((box) => box.checked).map((box) => box.value);
  const standard = boxes.slice(0, MOST_BOARDS).map((box) => box.value);
  const asked = new URLSearchParams();
  if (chosen.join() !== standard.join()) asked.set("boards", chosen.join(","));
  if (form.elements.group.value) asked.set("group", form.elements.group.value);
  if (form.elements.differs.checked) asked.set("differs", "1");
  const hash = asked.toString().replaceAll("%2C", ",");
  history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
}

function show() {
  const chosen = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
  for (const box of boxes) box.disabled = !box.checked && chosen.size >= MOST_BOARDS;
  for (const each of [...columns, ...sources]) each.hidden = !chosen.has(each.dataset.board);
  let topics = 0;
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
    topics += rows;
  }
  status.textContent = chosen.size
    ? `${topics} topic${topics === 1 ? "" : "s"}, ${chosen.size} board${chosen.size === 1 ? "" : "s"}.`
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
