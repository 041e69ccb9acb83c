// The blocks of an article: text with its marks and notes, lists, tables, boxes, and what is only named.

import { el, hostOf, icon, outsideLink } from "./dom.js";
import { clock, t } from "./i18n.js";
import { marked } from "./marks.js";
import { notes, own } from "./notes.js";

const AHEAD = "200% 0px"; // marks are built two screens before their block is seen
const TAGS = { blockquote: "blockquote", code: "pre" };

// ---------- without prose ----------

/** A picture is never loaded: its caption, and the host that has it. */
export function picture({ url, caption, credit }, article, label = "") {
  const words = [caption, credit].filter(Boolean).join(" · ");
  const start = label && words ? `${label}: ` : label ? `${label} · ` : "";
  return el("p", { class: "pic", ...own(article) }, icon("picture"), el("span", {}, start, words ? [el("span", { lang: article.language, dir: "auto" }, words), " "] : "", outsideLink(url, hostOf(url))));
}

function media(block, article) {
  if (block.type === "image") return picture({ url: block.url, caption: block.text, credit: block.credit }, article);
  const words = block.text ? [el("span", { lang: article.language, dir: "auto" }, block.text), " "] : "";
  return el("p", { class: "pic", ...own(article) }, icon("video"), el("span", {}, block.type, " · ", words, outsideLink(block.url, hostOf(block.url ?? ""))));
}

/** A fact box or the key points, a line for each text; or words of the article that are printed once more. */
function box(block, article) {
  if (block.type === "blockquote") return el("blockquote", { class: "pull", dir: "auto" }, block.text);
  const label = block.role ? el("p", { class: "eyebrow", ...own(article) }, t(`role_${block.role}`)) : "";
  return el("aside", { class: "box" }, label, ...block.text.split("\n").map((text) => el("p", { dir: "auto" }, text)));
}

function withoutProse(block, article) {
  return block.type === "aside" || block.type === "blockquote" ? box(block, article) : media(block, article);
}

// ---------- text ----------

function tagOf({ type, level }, isSmall) {
  if (type !== "heading") return TAGS[type] ?? "p";
  return (level ?? 2) > 2 || isSmall ? "h3" : "h2";
}

function classOf({ type, level, role }) {
  const classes = ["text", type === "list_item" && "li", type === "code" && "pre", role === "question" && "question", level > 1 && type === "list_item" && `deep-${Math.min(level, 4)}`];
  return classes.filter(Boolean).join(" ");
}

/** Marks of the part of the body that begins at `start`. */
function marksOf(text, start, annotated) {
  const [quotes, names] = ["quotes", "names"].map((kind) => annotated.within(kind, "body", start, start + text.length));
  return marked(text, start, quotes, names);
}

/** The type of a block, seen only when origins are shown. */
function kindOf({ type, level, role }) {
  return el("span", { class: "prov", lang: "en", dir: "ltr" }, [type, level, role].filter(Boolean).join(" "));
}

function notesOf(blocks, article, annotated, isStored) {
  const [start, end] = [blocks[0].start, blocks.at(-1).end];
  return notes(annotated.within("quotes", "body", start, end).filter((quote) => quote.start >= start), article, isStored);
}

function entryTime({ at }, article) {
  return at ? el("time", { class: "eyebrow", datetime: at, ...own(article) }, clock(new Date(at))) : "";
}

/** A block with its notes. Its marks are built by `line.mark()`, once. */
function line(block, article, annotated, { isSmall, isStored }, number) {
  const text = el(tagOf(block, isSmall), { class: classOf(block), dir: "auto", "data-number": number }, block.text, kindOf(block));
  const column = block.at ? el("div", {}, entryTime(block, article), text) : text;
  const node = el("div", { class: block.at ? "line entry" : "line" }, column, notesOf([block], article, annotated, isStored));
  node.mark = () => {
    node.mark = null;
    text.replaceChildren(...marksOf(block.text, block.start, annotated), kindOf(block));
  };
  return node;
}

// ---------- tables ----------

/** Cells of a row with the place of each in the body: the row's text holds them in order. */
function cellsOf({ text, start, cells }) {
  let at = 0;
  return (cells ?? [text]).map((cell) => {
    const found = cell ? text.indexOf(cell, at) : -1;
    if (found < 0) return { cell, start: null };
    at = found + cell.length;
    return { cell, start: start + found };
  });
}

function row(block, annotated) {
  const name = block.role === "header" ? "th" : "td";
  const cells = cellsOf(block).map(({ cell, start }) => el(name, { scope: name === "th" ? "col" : null, dir: "auto" }, ...(start === null || !annotated ? [cell] : marksOf(cell, start, annotated))));
  return el("tr", {}, ...cells);
}

function table(blocks, article, annotated, { isStored }) {
  const rows = (marks) => el("tbody", {}, ...blocks.map((block) => row(block, marks)));
  const whole = el("table", { class: "table" }, rows(null));
  const scroll = el("div", { class: "text scroll", tabindex: 0, role: "region", "aria-label": t("as_table") }, whole, kindOf(blocks[0]));
  const node = el("div", { class: "line" }, scroll, notesOf(blocks, article, annotated, isStored));
  node.mark = () => {
    node.mark = null;
    whole.replaceChildren(rows(annotated));
  };
  return node;
}

// ---------- all of them ----------

/** Rows of one table that stand together are one list; every other block is a list of its own. */
function grouped(blocks) {
  const groups = [];
  for (const block of blocks) {
    const last = groups.at(-1);
    if (block.type === "table" && last?.[0].type === "table" && last[0].group === block.group) last.push(block);
    else groups.push([block]);
  }
  return groups;
}

/** Number the items of numbered lists, each depth by itself. */
function numberer() {
  let [list, counts] = [null, []];
  return ({ role, group, level }) => {
    if (role !== "numbered") return null;
    if (group !== list) [list, counts] = [group, []];
    const depth = level ?? 1;
    counts = counts.slice(0, depth);
    counts[depth - 1] = (counts[depth - 1] ?? 0) + 1;
    return `${counts[depth - 1]}.`;
  };
}

/** Nodes of the blocks in order; the marks of each come when it comes near the screen. */
export function blockNodes(article, annotated, options) {
  const number = numberer();
  const nodes = grouped(article.blocks).map((blocks) => {
    const [block] = blocks;
    if (block.start === null) return withoutProse(block, article);
    return block.type === "table" ? table(blocks, article, annotated, options) : line(block, article, annotated, options, number(block));
  });
  markWhenNear(nodes);
  return nodes;
}

function markWhenNear(lines) {
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      observer.unobserve(target);
      target.mark?.();
    }
  }, { rootMargin: AHEAD });
  for (const one of lines) if (one.mark) observer.observe(one);
}
