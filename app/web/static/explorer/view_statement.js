// A statement: the words, who said them, every wording with its differences, and the articles that carry them.

import { el } from "./dom.js";
import { wordDifference } from "./diff.js";
import { t } from "./i18n.js";
import { publisherName, time, who } from "./quotes.js";
import { articleAt } from "./route.js";
import { longList } from "./rows.js";
import { facts } from "./view_publisher.js";

function head(statement) {
  const figures = facts([[t("f_articles"), statement.article_count], [t("f_quotes"), statement.quote_count], [t("f_wordings"), statement.wordings.length]]);
  return el("header", { class: "statement-head" },
    el("p", { class: "type" }, t("statement")), el("h1", { class: `said ${statement.kind}`, lang: statement.language, dir: "auto" }, statement.text), who(statement), figures);
}

/** One wording: the first as it is, a later one with what differs from the first. */
function wording({ text, quote_ids: ids }, first, language) {
  const words = text === first ? [text] : wordDifference(first, text);
  return el("li", { class: "wording" }, el("p", { lang: language, dir: "auto" }, ...words), el("p", { class: "meta" }, t("n_quotes", { n: ids.length })));
}

function wordings({ wordings: all, language }) {
  if (all.length < 2) return "";
  const [{ text: first }] = all;
  return el("section", { "aria-labelledby": "wordings-h" }, el("h2", { class: "title", id: "wordings-h" }, t("wordings")), el("ol", {}, ...all.map((one) => wording(one, first, language))));
}

/** An article with the words; the one that published them first says so. */
function carrier(article, previous) {
  const first = previous === null ? el("span", { class: "badge" }, t("first_published")) : "";
  return el("li", { class: "row" },
    el("div", { class: "when" }, time(article)),
    el("div", { lang: article.language, dir: "auto" }, el("h3", {}, el("a", { href: articleAt(article.id), id: `row-${article.id}` }, article.headline || t("in_article")))),
    el("div", { class: "side" }, el("b", {}, publisherName(article)), first));
}

function carriers({ articles }) {
  const [list, add] = longList("list", carrier);
  add(articles);
  return el("section", { "aria-labelledby": "carriers-h" }, el("h2", { class: "title", id: "carriers-h" }, t("carried_by")), list);
}

export const statementView = {
  place: "quotes",
  async draw({ id, calls }) {
    const statement = await calls.get(`/v1/statements/${encodeURIComponent(id)}`);
    return { title: t("statement"), nodes: [head(statement), wordings(statement), carriers(statement)].filter(Boolean) };
  },
};
