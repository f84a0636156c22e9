/* Questions to oneself: one answer open at a time, a sign and a word for each, and a count of those found.
   Without this script every answer still opens and says why. The right one is that whose reply begins with "Yes". */
(() => {
  "use strict";
  const boxes = [...document.querySelectorAll("div.admonition.self-check")];
  if (!boxes.length) return;

  const status = document.createElement("p");
  status.className = "quiz-status";
  status.setAttribute("role", "status");
  boxes.at(-1).after(status);
  const tried = boxes.map(() => new Set()), found = new Map(); // question -> answers opened until it was found

  function count(said = "") {
    const first = [...found.values()].filter((tries) => tries === 1).length;
    const at = first ? `, ${first} at the first try` : "";
    status.textContent = `${said}${found.size} of ${boxes.length} found${at}.`;
  }

  boxes.forEach((box, at) => {
    const answers = [...box.querySelectorAll("details.sd-dropdown")];
    for (const answer of answers) {
      const right = answer.querySelector(".sd-summary-content").textContent.trim().startsWith("Yes");
      const word = right ? "Right" : "Not this one";
      answer.setAttribute("name", `question-${at + 1}`); // the browser keeps one of a name open
      answer.addEventListener("toggle", () => {
        if (!answer.open) return;
        for (const other of answers) if (other !== answer) other.open = false; // an older browser does not
        if (!tried[at].has(answer)) {
          tried[at].add(answer);
          answer.classList.add(right ? "is-right" : "is-wrong");
          const mark = document.createElement("span");
          mark.className = "quiz-word";
          mark.textContent = word;
          answer.querySelector("summary .sd-summary-text").after(mark);
        }
        if (right && !found.has(at)) found.set(at, tried[at].size);
        box.classList.toggle("is-found", found.has(at));
        count(`${box.querySelector(".admonition-title").textContent.trim()}: ${word.toLowerCase()}. `);
      });
    }
  });
  count();
})();
