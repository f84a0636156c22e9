/* Weights of four indicators, and the year that comes out lowest: `demarche.measures.composite`. */
"use strict";

explorable("weights", (data, { fixed, grouped, percent, listed, capital, html, svg, plot }) => {
  const NOISE = 1e-9, FEW = 18, names = data.indicators;
  const LOOKS = { 2003: "dot-one", 2004: "dot-two", 2002: "ring-one" };
  const years = (survey) => Object.keys(data.scores[survey]).map(Number);
  const composite = (row, weights) => {
    const total = weights.reduce((a, b) => a + b, 0);
    return row.reduce((sum, score, at) => sum + score * (weights[at] / total), 0);
  };
  const ordered = (survey, weights) => years(survey).map((year) => [year, composite(data.scores[survey][year], weights)]).sort((a, b) => a[1] - b[1]);
  const lowest = (survey, weights) => {
    const order = ordered(survey, weights);
    return order.filter(([, value]) => value <= order[0][1] + NOISE).map(([year]) => year);
  };
  const grid = [];
  for (let a = 0; a <= data.steps; a += 1) {
    for (let b = 0; a + b <= data.steps; b += 1) {
      for (let c = 0; a + b + c <= data.steps; c += 1) grid.push([a, b, c, data.steps - a - b - c]);
    }
  }
  const counted = {};
  function counts(survey) {
    if (!counted[survey]) {
      const found = new Map(years(survey).map((year) => [year, 0]));
      for (const weights of grid) for (const year of lowest(survey, weights)) found.set(year, found.get(year) + 1);
      counted[survey] = [...found].sort((a, b) => b[1] - a[1]);
    }
    return counted[survey];
  }
  const weightsOf = (state) => names.map((name) => state[name]);

  return {
    guess: {
      value: 90, show: (given) => `${given} %`,
      reply: (given) => `You said ${given} %. It is ${percent(new Map(counts("later")).get(2003) / grid.length)}: the map below shows where.`,
    },
    controls: [
      ...names.map((name) => ({ name, label: `Weight of ${name}`, kind: "range", min: 0, max: 20, value: 5,
        show: (value, state) => percent(value / (weightsOf(state).reduce((a, b) => a + b, 0) || 1)) })),
      { name: "survey", label: "Survey of 2003", kind: "select", options: [["later", "after the war had begun"], ["march", "March, before it"]], value: "later" },
    ],
    say(state) {
      const found = counts(state.survey).filter(([, count]) => count >= FEW).map(([year, count]) => `${year} under ${percent(count / grid.length)}`);
      const everywhere = `Lowest among all ${grouped(grid.length)} weightings: ${listed(found)} of them.`;
      const weights = weightsOf(state), total = weights.reduce((a, b) => a + b, 0);
      if (!total) return `Give at least one indicator some weight. ${everywhere}`;
      const [[first, low], [second, next]] = ordered(state.survey, weights);
      return `${capital(listed(names.map((name, at) => `${name} ${percent(weights[at] / total)}`)))}: the lowest year is ${first} (${fixed(low, 2)}), ` +
        `then ${second} (${fixed(next, 2)}). ${everywhere}`;
    },
    /* A slice through all weightings: tone has the weight chosen, the other three share the rest in every way. */
    draw(state, box, words) {
      const weights = weightsOf(state), total = weights.reduce((a, b) => a + b, 0) || 1;
      const tone = Math.round((data.steps * state.tone) / total), rest = data.steps - tone;
      const width = Math.max(260, Math.min(box.clientWidth, 520)), side = width - 90, height = side * 0.866 + 76;
      const place = (o, v, t) => [45 + side * (rest ? (t + o / 2) / rest : 0.5), 34 + side * 0.866 * (1 - (rest ? o / rest : 0.5))];
      const root = svg("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-labelledby": "explore-weights-t", "aria-describedby": "explore-weights-d" },
        svg("title", { id: "explore-weights-t" }, `Lowest year under every weighting in which tone has ${percent(tone / data.steps)}`),
        svg("desc", { id: "explore-weights-d" }, words));
      const r = Math.max(3, Math.min(9, side / (2.6 * Math.max(rest, 1))));
      for (let o = 0; o <= rest; o += 1) {
        for (let v = 0; o + v <= rest; v += 1) {
          const [x, y] = place(o, v, rest - o - v), [year] = lowest(state.survey, [o, v, rest - o - v, tone]);
          root.append(svg("circle", { cx: x.toFixed(1), cy: y.toFixed(1), r: (LOOKS[year] ? r : r * 0.6).toFixed(1), class: LOOKS[year] || "dot-plain" }));
        }
      }
      if (weights.some(Boolean)) {
        const share = (at) => (rest ? (weights[at] / Math.max(weights[0] + weights[1] + weights[2], 1e-9)) * rest : 0);
        const [x, y] = place(share(0), share(1), share(2));
        root.append(svg("circle", { cx: x.toFixed(1), cy: y.toFixed(1), r: r + 4, class: "here" }));
      }
      const corner = (x, y, anchor, text) => root.append(svg("text", { x, y, "text-anchor": anchor }, text));
      const all = tone ? "rest on" : "all on";
      corner(45 + side / 2, 20, "middle", `${all} opinion`);
      corner(8, height - 16, "start", `${all} votes`);
      corner(width - 8, height - 16, "end", `${all} trade`);
      corner(8, 20, "start", `tone ${percent(tone / data.steps)}`);
      box.replaceChildren(root, html("p", { class: "explorable-key" },
        ...[["dot-one", "2003 is lowest"], ["dot-two", "2004"], ["ring-one", "2002"], ["dot-plain", "another year"], ["here", "your weights"]].flatMap(([look, text]) => [
          svg("svg", { width: 18, height: 18, viewBox: "0 0 18 18", "aria-hidden": "true" }, svg("circle", { cx: 9, cy: 9, r: look === "dot-plain" ? 4 : 6, class: look })), `${text} `])));
    },
    table(state) {
      const found = new Map(counts(state.survey)), weights = weightsOf(state);
      const order = weights.some(Boolean) ? ordered(state.survey, weights) : years(state.survey).map((year) => [year, NaN]);
      return {
        caption: "Composite of each year, lowest first, and how many weightings make it the lowest", head: ["Year", "composite", "weightings"],
        rows: order.map(([year, value]) => [year, Number.isNaN(value) ? "none" : fixed(value, 2), grouped(found.get(year))]),
      };
    },
    note: "The triangle is a slice through all weightings: tone keeps the weight you gave it, and the other three share the rest in every way. A point near a corner gives that indicator nearly all of that rest.",
  };
});
