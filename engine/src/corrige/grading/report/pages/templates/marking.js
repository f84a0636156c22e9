// The page: one answer at a time, every change kept at once, a file at the end.

(() => {
  const byId = id => document.getElementById(id);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const data = JSON.parse(byId("data").textContent);
  const rows = data.rows;
  const piles = all(".pile");
  const marker = byId("marker"), said = byId("said"), news = byId("news");
  const LEVELS = ["0", "1", "2", "3", "4"];

  let entries = [];  // what holds for each answer: level, comment, turn, and when
  let shown = {pile: piles[0], place: -1, trial: -1};
  let undone = [];   // what each step changed: lists of [place, entry before]
  let keeps = true;  // whether the browser keeps what it is given

  // What the browser keeps, each answer under a name of its own: two tabs never write over one another.
  const name = (part, who = marker.value.trim()) => `corrige-marking:${data.name}:${who}:${part}`;
  const partOf = row => `${row.task}/${row.learner}`;

  const held = new Map();  // the same again, for a browser that keeps nothing

  function keep(part, value) {
    const key = name(part), text = JSON.stringify(value);
    held.set(key, text);
    journal.put(key, text);
    try {
      localStorage.setItem(key, text);
    } catch (problem) {
      keeps = false;
      tell([`This browser keeps nothing (${problem.name}). Save the sheet often: what is not in a file is lost with this page.`]);
    }
  }

  function kept(part, who) {
    let text = null;
    try {
      text = localStorage.getItem(name(part, who));
    } catch {
      keeps = false;
    }
    return JSON.parse((keeps ? text : held.get(name(part, who))) ?? "null");
  }

  // A browser that is killed loses what it put into localStorage in the last seconds; what its database has
  // taken is on the disk.
  const journal = (() => {
    let open = 0;
    const base = new Promise(resolve => {
      try {
        const asked = indexedDB.open("corrige-marking", 1);
        asked.onupgradeneeded = () => asked.result.createObjectStore("kept");
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = asked.onblocked = () => resolve(null);
      } catch {
        resolve(null);
      }
    });
    async function put(key, text) {
      const wait = change => { open += change; byId("kept").dataset.safe = open ? "no" : "yes"; };
      wait(1);
      const store = (await base)?.transaction("kept", "readwrite", {durability: "strict"});
      if (!store) return wait(-1);
      store.objectStore("kept").put(text, key);
      store.oncomplete = store.onabort = () => wait(-1);
    }
    // Bring back what localStorage has lost; how many names that were.
    async function restore() {
      const store = (await base)?.transaction("kept").objectStore("kept");
      if (!store) return 0;
      const every = request => new Promise(resolve => { request.onsuccess = () => resolve(request.result); request.onerror = () => resolve([]); });
      const [keys, texts] = await Promise.all([every(store.getAllKeys()), every(store.getAll())]);
      const lost = keys.map((key, i) => [key, texts[i]]).filter(([key, text]) => {
        const here = localStorage.getItem(key);
        return here === null || (JSON.parse(text).at ?? 0) > (JSON.parse(here).at ?? 0);
      });
      for (const [key, text] of lost) localStorage.setItem(key, text);
      return lost.length;
    }
    return {put, restore};
  })();

  const fresh = row => ({level: row.level, comment: row.comment, turn: 0, at: 0, before: row.before, text: row.text});
  const numberOf = place => piles.flatMap(pile => answersOf(pile)).indexOf(place) + 1;
  const answersOf = pile => all("[data-answer]", pile).map(each => Number(each.dataset.answer));
  const pileOf = place => piles.find(pile => pile.dataset.task === rows[place].task);

  function load() {
    const told = [];
    entries = rows.map((row, place) => {
      const mine = kept(partOf(row));
      if (mine === null) {
        if (row.before && !row.level) told.push(`Answer ${numberOf(place)} has been handed in anew since it got level ${row.before}: read it again.`);
        return fresh(row);
      }
      if (mine.text !== row.text) {
        told.push(`Answer ${numberOf(place)} has been handed in anew since you gave it level ${mine.level || "–"}: read it again.`);
        return {...fresh(row), comment: mine.comment};
      }
      if (row.before !== mine.before && row.before !== mine.level && mine.level)
        told.push(`Answer ${numberOf(place)} has level ${row.before || "–"} in the results by now; yours, ${mine.level}, stays on this page.`);
      return mine;
    });
    undone = [];
    tell(told);
  }

  function change(changes) {
    undone.push(changes.map(([place]) => [place, entries[place]]));
    for (const [place, values] of changes) put(place, {...entries[place], ...values, at: Date.now()});
    draw();
  }

  function put(place, entry) {
    const row = rows[place];
    entries[place] = {...entry, before: row.before, text: row.text};
    keep(partOf(row), entries[place]);
  }

  function undo() {
    if (shown.trial > 0) return takeBack();
    const changes = undone.pop();
    if (!changes) return say("There is nothing to undo.");
    for (const [place, entry] of changes) put(place, {...entry, at: Date.now()});
    go(changes[0][0]);
    say(`Undone: answer ${numberOf(changes[0][0])}${changes.length > 1 ? ` and ${changes.length - 1} more` : ""}.`);
  }

  // What is shown ------------------------------------------------------------------------------------

  const say = words => { said.textContent = words; };
  const levelOf = place => entries[place].level;
  const unmarked = () => rows.map((_, place) => place).filter(place => levelOf(place) === "");

  function tell(items, more = []) {
    news.replaceChildren();
    news.hidden = !items.length && !more.length;
    if (news.hidden) return;
    const list = document.createElement("ul");
    for (const item of items) list.append(Object.assign(document.createElement("li"), {textContent: item}));
    for (const [words, ...choices] of more) {
      const line = Object.assign(document.createElement("li"), {textContent: `${words} `});
      for (const [label, act] of choices) {
        const button = Object.assign(document.createElement("button"), {type: "button", textContent: label});
        button.addEventListener("click", () => { act(); line.remove(); if (!list.children.length) news.hidden = true; });
        line.append(button, " ");
      }
      list.append(line);
    }
    const close = Object.assign(document.createElement("button"), {type: "button", textContent: "Close"});
    close.addEventListener("click", () => { news.hidden = true; });
    news.append(list, close);
  }

  function draw() {
    const {pile, place, trial} = shown;
    const left = unmarked().length, since = kept("saved") ?? 0;
    const unsaved = entries.filter((entry, i) => entry.at > since
      && (since || entry.level !== rows[i].level || entry.comment !== rows[i].comment)).length;
    byId("left").textContent = left ? `${left} of ${rows.length} left` : `All ${rows.length} have a level`;
    byId("kept").textContent = unsaved ? `${unsaved} not in a file yet` : "";
    for (const each of piles) each.hidden = each !== pile;
    for (const paper of all(".paper", pile))
      paper.hidden = trial >= 0 ? paper !== all("[data-anchor]", pile)[trial] : paper.dataset.answer !== String(place);
    const current = trial >= 0 ? (trials(pile)[trial] ?? "") : levelOf(place);
    pile.querySelector(".trial-end").hidden = !ended();
    pile.querySelector(".trial-why").hidden = trial < 0 || ended();
    pile.querySelector(".levels").hidden = ended();
    pile.querySelector(".try-again").hidden = trial >= 0;
    for (const part of [".saying", ".moves", ".examples"]) pile.querySelector(part).hidden = trial >= 0;
    for (const button of all("[data-level]", pile))
      button.setAttribute("aria-pressed", String(button.dataset.level === current));
    const comment = pile.querySelector(".comment");
    if (trial < 0 && document.activeElement !== comment) comment.value = entries[place].comment;
    drawPhrases(pile);
    for (const button of all("[data-go]", pile)) {
      const other = Number(button.dataset.go), level = levelOf(other);
      const own = answersOf(pile).indexOf(other) + 1;
      button.replaceChildren(String(own));
      if (level !== "") button.append(": ", Object.assign(document.createElement("strong"), {textContent: level}));
      button.setAttribute("aria-label", `Answer ${own}, ${level === "" ? "no level yet" : `level ${level}`}`);
      button.classList.toggle("done", level !== "");
      if (trial < 0 && other === place) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
  }

  function phrasesOf(pile) {
    const lines = answersOf(pile).map(place => entries[place]).filter(entry => entry.comment)
      .sort((a, b) => (a.turn || Infinity) - (b.turn || Infinity) || a.at - b.at)
      .flatMap(entry => entry.comment.split("\n").map(line => line.trim()).filter(Boolean));
    return [...new Set(lines)];
  }

  function drawPhrases(pile) {
    const box = pile.querySelector(".phrases");
    const chosen = shown.place >= 0 ? entries[shown.place].comment.split("\n") : [];
    const buttons = phrasesOf(pile).slice(0, 12).map((line, i) => {
      const button = document.createElement("button");
      button.type = "button";
      if (i < 5) button.append(Object.assign(document.createElement("kbd"), {textContent: String(5 + i)}), " ");
      button.append(line);
      button.setAttribute("aria-pressed", String(chosen.includes(line)));
      button.addEventListener("click", () => phrase(line));
      return button;
    });
    const at = all("button", box).indexOf(document.activeElement);
    box.replaceChildren(...buttons);
    if (at >= 0) buttons[at]?.focus();
  }

  function phrase(line) {
    const lines = entries[shown.place].comment.split("\n").filter(Boolean);
    const comment = lines.includes(line) ? lines.filter(each => each !== line) : [...lines, line];
    change([[shown.place, {comment: comment.join("\n")}]]);
    say(lines.includes(line) ? "Comment taken out." : "Comment added.");
  }

  function look(selector) {
    const heading = shown.pile.querySelector(`${selector} h3`);
    heading.focus({preventScroll: true});
    heading.scrollIntoView({block: "nearest"});
  }

  function go(place) {
    shown = {pile: pileOf(place), place, trial: -1};
    draw();
    look(`[data-answer="${place}"]`);
  }

  function next() {
    if (ended()) return begin();
    if (shown.trial >= 0) return say("Give the trial answer a level, or go to the pile at once.");
    const left = unmarked();
    const place = left.find(each => each > shown.place) ?? left[0];
    if (place === undefined) return say(`All ${rows.length} answers have a level. Save the sheet.`);
    pileOf(place) === shown.pile ? go(place) : enter(pileOf(place));
  }

  function back() {
    if (shown.trial > 0) return takeBack();
    if (shown.trial < 0 && shown.place > 0) go(shown.place - 1);
  }

  function give(level) {
    if (shown.trial >= 0) return tryOut(level);
    const place = shown.place, entry = entries[place];
    const turn = entry.turn || Math.max(0, ...entries.map(each => each.turn)) + 1;
    change([[place, {level, turn}]]);
    const left = unmarked().length;
    say(`Answer ${numberOf(place)}: level ${level}. ${left ? `${left} left.` : "All have a level: save the sheet."}`);
    if (byId("onward").checked && left) next();
  }

  // Trial answers ------------------------------------------------------------------------------------

  const ended = () => shown.trial >= 0 && shown.trial === all("[data-anchor]", shown.pile).length;
  const begin = () => go(answersOf(shown.pile).find(place => levelOf(place) === "") ?? answersOf(shown.pile)[0]);
  const trials = pile => kept(`trial/${pile.dataset.task}`) ?? [];

  function enter(pile, {again = false, quiet = false} = {}) {
    const count = all("[data-anchor]", pile).length;
    if (again) keep(`trial/${pile.dataset.task}`, []);
    const done = trials(pile).length;
    const first = answersOf(pile).find(place => levelOf(place) === "") ?? answersOf(pile)[0];
    shown = {pile, place: first, trial: done < count ? done : -1};
    draw();
    if (!quiet) look(".paper:not([hidden])");
  }

  function tryOut(level) {
    const {pile} = shown, given = [...trials(pile), level];
    if (shown.trial >= all("[data-anchor]", pile).length) return;
    keep(`trial/${pile.dataset.task}`, given);
    shown.trial = given.length;
    if (shown.trial === all("[data-anchor]", pile).length) endTrial(pile, given);
    draw();
    look(shown.trial === given.length && !pile.querySelector(".trial-end").hidden ? ".trial-end" : "[data-anchor]:not([hidden])");
  }

  function takeBack() {
    const given = trials(shown.pile).slice(0, -1);
    keep(`trial/${shown.pile.dataset.task}`, given);
    shown.trial = given.length;
    draw();
    look("[data-anchor]:not([hidden])");
    say(`Trial ${given.length + 1} again.`);
  }

  // A difference of two means, for a sentence.
  function lean(higher, digits) {
    const much = Math.abs(higher).toFixed(digits);
    return Number(much) ? `On average you are ${much} of a level ${higher > 0 ? "more generous" : "stricter"}.`
      : "On average you are neither stricter nor more generous.";
  }

  function endTrial(pile, given) {
    const papers = all("[data-anchor]", pile);
    const pairs = papers.map((paper, i) => [Number(given[i]), Number(paper.dataset.anchor)]);
    const found = Sheet.agreement(pairs);
    pile.querySelector(".trial-said").textContent =
      `You gave the course's level to ${found.same} of ${found.n}, and were at most one level away in ${found.near}. ${lean(found.higher, 1)}`
      + (found.near < found.n ? " Read again those that are two levels away before you begin." : "");
    pile.querySelector(".trial-rows").replaceChildren(...papers.map((paper, i) => {
      // The whole of it, to be read again beside the two levels.
      const text = paper.querySelector(".text").textContent.trim();
      const whole = document.createElement("details"), begins = document.createElement("summary");
      begins.textContent = text.length > 90 ? `${text.slice(0, 90)} …` : text;
      whole.append(begins, Object.assign(document.createElement("div"), {className: "text", textContent: text}));
      whole.open = Math.abs(pairs[i][0] - pairs[i][1]) > 1;
      return line([whole, pairs[i][0], pairs[i][1]]);
    }));
  }

  function line(cells) {
    const row = document.createElement("tr");
    row.append(...cells.map((cell, i) => {
      const made = document.createElement(i ? "td" : "th");
      if (!i) made.scope = "row";
      if (typeof cell === "number") made.className = "number";
      made.append(cell instanceof Node ? cell : String(cell));
      return made;
    }));
    return row;
  }

  // Files --------------------------------------------------------------------------------------------

  function save() {
    const who = marker.value.trim();
    const sheet = rows.map((row, place) => {
      const {level, comment, turn} = entries[place];
      return {...row, level, comment: Sheet.guarded(comment), marker: Sheet.guarded(who), turn: turn || ""};
    });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([Sheet.write(data.head, sheet)], {type: "text/csv"}));
    link.download = `${data.exercise}-${who.replace(/[^\p{L}\p{N}_-]/gu, "") || "marks"}.csv`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    keep("saved", Date.now());
    draw();
    say(`Saved as ${link.download}, among your downloads.`);
  }

  let asked = "open";
  async function chosen(file) {
    try {
      const sheet = Sheet.read(Sheet.decoded(await file.arrayBuffer()));
      const theirs = sheet.find(row => row.marker)?.marker ?? "";
      if (asked === "compare") return compare(sheet, theirs);
      if (theirs && !marker.value.trim()) rename(theirs);
      if (theirs && theirs !== marker.value.trim())
        return tell([], [[`${file.name} is the sheet of ${theirs}.`, ["Compare it with mine", () => compare(sheet, theirs)], ["Take it in as mine", () => take(sheet, file.name)]]]);
      take(sheet, file.name);
    } catch (problem) {
      tell([`${file.name} was not read: ${problem.message} Nothing on this page has changed.`]);
    }
  }

  function find(row) {
    return rows.findIndex(each => each.exercise === row.exercise && each.task === row.task
      && Sheet.letters(each.learner) === Sheet.letters(row.learner));
  }

  // What a row of a sheet says about an answer here; or why it cannot be used.
  function match(row) {
    const place = find(row);
    const where = `Row ${row.number}`;
    if (!row.level && !row.comment) return {};
    if (place < 0) return {problem: `${where}: this page has no such answer (${row.task}, ${row.learner}).`};
    const level = row.level.replace(",", ".");
    if (level && !(Number(level) >= 0 && Number(level) <= 4)) return {problem: `${where}: “${row.level}” is no level from 0 to 4.`};
    if (row.answer && Sheet.letters(row.answer) !== Sheet.letters(rows[place].answer))
      return {problem: `${where}: answer ${numberOf(place)} is not the one that was marked there (level ${row.level || "–"}); read it again.`};
    return {place, level: level && String(Number(level)), comment: row.comment ?? ""};
  }

  function take(sheet, from) {
    const problems = [], choices = [], changes = [];
    let turn = Math.max(0, ...entries.map(each => each.turn));
    for (const row of sheet) {
      const {place, level, comment, problem} = match(row);
      if (problem) problems.push(problem);
      if (place === undefined) continue;
      const mine = entries[place];
      if (level === mine.level && comment === mine.comment) continue;
      const values = {level, comment, turn: mine.turn || Number(row.turn) || (level ? ++turn : 0)};
      if ((mine.level === "" || mine.level === level) && (!mine.comment || mine.comment === comment)) changes.push([place, values]);
      else if (level || comment) choices.push([
        `Answer ${numberOf(place)}: here level ${mine.level || "–"}${mine.comment ? ` “${mine.comment}”` : ""}, in the sheet ${level || "–"}${comment ? ` “${comment}”` : ""}.`,
        ["Keep mine", () => {}], ["Take the sheet's", () => change([[place, values]])],
      ]);
    }
    if (changes.length) change(changes);
    tell(problems, choices);
    say(`${from}: ${changes.length} taken in, ${choices.length} differ from yours, ${problems.length} could not be used.`);
  }

  function compare(sheet, theirs) {
    const problems = [], both = [];
    for (const row of sheet) {
      const {place, level, comment, problem} = match(row);
      if (problem) problems.push(problem);
      if (place !== undefined && level && levelOf(place) !== "") both.push({place, mine: Number(levelOf(place)), other: Number(level), comment});
    }
    tell(problems);
    const found = Sheet.agreement(both.map(each => [each.mine, each.other]));
    const decimals = value => Number.isNaN(value) ? "not defined, as one level was given throughout" : value.toFixed(2).replace("-", "−");
    byId("agreement-said").textContent = both.length
      ? `You and ${theirs || "the other"} both marked ${found.n} answers: the same level for ${found.same}, at most one level apart for ${found.near}. `
        + `Cohen's kappa: ${decimals(found.kappa)}. With disagreements weighted by their distance: ${decimals(found.weighted)}. `
        + lean(found.higher, 2)
      : "No answer has a level from both.";
    const apart = both.filter(each => each.mine !== each.other).sort((a, b) => Math.abs(b.mine - b.other) - Math.abs(a.mine - a.other));
    byId("differences").replaceChildren(...apart.map(each => {
      const button = Object.assign(document.createElement("button"), {type: "button", textContent: `Answer ${numberOf(each.place)}`});
      button.addEventListener("click", () => go(each.place));
      return line([button, each.mine, each.other, each.comment]);
    }));
    byId("agreement").hidden = false;
    byId("agreement-title").focus();
  }

  // Initials -----------------------------------------------------------------------------------------

  function rename(who, moves = true) {
    const mine = entries, before = marker.defaultValue;
    marker.value = marker.defaultValue = who;
    const text = JSON.stringify(who);
    journal.put(whose, text);
    for (const key of [whose, last]) try { localStorage.setItem(key, text); } catch { keeps = false; }
    const none = rows.every(row => kept(partOf(row)) === null);
    // Marks given before somebody wrote initials are theirs.
    if (!before && none) {
      mine.forEach((entry, place) => { if (entry.at) put(place, entry); });
      for (const part of piles.map(pile => `trial/${pile.dataset.task}`)) keep(part, kept(part, "") ?? []);
    }
    load();
    enter(piles[0], {quiet: !moves});
    say(who ? `These are the marks of ${who}.` : "These are marks without initials.");
  }

  // Wiring -------------------------------------------------------------------------------------------

  const listen = (selector, act) => all(selector).forEach(each => each.addEventListener("click", () => act(each)));
  listen("[data-level]", button => give(button.dataset.level));
  listen("[data-go]", button => go(Number(button.dataset.go)));
  listen(".next", next);
  listen(".back", back);
  listen(".undo", undo);
  listen(".begin", begin);
  listen(".skip-trial", () => {
    keep(`trial/${shown.pile.dataset.task}`, all("[data-anchor]", shown.pile).map(() => ""));
    enter(shown.pile);
  });
  listen(".retry, .try-again", () => enter(shown.pile, {again: true}));
  listen("#save", save);
  listen("#open", () => { asked = "open"; byId("file").click(); });
  listen("#compare", () => { asked = "compare"; byId("file").click(); });
  listen("#agreement-close", () => { byId("agreement").hidden = true; });
  byId("file").addEventListener("change", async event => {
    const [file] = event.target.files;
    if (file) await chosen(file);
    event.target.value = "";
  });
  // Enter leads on to the answers; who leaves the field with Tab goes where Tab leads.
  marker.addEventListener("change", () => { if (marker.value.trim() !== marker.defaultValue) rename(marker.value.trim(), false); });
  marker.addEventListener("keydown", event => { if (event.key === "Enter") rename(marker.value.trim()); });
  for (const comment of all(".comment")) {
    let before;
    comment.addEventListener("focus", () => { before = [[shown.place, entries[shown.place]]]; });
    comment.addEventListener("input", () => { put(shown.place, {...entries[shown.place], comment: comment.value, at: Date.now()}); });
    comment.addEventListener("change", () => { undone.push(before); before = [[shown.place, entries[shown.place]]]; draw(); });
    comment.addEventListener("keydown", event => { if (event.key === "Escape") { comment.blur(); look(`[data-answer="${shown.place}"]`); } });
  }
  document.addEventListener("keydown", event => {
    if (!byId("keys").checked || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input:not([type=checkbox]), textarea")) return;
    const acts = {n: next, b: back, u: undo, s: save, c: () => { if (shown.trial < 0) shown.pile.querySelector(".comment").focus(); }};
    if (LEVELS.includes(event.key)) give(event.key);
    else if (/^[5-9]$/.test(event.key)) { if (shown.trial < 0) all(".phrases button", shown.pile)[event.key - 5]?.click(); }
    else if (acts[event.key]) acts[event.key]();
    else return;
    event.preventDefault();
  });
  window.addEventListener("storage", event => {
    const place = rows.findIndex(row => event.key === name(partOf(row)));
    if (place < 0 || !event.newValue) return;
    entries[place] = JSON.parse(event.newValue);
    draw();
    say(`Another tab: answer ${numberOf(place)} has level ${levelOf(place) || "–"}.`);
  });
  window.addEventListener("beforeunload", event => { if (!keeps && entries.some(entry => entry.at > (kept("saved") ?? 0))) event.preventDefault(); });

  // Whose marks this page shows; and who marked last in this browser, for the page of the next exercise.
  const whose = `corrige-marking:${data.name}`, last = `corrige-marking:last${data.name.includes("/second/") ? ":second" : ""}`;
  function start() {
    try { marker.value = marker.defaultValue = JSON.parse(localStorage.getItem(whose) ?? localStorage.getItem(last) ?? '""'); } catch { keeps = false; }
    load();
    enter(piles[0], {quiet: true});
  }
  start();
  journal.restore().then(lost => { if (lost) start(); }, () => {});
})();
