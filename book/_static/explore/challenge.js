/* When a challenge pays, and whether a quarrel tips it: `demarche.measures.deterrence`. */
"use strict";

explorable("challenge", (data, { fixed, percent, plot }) => {
  const threshold = ({ gain, loss, quo }) => (quo >= gain ? 0 : quo <= -loss ? 1 : (gain - quo) / (gain + loss));
  /* A margin of nothing is nothing, whatever is left over from binary fractions. */
  const margin = (resist, { gain, loss, quo }) => Math.round((resist * -loss + (1 - resist) * gain - quo) * 1e9) / 1e9;
  function rule(state) {
    if (state.quo >= state.gain) return "A challenge never pays.";
    if (state.quo < -state.loss) return "A challenge always pays.";
    return `A challenge pays where resistance is less likely than ${percent(threshold(state), 1)}.`;
  }
  const before = ({ resist }) => resist / 100;
  const after = ({ resist, quarrel }) => Math.max(0, resist - quarrel) / 100;
  const START = { gain: 4, loss: 10, quo: 0, resist: 80, quarrel: 10 };

  return {
    guess: {
      min: 0, max: 80, value: 10, show: (given) => `${given} points`,
      reply: (given) => `You said ${given}. It takes more than ${fixed(80 - 100 * threshold(START), 1)}: from 80 % to below the threshold, ${percent(threshold(START), 1)}.`,
    },
    controls: [
      { name: "gain", label: "Gain if nobody resists", kind: "range", min: 1, max: 10, value: 4 },
      { name: "loss", label: "Loss if somebody does", kind: "range", min: 1, max: 20, value: 10, show: (value) => fixed(-value) },
      { name: "quo", label: "Value of doing nothing", kind: "range", min: -8, max: 4, value: 0, show: (value) => fixed(value) },
      { name: "resist", label: "Resistance before the quarrel", kind: "range", min: 0, max: 100, step: 5, value: 80, show: (value) => `${value} %` },
      { name: "quarrel", label: "The quarrel takes away", kind: "range", min: 0, max: 80, step: 5, value: 10, show: (value) => `${value} points` },
    ],
    say(state) {
      const [p, q] = [before(state), after(state)], [old, now] = [margin(p, state), margin(q, state)];
      let end = "It pays neither before nor after: the quarrel changes no decision.";
      if (old > 0 !== now > 0) end = "The quarrel tips the decision.";
      else if (now > 0) end = "It pays before and after: the quarrel changes no decision.";
      return `${rule(state)} At ${percent(p)} its margin is ${fixed(old, 1)}; ` +
        `after the quarrel, at ${percent(q)}, it is ${fixed(now, 1)}. ${end}`;
    },
    draw(state, box, words) {
      const ends = [margin(0, state), margin(1, state)], low = Math.min(-4, ...ends), high = Math.max(4, ...ends);
      const chart = plot(box, {
        height: 300, top: 26, x: [0, 1], y: [low, high], xTicks: [0, 0.25, 0.5, 0.75, 1], xText: (at) => `${100 * at} %`, yText: (at) => fixed(at),
        xTitle: "resistance, as the challenger sees it", yTitle: "margin of a challenge", title: "Margin of a challenge by the probability of resistance", words,
      });
      chart.bar(0, threshold(state), low, high, "outside");
      chart.level(0, "mark");
      chart.line([[0, ends[0]], [1, ends[1]]], "one");
      if (threshold(state) > 0) chart.label(0, low, "pays", { dx: 6, dy: -8, look: "axis" });
      chart.line([[before(state), margin(before(state), state)], [after(state), margin(after(state), state)]], "thick");
      chart.dot(before(state), margin(before(state), state), "ring-one", 6);
      chart.dot(after(state), margin(after(state), state), "dot-one", 6);
    },
    table(state) {
      return {
        caption: "Margin of a challenge", head: ["Resistance", "margin", "pays"],
        rows: [...new Set([0, 0.25, 0.5, 0.75, 1, before(state), after(state)])].sort((a, b) => a - b)
          .map((at) => [percent(at), fixed(margin(at, state), 1), margin(at, state) > 0 ? "yes" : "no"]),
      };
    },
    note: "Ring: before the quarrel; dot: after it. In the grey part a challenge pays. All numbers are made up, and none speaks of a living person.",
  };
});
