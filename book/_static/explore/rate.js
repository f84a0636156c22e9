/* A class of cases, its rate with an exact interval, and a claim about the last one: `demarche.measures.rates`. */
"use strict";

explorable("rate", (data, { fixed, plural, capital, html, plot }) => {
  const KINDS = { limit: ["limit", "strict"], strict: ["strict"], recall: ["recall"], either: ["limit", "strict", "recall"] };
  const [EVENT, YEAR, KIND, SENDER, TARGET, NATO, ISSUE] = [0, 1, 2, 3, 4, 5, 6];

  function events({ act, circle, since }) {
    const found = new Map();
    for (const row of data.rows) {
      if (row[YEAR] < since || (KINDS[act] && !KINDS[act].includes(row[KIND]))) continue;
      if (circle === "nato" && !row[NATO]) continue;
      if ((circle === "france" || circle === "pair") && row[SENDER] !== "FRA") continue;
      if (circle === "pair" && row[TARGET] !== "USA") continue;
      const one = found.get(row[EVENT]);
      found.set(row[EVENT], { year: Math.min(row[YEAR], one ? one.year : Infinity), what: row[ISSUE], who: `${row[SENDER]}, ${row[TARGET]}` });
    }
    return [...found.values()].sort((a, b) => a.year - b.year);
  }
  function atMost(count, mean) {
    if (mean === 0) return 1;
    let sum = 0, log = -mean;
    for (let cases = 0; cases <= count; cases += 1) {
      if (cases) log += Math.log(mean) - Math.log(cases);
      sum += Math.exp(log);
    }
    return Math.min(1, sum);
  }
  function meanFor(count, probability) {
    let low = 0, high = count + 1;
    while (atMost(count, high) > probability) [low, high] = [high, 2 * high];
    for (let turn = 0; turn < 80; turn += 1) {
      const middle = (low + high) / 2;
      if (atMost(count, middle) > probability) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  }
  function interval(count, exposure) {
    return [count / exposure, count ? meanFor(count - 1, 0.975) / exposure : 0, meanFor(count, 0.025) / exposure];
  }
  const classes = Object.keys(data.acts).flatMap((act) => Object.keys(data.circles).map((circle) => ({ act, circle, since: 1949 })));
  const fallen = classes.filter((one) => events(one).some(({ year }) => year > data.claimed)).length;

  return {
    guess: {
      min: 0, max: classes.length, value: 10, show: (given) => `${given} of ${classes.length}`,
      reply: (given) => `You said ${given}; it is ${fallen} of ${classes.length}. Only a class without any case leaves the sentence standing.`,
    },
    controls: [
      { name: "act", label: "Acts", kind: "select", options: Object.entries(data.acts), value: "limit" },
      { name: "circle", label: "Among whom", kind: "select", options: Object.entries(data.circles), value: "all" },
      { name: "since", label: "From the year", kind: "range", min: 1949, max: 2005, value: 1949 },
    ],
    say(state) {
      const found = events(state), later = found.filter(({ year }) => year > data.claimed);
      const [rate, low, high] = interval(found.length, (data.last - state.since + 1) / 10);
      const start = `${capital(data.acts[state.act])}, ${data.circles[state.circle]}, ${state.since} to ${data.last}: ${plural(found.length, "event")}, ` +
        `${fixed(rate, 1)} a decade (95 % interval ${fixed(low, 1)} to ${fixed(high, 1)}).`;
      return later.length
        ? `${start} ${later.length} after ${data.claimed}, the last in ${later.at(-1).year}: in this class C15 falls.`
        : `${start} None after ${data.claimed}: in this class C15 is not contradicted, and nothing supports it either.`;
    },
    draw(state, box, words) {
      const found = events(state), stacked = {}, name = `${capital(data.acts[state.act])}, ${data.circles[state.circle]}`;
      const most = Math.max(4, ...found.map(({ year }) => (stacked[year] = (stacked[year] || 0) + 1)));
      const above = html("div", { id: "explore-rate-a" }), below = html("div", { id: "explore-rate-b" });
      box.replaceChildren(above, below);
      const chart = plot(above, {
        height: 210, left: 12, top: 22, bottom: 30, x: [1948.4, 2027], y: [0, most + 1], yTicks: [0], yText: () => "", title: `${name}, by year`, words,
      });
      if (state.since > 1949) chart.bar(1948.4, state.since - 0.5, 0, most + 1, "outside");
      chart.upright(data.claimed, "mark", `claimed: ${data.claimed}`, "end");
      const at = {};
      for (const { year } of found) {
        at[year] = (at[year] || 0) + 1;
        chart.dot(year, at[year] - 0.4, year > data.claimed ? "dot-one" : "dot-two", Math.min(6, 90 / most));
      }
      if (!found.length) chart.text(chart.width / 2, chart.height / 2, "no case in this class", { anchor: "middle", look: "axis" });
      const [rate, low, high] = interval(found.length, (data.last - state.since + 1) / 10);
      const line = plot(below, {
        height: 84, left: 12, top: 8, bottom: 42, x: [0, Math.max(4, high)], y: [0, 2], yTicks: [1], yText: () => "", xTitle: "events a decade, 95 % interval",
        title: "Rate and interval", words,
      });
      line.bar(low, high, 0.8, 1.2, "fill-one");
      line.dot(rate, 1, "dot-one", 7);
    },
    table(state) {
      return {
        caption: `${capital(data.acts[state.act])}, ${data.circles[state.circle]}, from ${state.since}`,
        head: ["Year", "sender, target", "about"],
        rows: events(state).map(({ year, who, what }) => [year, who, what]),
      };
    },
    note: "One dot is one event; orange ones lie after 1982. The table of ruptures is a convenience sample: the interval speaks of chance, not of cases that nobody found.",
  };
});
