// Due dates that Python worked out when the site was built: looked up here, so that a date stands on the
// page before Python has started in it. Nothing is worked out here; what is not in the tables is left to Python.

const ONE_DAY = 86_400_000;

export class Reckoner {
  #folder;
  #files = new Map();

  // folder: the URL of the guidance.
  constructor(folder) {
    this.#folder = folder;
  }

  // The dates of one board's rules from an event on a day typed in figures, or null where it says nothing of them.
  // Each is a row of the board's dates with `due` and, for a range, `earliest`: {iso, words}.
  async dates(board, event, { day, month, year }) {
    if (![day, month, year].every((typed) => /^[0-9]{1,4}$/.test(typed))) return null;
    const on = Date.UTC(year, month - 1, day);
    if (year < 1000 || new Date(on).getUTCDate() !== Number(day)) return null;
    const [table, own] = await Promise.all([this.#file("reckoner.json"), this.#file(`${board}.dates.json`)]);
    const read = (key) => key && this.#read(table, key, on);
    const rows = (own.events[event] ?? []).map((row) => ({ ...row, source: { title: own.title, at: row.at }, due: read(row.due), earliest: read(row.earliest) }));
    if (!rows.length || rows.some(({ due }) => !due)) return null;
    return rows.sort((a, b) => (a.due.iso < b.due.iso ? -1 : a.due.iso > b.due.iso ? 1 : 0));
  }

  #read({ first, zero, days, weekdays, months }, key, on) {
    const place = (on - Date.parse(first)) / ONE_DAY;
    const distance = (days[key].charCodeAt(place) - zero) * (key.startsWith("before ") ? -1 : 1);
    // Before the first day and after the last there is no character; a space says nothing either.
    if (Number.isNaN(distance) || days[key][place] === " ") return undefined;
    const date = new Date(on + distance * ONE_DAY);
    const words = `${weekdays[(date.getUTCDay() + 6) % 7]} ${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
    return { iso: date.toISOString().slice(0, 10), words };
  }

  #file(name) {
    if (!this.#files.has(name)) {
      this.#files.set(name, fetch(this.#folder + name).then((response) => {
        if (!response.ok) throw new Error(`${name} could not be fetched (${response.status})`);
        return response.json();
      }));
    }
    return this.#files.get(name);
  }
}
