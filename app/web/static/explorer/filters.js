// Filters: those set, as chips; those to choose from, as facets with counts. Names are those of the API's parameters.

import { button, el, icon, svg } from "./dom.js";
import { dayAndYear, knows, languageName, number, t } from "./i18n.js";
import { go, to, toggled, update, withParameter } from "./route.js";

const TOP = 6;
const NO_FILTERS = new Set(["sort", "cursor", "limit", "include", "show"]);
const OR = new Set(["publisher", "section", "tag", "language"]); // several values of one name widen the answer

const labels = new Map(); // words for values, as answers of the API gave them: "speaker=UUID" → name

export function learnLabel(name, value, label) {
  labels.set(`${name}=${value}`, label);
}

function labelOf(name, value) {
  if (name === "language") return languageName(value);
  if (name === "cue_type" && knows(`cue_${value}`)) return t(`cue_${value}`);
  if (name === "kind" && knows(`kind_${value}`)) return t(`kind_${value}`);
  return labels.get(`${name}=${value}`) ?? value;
}

/** Words for a parameter; one that the rail does not have is named as the API does. */
function nameOf(name) {
  if (name === "mentions") return t("mentions_ph");
  return knows(`f_${name}`) ? t(`f_${name}`) : name;
}

function words(name, value) {
  if (name === "q") return `“${value}”`;
  if (name === "published_after") return `${t("f_from")}: ${dayAndYear(new Date(value))}`;
  if (name === "published_before") return `${t("f_to")}: ${dayAndYear(new Date(new Date(value) - 1))}`;
  return `${nameOf(name)}: ${labelOf(name, value)}`;
}

/** The filters that an address sets: pairs of name and value. */
export function filtersOf(query) {
  return [...query].filter(([name]) => !NO_FILTERS.has(name));
}

export function chip(path, name, value) {
  const text = words(name, value);
  const remove = () => update(path, (present) => toggled(present, name, value));
  return el("button", { type: "button", class: "chip set", click: remove }, el("bdi", {}, text), " ", icon("remove"), el("span", { class: "sr" }, t("remove_filter", { x: text })));
}

/** A chip for each filter, and one button to clear them all; null where none is set. */
export function chips(path, query) {
  const set = filtersOf(query);
  if (!set.length) return null;
  const clear = button(t("clear_all"), () => go(path), { class: "btn ghost", id: "clear" });
  return el("div", { class: "chips", role: "group", "aria-label": t("active_filters") }, ...set.map(([name, value]) => chip(path, name, value)), clear);
}

// ---------- facets ----------

/** A line with its share as a bar: a button that is pressed, or a link. */
export function facet(name, attributes, label, count, most) {
  const width = `${Math.max(Math.round((count / most) * 100), 1)}%`;
  const bar = svg("svg", { "aria-hidden": "true" }, svg("rect", { width, height: "100%", rx: 3 }));
  return el(name, { class: "facet", ...attributes }, el("span", { dir: "auto" }, label), el("span", { class: "num" }, count === null ? "" : number(count)), bar);
}

function facetButton(path, query, name, { value, count }, most) {
  const press = () => update(path, (present) => toggled(present, name, value));
  const attributes = { type: "button", id: `f-${name}-${value}`, "aria-pressed": query.has(name, value), click: press };
  return el("li", {}, facet("button", attributes, labelOf(name, value), count, most));
}

function group(path, query, name, values, showAll) {
  const id = `f-${name}`;
  const most = Math.max(...values.map(({ count }) => count), 1);
  const list = el("ul", { "aria-labelledby": id }, ...values.map((value) => facetButton(path, query, name, value, most)));
  const node = el("div", { class: "group" }, el("h2", { id }, nameOf(name)), list);
  if (values.length === TOP) node.append(button(t("show_all"), () => showAll(node), { class: "more", "aria-describedby": id }));
  return node;
}

/** Values that are set, but not among those of the answer, come first, without a share. */
function withSet(query, name, values) {
  const missing = query.getAll(name).filter((value) => !values.some((one) => one.value === value));
  return [...missing.map((value) => ({ value, count: null })), ...values];
}

/**
 * Ask for the facets of a rail: those with a value set without that value, so that others can be added to it.
 * `fixed` are parameters that the address does not show.
 */
export async function fetchFacets(calls, query, names, fixed = []) {
  const asked = (by, parameters, size = TOP) => calls.get("/v1/stats/facets", [...fixed, ...parameters, ...by.map((name) => ["by", name]), ["size", size]]);
  const pairs = filtersOf(query);
  const wide = names.filter((name) => OR.has(name) && query.has(name));
  const narrow = names.filter((name) => !wide.includes(name));
  const without = (name) => pairs.filter(([other]) => other !== name);
  const answers = await Promise.all([...(narrow.length ? [asked(narrow, pairs)] : []), ...wide.map((name) => asked([name], without(name)))]);
  const facets = Object.assign({}, ...answers.map((answer) => answer.facets));
  for (const [name, values] of Object.entries(facets)) for (const { value, label } of values) learnLabel(name, value, label);
  const all = async (name) => (await asked([name], OR.has(name) ? without(name) : pairs, 100)).facets[name];
  return { facets, all };
}

/** Groups of facets for a rail; groups without a value are left out. */
export function facetGroups(path, query, names, { facets, all }) {
  const present = names.filter((name) => facets[name]?.length || query.has(name));
  return present.map((name) => {
    const showAll = async (node) => {
      const full = group(path, query, name, withSet(query, name, await all(name)), null);
      node.replaceWith(full);
      full.querySelector("button")?.focus();
    };
    return group(path, query, name, withSet(query, name, facets[name] ?? []), showAll);
  });
}

// ---------- period ----------

function dayField(path, query, name, label, shift) {
  const value = query.get(name);
  const day = value ? new Date(new Date(value).getTime() + shift) : null;
  const local = day && !Number.isNaN(day.getTime()) ? new Date(day.getTime() - day.getTimezoneOffset() * 60_000).toISOString().slice(0, 10) : "";
  const change = (event) => {
    const picked = event.target.value ? new Date(`${event.target.value}T00:00:00`) : null;
    if (picked && shift) picked.setDate(picked.getDate() + 1);
    update(path, (present) => withParameter(present, name, picked && moment(picked)));
  };
  const id = `day-${name}`;
  return [el("label", { class: "sr", for: id }, label), el("input", { class: "field", id, type: "date", value: local, change })];
}

/** A moment as a parameter: RFC 3339 without the fraction. */
export function moment(date) {
  return date.toISOString().replace(".000", "");
}

export function periodGroup(path, query) {
  const fields = [...dayField(path, query, "published_after", t("f_from"), 0), ...dayField(path, query, "published_before", t("f_to"), -1)];
  return el("div", { class: "group range" }, el("h2", {}, t("f_period")), el("div", { class: "two" }, ...fields));
}

/** The address of a list with its period set. */
export function periodAt(path, query) {
  return (from, until) => to(path, withParameter(withParameter(query, "published_after", moment(from)), "published_before", moment(until)));
}

/** The button that opens the rail where it does not stand beside the list. */
export function railButton(query) {
  const count = filtersOf(query).length;
  const open = (event) => {
    const isOpen = document.getElementById("rail").classList.toggle("open");
    event.currentTarget.setAttribute("aria-expanded", isOpen);
  };
  return el("button", { type: "button", class: "btn filters-open", id: "filters", "aria-expanded": false, "aria-controls": "rail", click: open }, icon("filters"), t("filters"), count ? [" ", el("span", { class: "num" }, number(count))] : "");
}
