/* The price of a break, on the real series and on series drawn without any: `demarche.measures.breaks`. */
"use strict";

explorable("breaks", (data, { fixed, percent, listed, plural, plot }) => {
  const { years, most, shortest } = data, n = years.length, drawn = Object.keys(data.series).filter((name) => name !== "real");

  /* Best segmentations with 0 to `most` breaks, by dynamic programming. */
  function segmentations(values) {
    const centre = values.reduce((a, b) => a + b, 0) / n, sums = [0], squares = [0];
    for (const value of values) {
      sums.push(sums.at(-1) + value - centre);
      squares.push(squares.at(-1) + (value - centre) ** 2);
    }
    const cost = (i, j) => (j - i < shortest ? Infinity : Math.max(squares[j] - squares[i] - (sums[j] - sums[i]) ** 2 / (j - i), 0));
    const best = [Array.from({ length: n + 1 }, (_, j) => cost(0, j))], before = [];
    for (let breaks = 1; breaks <= most; breaks += 1) {
      const from = [], least = [];
      for (let j = 0; j <= n; j += 1) {
        [from[j], least[j]] = [0, Infinity];
        for (let i = 0; i <= j; i += 1) {
          const way = best[breaks - 1][i] + cost(i, j);
          if (way < least[j]) [from[j], least[j]] = [i, way];
        }
      }
      best.push(least);
      before.push(from);
    }
    return best.map((least, breaks) => {
      const starts = [];
      let end = n;
      for (let step = breaks - 1; step >= 0; step -= 1) starts.unshift((end = before[step][end]));
      const edges = [0, ...starts, n];
      const means = edges.slice(1).map((to, at) => values.slice(edges[at], to).reduce((a, b) => a + b, 0) / (to - edges[at]));
      return { starts, means, edges, cost: least[n] };
    });
  }
  const found = Object.fromEntries(Object.entries(data.series).map(([name, values]) => [name, segmentations(values)]));
  const whole = (price) => fixed((1 + price) * Math.log(n), 1); // a mean, and the year at its price
  const bic = ({ cost }, breaks, price) => n * Math.log(cost / n) + (2 * breaks + 2) * Math.log(n) + (price - 1) * breaks * Math.log(n);
  function chosen(series, price) {
    const totals = found[series].map((one, breaks) => bic(one, breaks, price));
    return found[series][totals.indexOf(Math.min(...totals))];
  }
  const fooled = (price) => drawn.filter((series) => chosen(series, price).starts.length).length;

  return {
    guess: {
      min: 0, max: drawn.length, value: 1, show: (given) => `${given} of ${drawn.length}`,
      reply: (given) => `You said ${given}; it is ${fooled(1)} of ${drawn.length}. Memory makes breaks where there are none, and the price allows for none of it.`,
    },
    controls: [
      { name: "series", label: "Series", kind: "select", options: [...drawn.map((name) => [name, `drawn without a break, no. ${name}`]), ["real", "France less seven allies"]], value: "1" },
      { name: "price", label: `Price of each break (BIC takes ${whole(1)})`, kind: "range", min: 0, max: 8, step: 0.25, value: 1, show: whole },
    ],
    say({ series, price }) {
      const { starts, cost } = chosen(series, price), name = series === "real" ? "France less seven allies" : `Drawn series ${series}, made without a break`;
      const result = starts.length
        ? `${plural(starts.length, "break")} ${starts.length === 1 ? "pays" : "pay"}, ${listed(starts.map((start) => String(years[start])))}, and ${percent(1 - cost / found[series][0].cost)} of the cost goes`
        : "no break pays";
      return `${name}, at a price of ${whole(price)} for each break: ${result}. At this price ${fooled(price)} of the ${drawn.length} drawn series show a break.`;
    },
    draw({ series, price }, box, words) {
      const values = data.series[series], { means, edges, starts } = chosen(series, price);
      const chart = plot(box, {
        height: 300, top: 26, x: [1948, 2024], y: [-0.42, 0.3], yTicks: [-0.4, -0.2, 0, 0.2], yText: (at) => fixed(at, 1),
        yTitle: series === "real" ? "France less seven allies (shares)" : "drawn, on the same scale",
        title: series === "real" ? "Agreement with the United States, and the periods that pay" : `A series drawn without a break, and the periods that pay`, words,
      });
      chart.level(0, "thin axis");
      values.forEach((value, at) => chart.dot(years[at], Math.max(-0.42, Math.min(0.3, value)), "dot-plain", 3.5));
      means.forEach((mean, at) => chart.line([[years[edges[at]] - 0.5, mean], [years[edges[at + 1] - 1] + 0.5, mean]], "one"));
      starts.forEach((start, at) => {
        const near = at && chart.across(years[start]) - chart.across(years[starts[at - 1]]) < 36;
        chart.label(years[start] - 0.5, 0.3, years[start], { anchor: near ? "start" : "middle", dx: near ? -4 : 0, dy: 4, look: "one" });
      });
    },
    table({ series, price }) {
      const rows = found[series].map((one, breaks) => ({ ...one, breaks, bic: bic(one, breaks, price) })), best = Math.min(...rows.map((row) => row.bic));
      return {
        caption: "Best segmentations, and how much worse than the best each is at this price", head: ["Breaks", "years", "cost", "worse by"],
        rows: rows.map(({ breaks, starts, cost, bic: value }) => [breaks, starts.map((start) => years[start]).join(", ") || "none", fixed(cost, 3), fixed(value - best, 1)]),
      };
    },
    note: `A period has five years or more. At ${whole(0)} a break pays for its mean only, at ${whole(1)} for its year as well, as in BIC. The twelve series were drawn once, with a fixed seed.`,
  };
});
