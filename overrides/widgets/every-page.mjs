// What every page has: explanations that Escape puts away, the families' tools, the choice of an area, the
// printing of a ready reckoner.

// The theme opens search and turns pages at single letters, which somebody who speaks to the computer, or reads
// with a screen reader, types without meaning it. No letter does anything outside a field.
window.addEventListener("keydown", (event) => {
  const writing = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !writing) event.stopPropagation();
}, { capture: true });

// A tip can be put away without moving pointer or focus, and comes back the next time.
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    for (const term of document.querySelectorAll(".term:hover, .term:focus")) term.classList.add("put-away");
  }
});
// A meaning that would reach past the edge of the screen is moved back into it.
for (const kind of ["pointerover", "focusin"]) {
  document.addEventListener(kind, (event) => {
    const tip = event.target.closest?.(".term")?.querySelector(".tip");
    if (!tip) return;
    tip.style.left = "0px";
    const { left, right } = tip.getBoundingClientRect();
    const room = document.documentElement.clientWidth - 8;
    const shift = right > room ? Math.max(room - right, 8 - left) : Math.max(0, 8 - left);
    tip.style.left = `${shift}px`;
  });
}
for (const kind of ["pointerout", "focusout"]) {
  document.addEventListener(kind, (event) => event.target.closest?.(".term")?.classList.remove("put-away"));
}

// Material names its folded menus after a label that has no text; their own title names them better.
for (const menu of document.querySelectorAll("nav.md-nav[aria-labelledby]")) {
  const title = menu.querySelector(":scope > .md-nav__title")?.textContent.trim();
  if (title) {
    menu.removeAttribute("aria-labelledby");
    menu.setAttribute("aria-label", title);
  }
}

// On a narrow screen the theme's menu is opened by a label, which no key reaches: a button takes its place. The menu
// closes when the focus leaves it, so that no focus lies beneath it.
const label = document.querySelector("label.menu");
if (label) {
  const opened = document.getElementById(label.htmlFor);
  const drawer = document.querySelector(".md-sidebar--primary");
  const button = Object.assign(document.createElement("button"), { type: "button", className: label.className, textContent: label.textContent });
  const open = (on) => {
    opened.checked = on;
    opened.dispatchEvent(new Event("change"));
  };
  opened.addEventListener("change", () => button.setAttribute("aria-expanded", String(opened.checked)));
  button.setAttribute("aria-expanded", "false");
  button.addEventListener("click", () => open(!opened.checked));
  drawer.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && relatedTarget !== button && !drawer.contains(relatedTarget)) open(false);
  });
  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !opened.checked) return;
    open(false);
    button.focus();
  });
  label.replaceWith(button);
}

// A parent chooses an area. Where there are many the list is empty, and what the chosen one says is fetched.
for (const area of document.querySelectorAll(".your-area")) {
  const choose = area.querySelector("select");
  const list = area.querySelector("ul");
  const { topic, root, guidance } = area.dataset;
  area.querySelector(".choose").hidden = false;
  const listed = list.children.length > 0;
  const item = async (board) => {
    const name = choose.selectedOptions[0].textContent;
    const made = document.createElement("li");
    try {
      const response = await fetch(new URL(`${guidance}${board}.stands.json`, document.baseURI));
      const [stance, , , words] = (await response.json())[topic];
      made.append(Object.assign(document.createElement("b"), { textContent: `${name}:` }), ` ${words}. `);
      const read = Object.assign(document.createElement("a"), { className: "at", href: `${root}boards/${board}/#topic-${topic}`, textContent: "Read it" });
      read.setAttribute("aria-label", `Read what ${name} says`);
      if (stance === "says") made.append(read);
    } catch {
      made.append("This could not be fetched. Check the connection and choose again.");
    }
    return made;
  };
  choose.addEventListener("change", async () => {
    const board = choose.value;
    const found = board && !listed ? [await item(board)] : [];
    if (board !== choose.value) return;
    if (listed) for (const each of list.children) each.hidden = Boolean(board) && each.dataset.board !== board;
    else list.replaceChildren(...found);
  });
}

// A ready reckoner is printed by itself: its sheet is what hangs on the wall. What is folded is opened for printing.
const reckoner = document.querySelector("details.reckoner");
if (reckoner) {
  const root = document.documentElement;
  let wasOpen;
  window.addEventListener("beforeprint", () => {
    wasOpen = reckoner.open;
    reckoner.open = true;
  });
  window.addEventListener("afterprint", () => {
    reckoner.open = wasOpen;
    root.classList.remove("only-reckoner");
  });
  reckoner.querySelector(".reckoner-tools").hidden = false;
  reckoner.querySelector("button").addEventListener("click", () => {
    root.classList.add("only-reckoner");
    window.print();
  });
}

const exits = document.querySelectorAll(".exit");
if (exits.length) {
  // The page is covered at once, for the other site may take a moment; replacing it keeps Back from returning here.
  const leave = () => {
    document.documentElement.classList.add("leaving");
    location.replace(exits[0].href);
  };
  for (const exit of exits) {
    exit.addEventListener("click", (event) => {
      event.preventDefault();
      leave();
    });
  }
  // Shift three times, as on GOV.UK; five seconds for all three.
  let presses = [];
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift") {
      presses = [];
      return;
    }
    presses = [...presses.filter((when) => event.timeStamp - when < 5000), event.timeStamp];
    if (presses.length === 3) leave();
  });
}

const largePrint = document.querySelector(".family-tools .large-print");
if (largePrint) {
  const show = (on) => {
    document.documentElement.classList.toggle("large", on);
    largePrint.setAttribute("aria-pressed", String(on));
    // The choice stands in the address, and goes along to the other pages for families; nothing is stored.
    const marked = (address) => {
      const url = new URL(address);
      if (on) url.searchParams.set("print", "large");
      else url.searchParams.delete("print");
      return url.href;
    };
    history.replaceState(history.state, "", marked(location.href));
    for (const link of document.querySelectorAll(".md-content a[href], .md-sidebar a[href]")) {
      const { origin, pathname } = link;
      if (origin === location.origin && pathname.includes("/families/") && pathname !== location.pathname) link.href = marked(link.href);
    }
  };
  largePrint.hidden = false;
  largePrint.addEventListener("click", () => show(!document.documentElement.classList.contains("large")));
  if (new URLSearchParams(location.search).get("print") === "large") show(true);
}
