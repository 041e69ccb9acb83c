// Browse and search: the newest articles first, with filters, facets and a chart over time.

import { whenAnswered } from "./api.js";
import { chart } from "./chart.js";
import { el } from "./dom.js";
import { chip, chips, facetGroups, fetchFacets, filtersOf, learnLabel, periodAt, periodGroup, railButton } from "./filters.js";
import { countOf, t, timeZone } from "./i18n.js";
import { to, update, withParameter } from "./route.js";
import { articleRow, grow, longList, searchForm, segment } from "./rows.js";
import { state } from "./states.js";

const FACETS = ["publisher", "section", "speaker", "tag", "language"];

/** Parameters of the list: those of the address, and what search adds to them. */
function listParameters(query) {
  const limit = query.has("limit") ? [] : [["limit", 25]];
  const search = query.get("q") ? [["include", "snippets"], ["offsets", "utf16"]] : [];
  return [...query, ["count", "capped"], ...limit, ...search];
}

/** Ask for the names of entities that only the address names. */
async function learnNames(calls, query) {
  const unknown = filtersOf(query).filter(([name, value]) => ["speaker", "entity"].includes(name) && /^[0-9a-f-]{36}$/.test(value));
  await Promise.all(unknown.map(async ([name, value]) => learnLabel(name, value, (await calls.get(`/v1/entities/${value}`, { fields: "name" })).name)));
}

function order(query) {
  const sort = query.get("sort") ?? "-published_at";
  const choose = (value) => update("", (present) => withParameter(present, "sort", value === "-published_at" ? null : value));
  const choices = [["-published_at", t("sort_new")], ["relevance", t("sort_rel")]];
  return el("span", { class: "end-part" }, segment(t("sort_label"), choices, sort, choose, query.get("q") ? [] : ["relevance"]));
}

function empty(query) {
  const set = filtersOf(query);
  if (set.length) return state(t("e_no_match"), t("e_no_match_2"), ...set.map(([name, value]) => chip("", name, value)));
  return state(t("e_no_articles"), t("e_no_articles_2"), el("a", { class: "btn primary", href: to("try") }, t("go_try")), el("a", { class: "btn", href: "/docs" }, t("docs")));
}

function search(words) {
  update("", (present) => withParameter(withParameter(present, "q", words || null), "sort", words ? "relevance" : null));
}

function listOf(calls, parameters, page) {
  const [list, add] = longList("list", articleRow);
  const next = (cursor) => calls.get("/v1/articles", [...parameters, ["cursor", cursor]]);
  return [list, grow(add, page, next)];
}

/** The rail fills when the facets come; the chips then know the names of their values. */
function railOf(calls, query, controls) {
  const rail = el("aside", { class: "rail", id: "rail", "aria-label": t("filters") }, periodGroup("", query));
  const nameChips = () => controls.querySelector(".chips")?.replaceWith(chips("", query));
  whenAnswered(fetchFacets(calls, query, FACETS), (answer) => {
    rail.append(...facetGroups("", query, FACETS, answer));
    nameChips();
  });
  whenAnswered(learnNames(calls, query), nameChips);
  return rail;
}

export const browseView = {
  place: "articles",
  async draw({ query, calls }) {
    const title = t("browse_title");
    const parameters = listParameters(query);
    const main = calls.get("/v1/articles", parameters);
    const controls = el("div", { class: "controls" }, railButton(query), chips("", query), order(query));
    const rail = railOf(calls, query, controls);
    const series = calls.get("/v1/stats/timeseries", [...filtersOf(query), ["interval", "auto"], ["timezone", timeZone()]]);
    series.catch(() => {}); // it may fail before somebody waits for it
    const page = await main;
    const list = page.items.length ? [chart(el("strong", {}, countOf("n_articles", page.page.count)), series, periodAt("", query)), ...listOf(calls, parameters, page)] : [empty(query)];
    const body = el("div", {}, searchForm(t("search_articles"), query.get("q") ?? "", search), el("p", { class: "hint sr" }, t("search_hint")), controls, ...list);
    const isBare = !page.items.length && !filtersOf(query).length;
    return { title, nodes: [el("h1", { class: "sr" }, title), isBare ? body : el("div", { class: "browse" }, rail, body)] };
  },
};
