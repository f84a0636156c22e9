/* Two states in the General Assembly, year by year: `demarche.measures.agreement`, from the votes themselves. */
"use strict";

explorable("dyad", (data, { fixed, grouped, the, capital, plot }) => {
  const FEW = 20, topics = Object.keys(data.topics), part = 2 ** topics.length;
  const kinds = Uint8Array.from(data.about, (letter) => data.kinds[data.letters.indexOf(letter)]);
  const NONE = 0, ABSTAINS = 2, votesOf = Object.fromEntries(Object.entries(data.votes)
    .map(([code, votes]) => [code, Uint8Array.from(votes, (vote) => ".YAN".indexOf(vote))]));
  const states = Object.entries(data.names), codes = states.map(([code]) => code);
  const [from, to] = [data.years[0][0], data.last];

  /* Counts of each pair of votes in each year, roll calls that one of the two missed left out. */
  function squares(one, other, topic, texts) {
    const bit = topic === "all" ? 0 : 2 ** topics.indexOf(topic), ours = votesOf[one], theirs = votesOf[other];
    let at = 0;
    return data.years.map(([year, count]) => {
      const square = new Uint16Array(16);
      for (const end = at + count; at < end; at += 1) {
        if ((bit && !(kinds[at] & bit)) || (texts === "whole" && kinds[at] & part)) continue;
        if (ours[at] !== NONE && theirs[at] !== NONE) square[4 * ours[at] + theirs[at]] += 1;
      }
      return [year, square];
    });
  }
  const sum = (square, which) => square.reduce((all, count, at) => (which(at >> 2, at & 3) ? all + count : all), 0);
  const same = (square) => sum(square, (a, b) => a === b);
  const methods = {
    share: (square, votes) => same(square) / votes,
    lijphart: (square, votes) => (same(square) + sum(square, (a, b) => a !== b && (a === ABSTAINS || b === ABSTAINS)) / 2) / votes,
    kappa(square, votes) {
      const luck = [1, 2, 3].reduce((all, vote) => all + sum(square, (a) => a === vote) * sum(square, (_, b) => b === vote), 0);
      return votes ** 2 === luck ? NaN : (votes * same(square) - luck) / (votes ** 2 - luck);
    },
  };
  function series({ one, other, measure, topic, texts }) {
    const found = [];
    for (const [year, square] of squares(one, other, topic, texts)) {
      const votes = sum(square, () => true), value = votes ? methods[measure](square, votes) : NaN;
      found.push({ year, votes, value });
    }
    return found;
  }
  const known = (rows) => rows.filter(({ value }) => !Number.isNaN(value));
  const mean = (rows) => rows.reduce((all, { value }) => all + value, 0) / rows.length;
  const start = { one: "FRA", other: "USA", measure: "share", topic: "all", texts: "all" };

  /* Mean of all pairs in each year, worked out once for each measure, topic and kind of text. */
  const means = {};
  function everybody(state) {
    const key = [state.measure, state.topic, state.texts].join();
    if (!means[key]) {
      const all = new Map();
      codes.forEach((one, at) => codes.slice(at + 1).forEach((other) => {
        for (const { year, value } of known(series({ ...state, one, other }))) all.set(year, [...(all.get(year) || []), value]);
      }));
      means[key] = [...all].map(([year, values]) => [year, values.reduce((a, b) => a + b) / values.length]).sort((a, b) => a[0] - b[0]);
    }
    return means[key];
  }
  /* A year without a value lifts the pen. */
  const spread = (points) => {
    const of = new Map(points);
    return Array.from({ length: to - from + 1 }, (_, at) => [from + at, of.get(from + at)]);
  };

  return {
    guess: {
      value: 80, show: (given) => `${given} %`,
      reply: (given) => {
        const rows = known(series(start)), low = rows.reduce((a, b) => (b.value < a.value ? b : a));
        return `You said ${given} %. It is ${fixed(100 * mean(rows))} %, and ${fixed(100 * low.value)} % in ${low.year}.`;
      },
    },
    controls: [
      { name: "one", label: "First state", kind: "select", options: states, value: "FRA" },
      { name: "other", label: "Second state", kind: "select", options: states, value: "USA" },
      { name: "measure", label: "Measure", kind: "select", options: Object.entries(data.measures), value: "share" },
      { name: "topic", label: "Topic", kind: "select", options: [["all", "all topics"], ...Object.entries(data.topics)], value: "all" },
      { name: "texts", label: "Votes", kind: "select", options: [["all", "all"], ["whole", "on whole texts only"]], value: "all" },
    ],
    /* A state has no agreement with itself: what one list holds, the other does not offer. */
    settle(state, section) {
      if (state.one === state.other) state[state.last === "one" ? "other" : "one"] = codes.find((code) => code !== state.one);
      for (const [key, taken] of [["one", state.other], ["other", state.one]]) {
        for (const option of section.querySelector(`#explore-dyad-${key}`).options) option.disabled = option.value === taken;
      }
    },
    say(state) {
      const all = series(state), rows = known(all), votes = all.reduce((count, row) => count + row.votes, 0);
      const names = `${capital(the(data.names[state.one]))} and ${the(data.names[state.other])}, ${data.measures[state.measure]}, ` +
        `${state.topic === "all" ? "all topics" : data.topics[state.topic]}${state.texts === "whole" ? ", whole texts only" : ""}`;
      if (!rows.length) return `${names}: no year has votes in common.`;
      const count = (row) => `${row.votes} vote${row.votes === 1 ? "" : "s"}`, last = rows.at(-1);
      /* Several years can share an extreme, and a year of one vote reaches it easily. */
      const yearsOf = (pick) => {
        const extreme = pick(...rows.map(({ value }) => value));
        const [first, ...more] = rows.filter(({ value }) => Math.abs(value - extreme) < 1e-9);
        return `${fixed(extreme, 2)} in ${first.year} (${count(first)})` +
          (more.length ? ` and ${more.length} other year${more.length > 1 ? "s" : ""}` : "");
      };
      return `${names}: ${rows.length} years, ${grouped(votes)} votes in common. Mean of the years ${fixed(mean(rows), 2)}; ` +
        `highest ${yearsOf(Math.max)}, lowest ${yearsOf(Math.min)}. ` +
        `In ${last.year}: ${fixed(last.value, 2)}, from ${count(last)}.`;
    },
    draw(state, box, words) {
      const rows = known(series(state)), crowd = everybody(state);
      const low = Math.min(0, ...rows.map(({ value }) => value)), floor = low < 0 ? Math.floor(low * 4) / 4 : 0;
      const chart = plot(box, {
        height: 320, x: [from, to + 1], y: [floor, 1], yText: (at) => fixed(at, 2), yTicks: [-1, -0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75, 1].filter((at) => at >= floor),
        yTitle: data.measures[state.measure], title: `${capital(data.measures[state.measure])} of ${the(data.names[state.one])} and ${the(data.names[state.other])}, ${from} to ${to}`, words,
      });
      chart.upright(2017.5, "thin axis", "record changes in 2018", "end");
      chart.line(spread(crowd), "two");
      chart.line(spread(rows.map(({ year, value }) => [year, value])), "one");
      for (const { year, value, votes } of rows) if (votes < FEW) chart.dot(year, value, "ring-one", 4);
    },
    table(state) {
      return {
        caption: `${capital(the(data.names[state.one]))} and ${the(data.names[state.other])}: ${data.measures[state.measure]} by year`,
        head: ["Year", "votes in common", data.measures[state.measure]],
        rows: series(state).map(({ year, votes, value }) => [year, votes, Number.isNaN(value) ? "none" : fixed(value, 2)]),
      };
    },
    note: "Orange, solid: the pair. Blue, dashed: the mean of all 66 pairs. Rings: years with fewer than 20 votes in common; a gap is a year without any, or one that gives no kappa. In most years to 1974, in 1997 to 2012, and in 2016 and 2017, many of the votes are on paragraphs and amendments, in the other years few or none: leave them out, and see whether the picture stays.",
  };
});
