/* The whole page: the bar, the sheet and the panel, and the messages to and from Python. */

class Page {
  constructor(model, el) {
    this.model = model;
    this.words = new Words();
    this.seq = 0;
    this.waiting = new Map();
    this.row = null;
    this.wanted = { order: "confidence", table: null, flag: null, issuer: null, document_id: null, search: "", reviewed: false };
    this.choices = { table: [], flag: [], issuer: [] };
    this.insertable = [];
    this.sheet = new Sheet(
      this.words,
      (document_id, page) => this.send("page", { document_id, page }),
      (found) => this.panel.draft !== null && this.panel.reading(found),
    );
    this.panel = new Panel(this.words, this);
    this.root = make("div", {
      class: model.get("alone") ? "vt vt-alone" : "vt",
      "data-vanthu": "review",
      "data-row": "",
      // JupyterLab would take our keys for its own (d d deletes a cell).
      "data-lm-suppress-shortcuts": "true",
      tabindex: "0",
    });
    this.build();
    el.append(this.root);
    this.heard = (content, buffers) => this.hear(content, buffers);
    model.on("msg:custom", this.heard);
    this.root.addEventListener("keydown", (event) => press(this, event));
    this.root.addEventListener("vt-leave", () => this.root.focus({ preventScroll: true }));
    this.root.addEventListener("vt-finish", () => {
      this.root.focus({ preventScroll: true });
      setTimeout(() => (this.panel.draft === null ? this.act("confirm") : this.inserted(this.panel.filled())), 0);
    });
    this.colours = new Theme(this.root, model.get("alone"));
    this.send("hello");
  }

  build() {
    const button = (name, extra = "") =>
      make("button", { type: "button", class: `vt-button ${extra}`, "data-vanthu": name, onclick: () => this.act(name) }, icon(name), make("span"), make("kbd"));
    const select = (name, change) => make("select", { class: "vt-input", "data-vanthu": name, onchange: change });
    const small = (name, press) => make("button", { type: "button", class: "vt-button vt-quiet", "data-vanthu": name, onclick: press });
    this.order = select("order", () => this.narrow({ order: this.order.value }));
    this.tables = select("filter-table", () => this.narrow({ table: this.tables.value || null }));
    this.flags = select("filter-flag", () => this.narrow({ flag: this.flags.value || null }));
    this.issuers = select("filter-issuer", () => this.narrow({ issuer: this.issuers.value || null }));
    this.search = make("input", { class: "vt-input vt-search", type: "search", "data-vanthu": "search", autocomplete: "off", lang: "vi" });
    const check = (name, change) => {
      const box = make("input", { type: "checkbox", class: "vt-check", "data-vanthu": name, onchange: change });
      return { box, node: make("label", { class: "vt-chip" }, box, make("span")) };
    };
    this.seen = check("reviewed", () => this.narrow({ reviewed: this.seen.box.checked }));
    this.only = check("here", () => this.narrow({ document_id: this.only.box.checked && this.row ? this.row.document_id : null }));
    this.meter = make("i");
    this.count = make("span");
    this.progress = make("div", { class: "vt-progress", "data-vanthu": "progress", role: "status" }, make("div", { class: "vt-meter" }, this.meter), this.count);
    this.list = make("div", { class: "vt-list", "data-vanthu": "list", hidden: true });
    this.rows = make("button", { type: "button", class: "vt-button vt-quiet", "data-vanthu": "rows", onclick: () => this.toggle() }, icon("list"));
    this.lang = small("lang", () => this.send("speak", { lang: this.words.lang === "vi" ? "en" : "vi" }));
    this.full = small("full", () => this.fill());
    this.full.append(icon("full"));
    this.theme = small("theme", () => this.colours.dye());
    this.theme.append(icon("theme"));
    const bar = make(
      "div",
      { class: "vt-bar", "data-vanthu": "bar" },
      this.order, this.tables, this.flags, this.issuers, this.seen.node, this.only.node,
      make("span", { class: "vt-searching" }, icon("search"), this.search),
      this.rows, this.progress, this.lang, this.theme, this.full,
    );
    this.notice = make("div", { class: "vt-notice", "data-vanthu": "notice", role: "status", hidden: true });
    this.rescan = make("div", { class: "vt-rescan", "data-vanthu": "rescan", hidden: true });
    this.status = make("span", { class: "vt-status", "data-vanthu": "status", "data-state": "idle", role: "status" });
    this.actions = make(
      "div",
      { class: "vt-actions" },
      button("previous"), button("next"), button("skip"),
      make("span", { class: "vt-gap" }),
      button("edit"), button("insert"), button("delete", "vt-danger"), button("undo"),
      button("confirm", "vt-main"),
    );
    this.keys = make("div", { class: "vt-keys", "data-vanthu": "keys" });
    this.root.append(
      bar,
      make("main", { class: "vt-main-area" }, this.sheet.node, make("div", { class: "vt-side" }, this.rescan, this.panel.node), this.list),
      this.notice,
      make("footer", { class: "vt-foot" }, this.actions, make("div", { class: "vt-under" }, this.keys, this.status)),
    );
    let timer = 0;
    this.search.addEventListener("input", (event) => {
      clearTimeout(timer);
      if (!composing(event)) timer = setTimeout(() => this.narrow({ search: this.search.value }), 250);
    });
    this.search.addEventListener("compositionend", () => this.narrow({ search: this.search.value }));
    this.search.addEventListener("keydown", (event) => {
      if (composing(event)) return;
      if (event.key === "Enter" || event.key === "Escape") {
        event.preventDefault();
        event.stopPropagation();
        clearTimeout(timer);
        if (event.key === "Escape") this.search.value = "";
        if (this.search.value !== this.wanted.search) this.narrow({ search: this.search.value });
        this.root.focus({ preventScroll: true });
      }
    });
  }

  // Saying and hearing

  send(action, given = {}) {
    this.seq += 1;
    this.waiting.set(this.seq, performance.now());
    this.model.send({ do: action, seq: this.seq, ...given });
    return this.seq;
  }

  hear(content, buffers) {
    const { kind } = content;
    if (kind === "labels") {
      this.words.known = content.words;
      this.words.lang = content.lang;
      this.relabel();
    } else if (kind === "view") this.view(content);
    else if (kind === "page") this.sheet.take(content.name, content, buffers && buffers[0]);
    else if (kind === "offers") this.panel.offered(content.column, content.typed, content.values);
    else if (kind === "draft") this.panel.filled_in(content);
    else if (kind === "list") this.listing(content.rows);
    else if (kind === "notice") {
      this.answered(content, "error");
      this.tell(content.text, content.level);
    }
  }

  answered(content, state) {
    const began = this.waiting.get(content.seq);
    this.waiting.delete(content.seq);
    this.root.dataset.seq = content.seq;
    if (began !== undefined) this.status.dataset.ms = (performance.now() - began).toFixed(1);
    if (content.ms !== undefined) this.status.dataset.inside = content.ms;
    if (state) this.mood(state);
  }

  mood(state) {
    this.status.dataset.state = state;
    this.status.textContent = state === "saving" || state === "saved" ? this.words.say(state) : "";
  }

  view(content) {
    if (content.choices) {
      this.choices = content.choices;
      this.insertable = content.insertable;
      this.relabel();
    }
    const { row, progress } = content;
    const same = this.row && row && this.row.table === row.table && this.row.row_id === row.row_id;
    this.row = row;
    this.root.dataset.row = row ? `${row.table}/${row.row_id}` : "";
    this.answered(content, content.saved ? "saved" : this.status.dataset.state === "error" ? "idle" : null);
    this.progress.dataset.done = progress.done;
    this.progress.dataset.total = progress.total;
    this.progress.dataset.saved = progress.saved;
    this.meter.style.width = `${progress.total ? (100 * progress.done) / progress.total : 100}%`;
    this.count.textContent = this.words.say("progress", progress);
    if (this.panel.draft !== null && !content.keep) this.sheet.draw(false);
    this.panel.show(row);
    if (same) {
      this.sheet.row = row;
      this.sheet.places = row.places;
      this.sheet.mark();
    } else this.sheet.show(row, row ? row.page : 1);
    this.rescans(content.rescan ?? null);
    this.tell(content.notice ?? "", "info");
    if (content.choices && !this.shown) {
      this.shown = true;
      this.root.scrollIntoView({ block: "end" });
    }
    if (!this.list.hidden) this.send("list");
  }

  tell(text, level) {
    clearTimeout(this.quiet);
    this.notice.textContent = text;
    this.notice.dataset.level = level;
    this.notice.hidden = !text;
    if (text && level !== "error") this.quiet = setTimeout(() => (this.notice.hidden = true), 8000);
  }

  // Doing

  act(name) {
    if (name === "search") return this.search.focus();
    if (name === "edit") return this.panel.edit();
    if (name === "insert") return this.panel.draft === null ? this.begin() : this.leave();
    if (this.panel.draft !== null && name !== "undo") this.leave();
    if (["confirm", "delete"].includes(name) && !this.row) return;
    // What is still being typed is given first: messages are heard in their order.
    if (name !== "undo") this.panel.give();
    if (["confirm", "delete", "undo"].includes(name)) this.mood("saving");
    this.send(name);
  }

  save(row, column, value) {
    this.mood("saving");
    this.send("set", { table: row.table, row_id: row.row_id, column, value });
  }

  go(one) {
    this.panel.give();
    this.send("open", { table: one.table, row_id: one.row_id });
  }

  narrow(changed) {
    Object.assign(this.wanted, changed);
    this.send("narrow", changed);
  }

  offer(table, column, typed) {
    this.send("complete", { table, column, typed });
  }

  begin() {
    if (!this.row) return;
    this.panel.give();
    const table = this.insertable.includes(this.row.table) ? this.row.table : "citations";
    this.sheet.draw(true);
    this.panel.begin(table, this.insertable, this.sheet.node.dataset.state === "text");
  }

  /** The task that a new assignee most likely belongs to: the one that is looked at. */
  task() {
    if (!this.row) return null;
    if (this.row.table === "tasks") return this.row.row_id;
    const above = this.row.table === "assignees" && this.row.related.find((one) => one.table === "tasks");
    return above ? above.row_id : null;
  }

  read({ table, page, bbox, text }) {
    this.send("read", { table, page, bbox, text });
  }

  inserted({ table, page, bbox, text, values, task_id }) {
    this.mood("saving");
    this.send("insert", { table, page, bbox, text: bbox ? null : text, values, task_id });
  }

  leave() {
    this.sheet.draw(false);
    this.panel.draft = null;
    this.panel.key = null;
    this.panel.show(this.row);
    this.root.focus({ preventScroll: true });
  }

  active() {
    return this.root.getRootNode().activeElement;
  }

  // Showing

  relabel() {
    const { words } = this;
    this.root.lang = words.lang;
    const fill = (node, all, options, said, value) => {
      node.replaceChildren(...(all ? [make("option", { value: "" }, words.say(all))] : []), ...options.map((one) => make("option", { value: one }, said(one))));
      node.value = value ?? "";
    };
    fill(this.order, null, ["confidence", "document"], (one) => words.say(`order.${one}`), this.wanted.order);
    fill(this.tables, "all.tables", this.choices.table, (one) => words.table(one), this.wanted.table);
    fill(this.flags, "all.flags", this.choices.flag, (one) => words.say(`flag.${one}`), this.wanted.flag);
    fill(this.issuers, "all.issuers", this.choices.issuer, (one) => one, this.wanted.issuer);
    for (const [node, key] of [[this.order, "order"], [this.tables, "all.tables"], [this.flags, "all.flags"], [this.issuers, "all.issuers"], [this.rows, "list"], [this.full, "full"], [this.theme, "theme"]]) {
      node.title = words.say(key);
      node.setAttribute("aria-label", words.say(key));
    }
    this.seen.node.lastChild.textContent = words.say("reviewed");
    this.only.node.lastChild.textContent = words.say("here");
    this.search.placeholder = words.say("search");
    this.search.setAttribute("aria-label", words.say("search"));
    this.lang.textContent = words.say("lang");
    for (const node of this.actions.querySelectorAll("button")) {
      const name = node.dataset.vanthu;
      const shown = KEYS.find(([one]) => one === name)[2];
      node.children[1].textContent = words.say(name);
      node.children[2].textContent = shown;
    }
    const help = KEYS.map(([name, , shown]) => [shown, words.say(name === "edit" ? "key.edit" : name)]);
    help.push(["Esc", words.say("key.leave")], ["[ ]", words.say("key.pages")], ["+ − 0", words.say("key.zoom")], ["L", words.say("list")], ["F", words.say("full")]);
    this.keys.replaceChildren(...help.map(([key, said]) => make("span", {}, make("kbd", {}, key), said)));
    this.sheet.relabel();
    this.mood(this.status.dataset.state);
    if (this.panel.draft === null) this.panel.show(this.row);
  }

  toggle() {
    this.list.hidden = !this.list.hidden;
    if (!this.list.hidden) this.send("list");
    else this.root.focus({ preventScroll: true });
  }

  listing(rows) {
    const { words } = this;
    const lines = rows.map((one) =>
      make(
        "button",
        {
          type: "button",
          class: "vt-link",
          "data-vanthu": "list-row",
          "data-row": `${one.table}/${one.row_id}`,
          "aria-current": this.row && this.row.row_id === one.row_id && this.row.table === one.table ? "true" : null,
          onclick: () => {
            this.toggle();
            this.go(one);
          },
        },
        make("b", {}, `${Math.round(100 * one.confidence)} %`),
        make("em", {}, words.table(one.table)),
        make("span", {}, one.label || one.path),
        make("small", {}, one.path),
      ),
    );
    this.list.replaceChildren(make("h2", {}, words.say("list")), ...(lines.length ? lines : [make("p", {}, words.say("none.found"))]));
  }

  /** Corrections of another scan of this document are offered. */
  rescans(found) {
    this.rescan.hidden = !found;
    if (!found) return;
    const { words } = this;
    this.rescan.replaceChildren(
      make("p", {}, make("strong", {}, words.say("rescan")), " ", found.path),
      make(
        "div",
        { class: "vt-row" },
        make("button", { type: "button", class: "vt-button", "data-vanthu": "rescan-later", onclick: () => (this.rescan.hidden = true) }, words.say("rescan.later")),
        make(
          "button",
          { type: "button", class: "vt-button vt-main", "data-vanthu": "rescan-accept", onclick: () => this.send("take", { document_id: found.document_id }) },
          words.say("rescan.accept", { count: found.count }),
        ),
      ),
    );
  }

  fill() {
    const on = document.fullscreenElement === this.root;
    if (on) document.exitFullscreen();
    else if (this.root.requestFullscreen) this.root.requestFullscreen();
  }

  close() {
    this.colours.stop();
    this.sheet.close();
    this.model.off("msg:custom", this.heard);
  }
}

export default {
  render({ model, el }) {
    const page = new Page(model, el);
    return () => page.close();
  },
};
