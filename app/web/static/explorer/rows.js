// Rows of lists, search forms, and lists that grow by cursor when their end comes near the screen.

import { announce, button, el, icon } from "./dom.js";
import { clock, fullDate, published, shortDay, t } from "./i18n.js";
import { articleAt } from "./route.js";
import { problemState } from "./states.js";

// ---------- search ----------

export function searchForm(label, value, search, placeholder = label) {
  const input = el("input", { class: "field", id: "search", type: "search", name: "q", "aria-label": label, placeholder, value, enterkeyhint: "search", autocapitalize: "off" });
  const submit = (event) => {
    event.preventDefault();
    search(input.value.trim());
  };
  return el("form", { class: "search", role: "search", submit }, el("div", { class: "box" }, icon("search"), input), el("button", { class: "btn primary" }, icon("search"), el("span", {}, t("search"))));
}

/** Buttons of which one is pressed: `choices` are pairs of value and label. */
export function segment(label, choices, chosen, choose, disabled = []) {
  const buttons = choices.map(([value, text]) => el("button", { type: "button", id: `seg-${value || "all"}`, "aria-pressed": value === chosen, disabled: disabled.includes(value), click: () => choose(value) }, text));
  return el("span", { class: "seg", role: "group", "aria-label": label }, ...buttons);
}

// ---------- rows ----------

/** A text with spans of it marked; offsets count from `base`. */
export function highlighted(text, spans, base) {
  const parts = [];
  let at = 0;
  for (const { start, end } of spans) {
    if (start - base < at) continue;
    parts.push(text.slice(at, start - base), el("mark", {}, text.slice(start - base, end - base)));
    at = end - base;
  }
  return [...parts, text.slice(at)];
}

function headlineOf({ headline, snippets = [] }) {
  const snippet = snippets.find(({ field, text }) => field === "headline" && text === headline);
  return snippet ? highlighted(headline, snippet.highlights, snippet.start) : headline;
}

/** What stands below the headline: where the search words are, else the lede. */
function teaser({ lede, snippets = [] }) {
  const snippet = snippets.find(({ field, highlights }) => field !== "headline" && highlights.length);
  if (!snippet) return lede ? el("p", { class: "lede" }, lede) : "";
  const isCut = snippet.field !== "lede" || snippet.end < lede.length;
  return el("p", { class: "lede" }, snippet.start ? "… " : "", ...highlighted(snippet.text, snippet.highlights, snippet.start), isCut ? " …" : "");
}

function when(article, previous) {
  const moment = published(article);
  if (!moment) return t("no_date");
  const { date, precision, timeZone } = moment;
  const day = precision === "month" ? fullDate(date, precision, timeZone) : shortDay(date, timeZone);
  const before = previous && published(previous);
  const isSameDay = before && precision === "minute" && before.precision === "minute" && shortDay(before.date) === day;
  const parts = [isSameDay ? "" : el("b", {}, day), precision === "minute" ? ` ${clock(date)}` : ""];
  return el("time", { datetime: article.published_at, title: fullDate(date, precision, timeZone) }, ...parts);
}

/** An article in a list; the one above it says which day need not be repeated. */
export function articleRow(article, previous, { withPublisher = true, level = "h2" } = {}) {
  const counts = [t("n_quotes", { n: article.quote_count }), t("n_names", { n: article.entity_count })].join(" · ");
  const side = [
    withPublisher && article.publisher ? el("b", {}, el("bdi", {}, article.publisher.name)) : "",
    article.section ? el("span", {}, el("bdi", {}, article.section.name)) : "",
    el("span", {}, counts),
    article.revision > 1 ? el("span", { class: "badge" }, t("revision_n", { n: article.revision })) : "",
  ];
  return el("li", { class: "row" },
    el("div", { class: "when" }, when(article, previous)),
    el("div", { lang: article.language, dir: "auto" }, el(level, {}, el("a", { href: articleAt(article.id), id: `row-${article.id}` }, ...[headlineOf(article)].flat())), teaser(article)),
    el("div", { class: "side" }, ...side));
}

// ---------- lists by cursor ----------

const AHEAD = "200% 0px"; // two screens before the end is reached

/**
 * A node for a list of any length, and the function that appends items to it. `row(item, previous)` builds the node of one,
 * `heading(item)` gives words that stand above it where they change. The browser lays out only parts that are near the screen:
 * to look through a list of parts is fast, through thousands of rows it is not.
 */
export function longList(name, row, { heading = () => null, size = 25 } = {}) {
  const node = el("div", { class: name });
  let [part, list, above, previous, count] = [null, null, null, null, 0];
  const listOf = (words) => {
    const isFull = count % size === 0;
    if (isFull) node.append(part = el("div", { class: "part" }));
    if (words !== above) part.append(el("h3", { class: "month" }, words));
    if (isFull || words !== above) part.append(list = el("ol"));
    above = words;
    return list;
  };
  const add = (items) => {
    for (const item of items) {
      listOf(heading(item)).append(row(item, previous));
      previous = item;
      count += 1;
    }
  };
  return [node, add];
}

/**
 * Add the items of a page and of all that follow: the next is asked for when the end comes near, or by the button.
 * `add(items)` appends them, `next(cursor)` asks for a page; the node that stands below the list is returned.
 */
export function grow(add, first, next) {
  const end = el("div", { class: "end" });
  const settle = ({ items, page: { next_cursor: cursor } }) => {
    add(items);
    if (!cursor) return end.replaceChildren(t("the_end"));
    return offerMore(end, async () => {
      const more = await next(cursor);
      settle(more);
      announce(t("n_more", { n: more.items.length }));
    });
  };
  settle(first);
  return end;
}

function offerMore(end, load) {
  let observer = null;
  const go = async () => {
    observer.disconnect();
    more.setAttribute("aria-busy", "true");
    try {
      await load();
    } catch (error) {
      if (error.name !== "AbortError") end.replaceChildren(problemState(error, { retry: () => offerMore(end, load) }));
      more.removeAttribute("aria-busy");
    }
  };
  const more = button(t("load_more"), go, { id: "more" });
  observer = new IntersectionObserver(([{ isIntersecting }]) => isIntersecting && go(), { rootMargin: AHEAD });
  end.replaceChildren(more);
  observer.observe(end);
}
