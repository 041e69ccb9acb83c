// One article, or a revision of it: its text with quotes and names marked, the names beside it, the folds below.

import { annotate } from "./annotate.js";
import { whenAnswered } from "./api.js";
import { el } from "./dom.js";
import { originsFold, revisionsFold, similarFold } from "./folds.js";
import { language, number, t } from "./i18n.js";
import { paper } from "./paper.js";
import { articleAt, entityAt, to } from "./route.js";
import { toUtf16 } from "./utf16.js";

const GROUPS = [["person", ["person"]], ["organization", ["organization"]], ["location", ["location"]], ["other", ["event", "product", "other"]]];

function nameLine({ id, name, mention_count: count }, at) {
  return el("li", {}, el("a", { href: entityAt(id), "data-e": at }, el("span", { class: "t", dir: "auto" }, name), el("span", { class: "num" }, number(count))));
}

/** The names of an article by type, each with a link and the number of its mentions. */
function namesRail({ entities, language: articleLanguage }) {
  if (!entities.length) return "";
  const groups = GROUPS.flatMap(([group, types]) => {
    const lines = entities.flatMap((entity, at) => (types.includes(entity.type) ? [nameLine(entity, at)] : []));
    return lines.length ? [el("h3", { id: `g-${group}` }, t(`ts_${group}`)), el("ul", { class: group, "aria-labelledby": `g-${group}`, lang: articleLanguage }, ...lines)] : [];
  });
  return el("aside", { class: "names", "aria-label": t("names") }, el("div", { class: "stick" }, el("h2", { class: "h-rail" }, t("n_names", { n: entities.length })), ...groups));
}

function tags({ tags: all, language: articleLanguage }) {
  if (!all.length) return "";
  return el("ul", { class: "chips", "aria-label": t("f_tag") }, ...all.map(({ name, slug }) => el("li", {}, el("a", { class: "chip", href: to("", { tag: slug || name }), lang: articleLanguage, dir: "auto" }, name))));
}

/** What is to be known before reading: an old revision, or a text that stood elsewhere first. */
function notices(article, revision) {
  const links = [
    revision ? [t("revision_n", { n: article.revision }), articleAt(article.id), t("read_current")] : null,
    article.duplicate_of ? [t("duplicate"), articleAt(article.duplicate_of), t("read_first")] : null,
  ].filter(Boolean);
  if (!links.length) return "";
  return el("div", { class: "warn" }, el("ul", {}, ...links.map(([words, href, label]) => el("li", {}, el("span", {}, words), el("a", { href }, label)))));
}

async function fetchArticle(calls, id, revision) {
  if (!revision) return calls.get(`/v1/articles/${id}`, { offsets: "utf16" });
  return toUtf16(await calls.get(`/v1/articles/${id}/revisions/${revision}`));
}

export const articleView = {
  place: "articles",
  async draw({ id, query, calls }) {
    const revision = query.get("revision");
    const path = `/v1/articles/${encodeURIComponent(id)}`;
    const article = await fetchArticle(calls, encodeURIComponent(id), revision && encodeURIComponent(revision));
    const under = el("div", { class: "under" }, revisionsFold(calls, article), originsFold(article));
    whenAnswered(calls.get(`${path}/similar`, { limit: 4 }), ({ items }) => items.length && under.append(similarFold(items)));
    const text = el("div", {}, notices(article, revision), paper(article, annotate(article), { path }), tags(article), under);
    return { title: article.headline || t("browse_title"), nodes: [el("div", { class: "article-grid", lang: language }, text, namesRail(article))] };
  },
};
