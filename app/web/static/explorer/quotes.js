// Quotes in lists: as rows with their speakers, and as a timeline of one speaker.

import { el } from "./dom.js";
import { month, shortDay, t } from "./i18n.js";
import { articleAt, entityAt, statementAt } from "./route.js";
import { highlighted, longList } from "./rows.js";

/** Members of a quote that a list shows: its article, and what the search words hit. */
export function quoteMembers(query) {
  const snippets = query.has("q") ? [["include", "snippets"], ["offsets", "utf16"]] : [];
  return [["include", "article"], ...snippets];
}

function said({ text, kind, language, snippets = [] }) {
  const [snippet] = snippets;
  const isWhole = snippet && snippet.text === text;
  return el("blockquote", { class: `said ${kind}`, lang: language, dir: "auto" }, ...(isWhole ? highlighted(text, snippet.highlights, snippet.start) : [text]));
}

/** The day of an article. */
export function time(article) {
  return article.published_at ? el("time", { datetime: article.published_at }, shortDay(new Date(article.published_at))) : t("no_date");
}

function articleLink(quote, attributes) {
  const { article } = quote;
  return el("a", { href: articleAt(article.id), lang: article.language, dir: "auto", ...attributes }, article.headline || t("in_article"));
}

export function publisherName({ publisher }) {
  return publisher ? el("bdi", {}, publisher.name) : "";
}

/** The speaker of a quote or a statement, with a link where it has a record. */
export function who({ speaker }) {
  if (!speaker) return el("div", { class: "who" }, el("i", { class: "none" }, t("nobody")));
  const name = speaker.entity_id ? el("a", { href: entityAt(speaker.entity_id), dir: "auto" }, speaker.name) : el("b", { dir: "auto" }, speaker.name);
  return el("div", { class: "who" }, name, el("span", {}, t(`t_${speaker.type}`)));
}

export function quoteRow(quote) {
  const side = el("div", { class: "side" }, articleLink(quote, { id: `quote-${quote.id}` }), el("br"), publisherName(quote.article), quote.article.publisher ? " · " : "", time(quote.article));
  return el("li", { class: "quote-row" }, who(quote), said(quote), side);
}

function saidItem(quote, withSpeaker) {
  const { article } = quote;
  const speaker = withSpeaker && quote.speaker ? el("span", {}, quote.speaker.entity_id ? el("a", { href: entityAt(quote.speaker.entity_id), dir: "auto" }, quote.speaker.name) : el("bdi", {}, quote.speaker.name)) : "";
  return el("li", { class: "said-item" }, el("div", { class: "when" }, time(article)),
    el("div", {}, said(quote), el("p", { class: "meta dots" }, speaker, el("span", {}, articleLink(quote, { class: "src", id: `quote-${quote.id}` })), article.publisher ? el("span", {}, publisherName(article)) : "")));
}

/** A statement in a list of one speaker's: its words, who published them first, and how many articles carry them. */
export function statementItem(statement) {
  const { first_article: first, article_count: n } = statement;
  const carried = el("a", { class: "src", id: `statement-${statement.id}`, href: statementAt(statement.id) }, t("n_articles", { n }));
  const origin = first.publisher ? el("span", {}, t("first_in"), " ", publisherName(first)) : "";
  return el("li", { class: "said-item" }, el("div", { class: "when" }, time(first)),
    el("div", {}, said(statement), el("p", { class: "meta dots" }, carried, origin)));
}

function monthOf({ article: { published_at: at } }) {
  return at ? month(new Date(at)) : t("no_date");
}

/** A timeline, and the function that adds quotes to it: below the name of each month, newest first. */
export function timeline({ withSpeaker = false } = {}) {
  return longList("time", (quote) => saidItem(quote, withSpeaker), { heading: monthOf });
}
