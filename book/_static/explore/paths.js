/* Measures against two states on a ladder whose upper rungs can be moved: `demarche.measures.ordinal`. */
"use strict";

explorable("paths", (data, { fixed, listed, the, plot }) => {
  const score = (rung, step) => (rung <= data.recall ? rung : data.recall + step * (rung - data.recall));
  const rungs = (state) => data.against[state].map(([, rung]) => rung).sort((a, b) => a - b);
  const mean = (state, step) => {
    const values = data.against[state].map(([, rung]) => score(rung, step));
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  };
  const middle = (state) => {
    const sorted = rungs(state);
    return [...new Set([sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]])];
  };
  const name = (rung) => data.rungs[rung - 1];
  /* Cumulative counts nowhere above the other's, in whole numbers. */
  const dominates = (upper, lower) => data.rungs.every((_, at) => {
    const below = (list) => list.filter((rung) => rung <= at + 1).length;
    return below(upper) * lower.length <= below(lower) * upper.length;
  });
  const when = (day) => Number(day.slice(0, 4)) + (Number(day.slice(5, 7)) - 1) / 12 + Number(day.slice(8)) / 366;
  const states = Object.entries(data.names);
  const options = ["Spain", "Sweden", "It depends on the numbers of the rungs"];
  const highest = data.rungs.length;
  const SHORT = { "recall for consultations": "recall", "recall without a date": "recall, no date", "visits and talks put off": "visits put off", "services stopped or closed": "closed or stopped" };

  return {
    guess: {
      kind: "choice", options: options.slice(0, 2).concat(options[2]),
      reply: (given) => `You said: ${options[given]}. With equal steps the mean of Sweden is higher (${fixed(mean("SWE", 1), 2)} against ` +
        `${fixed(mean("ESP", 1), 2)}); if a rung above a recall counts 0.2, that of Spain (${fixed(mean("ESP", 0.2), 2)} against ${fixed(mean("SWE", 0.2), 2)}).`,
    },
    controls: [
      { name: "one", label: "Measures against", kind: "select", options: states, value: "ESP" },
      { name: "other", label: "and against", kind: "select", options: states, value: "SWE" },
      { name: "step", label: "A rung above a recall counts", kind: "range", min: 0.1, max: 2, step: 0.1, value: 1, show: (value) => fixed(value, 1) },
    ],
    settle(state, section) {
      if (state.one === state.other) state[state.last === "one" ? "other" : "one"] = states.find(([code]) => code !== state.one)[0];
      for (const [key, taken] of [["one", state.other], ["other", state.one]]) {
        for (const option of section.querySelector(`#explore-paths-${key}`).options) option.disabled = option.value === taken;
      }
    },
    say({ one, other, step }) {
      const parts = [one, other].map((state) => `${data.names[state]}: ${data.against[state].length} measures, mean ` +
        `${fixed(mean(state, step), 2)}, in the middle ${middle(state).map(name).join(" or ")}.`);
      const [ours, theirs] = [mean(one, step), mean(other, step)];
      parts.push(Math.abs(ours - theirs) > 1e-9 ? `The mean of ${the(data.names[ours > theirs ? one : other])} is higher.` : "The means are equal.");
      const [a, b] = [rungs(one), rungs(other)];
      parts.push(dominates(a, b) || dominates(b, a) ? "No spacing of the rungs turns this round." : "Another spacing of the rungs can turn this round.");
      return parts.join(" ");
    },
    draw({ one, other, step }, box, words) {
      const top = score(highest, step);
      let shown = Infinity;
      const chart = plot(box, {
        height: 340, left: 124, top: 20, x: [1967, 2028], y: [0.5, top + 0.5],
        yTicks: Array.from({ length: highest }, (_, at) => score(highest - at, step)),
        yText(at) {
          // A name where it has room below the one above it, and for the recall and the lowest always.
          const rung = data.rungs.findIndex((_, place) => Math.abs(score(place + 1, step) - at) < 1e-9) + 1;
          const place = (at / top) * 276, room = shown - place >= 14, recall = (data.recall / top) * 276;
          if (!room || (rung > data.recall && rung < highest && place - recall < 14)) return "";
          shown = place;
          return SHORT[name(rung)] || name(rung);
        },
        xTicks: box.clientWidth < 480 ? [1970, 1990, 2010] : undefined, title: `Measures against ${the(data.names[one])} and ${the(data.names[other])}, by day and rung`, words,
      });
      for (const [state, look] of [[other, "two"], [one, "one"]]) {
        const points = data.against[state].map(([day, rung]) => [when(day), score(rung, step)]);
        chart.line(points, `thin ${look}`);
        for (const [day, value] of points) chart.dot(day, value, `dot-${look}`, 5);
        chart.level(mean(state, step), look);
      }
      const [high, low] = mean(one, step) >= mean(other, step) ? [one, other] : [other, one];
      chart.label(2028, mean(high, step), `mean, ${data.names[high]}`, { dy: -6, anchor: "end", look: high === one ? "one" : "two" });
      chart.label(2028, mean(low, step), `mean, ${data.names[low]}`, { dy: 15, anchor: "end", look: low === one ? "one" : "two" });
    },
    table({ one, other, step }) {
      return {
        caption: `Measures against ${the(data.names[one])} and ${the(data.names[other])}`,
        head: ["Day", "against", "by", "measure", "counts"],
        rows: [one, other].flatMap((state) => data.against[state].map(([day, rung, by]) => [day, data.names[state], by, name(rung), fixed(score(rung, step), 1)]))
          .sort((a, b) => (a[0] < b[0] ? -1 : 1)),
      };
    },
    note: "Orange, solid: the first state. Blue, dashed: the second. Where only a month is known, the day is its first. The medians stay where they are, whatever you do with the rungs.",
  };
});
