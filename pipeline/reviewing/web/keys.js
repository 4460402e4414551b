/* The keys: which does what, and when a key is the page's and not a field's. */

const KEYS = [
  ["confirm", ["Enter", "c"], "Enter"],
  ["next", ["n", "ArrowRight"], "N →"],
  ["previous", ["p", "ArrowLeft"], "P ←"],
  ["edit", ["e"], "E"],
  ["delete", ["d", "Delete"], "D"],
  ["insert", ["i"], "I"],
  ["undo", ["u"], "U"],
  ["skip", ["s"], "S"],
  ["search", ["/"], "/"],
];

/** Lets the page do what a pressed key stands for. */
function press(page, event) {
  if (composing(event) || event.defaultPrevented) return;
  const target = event.composedPath()[0];
  const typing = target.matches && target.matches("input:not([type=checkbox]), textarea, select, [contenteditable]");
  if (event.key === "Escape" && !typing) {
    if (!page.list.hidden) page.toggle();
    else if (page.panel.draft !== null) page.leave();
    return;
  }
  if (typing) {
    if (event.key === "Escape") page.root.focus({ preventScroll: true });
    return;
  }
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !event.shiftKey) {
    event.preventDefault();
    return page.act("undo");
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const pressed = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const own = target.matches && target.matches("button, input, a") && (pressed === "Enter" || pressed === " ");
  if (own) return;
  const found = KEYS.find(([, keys]) => keys.includes(pressed));
  const looks = { "+": () => page.sheet.step(1), "=": () => page.sheet.step(1), "-": () => page.sheet.step(-1), 0: () => page.sheet.fit() };
  Object.assign(looks, { "[": () => page.sheet.leaf(-1), "]": () => page.sheet.leaf(1), f: () => page.fill(), l: () => page.toggle() });
  const work = found ? () => page.act(found[0]) : looks[pressed];
  if (!work) return;
  event.preventDefault();
  event.stopPropagation();
  // A key that is held down must not confirm a hundred rows.
  if (event.repeat && found && !["next", "previous"].includes(found[0])) return;
  work();
}
