// The notes of quotes, which stand beside their text: who said it, and how that is known.

import { el } from "./dom.js";
import { knows, language, t } from "./i18n.js";
import { entityAt } from "./route.js";

const RTL = new Set(["ar", "fa", "he", "ur", "ps", "sd", "ug", "yi"]);
const LOW = 0.6; // a confidence below is always shown

export function isRightToLeft(code) {
  return RTL.has(code.split("-")[0]);
}

/** The interface's own words inside of an article: in the reader's language, from left to right. */
export function own(article) {
  return { lang: language, dir: isRightToLeft(article.language) ? "ltr" : null };
}

export function confidence(value) {
  return value.toFixed(2);
}

function speakerOf({ speaker }, isStored) {
  if (!speaker) return el("span", { class: "who none" }, t("nobody"));
  if (speaker.entity_id && isStored) return el("a", { class: "who", href: entityAt(speaker.entity_id), dir: "auto" }, speaker.name);
  return el("span", { class: "who", dir: "auto" }, speaker.name);
}

function howOf({ kind, cue, speaker, confidence: sure }, articleLanguage) {
  const by = speaker && knows(`by_${speaker.resolved_by}`) ? el("span", {}, t(`by_${speaker.resolved_by}`)) : "";
  return el("div", { class: "how dots" }, el("span", {}, t(`kind_${kind}`)), cue ? el("span", {}, el("q", { lang: articleLanguage }, cue.text)) : "", by,
    el("span", { class: sure < LOW ? "conf low" : "conf" }, t("conf", { n: confidence(sure) })));
}

function note(quote, article, isStored) {
  const { number: n } = quote;
  return el("div", { class: "note", role: "note", id: `n${n}`, "data-q": n, "aria-label": t("quote_no", { n }) },
    el("a", { class: "n", href: `#q${n}`, "aria-label": `${t("quote_no", { n })}: ${t("to_text")}` }, String(n)),
    el("div", {}, speakerOf(quote, isStored), howOf(quote, article.language)));
}

export function notes(quotes, article, isStored) {
  return quotes.length ? el("div", { class: "notes", ...own(article) }, ...quotes.map((quote) => note(quote, article, isStored))) : "";
}
