/* How long a measure lasts, by what is done with cases not seen to the end: `demarche.measures.survival`. */
"use strict";

explorable("survival", (data, { fixed, percent, capital, plot }) => {
  const [RECALL, LEAST, MOST] = [0, 1, 2], CASES = { recalls: "recalls", all: "all measures that last" };
  const options = ["by a few days", "by a few weeks", "as far as one likes"];

  function chosen({ cases, lost, between, unknown }) {
    const rows = data.cases.filter((row) => cases === "all" || row[RECALL]), seen = [];
    for (const row of rows) {
      const over = row[MOST] !== null;
      if (row[LEAST] === null) {
        if (unknown !== "out") seen.push([unknown === "never" ? data.never : 1, unknown === "day"]);
      } else if (over || lost !== "drop") {
        seen.push([between === "last" && over ? row[MOST] : row[LEAST], over || lost === "end"]);
      }
    }
    return seen;
  }
  function curve(seen) {
    let survival = 1;
    return [...new Set(seen.map(([days]) => days))].sort((a, b) => a - b).map((day) => {
      const risk = seen.filter(([days]) => days >= day).length, ended = seen.filter(([days, over]) => over && days === day).length;
      const lost = seen.filter(([days, over]) => !over && days === day).length;
      survival *= 1 - ended / risk;
      return { day, risk, ended, lost, survival };
    });
  }
  const median = (rows) => (rows.find(({ survival }) => survival <= 0.5 + 1e-12) || { day: Infinity }).day;
  const at = (rows, day) => rows.filter((row) => row.day <= day).reduce((_, row) => row.survival, 1);

  return {
    guess: {
      kind: "choice", options,
      reply(given) {
        const base = { cases: "recalls", lost: "count", between: "last" };
        const [none, day] = ["out", "day"].map((unknown) => median(curve(chosen({ ...base, unknown }))));
        return `You said ${options[given]}. It goes from day ${none} to day ${day} if all of them were over after a day, and there is no median at all if none ever was.`;
      },
    },
    controls: [
      { name: "cases", label: "Cases", kind: "select", options: Object.entries(CASES), value: "recalls" },
      { name: "lost", label: "Not seen to the end", kind: "select", options: [["count", "counted as long as seen"], ["drop", "dropped"], ["end", "taken as over when last seen"]], value: "count" },
      { name: "between", label: "End between two days", kind: "select", options: [["last", "last possible day"], ["first", "first possible day"]], value: "last" },
      { name: "unknown", label: "No end found", kind: "select", options: [["out", "left out"], ["never", "never over"], ["day", "over after a day"]], value: "out" },
    ],
    say(state) {
      const seen = chosen(state), rows = curve(seen), middle = median(rows), left = seen.filter(([, over]) => !over).length;
      const half = Number.isFinite(middle) ? `half are over by day ${fixed(middle)}` : "there is no median, as more than half are never seen to end";
      return `${capital(CASES[state.cases])}: ${seen.length} cases, ${left || "none"} of them not seen to the end; ${half}. ` +
        `After two weeks ${percent(at(rows, data.away))} still go on.`;
    },
    draw(state, box, words) {
      const rows = curve(chosen(state)), shown = rows.filter(({ day }) => day <= 220), last = shown.at(-1);
      const points = [[0, 1], ...shown.map(({ day, survival }) => [day, survival])];
      if (rows.length > shown.length) points.push([220, last ? last.survival : 1]);
      const chart = plot(box, {
        height: 300, top: 26, x: [0, 220], y: [0, 1], yTicks: [0, 0.25, 0.5, 0.75, 1], yText: (share) => percent(share), xTitle: "days",
        yTitle: "still in force", title: `Share of ${CASES[state.cases]} that last longer than so many days`, words,
      });
      chart.level(0.5, "two", "half");
      chart.upright(data.away, "thin axis", "two weeks");
      chart.line(points, "one", true);
      for (const { day, lost, survival } of shown) if (lost) chart.label(day, survival, "×", { anchor: "middle", dy: 5, look: "cross" });
      if (Number.isFinite(median(rows)) && median(rows) <= 220) chart.dot(median(rows), 0.5, "dot-one", 6);
    },
    table(state) {
      return {
        caption: "Kaplan–Meier estimate, day by day", head: ["Day", "at risk", "over", "lost from sight", "last longer"],
        rows: curve(chosen(state)).map(({ day, risk, ended, lost, survival }) => [day === data.never ? "never" : day, risk, ended, lost, percent(survival)]),
      };
    },
    note: "Cross: a case lost from sight. Dot: the median. An interval for chance is in the figure above; what you change here comes from the record, and no interval shows it.",
  };
});
