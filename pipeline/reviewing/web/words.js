/* The review page. Its parts are joined in this order by widget.py: words, sheet, editors, panel, keys, theme, page.
 *
 * Nothing that comes from a document is ever put into the page as HTML: `make` sets textContent and attributes
 * only. Every control bears a lasting name for tests, `data-vanthu`:
 *
 *   review             the whole page; data-row="<table>/<row_id>" (empty: none), data-seq the last answer's number
 *   bar                the bar at the top; order, filter-table, filter-flag, filter-issuer, reviewed, here, search
 *   progress           data-done, data-total, data-saved
 *   lang, theme, full  buttons
 *   page               the page's frame; data-page="<document_id>:<page>", data-state="drawing|drawn|text|error"
 *   sheet, box         the page itself and each evidence box on it (data-part, data-kind="part|witness|drawn")
 *   span               the marked words of a page of text
 *   page-previous, page-next, page-number, zoom-in, zoom-out, zoom-fit
 *   panel, table, confidence, flags, quote, related
 *   field-<column>     the editor (a date's shows dd/mm/yyyy, takes 2031-04-03 too, data-value is ISO); machine-<column>, witness-<column> (several), opinion-<column> beside it
 *   offers, offer      the list of completions and each of them
 *   previous, next, confirm, edit, delete, insert, undo, skip
 *   draft, draft-table, draft-task, draft-save, draft-cancel; draft-<column> the editors of a new row
 *   rows               opens the queue's list: list, list-row
 *   rescan, rescan-accept, rescan-later
 *   status             data-state="idle|saving|saved|error", data-ms the last answer's milliseconds, there and back
 *   notice             a line to the reviewer; keys: the help line
 */

const SVG = "http://www.w3.org/2000/svg";

/** An element: attributes, `on…` handlers, and children (strings become text, never HTML). */
function make(tag, given = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "class") node.className = value;
    else if (name === "value") node.value = value;
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat().filter((one) => one !== null && one !== undefined && one !== ""));
  return node;
}

/** Simple line icons, drawn here: the page loads nothing from anywhere. */
const ICONS = {
  next: "M9 5l7 7-7 7",
  previous: "M15 5l-7 7 7 7",
  confirm: "M5 13l4 4L19 7",
  edit: "M4 20l4-1L19 8l-3-3L5 16l-1 4M14 7l3 3",
  delete: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13M10 11v6M14 11v6",
  insert: "M12 5v14M5 12h14",
  undo: "M9 7L4 12l5 5M4 12h10a5 5 0 0 1 0 10h-2",
  skip: "M5 5l7 7-7 7M13 5l7 7-7 7",
  search: "M11 4a7 7 0 1 1 0 14 7 7 0 0 1 0-14M16 16l5 5",
  plus: "M12 6v12M6 12h12",
  minus: "M6 12h12",
  fit: "M4 5v14M20 5v14M7 12h10M10 9l-3 3 3 3M14 9l3 3-3 3",
  full: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
  help: "M4 7h16v10H4zM7 10h1M11 10h1M15 10h1M8 14h8",
  calendar: "M4 6h16v14H4zM4 10h16M8 3v5M16 3v5",
  theme: "M12 4a8 8 0 1 0 8 8 6 6 0 0 1-8-8",
  list: "M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01",
};

function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", "vt-icon");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/** Labels in the language spoken; `{name}` stands for a value. */
class Words {
  constructor() {
    this.known = {};
    this.lang = "en";
  }
  say(key, values = {}) {
    const template = this.known[key] ?? key;
    return template.replace(/\{(\w+)\}/g, (all, name) => (name in values ? String(values[name]) : all));
  }
  /** The word for a value of a closed list; the value itself where there is none. */
  value(value) {
    return this.known[`value.${value}`] ?? value;
  }
  column(name, table) {
    return this.known[`column.${table}.${name}`] ?? this.known[`column.${name}`] ?? name.replaceAll("_", " ");
  }
  table(name) {
    return this.known[`table.${name}`] ?? name;
  }
  /** A value as it is shown: dates as they are written here, lists parted by commas. */
  shown(value, editor) {
    if (value === null || value === undefined || value === "") return this.say("nothing");
    if (editor === "date") {
      const [year, month, day] = value.split("-");
      return day ? `${day}/${month}/${year}` : value;
    }
    if (editor === "bool") return this.say(value === "true" ? "yes" : "no");
    if (editor === "choices" || editor === "list") return listed(value).map((one) => this.value(one)).join(", ");
    return editor === "choice" ? this.value(value) : value;
  }
}

/** A JSON list, empty for none or what is no list. */
function listed(value) {
  try {
    const found = JSON.parse(value || "[]");
    return Array.isArray(found) ? found.map(String) : [];
  } catch {
    return [];
  }
}

/** True while an input method puts a letter together: such a key is its own. */
function composing(event) {
  return event.isComposing || event.keyCode === 229;
}
