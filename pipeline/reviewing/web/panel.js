/* The row beside its page: what it is, why to look, its values with their editors; or the draft of a new row. */

class Panel {
  /** page is the whole page: it is asked to send, to show places, and to open other rows. */
  constructor(words, page) {
    this.words = words;
    this.page = page;
    this.editors = new Map();
    this.node = make("section", { class: "vt-panel", "data-vanthu": "panel" });
    this.key = null;
    this.draft = null;
  }

  /** Show a row; the same row again keeps its editors, and the one that is typed in as it is. */
  show(row) {
    const key = row ? `${row.table}/${row.row_id}/${this.words.lang}` : null;
    if (this.draft === null && key !== null && key === this.key) return this.update(row);
    this.key = key;
    this.row = row;
    this.draft = null;
    this.editors.clear();
    if (!row) {
      this.node.replaceChildren(make("p", { class: "vt-empty" }, icon("confirm"), this.words.say("done")));
      return;
    }
    this.head = make("header", { class: "vt-head" });
    this.values = make("div", { class: "vt-values" });
    this.foot = make("div", { class: "vt-related", "data-vanthu": "related" });
    for (const field of row.values) this.values.append(this.field(field));
    this.node.replaceChildren(this.head, this.values, this.foot);
    this.node.scrollTop = 0;
    this.update(row);
  }

  update(row) {
    this.row = row;
    this.head.replaceChildren(...this.heading(row));
    for (const field of row.values) {
      const held = this.editors.get(field.name);
      const typing = held.focus === this.page.active() && !held.atOnce;
      if (!typing) held.shown(field.value);
      held.notes.replaceChildren(...this.notes(field, held));
      held.wrap.classList.toggle("vt-changed", field.changed);
      held.wrap.classList.toggle("vt-doubt", doubtful(field));
    }
    this.foot.replaceChildren(...this.related(row));
  }

  heading(row) {
    const { words } = this;
    const percent = Math.round(100 * row.confidence);
    const level = percent >= 90 ? "high" : percent >= 60 ? "middle" : "low";
    const flags = row.flags.map((flag) => make("li", { "data-flag": flag }, words.say(`flag.${flag}`)));
    const state = row.deleted ? words.say("deleted") : row.reviewed ? words.say(row.inserted ? "inserted" : "is.reviewed") : "";
    return [
      make(
        "div",
        { class: "vt-line" },
        make("span", { class: "vt-kind", "data-vanthu": "table", "data-table": row.table }, words.table(row.table)),
        row.reviewed || row.deleted
          ? make("span", { class: `vt-state${row.deleted ? " vt-gone" : ""}` }, row.deleted ? icon("delete") : icon("confirm"), state)
          : make(
              "span",
              { class: `vt-sure vt-sure-${level}`, "data-vanthu": "confidence", "data-confidence": row.confidence },
              make("i", { style: `--share:${percent}%` }),
              words.say("confidence", { percent }),
            ),
      ),
      make("p", { class: "vt-document", title: row.path }, row.document),
      flags.length ? make("ul", { class: "vt-flags", "data-vanthu": "flags" }, flags) : null,
      row.text
        ? make("blockquote", { class: "vt-quote", "data-vanthu": "quote", lang: "vi", title: words.say("text") }, row.text)
        : null,
    ].filter(Boolean);
  }

  field(field) {
    const made = editor(field, this.words, "field", {
      commit: (value) => this.page.save(this.row, field.name, value),
      offer: (typed) => this.page.offer(this.row.table, field.name, typed),
    });
    made.notes = make("div", { class: "vt-notes" });
    made.wrap = make(
      "div",
      { class: `vt-field vt-field-${field.editor}`, "data-column": field.name },
      make("label", { for: made.id }, this.words.column(field.name, this.row.table), field.required ? make("b", { title: this.words.say("required") }, "*") : null),
      made.node,
      made.notes,
    );
    made.wrap.addEventListener("focusin", () => this.point(field.name));
    made.wrap.addEventListener("focusout", () => this.page.sheet.point(null));
    this.editors.set(field.name, made);
    return made.wrap;
  }

  /** Mark on the page where the value of a field was read. */
  point(name) {
    const field = this.row.values.find((one) => one.name === name);
    const told = field.witnesses.find((one) => one.chosen && one.place) ?? field.witnesses.find((one) => one.place);
    this.page.sheet.point(told ? told.place : null);
  }

  /** What the machine, its witnesses and other reviewers say of a value. */
  notes(field, held) {
    const { words } = this;
    const found = [];
    if (field.changed) {
      found.push(
        make(
          "button",
          {
            type: "button",
            class: "vt-note vt-machine",
            "data-vanthu": `machine-${field.name}`,
            title: words.say("restore"),
            onclick: () => held.show(field.machine),
          },
          icon("undo"),
          words.say("machine", { value: words.shown(field.machine, field.editor) }),
        ),
      );
    }
    for (const one of field.opinions) {
      const said =
        one.status === "orphaned"
          ? words.say("orphaned", { reason: one.reason ?? "" })
          : words.say("conflict", { reviewer: one.reviewer, value: words.shown(one.new, field.editor) });
      found.push(make("span", { class: "vt-note vt-opinion", "data-vanthu": `opinion-${field.name}`, role: "alert" }, said));
    }
    // One witness that says what stands there needs no line of its own.
    const telling = field.witnesses.length > 1 || field.witnesses.some((one) => !one.chosen);
    const told = new Map();
    for (const one of telling ? field.witnesses : []) {
      // The same, read twice at one place, is one line.
      const same = JSON.stringify([one.source, one.value, one.value === null ? one.text : null]);
      if (!told.has(same) || one.chosen) told.set(same, one);
    }
    for (const one of told.values()) {
      found.push(
        make(
          "button",
          {
            type: "button",
            class: `vt-note vt-witness${one.chosen ? " vt-chosen" : ""}`,
            "data-vanthu": `witness-${field.name}`,
            title: one.value === null ? (one.text ?? "") : `${words.say("use")}${one.text ? `: ${one.text}` : ""}`,
            onmouseenter: () => one.place && this.page.sheet.point(one.place),
            onclick: () => (one.value === null ? this.page.sheet.point(one.place) : held.show(one.value)),
          },
          make("em", {}, words.value(one.source)),
          one.value === null ? (one.text ?? words.say("nothing")) : words.shown(one.value, field.editor),
        ),
      );
    }
    return found;
  }

  related(row) {
    if (!row.related.length) return [];
    return [
      make("h3", {}, this.words.say("related")),
      ...row.related.map((one) =>
        make(
          "button",
          { type: "button", class: "vt-link", "data-row": `${one.table}/${one.row_id}`, onclick: () => this.page.go(one) },
          make("em", {}, one.role ? this.words.value(one.role) : this.words.table(one.table)),
          one.label,
        ),
      ),
    ];
  }

  /** Put the cursor into the field that most needs it: one of doubt, else the first. */
  edit() {
    if (!this.row || this.draft !== null) return;
    const field = this.row.values.find((one) => doubtful(one)) ?? this.row.values[0];
    const held = this.editors.get(field.name);
    held.focus.focus();
    if (held.focus.select) held.focus.select();
    held.wrap.scrollIntoView({ block: "nearest" });
  }

  offered(column, typed, values) {
    const held = this.editors.get(column);
    if (held && held.offered) held.offered(typed, values);
  }

  /** Give what is being typed, before the row is left. */
  give() {
    if (this.draft === null) for (const held of this.editors.values()) held.give();
  }

  // A new row

  /** Begin a new row: say where it stands first. */
  begin(table, tables, textual) {
    const { words } = this;
    this.key = null;
    this.draft = { table, page: null, bbox: null, text: null };
    this.editors.clear();
    this.which = make(
      "select",
      { class: "vt-input", "data-vanthu": "draft-table", onchange: () => this.again(this.which.value) },
      tables.map((one) => make("option", { value: one }, words.table(one))),
    );
    this.which.value = table;
    this.body = make("div", { class: "vt-values" });
    this.hint = make("p", { class: "vt-hint", role: "status" }, words.say(textual ? "draft.select" : "draft.draw"));
    this.node.replaceChildren(
      make(
        "div",
        { class: "vt-draft", "data-vanthu": "draft" },
        make("h2", {}, icon("insert"), words.say("draft")),
        make("div", { class: "vt-field" }, make("label", {}, words.say("draft.table")), this.which),
        this.hint,
        this.body,
        make(
          "div",
          { class: "vt-row" },
          make("button", { type: "button", class: "vt-button", "data-vanthu": "draft-cancel", onclick: () => this.page.leave() }, words.say("cancel")),
          make(
            "button",
            { type: "button", class: "vt-button vt-main", "data-vanthu": "draft-save", onclick: () => this.page.inserted(this.filled()) },
            words.say("draft.save"),
          ),
        ),
      ),
    );
    this.page.root.querySelector('[data-vanthu="draft-save"]').disabled = true;
  }

  again(table) {
    this.draft.table = table;
    if (this.draft.page !== null) this.page.read(this.draft);
  }

  reading(found) {
    Object.assign(this.draft, found);
    this.hint.textContent = this.words.say("draft.reading");
    this.page.read(this.draft);
  }

  /** The words of the box were read: the new row's editors. */
  filled_in(content) {
    if (this.draft === null || content.table !== this.draft.table) return;
    const { words } = this;
    if (this.draft.bbox === null) this.draft.text = content.text;
    this.hint.textContent = content.trouble || (content.text ? `“${content.text}”` : words.say("draft.empty"));
    this.editors.clear();
    const rows = content.values.map((field) => {
      const made = editor({ ...field, value: content.given[field.name] ?? field.value }, words, "draft", {
        commit: () => {},
        offer: (typed) => this.page.offer(content.table, field.name, typed),
      });
      this.editors.set(field.name, made);
      const star = field.required ? make("b", { title: words.say("required") }, "*") : null;
      return make("div", { class: `vt-field vt-field-${field.editor}` }, make("label", { for: made.id }, words.column(field.name, content.table), star), made.node);
    });
    this.task = null;
    if (content.table === "assignees") {
      this.task = make(
        "select",
        { class: "vt-input", "data-vanthu": "draft-task", id: "vt-draft-task" },
        content.tasks.map((one) => make("option", { value: one.task_id }, `${words.say("page.short", { page: one.page ?? "–" })} ${one.label}`)),
      );
      const own = this.page.task();
      if (own) this.task.value = own;
      rows.unshift(make("div", { class: "vt-field" }, make("label", { for: "vt-draft-task" }, words.say("draft.task")), this.task));
    }
    this.body.replaceChildren(...rows);
    this.page.root.querySelector('[data-vanthu="draft-save"]').disabled = false;
    const first = content.values.find((field) => field.required) ?? content.values[0];
    this.editors.get(first.name).focus.focus();
  }

  filled() {
    const values = {};
    for (const [name, held] of this.editors) {
      const value = held.value();
      if (value) values[name] = value;
    }
    return { ...this.draft, values, task_id: this.task ? this.task.value : null };
  }
}

/** True where witnesses disagree, reviewers do, or something that is due is missing. */
function doubtful(field) {
  const said = new Set(field.witnesses.map((one) => one.value).filter((one) => one !== null));
  return said.size > 1 || field.opinions.length > 0 || (field.witnesses.length > 0 && field.value === null);
}
