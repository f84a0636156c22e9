/* Lines to put in order. Arrow keys choose a line, with Alt they move it, Delete leaves it out and takes it back;
   buttons do the same for a pointer. Without this script the lines stand there as text, and the answer below.
   The page holds the right order and what to say of each wrong line, as the exercises' own replies say it. */
(() => {
  "use strict";
  for (const box of document.querySelectorAll("div.parsons")) {
    const data = JSON.parse(box.querySelector("script[type='application/json']").textContent);
    const text = box.querySelector("div.highlight-text");
    if (!text) continue;
    const make = (tag, className, content = "") => Object.assign(document.createElement(tag), { className, textContent: content });

    const list = make("ol", "parsons-lines");
    list.setAttribute("aria-label", "Lines, from the first to the last");
    const status = make("p", "parsons-status");
    status.setAttribute("role", "status");
    const items = data.lines.map((line, at) => {
      const item = make("li", "");
      item.tabIndex = at ? -1 : 0;
      item.dataset.line = at;
      item.append(make("code", "", line));
      for (const [word, act] of [["Up", () => move(item, -1)], ["Down", () => move(item, 1)], ["Leave out", () => leave(item)]]) {
        const button = make("button", "", word);
        button.type = "button";
        button.tabIndex = -1; // the keys on the line do it
        button.setAttribute("aria-label", `${word}: ${line.trim()}`);
        button.addEventListener("click", act);
        item.append(button);
      }
      return item;
    });
    list.append(...items);

    const order = () => [...list.children];
    const used = () => order().filter((item) => !item.classList.contains("is-out"));
    const name = (item) => data.lines[item.dataset.line].trim();

    function go(item) {
      for (const each of items) each.tabIndex = each === item ? 0 : -1;
      item.focus();
    }
    function move(item, by) {
      const all = order(), to = all.indexOf(item) + by;
      if (to < 0 || to >= all.length) return;
      if (by < 0) all[to].before(item);
      else all[to].after(item);
      go(item);
      status.textContent = `${name(item)}: line ${to + 1} of ${all.length}.`;
    }
    function leave(item) {
      const out = item.classList.toggle("is-out");
      item.lastChild.textContent = out ? "Take back" : "Leave out";
      item.lastChild.setAttribute("aria-label", `${item.lastChild.textContent}: ${name(item)}`);
      go(item);
      status.textContent = `${name(item)}: ${out ? "left out" : "taken back"}.`;
    }
    list.addEventListener("keydown", (event) => {
      const item = event.target.closest("li"), all = order(), at = all.indexOf(item);
      const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (by && event.altKey) move(item, by);
      else if (by) go(all[at + by] ?? item);
      else if (event.key === "Delete" || event.key === "Backspace") leave(item);
      else if (event.key === "Enter") check();
      else return;
      event.preventDefault();
    });

    /* The first thing that is not right: a wrong line, then the first place that differs, then what is missing. */
    function verdict() {
      const lines = used().map((item) => Number(item.dataset.line));
      const wrong = lines.find((line) => line in data.wrong);
      if (wrong !== undefined) return `Not yet. \`${data.lines[wrong].trim()}\`: ${data.wrong[wrong]}`;
      const same = data.right.findIndex((line, at) => lines[at] !== line);
      if (same === -1) return `Right. ${data.after}`;
      if (same === lines.length) return "Not yet. What stands there is right, and a line is missing.";
      return same
        ? `Not yet. The first ${same === 1 ? "line is" : `${same} lines are`} right; look at the next one.`
        : "Not yet. Look at the first line: what has to be there before anything else?";
    }
    function check() {
      const said = verdict();
      box.classList.toggle("is-right", said.startsWith("Right"));
      status.textContent = "";
      // Said anew even where the words are the same; what stands in backticks is code.
      requestAnimationFrame(() => status.replaceChildren(
        ...said.split("`").map((part, at) => (at % 2 ? make("code", "", part) : part))));
    }
    const button = make("button", "parsons-check", "Check the order");
    button.type = "button";
    button.addEventListener("click", check);
    const how = make("p", "parsons-keys", "Keys: ↑ ↓ choose a line, Alt ↑ and Alt ↓ move it, Delete leaves it out, Enter checks.");
    text.replaceWith(how, list, button, status);
  }
})();
