/* Questions to oneself: one answer open at a time, a sign and a word for each, and a count of those found.
   What was opened is marked again when the page is, until the browser's tab is closed. Without this script every answer
   still opens and says why. The right one is that whose reply begins with "Yes". */
(() => {
  "use strict";
  const boxes = [...document.querySelectorAll("div.admonition.self-check")];
  if (!boxes.length) return;

  const status = document.createElement("p");
  status.className = "quiz-status";
  status.setAttribute("role", "status");
  boxes.at(-1).after(status);
  const tried = boxes.map(() => new Set()), found = new Map(); // question -> answers opened until it was found

  const memory = `quiz ${location.pathname}`;
  function remembered() {
    try { return JSON.parse(sessionStorage.getItem(memory)) ?? []; } catch { return []; }
  }
  function remember() {
    try { sessionStorage.setItem(memory, JSON.stringify(opened)); } catch { /* a private window */ }
  }
  const opened = [], marks = boxes.map(() => []); // question and answer of each, in order; how each is marked

  function count(said = "") {
    const first = [...found.values()].filter((tries) => tries === 1).length;
    const at = first ? `, ${first} at the first try` : "";
    status.textContent = `${said}${found.size} of ${boxes.length} right answers found${at}.`;
  }

  boxes.forEach((box, at) => {
    const answers = [...box.querySelectorAll("details.sd-dropdown")];
    answers.forEach((answer, place) => {
      const right = answer.querySelector(".sd-summary-content").textContent.trim().startsWith("Yes");
      const word = right ? "Right" : "Not this one";
      answer.setAttribute("name", `question-${at + 1}`); // the browser keeps one of a name open
      marks[at][place] = () => {
        if (tried[at].has(answer)) return;
        tried[at].add(answer);
        opened.push([at, place]);
        answer.classList.add(right ? "is-right" : "is-wrong");
        const mark = document.createElement("span");
        mark.className = "quiz-word";
        mark.textContent = word;
        answer.querySelector("summary .sd-summary-text").after(mark);
        if (right) found.set(at, tried[at].size);
        box.classList.toggle("is-found", found.has(at));
      };
      answer.addEventListener("toggle", () => {
        if (!answer.open) return;
        marks[at][place]();
        remember();
        count(`${box.querySelector(".admonition-title").textContent.trim()}: ${word.toLowerCase()}. `);
      });
      // The row under the finger stays there, although a longer reply above it closes.
      const row = answer.querySelector("summary");
      row.addEventListener("click", () => {
        const stood = row.getBoundingClientRect().top;
        requestAnimationFrame(() => {
          for (const other of answers) if (other !== answer && answer.open) other.open = false; // an older browser does not
          scrollBy(0, row.getBoundingClientRect().top - stood);
        });
      });
    });
  });
  for (const [at, place] of remembered()) marks[at]?.[place]?.();
  count();
})();
