/* The page of the document: its picture with the evidence boxes, or its text with the words marked. */

const ZOOMS = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 2.5, 3, 4, 5];
const KEPT = 24;
const MIN_DRAWN = 0.004;

class Sheet {
  /** ask(page) asks for a page; drawn({page, bbox, text}) is told of a box or of words that were selected. */
  constructor(words, ask, drawn) {
    this.words = words;
    this.ask = ask;
    this.drawn = drawn;
    this.kept = new Map();
    this.zoom = 1;
    this.name = "";
    this.places = [];
    this.witness = null;
    this.drawing = false;
    this.start = null;
    this.image = make("img", { alt: "", draggable: "false", class: "vt-image" });
    this.text = make("pre", { class: "vt-text", lang: "vi" });
    this.boxes = make("div", { class: "vt-boxes" });
    this.sheet = make("div", { class: "vt-sheet", "data-vanthu": "sheet" }, this.image, this.boxes);
    this.message = make("p", { class: "vt-message", role: "status" });
    this.view = make("div", { class: "vt-view", tabindex: "0" }, this.sheet, this.text, this.message);
    this.number = make("span", { class: "vt-number", "data-vanthu": "page-number" });
    const button = (name, sign, press) => {
      const made = make("button", { type: "button", class: "vt-round", "data-vanthu": name, onclick: press }, icon(sign));
      made.dataset.word = name.replace("-", ".");
      return made;
    };
    this.tools = make(
      "div",
      { class: "vt-tools" },
      button("page-previous", "previous", () => this.leaf(-1)),
      this.number,
      button("page-next", "next", () => this.leaf(1)),
      make("span", { class: "vt-gap" }),
      button("zoom-out", "minus", () => this.step(-1)),
      button("zoom-fit", "fit", () => this.fit()),
      button("zoom-in", "plus", () => this.step(1)),
    );
    this.node = make("div", { class: "vt-page", "data-vanthu": "page", "data-state": "drawing" }, this.view, this.tools);
    this.listen();
  }

  listen() {
    this.image.addEventListener("load", () => this.center());
    this.view.addEventListener(
      "wheel",
      (event) => {
        if (!event.ctrlKey && !event.metaKey) return;
        event.preventDefault();
        this.to(this.zoom * Math.exp(-event.deltaY / 400), event);
      },
      { passive: false },
    );
    this.view.addEventListener("pointerdown", (event) => this.press(event));
    this.view.addEventListener("pointermove", (event) => this.drag(event));
    this.view.addEventListener("pointerup", (event) => this.release(event));
    this.view.addEventListener("pointercancel", () => this.forget());
    this.text.addEventListener("mouseup", () => this.select());
  }

  /** Show a row's page: row as widget.py sends it, page the one to open. */
  show(row, page) {
    this.row = row;
    this.witness = null;
    this.places = row ? row.places : [];
    this.open(page);
  }

  open(page) {
    if (!this.row) {
      this.name = "";
      this.state("error", "");
      return;
    }
    this.page = page;
    this.name = `${this.row.document_id}:${page}`;
    this.node.dataset.page = this.name;
    this.relabel();
    const held = this.kept.get(this.name);
    if (held) this.paint(held);
    else {
      this.state("drawing", this.words.say("drawing"));
      this.ask(this.row.document_id, page);
    }
  }

  /** A page has come: a picture's bytes, a text, or why there is none. */
  take(name, content, bytes) {
    const held = { text: content.text, trouble: content.trouble };
    if (bytes) held.url = URL.createObjectURL(new Blob([bytes], { type: "image/jpeg" }));
    const old = this.kept.get(name);
    if (old && old.url) URL.revokeObjectURL(old.url);
    this.kept.delete(name);
    // What went wrong may be mended meanwhile: it is asked for again.
    if (!held.trouble) this.kept.set(name, held);
    for (const first of this.kept.keys()) {
      if (this.kept.size <= KEPT) break;
      if (first === this.name) continue;
      const gone = this.kept.get(first);
      if (gone.url) URL.revokeObjectURL(gone.url);
      this.kept.delete(first);
    }
    if (name === this.name) this.paint(held);
  }

  paint(held) {
    if (held.trouble) return this.state("error", held.trouble);
    if (held.url) {
      this.state("drawn", "");
      if (this.image.src !== held.url) this.image.src = held.url;
    } else {
      this.state("text", "");
      const text = held.text ?? "";
      // Offsets count characters, a string of the browser counts UTF-16 units: the same but beyond the first plane.
      this.written = /[\ud800-\udbff]/.test(text) ? [...text] : text;
    }
    this.mark();
    this.center();
  }

  state(state, message) {
    this.node.dataset.state = state;
    this.message.textContent = message;
  }

  /** Put the boxes on the picture, or the marks into the text. */
  mark() {
    const here = this.places.map((place, nth) => [place, nth]).filter(([place]) => place.page === this.page);
    const seen = this.witness && this.witness.page === this.page ? this.witness : null;
    if (this.node.dataset.state === "text") {
      this.boxes.replaceChildren();
      const spans = [...here.map(([place]) => place), ...(seen ? [seen] : [])].filter((one) => one.from !== null);
      this.text.replaceChildren(...this.spans(spans));
      return;
    }
    const boxes = here.filter(([place]) => place.bbox).map(([place, nth]) => this.box(place.bbox, "part", nth));
    if (seen && seen.bbox) boxes.push(this.box(seen.bbox, "witness", 0));
    if (this.rubber) boxes.push(this.box(this.rubber, "drawn", 0));
    this.boxes.replaceChildren(...boxes);
  }

  box([x0, y0, x1, y1], kind, nth) {
    const made = make("div", { class: `vt-box vt-box-${kind}`, "data-vanthu": "box", "data-kind": kind, "data-part": nth });
    made.style.left = `${100 * x0}%`;
    made.style.top = `${100 * y0}%`;
    made.style.width = `${100 * (x1 - x0)}%`;
    made.style.height = `${100 * (y1 - y0)}%`;
    return made;
  }

  spans(places) {
    const pieces = [];
    let at = 0;
    for (const { from, to } of [...places].sort((a, b) => a.from - b.from)) {
      const start = Math.max(at, from);
      if (to <= start) continue;
      pieces.push(this.slice(at, start), make("mark", { "data-vanthu": "span" }, this.slice(start, to)));
      at = to;
    }
    pieces.push(this.slice(at, undefined));
    return pieces.filter((piece) => piece !== "");
  }

  slice(from, to) {
    const piece = this.written.slice(from, to);
    return typeof piece === "string" ? piece : piece.join("");
  }

  /** Mark where a witness stands, and go there; null for none. */
  point(place) {
    this.witness = place;
    if (place && place.page && place.page !== this.page && this.row.pages.includes(place.page)) this.open(place.page);
    else {
      this.mark();
      if (place) this.center();
    }
  }

  center() {
    const found =
      this.node.querySelector(".vt-box-witness") ?? this.node.querySelector(".vt-box-part") ?? this.text.querySelector("mark");
    if (!found) {
      this.view.scrollTo({ top: 0, left: this.zoom <= 1 ? 0 : this.view.scrollLeft });
      return;
    }
    const box = found.getBoundingClientRect();
    const view = this.view.getBoundingClientRect();
    if (!box.height && !box.width) return;
    const high = Math.min(box.height, view.height * 0.6);
    this.view.scrollTop += box.top - view.top - (view.height - high) / 2.6;
    if (box.left < view.left || box.right > view.right) this.view.scrollLeft += box.left - view.left - (view.width - box.width) / 2;
  }

  leaf(step) {
    if (!this.row) return;
    const at = this.row.pages.indexOf(this.page) + step;
    if (at >= 0 && at < this.row.pages.length) this.open(this.row.pages[at]);
  }

  step(way) {
    const near = ZOOMS.reduce((best, one) => (Math.abs(one - this.zoom) < Math.abs(best - this.zoom) ? one : best));
    this.to(ZOOMS[Math.max(0, Math.min(ZOOMS.length - 1, ZOOMS.indexOf(near) + way))]);
  }

  /** Zoom, the point under the pointer (or the middle) staying where it is. */
  to(zoom, event) {
    const view = this.view.getBoundingClientRect();
    const x = event ? event.clientX - view.left : view.width / 2;
    const y = event ? event.clientY - view.top : view.height / 2;
    const before = this.zoom;
    this.zoom = Math.max(ZOOMS[0], Math.min(ZOOMS.at(-1), zoom));
    const grown = this.zoom / before;
    const [left, top] = [this.view.scrollLeft + x, this.view.scrollTop + y];
    this.node.style.setProperty("--zoom", this.zoom);
    this.view.scrollLeft = left * grown - x;
    this.view.scrollTop = top * grown - y;
  }

  fit() {
    this.to(1);
    this.center();
  }

  // Drawing and dragging

  draw(on) {
    this.drawing = on;
    this.rubber = null;
    this.node.classList.toggle("vt-drawing", on);
    this.mark();
  }

  where(event) {
    const box = this.sheet.getBoundingClientRect();
    const within = (at) => Math.max(0, Math.min(1, at));
    return [within((event.clientX - box.left) / box.width), within((event.clientY - box.top) / box.height)];
  }

  press(event) {
    if (event.button !== 0 || this.node.dataset.state !== "drawn") return;
    if (!this.drawing) {
      this.start = { x: event.clientX, y: event.clientY, left: this.view.scrollLeft, top: this.view.scrollTop };
    } else {
      event.preventDefault();
      this.start = { at: this.where(event) };
    }
    this.view.setPointerCapture(event.pointerId);
  }

  drag(event) {
    if (!this.start) return;
    if (!this.drawing) {
      this.view.scrollLeft = this.start.left - (event.clientX - this.start.x);
      this.view.scrollTop = this.start.top - (event.clientY - this.start.y);
      return;
    }
    if (!this.start.at) return;
    const [[x0, y0], [x1, y1]] = [this.start.at, this.where(event)];
    this.rubber = [Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1)];
    this.mark();
  }

  release() {
    const drawn = this.start && this.drawing && this.rubber;
    this.start = null;
    if (!drawn) return;
    const [x0, y0, x1, y1] = this.rubber;
    if (x1 - x0 > MIN_DRAWN && y1 - y0 > MIN_DRAWN) this.drawn({ page: this.page, bbox: this.rubber, text: null });
  }

  forget() {
    this.start = null;
  }

  /** Words selected in a page of text, for a new row. */
  select() {
    const root = this.text.getRootNode();
    const chosen = (root.getSelection ? root.getSelection() : document.getSelection()).toString();
    if (this.drawing && chosen.trim()) this.drawn({ page: this.page, bbox: null, text: chosen });
  }

  relabel() {
    for (const one of this.tools.querySelectorAll("[data-word]")) {
      const said = this.words.say(one.dataset.word);
      one.title = said;
      one.setAttribute("aria-label", said);
    }
    const pages = this.row ? this.row.pages : [];
    this.number.textContent = pages.length
      ? this.words.say("page", { page: pages.indexOf(this.page) + 1, pages: pages.length })
      : "";
    this.image.alt = this.number.textContent;
  }

  close() {
    for (const held of this.kept.values()) if (held.url) URL.revokeObjectURL(held.url);
    this.kept.clear();
  }
}
