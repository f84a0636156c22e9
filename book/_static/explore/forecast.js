/* Your own probabilities for six questions, scored: `demarche.measures.scores`. */
"use strict";

explorable("forecast", (data, { fixed, plot }) => {
  const LETTERS = [..."abcdef"], outcome = data.questions.map((one) => one.outcome);
  const MARKS = ["r", "c", "b"]; // base_rate, careful, bold
  const brier = (stated) => stated.reduce((sum, p, at) => sum + (p - outcome[at]) ** 2, 0) / stated.length;
  function logarithmic(stated) {
    const given = stated.map((p, at) => (outcome[at] ? p : 1 - p));
    return given.some((p) => p === 0) ? Infinity : given.reduce((sum, p) => sum - Math.log(p), 0) / stated.length;
  }
  function losses(stated) {
    const log = logarithmic(stated);
    return `${fixed(brier(stated), 3)} and ${Number.isFinite(log) ? fixed(log, 3) : "without limit"}`;
  }
  const mine = (state) => LETTERS.map((letter) => state[letter] / 100);
  const theirs = (at) => data.questions.map((one) => one.said[at]);

  return {
    guess: {
      kind: "many", inputs: data.questions.map(({ asked }, at) => ({ name: LETTERS[at], label: asked })), show: (value) => `${value} %`,
      reply: (given) => `Your Brier loss is ${fixed(brier(mine(given)), 3)}. Somebody who always says one half has 0.250.`,
    },
    controls: data.questions.map(({ asked, outcome: came }, at) => ({
      name: LETTERS[at], label: `${asked} ${came ? "Yes." : "No."}`, kind: "range", min: 0, max: 100, step: 5, value: 50, show: (value) => `${value} %`,
    })),
    say(state) {
      const others = data.forecasters.map((name, at) => `${name} ${losses(theirs(at))}`);
      return `Your losses are ${losses(mine(state))} (Brier, then logarithmic; low is good). On the same six questions: ${others.join(", ")}. ` +
        "Always saying one half earns 0.250 and 0.693.";
    },
    draw(state, box, words) {
      const chart = plot(box, {
        height: 290, left: 34, top: 20, x: [-4, 104], y: [6.6, 0.4], yTicks: [1, 2, 3, 4, 5, 6], yText: (at) => `${at}.`, xTicks: [0, 25, 50, 75, 100],
        xText: (at) => `${at} %`, xTitle: "stated probability of yes", title: "Stated probabilities and answers of six questions", words,
      });
      data.questions.forEach(({ outcome: came, said }, at) => {
        const row = at + 1, own = state[LETTERS[at]];
        chart.line([[own, row], [100 * came, row]], "thick");
        chart.label(100 * came, row, came ? "yes" : "no", { dy: -9, anchor: came ? "end" : "start", look: "axis" });
        chart.dot(100 * came, row, "ring-two", 6);
        said.forEach((p, who) => chart.label(100 * p, row, MARKS[who], { dy: 5, anchor: "middle", look: "letter" }));
        chart.dot(own, row, "dot-one", 6);
      });
    },
    table(state) {
      return {
        caption: "Stated probabilities of yes, in per cent, and the answers", head: ["Question", "answer", "you", ...data.forecasters],
        rows: data.questions.map(({ asked, outcome: came, said }, at) => [asked, came ? "yes" : "no", state[LETTERS[at]], ...said.map((p) => fixed(100 * p))]),
      };
    },
    note: "Dot: you. Ring: the answer. Letters: the invented forecasters base_rate (r), careful (c) and bold (b). The longer the bar, the more a question costs you.",
  };
});
