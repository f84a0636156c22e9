/* What all explorables share: a guess before the answer, native inputs, a sentence for those who listen, a chart, the
   table behind it, and the settings in the address. Each explorable hands in its own numbers and words:

     explorable("name", (data, kit) => ({ guess, controls, settle, say, draw, table, note }));

   The page holds the numbers, so nothing is fetched. Without scripts the page shows a table of a few settings. */
(() => {
  "use strict";
  if (window.explorable) return;

  const PAUSE = 350; // ms without a change before the sentence is said

  // ---- Numbers as the book writes them ------------------------------------------------------------------

  /* An exact half goes to the even digit, as Python writes it; `toFixed` would take the larger one. */
  function fixed(number, digits = 0) {
    const size = Math.abs(number), whole = size * 10 ** digits;
    const half = whole % 1 === 0.5 && Number.isInteger(size * 2 ** (digits + 1));
    const text = half ? ((2 * Math.round(whole / 2)) / 10 ** digits).toFixed(digits) : size.toFixed(digits);
    return (number < 0 && Number(text) !== 0 ? "−" : "") + text;
  }
  const signed = (number, digits = 0) => {
    const text = fixed(number, digits);
    return number > 0 && Number(text) !== 0 ? `+${text}` : text;
  };
  const percent = (share, digits = 0) => `${fixed(100 * share, digits)} %`;
  const grouped = (number) => fixed(number).replace(/\B(?=(\d{3})+$)/g, ",");
  const unbroken = (words) => words.replaceAll(" %", "\u00a0%");
  const listed = (words) => (words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`);
  const plural = (count, one) => `${grouped(count)} ${one}${count === 1 ? "" : "s"}`;
  const the = (name) => (["United States", "United Kingdom", "Netherlands"].includes(name) ? `the ${name}` : name);
  const capital = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);

  // ---- Parts of a page ----------------------------------------------------------------------------------

  function add(node, attributes, children) {
    for (const [name, value] of Object.entries(attributes)) {
      if (value === true) node.setAttribute(name, "");
      else if (value !== false && value !== undefined) node.setAttribute(name, value);
    }
    node.append(...children.filter((child) => child !== undefined && child !== null).map((child) =>
      (child instanceof Node ? child : String(child))));
    return node;
  }
  const html = (tag, attributes = {}, ...children) => add(document.createElement(tag), attributes, children);
  const svg = (tag, attributes = {}, ...children) =>
    add(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);

  // ---- Charts -------------------------------------------------------------------------------------------

  /* Round numbers from low to high, about as many as asked for. */
  function ticks(low, high, about) {
    const rough = (high - low) / about, power = 10 ** Math.floor(Math.log10(rough));
    const step = power * [1, 2, 5, 10].find((size) => size * power >= rough * 0.999);
    const found = [];
    for (let at = Math.ceil(low / step - 1e-9); at * step <= high + step * 1e-9; at += 1) found.push(at * step);
    return found;
  }

  /* An empty chart as wide as its box, with axes; what it gives back draws into it. */
  function plot(box, { height = 300, x, y, left = 46, right = 14, top, bottom = 44, xTicks, yTicks,
    xText = String, yText = String, xTitle, yTitle, title, words }) {
    const width = Math.max(box.clientWidth, 240);
    top ??= yTitle ? 30 : 16;
    const id = `${box.id}-${Math.random().toString(36).slice(2, 8)}`;
    const across = (value) => left + ((value - x[0]) / (x[1] - x[0])) * (width - left - right);
    const up = (value) => height - bottom - ((value - y[0]) / (y[1] - y[0])) * (height - top - bottom);
    const room = Math.max(2, Math.floor((width - left - right) / 56));
    const root = svg("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-labelledby": `${id}-t`, "aria-describedby": `${id}-d` },
      svg("title", { id: `${id}-t` }, title), svg("desc", { id: `${id}-d` }, words));
    const draw = (tag, attributes, ...children) => {
      root.append(svg(tag, attributes, ...children));
      return root.lastChild;
    };
    const text = (px, py, what, { anchor = "start", look = "" } = {}) =>
      draw("text", { x: px.toFixed(1), y: py.toFixed(1), "text-anchor": anchor, class: look }, what);
    for (const at of yTicks || ticks(...y, 4)) {
      draw("line", { x1: left, x2: width - right, y1: up(at).toFixed(1), y2: up(at).toFixed(1), class: "grid" });
      const what = yText(at);
      if (what !== "") text(left - 7, up(at) + 4, what, { anchor: "end" });
    }
    for (const at of xTicks || ticks(...x, room)) {
      text(Math.min(across(at), width - 12), height - bottom + 18, xText(at), { anchor: "middle" });
    }
    if (xTitle) text(width - right, height - 6, xTitle, { anchor: "end", look: "axis" });
    if (yTitle) text(2, 11, yTitle, { look: "axis" });
    box.replaceChildren(root);
    return {
      root, width, height, across, up, draw, text, left, right, top, bottom,
      /* A line through points; one without a value lifts the pen. */
      line(points, look, step = false) {
        let pen = "M", d = "", before;
        for (const [at, value] of points) {
          if (value === null || value === undefined || Number.isNaN(value)) { pen = "M"; continue; }
          if (step && pen === "L") d += `L${across(at).toFixed(1)} ${up(before).toFixed(1)}`;
          d += `${pen}${across(at).toFixed(1)} ${up(value).toFixed(1)}`;
          before = value;
          pen = "L";
        }
        return draw("path", { d, class: `line ${look}` });
      },
      dot: (at, value, look, r = 4.5) => draw("circle", { cx: across(at).toFixed(1), cy: up(value).toFixed(1), r, class: look }),
      bar(from, to, low, high, look) {
        const [a, b] = [across(from), across(to)].sort((one, other) => one - other);
        const [c, d] = [up(high), up(low)].sort((one, other) => one - other);
        return draw("rect", { x: a.toFixed(1), y: c.toFixed(1), width: Math.max(b - a, 1).toFixed(1), height: Math.max(d - c, 1).toFixed(1), class: look });
      },
      upright(at, look, what, anchor = "start") {
        draw("line", { x1: across(at).toFixed(1), x2: across(at).toFixed(1), y1: top, y2: height - bottom, class: `line ${look}` });
        if (what) text(across(at) + (anchor === "start" ? 5 : -5), top + 10, what, { anchor, look });
      },
      level(value, look, what) {
        draw("line", { x1: left, x2: width - right, y1: up(value).toFixed(1), y2: up(value).toFixed(1), class: `line ${look}` });
        if (what) text(width - right, up(value) - 5, what, { anchor: "end", look });
      },
      label: (at, value, what, { dx = 0, dy = 0, anchor = "start", look = "" } = {}) =>
        text(across(at) + dx, up(value) + dy, what, { anchor, look }),
    };
  }

  /* A range with its label and its value in words beside it. */
  function slide(place, label, { min, max, step, value, show }, changed) {
    const slider = html("input", { id: place, type: "range", min, max, step, value });
    const shown = html("span", { class: "explorable-value", "aria-hidden": "true" });
    const put = (now) => {
      slider.value = now;
      shown.textContent = show(Number(slider.value));
      slider.setAttribute("aria-valuetext", shown.textContent);
    };
    slider.addEventListener("input", () => { put(Number(slider.value)); changed(Number(slider.value)); });
    put(value);
    return { slider, put, node: html("div", { class: "explorable-control" }, html("label", { for: place }, label), shown, slider) };
  }

  const kit = { fixed, signed, percent, grouped, listed, plural, the, capital, html, svg, plot, ticks };

  // ---- One explorable -----------------------------------------------------------------------------------

  function begin(section, make) {
    const name = section.dataset.explorable, id = section.id;
    const data = JSON.parse(section.querySelector("script[type='application/json']").textContent);
    const spec = make(data, kit);
    const start = Object.fromEntries(spec.controls.map((control) => [control.name, control.value]));
    const state = { ...start };
    const inputs = {};
    let waiting, drawn;

    /* The settings in the address: `#explore-name&one=1&two=2`. Only what is offered is taken from there. */
    function read() {
      const [place, ...pairs] = location.hash.slice(1).split("&");
      if (place !== id || !pairs.length) return false;
      const given = Object.fromEntries(pairs.map((pair) => pair.split("=")));
      Object.assign(state, start);
      for (const { name: key, kind, options, min, max } of spec.controls) {
        if (given[key] === undefined) continue;
        const value = kind === "range" ? Number(given[key]) : given[key];
        const offered = options && new Set(options.map(([one]) => String(one)));
        if (kind === "range" && Number.isFinite(value)) state[key] = Math.min(Math.max(value, min), max);
        if (kind === "select" && offered.has(value)) state[key] = value;
        if (kind === "checks") state[key] = value.split(".").filter((one) => offered.has(one)).join(".");
      }
      return true;
    }
    const address = () => `#${id}&${spec.controls.map(({ name: key }) => `${key}=${state[key]}`).join("&")}`;

    function control({ name: key, label, kind, options, min, max, step = 1, show = String }) {
      const place = `${id}-${key}`;
      if (kind === "checks") {
        const boxes = options.map(([value]) => {
          const box = html("input", { type: "checkbox", value });
          box.addEventListener("change", () =>
            change(key, boxes.filter((one) => one.checked).map((one) => one.value).join(".")));
          return box;
        });
        inputs[key] = () => {
          const on = String(state[key]).split(".");
          for (const box of boxes) box.checked = on.includes(box.value);
        };
        return html("fieldset", { class: "explorable-checks" }, html("legend", {}, label),
          ...boxes.map((box, at) => html("label", {}, box, options[at][1])));
      }
      if (kind === "select") {
        const list = html("select", { id: place }, ...options.map(([value, words]) => html("option", { value }, words)));
        list.addEventListener("change", () => change(key, list.value));
        inputs[key] = () => { list.value = state[key]; };
        return html("div", { class: "explorable-control" }, html("label", { for: place }, label), list);
      }
      const one = slide(place, label, { min, max, step, value: state[key], show: (value) => show(value, state) }, (value) => change(key, value));
      inputs[key] = () => {
        one.put(state[key]);
        state[key] = Number(one.slider.value); // a number between two steps goes to one of them
      };
      return one.node;
    }

    const status = html("p", { class: "explorable-status", role: "status", "aria-live": "polite" });
    const box = html("div", { class: "explorable-chart", id: `${id}-chart` });
    const reply = html("p", { class: "explorable-reply", tabindex: "-1", hidden: true });
    const rows = html("div", { class: "explorable-scroll", tabindex: "0", role: "region", "aria-label": `The numbers: ${data.title}` });
    const link = html("a", { href: `#${id}` }, "Link to these settings");
    const again = html("button", { type: "button" }, "Back to the start");
    const stage = html("div", { class: "explorable-stage", hidden: true },
      reply,
      html("div", { class: "explorable-controls" }, ...spec.controls.map(control)),
      box, status,
      spec.note && html("p", { class: "explorable-note" }, spec.note),
      html("details", { class: "explorable-numbers" }, html("summary", {}, "The numbers"), rows),
      html("p", { class: "explorable-foot" }, link, again));
    again.addEventListener("click", () => { Object.assign(state, start); show(); keep(); });

    function tabulate({ caption, head, rows: lines }) {
      const cell = (words, at) => (at ? html("td", {}, words) : html("th", { scope: "row" }, words));
      rows.replaceChildren(html("table", {},
        html("caption", {}, caption),
        html("thead", {}, html("tr", {}, ...head.map((words) => html("th", { scope: "col" }, words)))),
        html("tbody", {}, ...lines.map((line) => html("tr", {}, ...line.map(cell))))));
    }

    function show(said = false) {
      if (spec.settle) spec.settle(state, section);
      for (const put of Object.values(inputs)) put();
      const words = unbroken(spec.say(state));
      spec.draw(state, box, words);
      tabulate(spec.table(state));
      link.setAttribute("href", address());
      clearTimeout(waiting);
      const speak = () => { if (status.textContent !== words) status.textContent = words; };
      if (said) speak();
      else waiting = setTimeout(speak, PAUSE);
      drawn = box.clientWidth;
    }
    function keep() {
      try { history.replaceState(history.state, "", address()); } catch { /* a browser that forbids it on files */ }
    }
    function change(key, value) {
      state[key] = value;
      state.last = key;
      show();
      keep();
    }

    function open(words) {
      guess.hidden = true;
      stage.hidden = false;
      reply.hidden = !words;
      reply.textContent = unbroken(words);
      show(true);
    }

    // The guess comes first; a link to settings has had it.
    const { kind, options, min = 0, max = 100, step = 1, value, show: say } = spec.guess;
    const guess = html("form", { class: "explorable-guess" });
    let given = () => undefined;
    if (kind === "many") {
      const own = Object.fromEntries(spec.guess.inputs.map(({ name: key }) => [key, 50]));
      given = () => Object.assign(state, own);
      guess.append(html("fieldset", {}, html("legend", {}, data.ask), ...spec.guess.inputs.map(({ name: key, label }) =>
        slide(`${id}-guess-${key}`, label, { min: 0, max: 100, step: 5, value: 50, show: say }, (value) => { own[key] = value; }).node)));
    } else if (kind === "choice") {
      const radios = options.map((_, at) => html("input", { type: "radio", name: `${id}-guess`, value: at, required: true }));
      given = () => radios.findIndex((radio) => radio.checked);
      guess.append(html("fieldset", {}, html("legend", {}, data.ask),
        ...radios.map((radio, at) => html("label", {}, radio, options[at]))));
    } else {
      const one = slide(`${id}-guess`, data.ask, { min, max, step, value, show: say }, () => {});
      given = () => Number(one.slider.value);
      guess.append(one.node);
    }
    const skip = html("button", { type: "button" }, "Look without a guess");
    guess.append(html("p", { class: "explorable-buttons" }, html("button", { type: "submit", class: "primary" }, "This is my guess"), skip));
    guess.addEventListener("submit", (event) => {
      event.preventDefault();
      open(spec.guess.reply(given()));
      reply.focus({ preventScroll: true });
    });
    skip.addEventListener("click", () => {
      open("");
      stage.querySelector("input, select").focus({ preventScroll: true });
    });

    section.append(html("div", { class: "explorable-live" }, guess, stage));
    section.classList.add("is-live");
    const arrive = () => {
      if (!read()) return;
      open("");
      section.scrollIntoView();
      // Pictures above that are still on their way would push it out of sight.
      if (document.readyState !== "complete") addEventListener("load", () => section.scrollIntoView(), { once: true });
    };
    arrive();
    addEventListener("hashchange", arrive);
    if (window.ResizeObserver) {
      new ResizeObserver(() => { if (!stage.hidden && box.clientWidth !== drawn) show(true); }).observe(box);
    }
  }

  window.explorable = (name, make) => {
    for (const section of document.querySelectorAll(`[data-explorable="${name}"]:not(.is-live)`)) begin(section, make);
  };
})();
