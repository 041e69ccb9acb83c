// A person, organization or place: what it said, what others said of it, with whom it is named, where.

import { whenAnswered } from "./api.js";
import { chart } from "./chart.js";
import { el, outsideLink } from "./dom.js";
import { facet, moment } from "./filters.js";
import { number, shortDay, t, timeZone } from "./i18n.js";
import { quoteMembers, statementItem, timeline } from "./quotes.js";
import { articleAt, entityAt, to, update, withParameter } from "./route.js";
import { articleRow, grow, longList } from "./rows.js";
import { bones, problemState, state } from "./states.js";
import { tabs } from "./tabs.js";
import { facts } from "./view_publisher.js";
import { wordSearch } from "./view_quotes.js";

const ELSEWHERE = {
  wikidata: (id) => ["Wikidata", `https://www.wikidata.org/wiki/${id}`],
  geonames: (id) => ["GeoNames", `https://www.geonames.org/${id}`],
  iso3166: (id) => [`ISO 3166 ${id}`, `https://www.iso.org/obp/ui/#iso:code:3166:${id}`],
};
const MOST_TAGS = 8;

// ---------- head ----------

function elsewhere({ external_ids: ids }) {
  const links = Object.entries(ids).filter(([name]) => Object.hasOwn(ELSEWHERE, name)).map(([name, id]) => ELSEWHERE[name](encodeURIComponent(id)));
  return links.length ? el("p", { class: "meta dots", "aria-label": t("more_data") }, ...links.map(([text, url]) => el("span", {}, outsideLink(url, text)))) : "";
}

function head(entity, counts, series) {
  const aliases = entity.aliases.length ? el("p", { class: "meta" }, t("aliases", { x: entity.aliases.join(", ") })) : "";
  const figures = el("div", {});
  const show = (quotes) => figures.replaceChildren(facts([[t("f_articles"), entity.article_count], [t("f_quotes"), quotes], [t("f_mentions"), entity.mention_count]]));
  show(null);
  whenAnswered(counts, ({ total }) => show(total));
  const linkTo = (from, until) => to("", { entity: entity.id, published_after: moment(from), published_before: moment(until) });
  return el("header", { class: "who-head" },
    el("div", {}, el("p", { class: `type ${entity.type}` }, t(`t_${entity.type}`)), el("h1", { dir: "auto" }, entity.name), aliases, elsewhere(entity), figures),
    chart(el("b", {}, t("browse_title")), series, linkTo, "narrow"));
}

// ---------- what it said, and what was said of it ----------

function tagChips(path, query, counts) {
  const group = el("div", { class: "chips", role: "group", "aria-label": t("f_tag") });
  const chosen = query.get("tag");
  const chip = (value, label, count) => el("button", { type: "button", class: "chip", id: `tag-${value ?? ""}`, "aria-pressed": value === chosen, click: () => update(path, (present) => withParameter(present, "tag", value)) }, label, " ", el("span", { class: "num" }, number(count)));
  whenAnswered(counts, ({ facets, total }) => group.append(chip(null, t("all_subjects"), total), ...facets.tag.map(({ value, label, count }) => chip(value, label, count))));
  return group;
}

function nothingSaid(entity, path, query) {
  const words = query.get("q") ?? query.get("about") ?? query.get("tag");
  const all = el("a", { class: "btn", href: to(path) }, t("all_subjects"));
  return words ? state(t("e_no_quotes", { x: entity.name }), t("e_no_quotes_2", { q: words }), all) : state(t("e_not_mentioned", { x: entity.name }), "");
}

function quoteParameters(name, entity, query) {
  return [[name, entity.id], ...[...query].filter(([other]) => other !== "show"), ...quoteMembers(query), ["limit", 50]];
}

/** Fill a panel with a timeline of quotes; `name` is the parameter that the entity is given to. */
async function fillQuotes(panel, name, { entity, calls, path, query }, first = null) {
  const parameters = quoteParameters(name, entity, query);
  const page = first ?? await calls.get("/v1/quotes", parameters);
  if (!page.items.length) return panel.replaceChildren(nothingSaid(entity, path, query));
  const [node, add] = timeline({ withSpeaker: name !== "speaker" });
  const end = grow(add, page, (cursor) => calls.get("/v1/quotes", [...parameters, ["cursor", cursor]]));
  return panel.replaceChildren(node, end);
}

/** Fill a panel with what the entity said, each statement once: first those that most articles carry. */
async function fillStatements(panel, { entity, calls, path, query }) {
  const parameters = [["speaker", entity.id], ...[...query].filter(([name]) => name !== "show"), ["sort", "-article_count"], ["limit", 50]];
  const page = await calls.get("/v1/statements", parameters);
  if (!page.items.length) return panel.replaceChildren(nothingSaid(entity, path, query));
  const [list, add] = longList("statements", statementItem);
  const end = grow(add, page, (cursor) => calls.get("/v1/statements", [...parameters, ["cursor", cursor]]));
  return panel.replaceChildren(list, end);
}

/** Fill a panel that needs a call: rows to come, then what comes, or why it does not. */
export function fillLater(panel, load) {
  panel.replaceChildren(bones(2));
  load().catch((error) => {
    if (error.name !== "AbortError") panel.replaceChildren(problemState(error, { retry: () => fillLater(panel, load) }));
  });
}

function quotesPart(subject, counts, first) {
  const { entity, path, query } = subject;
  const title = t("what_about", { x: entity.name });
  const [box, controls] = wordSearch(title, path, query, { first: "about", placeholder: t("what_ph"), other: tagChips(path, query, counts) });
  const parts = [
    { id: "said", label: t("said_by_x"), fill: (panel) => fillQuotes(panel, "speaker", subject, first) },
    { id: "statements", label: t("statements"), fill: (panel) => fillLater(panel, () => fillStatements(panel, subject)) },
    { id: "about", label: t("about_x"), fill: (panel) => fillLater(panel, () => fillQuotes(panel, "mentions", subject)) },
  ];
  return el("section", { "aria-labelledby": "ask-h" },
    el("div", { class: "ask" }, el("h2", { class: "title", id: "ask-h" }, title), box, controls), ...shownTabs(t("quotes"), parts, subject));
}

/** Tabs of which the address keeps the open one. */
function shownTabs(label, parts, { path, query }) {
  const choose = (id) => history.replaceState(history.state, "", to(path, withParameter(query, "show", id === parts[0].id ? null : id)));
  return tabs(label, parts, query.get("show") ?? parts[0].id, choose);
}

/** Of those that say nothing, the articles stand where the timeline would. */
function articlesPart(subject, page, parameters) {
  const { entity, calls } = subject;
  const fillArticles = (panel) => {
    const [list, add] = longList("list", articleRow);
    panel.append(list, grow(add, page, (cursor) => calls.get("/v1/articles", [...parameters, ["cursor", cursor]])));
  };
  const parts = [
    { id: "articles", label: t("in_articles"), fill: fillArticles },
    { id: "about", label: t("about_x"), fill: (panel) => fillLater(panel, () => fillQuotes(panel, "mentions", subject)) },
  ];
  return el("section", { "aria-label": entity.name }, el("h2", { class: "sr" }, t("in_articles")), ...shownTabs(entity.name, parts, subject));
}

// ---------- beside ----------

function together(related) {
  const most = Math.max(...related.map(({ co_mention_count: count }) => count), 1);
  const lines = related.map(({ id, name, co_mention_count: count }) => el("li", {}, facet("a", { href: entityAt(id) }, name, count, most)));
  return [el("h2", { class: "h-rail" }, t("together")), el("ul", { class: "barlist" }, ...lines)];
}

function articleLines(entity, { items, page }) {
  const line = ({ id, headline, published_at: at, publisher, language }) => el("li", {},
    el("p", { class: "meta" }, at ? el("time", { datetime: at }, shortDay(new Date(at))) : t("no_date"), publisher ? [" · ", el("bdi", {}, publisher.name)] : ""),
    el("a", { href: articleAt(id), lang: language, dir: "auto" }, headline));
  const all = page.next_cursor ? el("a", { class: "more", href: to("", { entity: entity.id }) }, t("all_n", { n: entity.article_count })) : "";
  return el("div", {}, el("h2", { class: "h-rail" }, t("in_articles")), el("ul", { class: "mini" }, ...items.map(line)), all);
}

export const entityView = {
  place: "names",
  async draw({ id, query, calls }) {
    const record = `/v1/entities/${encodeURIComponent(id)}`;
    const path = `people/${encodeURIComponent(id)}`;
    const main = calls.get("/v1/quotes", quoteParameters("speaker", { id }, query));
    const about = calls.get(record);
    const counts = calls.get("/v1/stats/facets", { of: "quotes", speaker: id, by: "tag", size: MOST_TAGS });
    const related = calls.get(`${record}/related`, { limit: 8 });
    const series = calls.get("/v1/stats/timeseries", { entity: id, interval: "auto", timezone: timeZone() });
    for (const one of [counts, related, series]) one.catch(() => {}); // they may fail before somebody waits for them
    const [page, entity] = await Promise.all([main, about]);
    const isSilent = !page.items.length && ![...query].some(([name]) => name !== "show");
    const listParameters = [["entity", id], ["limit", isSilent ? 25 : 5]];
    const articles = await calls.get("/v1/articles", listParameters);
    const subject = { entity, calls, path, query };
    const beside = el("aside", { "aria-label": t("together") });
    whenAnswered(related, ({ items }) => items.length && beside.prepend(...together(items)));
    if (!isSilent) beside.append(articleLines(entity, articles));
    const body = isSilent ? articlesPart(subject, articles, listParameters) : quotesPart(subject, counts, page);
    return { title: entity.name, nodes: [head(entity, counts, series), el("div", { class: "two-col" }, body, beside)] };
  },
};
