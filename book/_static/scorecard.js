/* Search and filters for the scorecard. The table is complete without this file: it only shows the controls,
   hides the rows that do not fit, and says how many are left. No library, no network. */
(() => {
  "use strict";

  const get = (id) => document.getElementById(id);
  /* Capitals and accents do not matter: "elysee" finds "Élysée". */
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  /* A claim names its sources by key; their titles stand in the second table. */
  const sourcesOf = (row) => [...row.querySelectorAll('a[href^="#"]')]
    .map((link) => get(link.hash.slice(1))?.cells[1].textContent ?? "").join(" ");
  const FILTERS = ["section", "verdict", "confidence", "chapter"];

  function start() {
    const table = get("scorecard"), form = get("scorecard-controls");
    if (!table || !form) return;
    const search = get("scorecard-search"), status = get("scorecard-status");
    const rows = [...table.tBodies[0].rows];
    const texts = new Map(rows.map((row) => [row, plain(`${row.textContent} ${sourcesOf(row)}`)]));
    const lists = FILTERS.map((name) => [name, get(`scorecard-${name}`)]);

    for (const [name, list] of lists) {
      const values = [...new Set(rows.map((row) => row.dataset[name]))];
      if (name === "chapter") values.sort((a, b) => a - b);
      for (const value of values) list.add(new Option(value, value));
    }

    function show() {
      const words = plain(search.value).split(/\s+/).filter(Boolean);
      let left = 0;
      for (const row of rows) {
        const fits = words.every((word) => texts.get(row).includes(word)) &&
          lists.every(([name, list]) => !list.value || row.dataset[name] === list.value);
        row.hidden = !fits;
        left += fits;
      }
      status.textContent = left
        ? `${left} of ${rows.length} claims shown.`
        : "No claim fits. Take a filter away, or clear them all.";
    }

    function clear() {
      search.value = "";
      for (const [, list] of lists) list.value = "";
      show();
    }

    /* A link to a claim must never lead to a hidden row. */
    function reveal() {
      const row = get(decodeURIComponent(location.hash.slice(1)));
      if (row && row.hidden) {
        clear();
        row.scrollIntoView();
      }
    }

    form.addEventListener("input", show);
    form.addEventListener("submit", (event) => event.preventDefault());
    get("scorecard-clear").addEventListener("click", () => { clear(); search.focus(); });
    window.addEventListener("hashchange", reveal);
    form.hidden = false;
    show();
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
