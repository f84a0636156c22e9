/* Who pays for the alliance, by yardstick, average and line: `demarche.measures.burden`. */
"use strict";

explorable("burden", (data, { fixed, grouped, the, capital, plot }) => {
  const HAIR = 1e-9, START = { year: 2024, yardstick: "gdp", average: "member", line: 2 };
  const total = (rows, pick) => rows.reduce((sum, row) => sum + pick(row), 0);
  function members({ year, yardstick }) {
    return data.years[year].map(([code, pct, gdp, people]) => {
      const money = (pct / 100) * gdp * 1e6;
      return { name: data.names[code], pct, gdp: gdp === null ? null : gdp * 1e6, people, money, value: yardstick === "gdp" ? pct : money / people };
    });
  }
  const write = (value, { yardstick }) => (yardstick === "gdp" ? `${fixed(value, 2)} %` : `${grouped(value)} dollars a head`);
  const reached = (rows, line) => rows.filter(({ pct }) => pct >= line - HAIR).length;
  function average(rows, { year, yardstick, average: kind }) {
    if (kind === "member") return total(rows, ({ value }) => value) / rows.length;
    if (year > data.lastGdp) return null;
    const all = total(rows, ({ money }) => money);
    return yardstick === "gdp" ? (100 * all) / total(rows, ({ gdp }) => gdp) : all / total(rows, ({ people }) => people);
  }

  return {
    guess: {
      min: 0, max: 31, value: 16, show: (given) => `${given} of 31`,
      reply: (given) => `You said ${given}; it is ${reached(members(START), 2.1)}. A tenth of a point takes ${reached(members(START), 2) - reached(members(START), 2.1)} members away.`,
    },
    controls: [
      { name: "year", label: "Year", kind: "range", min: 2014, max: 2024, value: 2024 },
      { name: "line", label: "Line, per cent of GDP", kind: "range", min: 1, max: 4, step: 0.1, value: 2, show: (value) => `${fixed(value, 1)} %` },
      { name: "yardstick", label: "Yardstick", kind: "select", options: [["gdp", "per cent of GDP"], ["head", "dollars per inhabitant"]], value: "gdp" },
      { name: "average", label: "Average", kind: "select", options: [["member", "each member once"], ["size", "by size"]], value: "member" },
    ],
    /* There is no GDP of 2024 in the table, so no dollars either. */
    settle(state, section) {
      const last = state.yardstick === "head" ? data.lastGdp : 2024;
      section.querySelector("#explore-burden-year").max = last;
      state.year = Math.min(state.year, last);
    },
    say(state) {
      const rows = members(state), order = [...rows].sort((a, b) => b.value - a.value), [first, last] = [order[0], order.at(-1)];
      const start = `${state.year}: ${reached(rows, state.line)} of ${rows.length} members spent ${fixed(state.line, 1)} % of GDP or more. ` +
        `First is ${the(first.name)} with ${write(first.value, state)}, last ${the(last.name)} with ${write(last.value, state)}.`;
      const mean = average(rows, state);
      if (mean === null) return `${start} The table has no GDP of ${state.year}, so there is no average by size.`;
      const words = state.average === "member" ? "the mean of the members" : `all money over all ${state.yardstick === "gdp" ? "GDP" : "people"}`;
      return `${start} ${capital(words)} is ${write(mean, state)}; ${rows.filter(({ value }) => value < mean).length} members lie below it.`;
    },
    draw(state, box, words) {
      const rows = members(state).sort((a, b) => b.value - a.value), n = rows.length, mean = average(rows, state);
      const most = state.yardstick === "gdp" ? Math.max(4, rows[0].value) : rows[0].value;
      const chart = plot(box, {
        height: 60 + 16 * n, left: 128, top: 22, bottom: 38, x: [0, most * 1.04], y: [n + 0.5, 0.5], yTicks: rows.map((_, at) => at + 1),
        yText: (at) => rows[at - 1].name, xText: (at) => (state.yardstick === "gdp" ? `${at} %` : grouped(at)),
        xTitle: state.yardstick === "gdp" ? "defence spending, per cent of GDP" : "defence spending, dollars per inhabitant",
        title: `Defence spending of ${n} members in ${state.year}`, words,
      });
      rows.forEach(({ value, pct }, at) => chart.bar(0, value, at + 0.66, at + 1.34, pct >= state.line - HAIR ? "fill-one" : "fill-plain"));
      if (state.yardstick === "gdp") chart.upright(state.line, "mark");
      if (mean === null) return;
      chart.upright(mean, "two");
      chart.text(chart.across(mean), 14, "average", { anchor: "middle", look: "two" });
    },
    table(state) {
      return {
        caption: `Members in ${state.year}, highest first`,
        head: ["Member", "% of GDP", state.yardstick === "gdp" ? "at the line" : "dollars a head"],
        rows: members(state).sort((a, b) => b.value - a.value).map(({ name, pct, value }) => [name, fixed(pct, 2),
          state.yardstick === "gdp" ? (pct >= state.line - HAIR ? "yes" : "no") : grouped(value)]),
      };
    },
    note: "Orange: at the line, in per cent of GDP, or above it. Blue, dashed: the average that you chose. Iceland has no forces; 2024 is an estimate, and the table has no GDP for it.",
  };
});
