// An article as it is read: header, toolbar, warnings, then its blocks.

import { curl } from "./api.js";
import { blockNodes, picture } from "./blocks.js";
import { button, el, outsideLink } from "./dom.js";
import { copy } from "./frame.js";
import { clock, fullDate, knows, language, number, published, t } from "./i18n.js";
import { isPressed, toggle } from "./joins.js";
import { marked } from "./marks.js";
import { confidence, isRightToLeft, notes, own } from "./notes.js";
import { publisherAt, to } from "./route.js";

const FORMATS = [["JSON", "application/json"], ["schema.org", "application/ld+json"], ["ninjs", "application/vnd.iptc.ninjs+json"], ["Markdown", "text/markdown"]];

// ---------- origins ----------

/** Where a field was found; seen only when origins are shown. */
function origin(article, name) {
  const found = article.provenance?.[name];
  if (!found) return "";
  const agreed = found.agreed_by.length ? ` ✓ ${found.agreed_by.join(", ")}` : "";
  return el("span", { class: "prov", lang: "en", dir: "ltr" }, found.origin, el("i", {}, `${agreed} · ${confidence(found.confidence)}`));
}

// ---------- header ----------

function kicker(article) {
  const { section, publisher, agencies } = article;
  const link = (attributes, name) => el("span", {}, el("a", { ...attributes, dir: "auto" }, name));
  const parts = [
    section ? link({ class: "sect", href: to("", { section: section.slug || section.name }) }, section.name) : "",
    publisher ? link({ href: publisherAt(publisher.domain) }, publisher.name) : "",
    ...agencies.map(({ name }) => el("span", {}, el("bdi", {}, name))),
    article.page_type.value === "article" ? "" : el("span", { class: "badge" }, t(`pt_${article.page_type.value}`)),
  ];
  return el("p", { class: "kicker dots", lang: language }, ...parts);
}

function updated(article, first) {
  if (!article.modified_at) return "";
  const date = new Date(article.modified_at);
  const isSameDay = first && fullDate(first.date, "day") === fullDate(date, "day");
  return el("span", {}, el("bdi", {}, t("updated")), " ", el("time", { datetime: article.modified_at }, isSameDay ? clock(date) : fullDate(date)));
}

function byline(article) {
  const first = published(article);
  const parts = [
    ...article.authors.map(({ name }) => el("span", {}, el("b", {}, el("bdi", {}, name)))),
    first ? el("span", {}, el("time", { datetime: article.published_at }, el("bdi", {}, fullDate(first.date, first.precision, first.timeZone)))) : el("span", {}, t("no_date")),
    updated(article, first),
    el("span", {}, el("bdi", {}, t("n_words", { n: article.word_count }))),
    article.url ? el("span", {}, outsideLink(article.url, t("source_page"))) : "",
    origin(article, "published"),
  ];
  return el("p", { class: "byline dots has-prov", lang: language }, ...parts);
}

function markedField(article, annotated, field) {
  const text = article[field] ?? "";
  const [quotes, names] = ["quotes", "names"].map((kind) => annotated.within(kind, field, 0, text.length));
  return marked(text, 0, quotes, names);
}

function header(article, annotated, { heading, isStored }) {
  const early = annotated.quotes.filter(({ field }) => field !== "body");
  const title = el(heading, { class: "headline has-prov", dir: "auto" }, ...markedField(article, annotated, "headline"), origin(article, "headline"));
  const lede = article.lede ? el("p", { class: "standfirst has-prov", dir: "auto" }, ...markedField(article, annotated, "lede"), origin(article, "lede")) : "";
  return el("header", {}, kicker(article), title, el("div", { class: "line" }, el("div", {}, lede, byline(article)), notes(early, article, isStored)));
}

// ---------- toolbar, warnings, pictures ----------

function toolButton(name, ...label) {
  return button(label, () => toggle(name), { class: "btn ghost", "data-toggle": name, "aria-pressed": isPressed(name) });
}

function formats(path) {
  const buttons = FORMATS.map(([label, accept]) => button(label, () => copy(curl("GET", path, { accept })), { class: "btn ghost", title: `curl · ${accept}` }));
  return el("span", { class: "push", role: "group", "aria-label": t("formats") }, ...buttons);
}

function toolbar(article, path) {
  return el("div", { class: "bar" },
    toolButton("hide-q", el("span", { class: "key-q" }), `${t("quotes")} ${number(article.quotes.length)}`),
    toolButton("hide-n", el("span", { class: "key-n" }), `${t("names")} ${number(article.entities.length)}`),
    toolButton("xray", t("origins")), path ? formats(path) : "");
}

function zoneOf(article) {
  const offset = article.published?.local?.match(/([+-])(\d\d):(\d\d)$/);
  return offset ? `UTC${offset[1]}${Number(offset[2])}${offset[3] === "00" ? "" : `:${offset[3]}`}` : "UTC";
}

/** A warning in the reader's language, or in the API's own words where it is rare. */
function warningWords({ code, field, message }, article) {
  if (knows(`w_${code}`)) return t(`w_${code}`, { z: zoneOf(article) });
  return /_(cut|refused)$/.test(code) ? t("w_other", { x: field ?? "" }) : el("span", { lang: "en" }, message);
}

function warnings(article) {
  if (!article.warnings.length) return "";
  const lines = article.warnings.map((one) => el("li", {}, el("span", { title: one.message }, warningWords(one, article)), " ", el("code", {}, one.code)));
  return el("section", { class: "warn", "aria-label": t("warnings") }, el("ul", {}, ...lines));
}

function leadPicture(article) {
  const lead = article.images.find(({ role }) => role === "lead");
  return lead ? picture(lead, article, t("picture_lead")) : "";
}

/**
 * The article as nodes. `heading` is the level of its headline; `path` the address whose formats can be copied;
 * `isStored` says whether its people have pages to link to.
 */
export function paper(article, annotated, { heading = "h1", path = null, isStored = true } = {}) {
  const options = { heading, isStored, isSmall: heading !== "h1" };
  return el("article", { class: "paper", lang: article.language, dir: isRightToLeft(article.language) ? "rtl" : null },
    header(article, annotated, options), el("div", own(article), toolbar(article, path), warnings(article)), leadPicture(article), ...blockNodes(article, annotated, options));
}
