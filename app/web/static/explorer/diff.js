// What changed from one revision to the next, word by word.

import { el } from "./dom.js";

const MOST_WORDS = 5000; // of both sides of a paragraph; longer ones are shown whole
const NOT_SHOWN = new Set(["blocks", "quotes", "entities"]); // `body` says it all

/** Longest common run of items as a list of ["same" | "del" | "ins", item]; common ends are cut off first. */
export function compare(before, after) {
  let [head, tail] = [0, 0];
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
  while (tail < before.length - head && tail < after.length - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const same = (items) => items.map((item) => ["same", item]);
  const [a, b] = [before.slice(head, before.length - tail), after.slice(head, after.length - tail)];
  return [...same(before.slice(0, head)), ...middle(a, b), ...same(before.slice(before.length - tail))];
}

function middle(a, b) {
  if (a.length * b.length > MOST_WORDS ** 2 / 4) return [...a.map((item) => ["del", item]), ...b.map((item) => ["ins", item])];
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] = a[i] === b[j] ? lengths[(i + 1) * width + j + 1] + 1 : Math.max(lengths[(i + 1) * width + j], lengths[i * width + j + 1]);
    }
  }
  return walk(a, b, (i, j) => lengths[i * width + j]);
}

function walk(a, b, length) {
  const steps = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      steps.push(["same", a[i]]);
      i += 1;
      j += 1;
    } else if (j === b.length || (i < a.length && length(i + 1, j) >= length(i, j + 1))) {
      steps.push(["del", a[i]]);
      i += 1;
    } else {
      steps.push(["ins", b[j]]);
      j += 1;
    }
  }
  return steps;
}

/** Steps as nodes: neighbours of one kind stand in one element. */
function nodesOf(steps) {
  const nodes = [];
  for (const [kind, text] of steps) {
    const last = nodes.at(-1);
    if (last?.kind === kind) last.text += text;
    else nodes.push({ kind, text });
  }
  return nodes.map(({ kind, text }) => (kind === "same" ? text : el(kind, {}, text)));
}

function words(text) {
  return text.match(/\S+\s*/g) ?? [];
}

/** Paragraphs that changed: those of which one side is gone are whole, pairs of them are compared by word. */
function paragraphs(before, after) {
  const steps = compare(before.split("\n\n"), after.split("\n\n"));
  const lines = [];
  for (let at = 0; at < steps.length;) {
    const run = (kind) => {
      const found = [];
      while (steps[at]?.[0] === kind) found.push(steps[at++][1]);
      return found;
    };
    run("same");
    const [gone, come] = [run("del"), run("ins")];
    for (let i = 0; i < Math.max(gone.length, come.length); i += 1) lines.push(el("p", { dir: "auto" }, ...wordDifference(gone[i] ?? "", come[i] ?? "")));
  }
  return lines;
}

/** The words of a text as nodes, with what differs from an earlier text marked. */
export function wordDifference(before, after) {
  return nodesOf(compare(words(before), words(after)));
}

function valueOf(value) {
  return typeof value === "string" ? value : JSON.stringify(value ?? null);
}

function change({ field, before, after }) {
  const isProse = typeof before === "string" && typeof after === "string" && /\s/.test(before + after);
  if (field === "body") return el("dd", {}, ...paragraphs(before ?? "", after ?? ""));
  if (isProse) return el("dd", { dir: "auto" }, ...wordDifference(before, after));
  return el("dd", { class: "v" }, el("del", {}, valueOf(before)), " ", el("ins", {}, valueOf(after)));
}

export function diffList({ changes }, language) {
  const shown = changes.filter(({ field }) => !NOT_SHOWN.has(field));
  return el("dl", { class: "diff", lang: language }, ...shown.flatMap((one) => [el("dt", { lang: "en" }, one.field), change(one)]));
}
