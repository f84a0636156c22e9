/* The textbook interval beside Wilson's, and how often each catches the true share: `demarche.measures.proportions`. */
"use strict";

explorable("share", (data, { fixed, percent, html, plot }) => {
  const Z = 1.959963984540054; // 95 %
  const wald = (hits, cases) => {
    const share = hits / cases, half = Z * Math.sqrt((share * (1 - share)) / cases);
    return [share - half, share + half];
  };
  const wilson = (hits, cases) => {
    const share = hits / cases, scale = 1 + Z ** 2 / cases, centre = (share + Z ** 2 / (2 * cases)) / scale;
    const half = (Z / scale) * Math.sqrt((share * (1 - share)) / cases + Z ** 2 / (4 * cases ** 2));
    return [hits === 0 ? 0 : Math.max(0, centre - half), hits === cases ? 1 : Math.min(1, centre + half)];
  };
  const choose = (n) => {
    const row = [1];
    for (let k = 1; k <= n; k += 1) row.push((row[k - 1] * (n - k + 1)) / k);
    return row;
  };
  function coverage(cases, share, interval) {
    const ways = choose(cases);
    let caught = 0;
    for (let hits = 0; hits <= cases; hits += 1) {
      const [low, high] = interval(hits, cases);
      if (low <= share && share <= high) caught += ways[hits] * share ** hits * (1 - share) ** (cases - hits);
    }
    return caught;
  }

  return {
    guess: {
      value: 95, show: (given) => `${given} of 100`,
      reply: (given) => {
        const caught = 100 * coverage(10, 0.1, wald);
        return `You said ${given} of 100; it is ${fixed(caught)}. Wilson's interval catches it in ${fixed(100 * coverage(10, 0.1, wilson))}.`;
      },
    },
    controls: [
      { name: "cases", label: "Claims drawn", kind: "range", min: 2, max: 60, value: 10 },
      { name: "found", label: "of which supported", kind: "range", min: 0, max: 60, value: 1 },
      { name: "true", label: "True share", kind: "range", min: 1, max: 99, value: 10, show: (value) => percent(value / 100) },
    ],
    settle(state, section) {
      state.found = Math.min(state.found, state.cases);
      section.querySelector("#explore-share-found").max = state.cases;
    },
    say({ cases, found, true: truth }) {
      const [a, b] = wald(found, cases), [c, d] = wilson(found, cases);
      const [ours, theirs] = [wald, wilson].map((each) => 100 * coverage(cases, truth / 100, each));
      return `${found} of ${cases} is ${percent(found / cases)}. Wald: ${fixed(100 * a)} to ${percent(b)}. ` +
        `Wilson: ${fixed(100 * c)} to ${percent(d)}. If the true share is ${percent(truth / 100)}, ` +
        `Wald's interval catches it in ${fixed(ours)} of 100 samples of ${cases}, Wilson's in ${fixed(theirs)}.`;
    },
    draw({ cases, found, true: truth }, box, words) {
      const above = html("div", { id: "explore-share-a" }), below = html("div", { id: "explore-share-b" });
      box.replaceChildren(above, below);
      const one = plot(above, {
        height: 130, left: 60, top: 20, bottom: 40, x: [-30, 130], y: [0, 3], yTicks: [1, 2], xTicks: [0, 25, 50, 75, 100],
        yText: (at) => ["", "Wilson", "Wald"][at], xText: (at) => `${at} %`, xTitle: "share of supported claims",
        title: "Two 95 % intervals of one share", words,
      });
      one.bar(-30, 0, 0, 3, "outside");
      one.bar(100, 130, 0, 3, "outside");
      for (const [row, look, [low, high]] of [[2, "two", wald(found, cases)], [1, "one", wilson(found, cases)]]) {
        one.bar(100 * low, 100 * high, row - 0.12, row + 0.12, `fill-${look}`);
        one.dot((100 * found) / cases, row, `dot-${look}`, 6);
      }
      const two = plot(below, {
        height: 250, left: 60, top: 30, x: [0, 100], y: [0, 100], yTicks: [0, 25, 50, 75, 95], xText: (at) => `${at} %`,
        xTitle: "true share", yTitle: "of 100 intervals, so many catch it", title: `How often intervals from ${cases} claims catch the true share`, words,
      });
      const shares = Array.from({ length: 199 }, (_, at) => (at + 1) / 200);
      two.line(shares.map((share) => [100 * share, 100 * coverage(cases, share, wald)]), "two");
      two.line(shares.map((share) => [100 * share, 100 * coverage(cases, share, wilson)]), "one");
      two.upright(truth, "mark");
      two.dot(truth, 100 * coverage(cases, truth / 100, wald), "dot-two", 5);
      two.dot(truth, 100 * coverage(cases, truth / 100, wilson), "dot-one", 5);
    },
    table({ cases }) {
      return {
        caption: `Of 100 intervals from ${cases} claims, how many catch the true share`,
        head: ["True share", "Wald", "Wilson"],
        rows: [1, 2, 5, 10, 20, 30, 40, 50].map((truth) => [`${truth} %`,
          ...[wald, wilson].map((each) => fixed(100 * coverage(cases, truth / 100, each)))]),
      };
    },
    note: "Blue and dashed: Wald. Orange and solid: Wilson. The grey parts of the upper chart are no shares at all.",
  };
});
