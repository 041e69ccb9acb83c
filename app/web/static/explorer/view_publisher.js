// A publisher: its articles, with how many there are, when they came, and who speaks in them.

import { whenAnswered } from "./api.js";
import { chart } from "./chart.js";
import { el } from "./dom.js";
import { chips, facetGroups, fetchFacets, filtersOf, periodAt } from "./filters.js";
import { number, t, timeZone } from "./i18n.js";
import { articleRow, grow, longList } from "./rows.js";

const FACETS = ["section", "speaker", "tag"];

/** Figures with their names, as `[words, value]`; one without a value is left out. */
export function facts(pairs) {
  return el("dl", { class: "facts" }, ...pairs.filter(([, value]) => value !== null).map(([words, value]) => el("div", {}, el("dt", {}, words), el("dd", {}, number(value)))));
}

export const publisherView = {
  place: "articles",
  async draw({ id, query, calls }) {
    const path = `publishers/${encodeURIComponent(id)}`;
    const own = ["publisher", id];
    const parameters = [own, ...query, ["count", "capped"], ["limit", 25]];
    const [articles, about] = [calls.get("/v1/articles", parameters), calls.get(`/v1/publishers/${encodeURIComponent(id)}`)];
    const facets = fetchFacets(calls, query, FACETS, [own]);
    const series = calls.get("/v1/stats/timeseries", [own, ...filtersOf(query), ["interval", "auto"], ["timezone", timeZone()]]);
    const quotes = calls.get("/v1/quotes", [own, ["limit", 1], ["count", "capped"]]);
    for (const one of [facets, series, quotes]) one.catch(() => {}); // they may fail before somebody waits for them
    const [page, publisher] = await Promise.all([articles, about]);
    const rail = el("aside", { class: "rail open", "aria-label": t("filters") });
    whenAnswered(facets, (answer) => rail.append(...facetGroups(path, query, FACETS, answer)));
    const figures = el("div", {}, facts([[t("f_articles"), publisher.article_count]]));
    whenAnswered(quotes, ({ page: { count } }) => figures.replaceChildren(facts([[t("f_articles"), publisher.article_count], [t("f_quotes"), count.value]])));
    const head = el("header", { class: "who-head" },
      el("div", {}, el("p", { class: "type" }, t("f_publisher")), el("h1", { dir: "auto" }, publisher.name), el("p", { class: "meta" }, publisher.domain), figures),
      chart(el("b", {}, t("browse_title")), series, periodAt(path, query), "narrow"));
    const [list, add] = longList("list", (article, previous) => articleRow(article, previous, { withPublisher: false }));
    const end = grow(add, page, (cursor) => calls.get("/v1/articles", [...parameters, ["cursor", cursor]]));
    return { title: publisher.name, nodes: [head, el("div", { class: "two-col" }, el("div", {}, chips(path, query), list, end), rail)] };
  },
};
