/* Comparison hosts and pretended years beside the estimate for 1966: `demarche.measures.did`. */
"use strict";

explorable("hosts", (data, { grouped, signed, listed, plural, the, plot, ticks }) => {
  const [first] = data.years, PRETENDED = Array.from({ length: 11 }, (_, at) => 1954 + at);
  const picked = ({ hosts }) => (hosts ? hosts.split(".") : []);
  function effect(year, { hosts, scale }) {
    const number = (count) => (scale === "persons" ? count : Math.log(count));
    const change = (host) => number(data.troops[host][year + 1 - first]) - number(data.troops[host][year - 1 - first]);
    const chosen = hosts.split(".");
    return change("FRA") - chosen.reduce((sum, host) => sum + change(host), 0) / chosen.length;
  }
  const amount = (value, { scale }) => (scale === "persons" ? value : 100 * (Math.exp(value) - 1));
  const write = (value, { scale }) => (scale === "persons" ? grouped(value) : `${signed(100 * (Math.exp(value) - 1))} %`);
  const largest = (rows) => rows.reduce((a, b) => (Math.abs(b[1]) > Math.abs(a[1]) ? b : a));
  const placebos = (state) => PRETENDED.map((year) => [year, effect(year, state)]);
  const START = { hosts: "DEU.GBR.ITA", scale: "persons" };

  return {
    guess: {
      min: 0, max: 40, value: 3, show: (given) => `${given} thousand`,
      reply(given) {
        const [year, value] = largest(placebos(START));
        return `You said ${given} thousand. With Germany, the United Kingdom and Italy as the comparison it is ${grouped(value)} persons, in ${year}.`;
      },
    },
    controls: [
      { name: "hosts", label: "Hosts that stand for the France that did not leave", kind: "checks", options: Object.entries(data.names), value: "DEU.GBR.ITA" },
      { name: "scale", label: "The same change means", kind: "select", options: [["persons", "the same number of persons"], ["shares", "the same share"]], value: "persons" },
    ],
    say(state) {
      const chosen = picked(state);
      if (!chosen.length) return "Choose at least one host: without a comparison there is only a change.";
      const real = effect(data.event, state), rows = placebos(state), values = rows.map(([, value]) => value);
      const reach = values.filter((value) => Math.abs(value) >= Math.abs(real) * (1 - 1e-12)).length;
      return `Against ${listed(chosen.map((host) => the(data.names[host])))}: ${write(real, state)} ` +
        `${state.scale === "persons" ? "persons" : "of what would have been"} in ${data.event}. ` +
        `${plural(rows.length, "pretended year")} give ${write(Math.min(...values), state)} to ${write(Math.max(...values), state)}, ` +
        `the largest in size in ${largest(rows)[0]}; ${reach || "none"} of them ${reach > 1 ? "reach" : "reaches"} that of ${data.event}.`;
    },
    draw(state, box, words) {
      if (!picked(state).length) { box.replaceChildren(); return; }
      const rows = [...placebos(state), [data.event, effect(data.event, state)]].map(([year, value]) => [year, amount(value, state)]);
      const values = rows.map(([, value]) => value), low = Math.min(0, ...values), high = Math.max(0, ...values), room = (high - low) / 12;
      const y = [low - room, high + room];
      const chart = plot(box, {
        height: 320, left: 62, top: 28, x: [1953, 1967], y, yTicks: ticks(...y, 5), yText: (at) => (state.scale === "persons" ? grouped(at) : `${signed(at)} %`),
        xTicks: box.clientWidth < 480 ? [1954, 1958, 1962] : [1954, 1956, 1958, 1960, 1962, 1964],
        yTitle: state.scale === "persons" ? "effect, persons" : "effect, per cent of what would have been", title: "Estimated effect by pretended year, and for 1966", words,
      });
      chart.text(chart.across(data.event), 320 - chart.bottom + 18, data.event, { anchor: "middle", look: "one" });
      chart.level(0, "mark");
      for (const [year, value] of rows) {
        const look = year === data.event ? "one" : "plain";
        chart.bar(year - 0.3, year + 0.3, Math.min(0, value), Math.max(0, value), `fill-${look}`);
      }
    },
    table(state) {
      if (!picked(state).length) return { caption: "Nothing to compare with", head: ["Year", "effect"], rows: [] };
      return {
        caption: "Estimated effect by year of the letter", head: ["Year", "effect"],
        rows: [...placebos(state), [data.event, effect(data.event, state)]].map(([year, value]) => [year === data.event ? `${year}, the letter` : `${year}, pretended`, write(value, state)]),
      };
    },
    note: "Each estimate goes from the year before to the year after. Orange: 1966, the year of the letter.",
  };
});
