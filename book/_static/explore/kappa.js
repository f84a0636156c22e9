/* Kappa of two coders who agree equally often while one code becomes more common: `demarche.measures.coders`. */
"use strict";

explorable("kappa", (data, { fixed, plot }) => {
  const luck = (yes) => yes ** 2 + (100 - yes) ** 2; // of 10,000
  const kappa = (agree, yes) => (100 * agree - luck(yes)) / (10000 - luck(yes));
  const options = ["about 0.9", "about 0.5", "about 0.2", "below zero"];

  return {
    guess: {
      kind: "choice", options,
      reply: (given) => `You said ${options[given]}; it is ${fixed(kappa(90, 95), 2)}. Luck alone gives ${fixed(luck(95) / 100, 1)} agreements.`,
    },
    controls: [
      { name: "agree", label: "Claims on which they agree", kind: "range", min: 60, max: 98, step: 2, value: 90, show: (value) => `${value} of 100` },
      { name: "yes", label: "Each says yes to", kind: "range", min: 1, max: 99, value: 95, show: (value) => `${value} of 100` },
    ],
    settle(state, section) {
      const apart = (100 - state.agree) / 2, slider = section.querySelector("#explore-kappa-yes");
      [slider.min, slider.max] = [apart, 100 - apart];
      state.yes = Math.min(Math.max(state.yes, apart), 100 - apart);
    },
    say({ agree, yes }) {
      const found = kappa(agree, yes);
      return `Each says yes to ${yes} of 100 claims, and they agree on ${agree}. Luck alone gives ${fixed(luck(yes) / 100, 1)}, ` +
        `so kappa is ${fixed(found, 2)}.${found < 0 ? " That is less than luck gives." : ""}`;
    },
    draw({ agree, yes }, box, words) {
      const chart = plot(box, {
        height: 280, x: [0, 100], y: [-0.3, 1], yTicks: [-0.25, 0, 0.25, 0.5, 0.75, 1], yText: (at) => fixed(at, 2),
        xTitle: "claims to which each says yes, of 100", yTitle: "kappa", title: `Kappa of two coders who agree on ${agree} of 100 claims`, words,
      });
      const apart = (100 - agree) / 2, points = [];
      for (let at = apart; at <= 100 - apart; at += 0.5) points.push([at, kappa(agree, at)]);
      chart.level(0, "axis");
      chart.label(50, 0, "luck", { dy: -6, anchor: "middle", look: "axis" });
      chart.level(agree / 100, "two", `agreement ${fixed(agree / 100, 2)}`);
      chart.line(points, "one");
      chart.dot(yes, kappa(agree, yes), "dot-one", 7);
    },
    table({ agree, yes }) {
      const apart = (100 - agree) / 2;
      return {
        caption: "The 100 claims by what the two say",
        head: ["Codes", "second: yes", "second: no"],
        rows: [["first: yes", yes - apart, apart], ["first: no", apart, 100 - yes - apart]],
      };
    },
    note: "They disagree equally often in both directions. The table shows the counts behind the point.",
  };
});
