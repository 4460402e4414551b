/* An editor for each kind of value. `get` gives what `values.encode` would write, `set` shows such a string. */

/** commit(value) is told when a value was given; offer(typed) asks for completions. */
function editor(field, words, prefix, { commit, offer }) {
  const id = `vt-${prefix}-${field.name}-${Math.random().toString(36).slice(2, 8)}`;
  const common = { id, class: "vt-input", "data-vanthu": `${prefix}-${field.name}`, lang: "vi" };
  const made = (EDITORS[field.editor] ?? EDITORS.text)(field, words, common);
  made.id = id;
  let last = field.value;
  const give = () => {
    const now = made.get();
    if (now === null || now === undefined || (now || null) === (last || null)) return;
    last = now;
    commit(now || null);
  };
  made.shown = (value) => {
    last = value;
    made.set(value);
  };
  made.value = () => made.get();
  made.show = (value) => {
    made.set(value);
    give();
  };
  made.give = give;
  if (made.atOnce) made.node.addEventListener("change", give);
  else {
    made.focus.addEventListener("blur", () => setTimeout(give, 0));
    made.focus.addEventListener("keydown", (event) => {
      if (composing(event) || event.defaultPrevented) return;
      if (event.key === "Escape") {
        made.set(last);
        event.preventDefault();
        event.stopPropagation();
        made.focus.dispatchEvent(new CustomEvent("vt-leave", { bubbles: true }));
      } else if (event.key === "Enter" && !event.shiftKey && (field.editor !== "list" || event.ctrlKey)) {
        event.preventDefault();
        event.stopPropagation();
        give();
        made.focus.dispatchEvent(
          new CustomEvent(event.ctrlKey || event.metaKey ? "vt-finish" : "vt-leave", { bubbles: true }),
        );
      }
    });
  }
  if (field.completed && offer) complete(made, offer);
  made.set(field.value);
  return made;
}

const EDITORS = {
  text: (field, words, common) => plain(make("input", { ...common, type: "text", autocomplete: "off", spellcheck: "false" })),
  number: (field, words, common) => plain(make("input", { ...common, type: "text", inputmode: "numeric", autocomplete: "off" })),
  date: (field, words, common) => dated(words, common),
  long: (field, words, common) => {
    const made = plain(make("textarea", { ...common, rows: "2", spellcheck: "false" }));
    const grow = () => {
      made.focus.style.height = "auto";
      made.focus.style.height = `${Math.min(220, made.focus.scrollHeight + 2)}px`;
    };
    made.focus.addEventListener("input", grow);
    const set = made.set;
    made.set = (value) => {
      set(value);
      requestAnimationFrame(grow);
    };
    return made;
  },
  choice: (field, words, common) => {
    const options = field.options.map((one) => make("option", { value: one }, words.value(one)));
    if (!field.required) options.unshift(make("option", { value: "" }, words.say("nothing")));
    const node = make("select", common, options);
    return { node, focus: node, atOnce: true, get: () => node.value, set: (value) => (node.value = value ?? "") };
  },
  bool: (field, words, common) => {
    const box = make("input", { ...common, type: "checkbox", class: "vt-check" });
    const node = make("span", { class: "vt-bool" }, box);
    return {
      node,
      focus: box,
      atOnce: true,
      get: () => (box.checked ? "true" : "false"),
      set: (value) => (box.checked = value === "true"),
    };
  },
  choices: (field, words, common) => {
    const boxes = field.options.map((one) => make("input", { type: "checkbox", value: one, class: "vt-check" }));
    const chips = boxes.map((box) => make("label", { class: "vt-chip" }, box, words.value(box.getAttribute("value"))));
    const node = make("span", { ...common, class: "vt-chips", role: "group" }, chips);
    return {
      node,
      focus: boxes[0],
      atOnce: true,
      get: () => {
        const on = boxes.filter((box) => box.checked).map((box) => box.getAttribute("value"));
        return on.length ? pythonic(on) : "";
      },
      set: (value) => {
        const on = new Set(listed(value));
        for (const box of boxes) box.checked = on.has(box.getAttribute("value"));
      },
    };
  },
  list: (field, words, common) => {
    const node = make("textarea", { ...common, rows: "3" });
    return {
      node,
      focus: node,
      get: () => {
        const lines = node.value.split("\n").map((one) => one.trim()).filter(Boolean);
        return lines.length ? pythonic(lines) : "";
      },
      set: (value) => (node.value = listed(value).join("\n")),
    };
  },
};

/** A JSON list as Python writes it, so that equal lists are equal strings. */
function pythonic(values) {
  return `[${values.map((one) => JSON.stringify(one)).join(", ")}]`;
}

/** A date as it is written here, day first whatever the browser's language; the calendar is the browser's own. */
function dated(words, common) {
  const input = make("input", { ...common, type: "text", inputmode: "numeric", autocomplete: "off", placeholder: words.say("date.form") });
  const calendar = make("input", { type: "date", class: "vt-calendar", tabindex: "-1", "aria-hidden": "true" });
  const open = make("button", { type: "button", class: "vt-round", tabindex: "-1", title: words.say("calendar") }, icon("calendar"));
  open.addEventListener("click", () => {
    calendar.value = iso(input.value) ?? "";
    if (calendar.showPicker) calendar.showPicker();
  });
  const node = make("span", { class: "vt-dated" }, input, calendar, open);
  const made = {
    node,
    focus: input,
    // What is no day is not given: it stays in red until it is one.
    get: () => {
      const found = iso(input.value);
      input.toggleAttribute("aria-invalid", found === null);
      return found;
    },
    set: (value) => {
      const [year, month, day] = (value ?? "").split("-");
      input.value = day ? `${day}/${month}/${year}` : "";
      input.dataset.value = value ?? "";
      input.removeAttribute("aria-invalid");
    },
  };
  calendar.addEventListener("change", () => calendar.value && made.show(calendar.value));
  return made;
}

/** 3/4/2031, 03-04-2031 or 2031-04-03 as 2031-04-03; "" for nothing, null for what is no day. */
function iso(typed) {
  const text = typed.trim();
  if (!text) return "";
  const written = /^(\d{1,2})[./\s-](\d{1,2})[./\s-](\d{4})$/.exec(text);
  const found = written ? written.slice(1).reverse() : (/^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text) ?? []).slice(1);
  if (!found.length) return null;
  const [year, month, day] = found;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const real = date.getUTCFullYear() === Number(year) && date.getUTCMonth() === Number(month) - 1 && Number(year) > 999;
  return real ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : null;
}

function plain(node) {
  return {
    node,
    focus: node,
    get: () => node.value.normalize("NFC").trim(),
    set: (value) => (node.value = value ?? ""),
  };
}

/** A list of completions under an input: arrows choose, Enter or Tab takes, Escape closes. */
function complete(made, offer) {
  const input = made.focus;
  const list = make("ul", { class: "vt-offers", role: "listbox", hidden: true, "data-vanthu": "offers", id: `${made.id}-offers` });
  made.node = make("span", { class: "vt-completed" }, made.node, list);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);
  let at = -1;
  let timer = 0;
  const shut = () => {
    clearTimeout(timer);
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const choose = (nth) => {
    const rows = [...list.children];
    if (!rows.length) return;
    at = (nth + rows.length) % rows.length;
    rows.forEach((row, each) => row.setAttribute("aria-selected", each === at ? "true" : "false"));
    rows[at].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", rows[at].id);
  };
  const take = (text) => {
    made.set(text);
    shut();
    made.give();
  };
  input.addEventListener("input", () => {
    clearTimeout(timer);
    const typed = input.value;
    if (!typed.trim()) return shut();
    timer = setTimeout(() => offer(typed), 80);
  });
  input.addEventListener("keydown", (event) => {
    if (composing(event) || list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      choose(at + (event.key === "ArrowDown" ? 1 : at < 0 ? 0 : -1));
      event.preventDefault();
    } else if ((event.key === "Enter" || event.key === "Tab") && at >= 0) {
      take(list.children[at].textContent);
      if (event.key === "Enter") event.preventDefault();
    } else if (event.key === "Escape") {
      shut();
      event.preventDefault();
      event.stopPropagation();
    } else if (event.key === "Enter") shut();
  }, true);
  input.addEventListener("blur", shut);
  made.offered = (typed, values) => {
    if (typed !== input.value || input.getRootNode().activeElement !== input) return;
    list.replaceChildren(
      ...values.map((text, nth) =>
        make(
          "li",
          {
            role: "option",
            id: `${list.id}-${nth}`,
            "data-vanthu": "offer",
            // Not click: the input would lose the focus first, and give what was typed so far.
            onpointerdown: (event) => {
              event.preventDefault();
              take(text);
            },
          },
          text,
        ),
      ),
    );
    at = -1;
    list.hidden = !values.length;
    input.setAttribute("aria-expanded", values.length ? "true" : "false");
  };
}
