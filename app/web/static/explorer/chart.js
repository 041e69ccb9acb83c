// Articles over time: bars that set the period when clicked or dragged over, and the same as a table of links.

import { whenAnswered } from "./api.js";
import { button, el, svg } from "./dom.js";
import { dayAndYear, number, t, tickLabel } from "./i18n.js";

const HEIGHT = 84; // of the whole, in pixels
const TOP = 8;
const BASE = 64;
const MOST_BARS = { wide: 110, narrow: 45 }; // that can be told apart
const MOST_LABELS = 8;
const CLOSEST = 0.07; // labels nearer than this share of the width would touch

const UNITS = ["hour", "day", "week", "month", "year"];

/** Where the unit that holds a moment begins, in the reader's zone; weeks begin on Monday. */
function beginOf(date, unit) {
  const [year, month, day] = [date.getFullYear(), date.getMonth(), date.getDate()];
  if (unit === "hour") return new Date(year, month, day, date.getHours());
  if (unit === "day") return new Date(year, month, day);
  if (unit === "week") return new Date(year, month, day - ((date.getDay() + 6) % 7));
  return unit === "month" ? new Date(year, month, 1) : new Date(year, 0, 1);
}

function after(date, unit) {
  const next = { hour: [0, 0, 0, 1], day: [0, 0, 1], week: [0, 0, 7], month: [0, 1], year: [1] }[unit];
  const [years, months = 0, days = 0, hours = 0] = next;
  return new Date(date.getFullYear() + years, date.getMonth() + months, date.getDate() + days, date.getHours() + hours);
}

function grouped(bars, unit) {
  const groups = new Map();
  for (const { start, count } of bars) {
    const begin = beginOf(start, unit).getTime();
    groups.set(begin, (groups.get(begin) ?? 0) + count);
  }
  return [...groups].map(([begin, count]) => ({ start: new Date(begin), count }));
}

/** The intervals of an answer as bars, in a longer unit where they would be too many to tell apart. */
function barsOf({ interval, items }, most) {
  let bars = items.map(({ start, count }) => ({ start: new Date(start), count }));
  let unit = interval;
  for (const longer of UNITS.slice(UNITS.indexOf(interval) + 1)) {
    if (bars.length <= most) break;
    bars = grouped(bars, longer);
    unit = longer;
  }
  return { bars, unit };
}

// ---------- labels ----------

function ticks(bars, unit) {
  return bars.map((bar, at) => ({ at, label: bar.start, unit })).filter(({ at }) => at === 0 || beginOf(bars[at].start, unit) - beginOf(bars[at - 1].start, unit));
}

/** At most eight labels, of the shortest unit that keeps to that; of two that would touch, the later. */
function labels(bars) {
  const units = ["hour", "day", "month", "year"].map((unit) => ticks(bars, unit));
  const chosen = units.find((some) => some.length <= MOST_LABELS) ?? thinned(units.at(-1));
  return chosen.filter(({ at }, i) => !chosen[i + 1] || (chosen[i + 1].at - at) / bars.length > CLOSEST);
}

function thinned(all) {
  const step = Math.ceil(all.length / MOST_LABELS);
  return all.filter((_, i) => i % step === 0);
}

// ---------- drawing ----------

const percent = (share) => `${(share * 100).toFixed(2)}%`;

function bar({ start, count }, at, total, most) {
  const height = Math.round(((BASE - TOP) * count) / most);
  const hit = svg("rect", { class: "hit", "data-at": at, x: percent(at / total), y: 0, width: percent(1 / total), height: BASE }, svg("title", {}, `${dayAndYear(start)}: ${number(count)}`));
  if (!count) return [hit];
  const visible = Math.max(height, 2);
  return [hit, svg("rect", { class: "b", x: percent((at + 0.04) / total), y: BASE - visible, width: percent(0.92 / total), height: visible, rx: 1 })];
}

function axis(bars, most) {
  const marks = labels(bars).flatMap(({ at, label, unit }) => {
    const x = percent(at / bars.length);
    return [svg("text", { x, y: 81 }, tickLabel(label, unit)), svg("line", { class: "tick", x1: x, x2: x, y1: BASE, y2: 69 })];
  });
  return svg("g", { "aria-hidden": "true" }, ...marks, svg("text", { class: "max", x: "100%", y: 4 }, number(most)));
}

function draw(bars, unit, choose) {
  const most = Math.max(...bars.map(({ count }) => count), 1);
  const label = t("chart_alt", { x: t(`per_${unit}`), a: dayAndYear(bars[0].start), b: dayAndYear(bars.at(-1).start), n: most });
  const drawing = svg("svg", { height: HEIGHT, role: "img", "aria-label": label },
    svg("line", { class: "grid", x1: 0, x2: "100%", y1: TOP, y2: TOP }),
    ...bars.flatMap((one, at) => bar(one, at, bars.length, most)),
    svg("line", { class: "base", x1: 0, x2: "100%", y1: BASE, y2: BASE }), axis(bars, most));
  listen(drawing, choose);
  return drawing;
}

/** A click chooses the period of a bar, a drag that of all bars passed. */
function listen(drawing, choose) {
  let from = null;
  const at = (event) => (event.target.dataset?.at === undefined ? null : Number(event.target.dataset.at));
  drawing.addEventListener("pointerdown", (event) => {
    from = at(event);
    if (from !== null) event.target.releasePointerCapture?.(event.pointerId);
  });
  drawing.addEventListener("pointerup", (event) => {
    const to = at(event);
    if (from !== null && to !== null) choose(Math.min(from, to), Math.max(from, to));
    from = null;
  });
}

function table(bars, unit, linkTo) {
  const rows = bars.filter(({ count }) => count).map(({ start, count }) => {
    const period = unit === "hour" ? `${dayAndYear(start)}, ${tickLabel(start, "hour")}` : dayAndYear(start);
    return el("tr", {}, el("td", {}, el("a", { href: linkTo(start, after(start, unit)) }, period)), el("td", { class: "num" }, number(count)));
  });
  const head = el("thead", {}, el("tr", {}, el("th", { scope: "col" }, t("f_period")), el("th", { scope: "col" }, t("f_articles"))));
  return el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": t("as_table") }, el("table", { class: "table" }, head, el("tbody", {}, ...rows)));
}

function fill(figure, caption, answer, linkTo, width) {
  const { bars, unit } = barsOf(answer, MOST_BARS[width]);
  const choose = (first, last) => { location.hash = linkTo(bars[first].start, after(bars[last].start, unit)); };
  const shapes = [draw(bars, unit, choose), table(bars, unit, linkTo)];
  const swap = button(t("as_table"), () => {
    const isTable = swap.getAttribute("aria-pressed") !== "true";
    swap.setAttribute("aria-pressed", isTable);
    figure.lastElementChild.replaceWith(shapes[Number(isTable)]);
  }, { class: "btn ghost", "aria-pressed": false });
  figure.replaceChildren(el("figcaption", {}, caption, el("span", { class: "meta" }, t(`per_${unit}`)), el("span", { class: "right" }, swap)), shapes[0]);
}

/**
 * A figure with a caption, whose bars come when `series`, the promise of an answer, is there; its height is that of the bars
 * from the start. `linkTo(from, until)` gives the address of a period.
 */
export function chart(caption, series, linkTo, width = "wide") {
  const space = svg("svg", { height: HEIGHT, "aria-hidden": "true" });
  const figure = el("figure", { class: "chart" }, el("figcaption", {}, caption), space);
  whenAnswered(series, (answer) => (answer.items.length ? fill(figure, caption, answer, linkTo, width) : space.remove()));
  return figure;
}
