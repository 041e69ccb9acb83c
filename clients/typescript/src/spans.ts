/** Offsets resolved: which words of an article a quote or a mention is. */
import type { components } from "./api.js";

type Article = components["schemas"]["ArticleRead"];
type Field = "headline" | "lede" | "body";
const ORDER: Field[] = ["headline", "lede", "body"];

/** Words of an article: the half-open range of UTF-16 units in a field, and whose words they are. */
export interface Span {
  of: "quote" | "speaker" | "cue" | "entity";
  id: string;
  field: Field;
  start: number;
  end: number;
  text: string;
}

/** The spans of all quotes, speakers, cues and mentions, in the order of the text. Throws if offsets are not UTF-16. */
export function spansOf(article: Article): Span[] {
  const found: Span[] = [];
  const add = (of: Span["of"], id: string, field: Field, at: { start: number; end: number; text: string }): void => {
    const text = (article[field] ?? "").slice(at.start, at.end);
    if (text !== at.text) throw new RangeError(`${of} ${id}: ask for offsets=utf16`);
    found.push({ of, id, field, start: at.start, end: at.end, text });
  };
  for (const quote of article.quotes) {
    add("quote", quote.id, quote.field, quote);
    if (quote.speaker?.mention) add("speaker", quote.id, quote.field, quote.speaker.mention);
    if (quote.cue) add("cue", quote.id, quote.field, quote.cue);
  }
  for (const entity of article.entities) {
    for (const mention of entity.mentions ?? []) add("entity", entity.id, mention.field, mention);
  }
  return found.sort((a, b) => ORDER.indexOf(a.field) - ORDER.indexOf(b.field) || a.start - b.start || b.end - a.end);
}
