/* Two states and their agreement in the UN General Assembly, year by year.
   Reads the numbers that the page itself holds, needs no network and no library. Without it the page shows a chart
   of four pairs; the section stays hidden. */
(() => {
  "use strict";

  const WIDTH = 640, HEIGHT = 300, LEFT = 66, RIGHT = 12, TOP = 12, BOTTOM = 28, FEW = 20;
  const get = (id) => document.getElementById(id);
  const percent = (share) => `${Math.round(100 * share)}%`;

  function draw(tag, attributes, text) {
    const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    if (text !== undefined) node.textContent = text;
    return node;
  }

  function start() {
    const source = get("dyad-data"), section = get("dyad");
    if (!source || !section) return;
    const data = JSON.parse(source.textContent);
    const [from, to] = data.years;
    const first = get("dyad-first"), second = get("dyad-second");
    const x = (year) => LEFT + ((year - from) / (to - from)) * (WIDTH - LEFT - RIGHT);
    const y = (share) => HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM);

    for (const list of [first, second]) {
      for (const [code, name] of Object.entries(data.names)) list.add(new Option(name, code));
    }
    first.value = "FRA";
    second.value = "USA";

    /* A line of the years that have a value; a missing year lifts the pen. */
    function path(values) {
      let pen = "M", steps = "";
      values.forEach((share, i) => {
        if (share === null) { pen = "M"; return; }
        steps += `${pen}${x(from + i).toFixed(1)} ${y(share).toFixed(1)}`;
        pen = "L";
      });
      return steps;
    }

    function chart(pair, names, words) {
      const svg = draw("svg", {
        viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-labelledby": "dyad-title dyad-desc", class: "dyad-svg",
      });
      svg.append(draw("title", { id: "dyad-title" }, `Agreement of ${names}, ${from} to ${to}`));
      svg.append(draw("desc", { id: "dyad-desc" }, words));
      for (const share of [0, 0.25, 0.5, 0.75, 1]) {
        svg.append(draw("line", { x1: LEFT, x2: WIDTH - RIGHT, y1: y(share), y2: y(share), class: "dyad-grid" }));
        svg.append(draw("text", { x: LEFT - 6, y: y(share) + 4, "text-anchor": "end" }, percent(share)));
      }
      for (let year = Math.ceil(from / 10) * 10; year <= to; year += 10) {
        svg.append(draw("text", { x: x(year), y: HEIGHT - 8, "text-anchor": "middle" }, year));
      }
      svg.append(draw("path", { d: path(data.mean), class: "dyad-mean" }));
      svg.append(draw("path", { d: path(pair.share), class: "dyad-line" }));
      pair.share.forEach((share, i) => {
        if (share !== null && pair.votes[i] < FEW) {
          svg.append(draw("circle", { cx: x(from + i), cy: y(share), r: 4, class: "dyad-few" }));
        }
      });
      get("dyad-chart").replaceChildren(svg);
    }

    function summary(pair, names) {
      const known = pair.share.map((share, i) => ({ year: from + i, share, votes: pair.votes[i] }))
        .filter((row) => row.share !== null);
      const by = (better) => known.reduce((one, other) => (better(other.share, one.share) ? other : one));
      const high = by((a, b) => a > b), low = by((a, b) => a < b), last = known[known.length - 1];
      const mean = known.reduce((sum, row) => sum + row.share, 0) / known.length;
      return `${names}: ${known.length} years with votes in common, ${known[0].year} to ${last.year}. ` +
        `Mean of the yearly agreement ${percent(mean)}. Highest ${percent(high.share)} in ${high.year}, ` +
        `lowest ${percent(low.share)} in ${low.year}. In ${last.year}: ${percent(last.share)} of ${last.votes} votes.`;
    }

    function table(pair, names) {
      get("dyad-caption").textContent = `${names}: agreement share by year`;
      get("dyad-rows").replaceChildren(...pair.share.map((share, i) => {
        const row = document.createElement("tr"), head = document.createElement("th");
        head.scope = "row";
        head.textContent = from + i;
        row.append(head);
        for (const text of [pair.votes[i], share === null ? "none" : percent(share)]) {
          row.insertCell().textContent = text;
        }
        return row;
      }));
    }

    function show() {
      /* A state has no agreement with itself: what one list holds, the other does not offer. */
      for (const [list, other] of [[first, second], [second, first]]) {
        for (const option of list.options) option.disabled = option.value === other.value;
      }
      const pair = data.pairs[[first.value, second.value].sort().join("-")];
      const names = `${data.names[first.value]} – ${data.names[second.value]}`;
      const words = summary(pair, names);
      get("dyad-summary").textContent = words;
      chart(pair, names, words);
      table(pair, names);
    }

    first.addEventListener("change", show);
    second.addEventListener("change", show);
    show();
    section.hidden = false;
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
