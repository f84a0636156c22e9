"use strict";
// The sheet: CSV in and out, and how far two sheets agree. No page is touched here.

const Sheet = (() => {
  // As corrige.grading.export.tables.guarded writes a cell: no spreadsheet takes it for a formula.
  const risky = /^\s*[=+\-@]|^[\t\r]/;
  const plain = text => text.replace(/\r\n?/g, "\n").replace(/[\x00-\x08\x0b-\x1f\x7f]/g, "").toWellFormed();

  function guarded(text) {
    const clean = plain(text).replace(/([;\n]\s*)(?=[=+@]|-(?! ))/g, "$1'");
    return risky.test(text) || risky.test(clean) ? "'" + clean : clean;
  }

  const quoted = cell => /[",\n\r]/.test(cell) ? '"' + cell.replaceAll('"', '""') + '"' : cell;

  function write(head, rows) {
    const lines = [head, ...rows.map(row => head.map(column => row[column] ?? ""))];
    return "\ufeff" + lines.map(cells => cells.map(quoted).join(",") + "\n").join("");
  }

  function cells(text, separator) {
    const rows = [[""]];
    let inside = false;
    for (let i = 0; i < text.length; i++) {
      const row = rows.at(-1), sign = text[i];
      if (inside) {
        if (sign === '"' && text[i + 1] === '"') { row[row.length - 1] += '"'; i++; }
        else if (sign === '"') inside = false;
        else row[row.length - 1] += sign;
      } else if (sign === '"' && row.at(-1) === "") inside = true;
      else if (sign === separator) row.push("");
      else if (sign === "\n") rows.push([""]);
      else if (sign !== "\r") row[row.length - 1] += sign;
    }
    if (inside) throw new Error("a double quote is not closed: the file is not whole.");
    return rows.filter(row => row.some(cell => cell.trim()));
  }

  // A spreadsheet's plain CSV is in the machine's own alphabet; read as another, it would spoil words in silence.
  function decoded(bytes) {
    try {
      return new TextDecoder("utf-8", {fatal: true}).decode(bytes);
    } catch {
      throw new Error("the file is not UTF-8 text. Save it from the spreadsheet as “CSV UTF-8”.");
    }
  }

  function read(text) {
    text = text.replace(/^\ufeff/, "");
    const first = text.split("\n", 1)[0];
    const separator = [",", ";", "\t"].sort((a, b) => first.split(b).length - first.split(a).length)[0];
    const [head, ...rows] = cells(text, separator);
    const names = (head ?? []).map(name => name.trim().toLowerCase());
    for (const column of ["exercise", "task", "learner", "level"])
      if (!names.includes(column)) throw new Error(`there is no column “${column}”: it is not a sheet of this course.`);
    return rows.map((row, place) => ({
      number: place + 2, ...Object.fromEntries(names.map((name, i) => [name, (row[i] ?? "").trim()])),
    }));
  }

  // A text without what spreadsheets do to it: spaces, line ends, apostrophes in front.
  const letters = text => text.replace(/[\s']/g, "");

  // Cohen's kappa, and the same with disagreements weighted by their distance.
  function agreement(pairs) {
    const n = pairs.length, share = (side, level) => pairs.filter(pair => pair[side] === level).length / n;
    const levels = [...new Set(pairs.flat())];
    const lost = weight => {
      const seen = pairs.reduce((sum, [a, b]) => sum + weight(a, b), 0) / n;
      let chance = 0;
      for (const a of levels) for (const b of levels) chance += share(0, a) * share(1, b) * weight(a, b);
      return chance ? 1 - seen / chance : NaN;
    };
    return {
      n, same: pairs.filter(([a, b]) => a === b).length, near: pairs.filter(([a, b]) => Math.abs(a - b) <= 1).length,
      higher: pairs.reduce((sum, [a, b]) => sum + a - b, 0) / n,
      kappa: lost((a, b) => a === b ? 0 : 1), weighted: lost((a, b) => Math.abs(a - b)),
    };
  }

  return {guarded, write, decoded, read, letters, agreement};
})();
