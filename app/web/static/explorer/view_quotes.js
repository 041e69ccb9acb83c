// Quotes: who said what, about what, where.

import { whenAnswered } from "./api.js";
import { el } from "./dom.js";
import { chip, chips, facetGroups, fetchFacets, filtersOf, railButton } from "./filters.js";
import { countOf, language, t } from "./i18n.js";
import { to, update, withParameter } from "./route.js";
import { grow, longList, searchForm, segment } from "./rows.js";
import { quoteMembers, quoteRow } from "./quotes.js";
import { state } from "./states.js";

const FACETS = ["speaker", "publisher", "mentions", "cue_type"];
const KINDS = ["direct", "partial", "indirect"];

export function capitalized(text) {
  return text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
}

function kinds(query) {
  const choices = [["", t("all")], ...KINDS.map((kind) => [kind, capitalized(t(`kind_${kind}`))])];
  return segment(t("kinds"), choices, query.get("kind") ?? "", (kind) => update("quotes", (present) => withParameter(present, "kind", kind || null)));
}

/** A box for words, and where they are looked for: in the quote (`q`), or in its article (`about`). */
export function wordSearch(label, path, query, { first, placeholder = label, other = "" }) {
  const where = query.has("q") ? "q" : query.has("about") ? "about" : first;
  const find = (words, name) => update(path, (present) => {
    const next = withParameter(withParameter(present, "q", null), "about", null);
    if (words) next.set(name, words);
    return next;
  });
  const words = query.get(where) ?? "";
  const box = searchForm(label, words, (typed) => find(typed, chosen.value), placeholder);
  const chosen = { value: where };
  const choose = (name) => {
    chosen.value = name;
    for (const [at, one] of [...places.children].entries()) one.setAttribute("aria-pressed", ["q", "about"][at] === name);
    if (words) find(box.elements.q.value.trim(), name);
  };
  const places = segment(t("search_where"), [["q", t("where_words")], ["about", t("where_article")]], where, choose);
  return [box, el("div", { class: "controls" }, other, el("span", { class: "end-part" }, places))];
}

function parametersOf(query) {
  const indirect = query.get("kind") === "indirect" ? [["include", "indirect"]] : [];
  return [...query, ...quoteMembers(query), ...indirect, ["count", "capped"], ["limit", 25]];
}

function empty(query) {
  const set = filtersOf(query);
  return set.length ? state(t("e_no_match_quotes"), t("e_no_match_2"), ...set.map(([name, value]) => chip("quotes", name, value))) : state(t("e_no_articles"), t("e_no_articles_2"), el("a", { class: "btn primary", href: to("try") }, t("go_try")));
}

export const quotesView = {
  place: "quotes",
  async draw({ query, calls }) {
    const parameters = parametersOf(query);
    const main = calls.get("/v1/quotes", parameters);
    const rail = el("aside", { class: "rail", id: "rail", "aria-label": t("filters") });
    const set = el("div", { class: "controls" }, railButton(query), chips("quotes", query));
    whenAnswered(fetchFacets(calls, query, FACETS, [["of", "quotes"]]), (answer) => {
      rail.append(...facetGroups("quotes", query, FACETS, answer));
      set.querySelector(".chips")?.replaceWith(chips("quotes", query));
    });
    const page = await main;
    const [list, add] = longList("list", quoteRow);
    const end = grow(add, page, (cursor) => calls.get("/v1/quotes", [...parameters, ["cursor", cursor]]));
    const [box, controls] = wordSearch(t("search_quotes"), "quotes", query, { first: "q", other: kinds(query) });
    const found = page.items.length ? [list, end] : [el("div", { class: "under" }, empty(query))];
    const head = el("div", { class: "head" }, el("h1", { class: "title" }, t("quotes_title")), el("p", {}, countOf("n_quotes", page.page.count)));
    return { title: t("quotes_title"), nodes: [head, el("div", { class: "browse" }, rail, el("div", {}, box, controls, set, ...found))] };
  },
};
