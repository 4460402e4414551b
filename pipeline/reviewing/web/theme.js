/* The page's colours: light or dark. */

class Theme {
  /** `alone`: the page is not in JupyterLab, whose colours it would take. */
  constructor(root, alone) {
    this.root = root;
    this.alone = alone;
    this.follow();
  }

  /** The other colours, from now on in this browser. */
  dye() {
    const other = this.root.dataset.theme === "dark" ? "light" : "dark";
    this.root.dataset.theme = other;
    try {
      localStorage.setItem("vanthu-theme", other);
    } catch {
      // A browser that keeps nothing: until the page is closed.
    }
  }

  /** Light or dark as was chosen, else as the notebook is, else as the system is. */
  follow() {
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const look = () => {
      const said = this.alone ? undefined : document.body.dataset.jpThemeLight;
      let chosen = null;
      try {
        chosen = localStorage.getItem("vanthu-theme");
      } catch {
        // As above.
      }
      this.root.dataset.theme = chosen ?? ((said === undefined ? dark.matches : said === "false") ? "dark" : "light");
    };
    look();
    dark.addEventListener("change", look);
    const watch = new MutationObserver(look);
    watch.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light"] });
    this.stop = () => {
      dark.removeEventListener("change", look);
      watch.disconnect();
    };
  }
}
