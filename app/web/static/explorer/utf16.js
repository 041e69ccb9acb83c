// Offsets in code points, as the API counts by default, turned into UTF-16 units, as strings here do.

/** A function from code points of a text to UTF-16 units; of a text without astral letters, they are the same. */
function converter(text) {
  if (!/[\u{10000}-\u{10ffff}]/u.test(text)) return (offset) => offset;
  const units = [0];
  for (const letter of text) units.push(units.at(-1) + letter.length);
  return (offset) => units[offset] ?? text.length;
}

/** The same article with every offset in UTF-16 units. */
export function toUtf16(article) {
  const converters = Object.fromEntries(["headline", "lede", "body"].map((field) => [field, converter(article[field] ?? "")]));
  const span = (value, field) => value && { ...value, start: converters[field](value.start), end: converters[field](value.end) };
  const blocks = article.blocks.map((block) => (block.start === null ? block : span(block, "body")));
  const quotes = article.quotes.map((quote) => ({
    ...span(quote, quote.field),
    cue: span(quote.cue, quote.field),
    speaker: quote.speaker && { ...quote.speaker, mention: span(quote.speaker.mention, quote.field) },
  }));
  const entities = article.entities.map((entity) => ({ ...entity, mentions: entity.mentions.map((mention) => span(mention, mention.field)) }));
  return { ...article, blocks, quotes, entities };
}
