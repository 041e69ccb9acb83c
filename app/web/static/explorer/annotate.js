// Quotes and names of an article by field, numbered, in order: what marks, notes and the list of names are made of.

import { touching } from "./marks.js";

const FIELDS = ["headline", "lede", "body"];

function byPlace(a, b) {
  return FIELDS.indexOf(a.field) - FIELDS.indexOf(b.field) || a.start - b.start;
}

/** Numbers of the quotes whose speaker is named by a mention, by its place: "body:12:20" → "3 5". */
function speakingMentions(quotes) {
  const places = new Map();
  for (const { number, field, speaker } of quotes) {
    if (!speaker?.mention) continue;
    const key = `${field}:${speaker.mention.start}:${speaker.mention.end}`;
    places.set(key, places.has(key) ? `${places.get(key)} ${number}` : String(number));
  }
  return places;
}

function namesOf(entities, places) {
  const names = entities.flatMap(({ name, type, mentions }, number) =>
    mentions.map(({ field, start, end }) => ({ field, start, end, name, type, number, speaks: places.get(`${field}:${start}:${end}`) })));
  return names.sort(byPlace);
}

function perField(spans) {
  return Object.fromEntries(FIELDS.map((field) => {
    const own = spans.filter((span) => span.field === field);
    return [field, { spans: own, longest: own.reduce((longest, { start, end }) => Math.max(longest, end - start), 0) }];
  }));
}

/**
 * Number the quotes of an article and find what touches a part of a field.
 * Offsets are UTF-16 units, as the answer was asked for.
 */
export function annotate(article) {
  const quotes = [...article.quotes].sort(byPlace).map((quote, at) => ({ ...quote, number: at + 1 }));
  const fields = { quotes: perField(quotes), names: perField(namesOf(article.entities, speakingMentions(quotes))) };
  const within = (kind, field, start, end) => touching(fields[kind][field].spans, fields[kind][field].longest, start, end);
  return { quotes, within };
}
