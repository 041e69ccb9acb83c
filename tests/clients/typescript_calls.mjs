// What a program does with the TypeScript client; prints what it found as one line of JSON, and each followed change.
import { readFileSync } from "node:fs";
import { Manset, Problem, spansOf } from "./dist/index.js";

const [, , address, file, count] = process.argv;
const manset = new Manset(address);
const posts = JSON.parse(readFileSync(file, "utf8"));
const all = async (items) => {
  const found = [];
  for await (const item of items) found.push(item);
  return found;
};
const sent = await all(manset.send([...posts, { html: "no page", url: "https://a.example/" }]));
const cards = await all(manset.articles({ limit: 2 }));
const [quote] = await all(manset.quotes({ speaker: ["Chang Ho-jin"] }));
const article = await manset.article(quote.article_id);
const spans = spansOf(article);
const problem = await manset.article("00000000-0000-0000-0000-000000000000").catch((error) => error);
const { data: facets } = await manset.api.GET("/v1/stats/facets", { params: { query: { by: ["language"] } } });
const changes = await all(manset.changes());
console.log(
  JSON.stringify({
    statuses: sent.map((one) => one.status),
    problem: sent.at(-1).problem.slug,
    cards: new Set(cards.map((card) => card.id)).size,
    quote: quote.text,
    spans: [...new Set(spans.map((span) => span.of))].sort(),
    whole: spans.every((span) => article[span.field].slice(span.start, span.end) === span.text),
    refused: [problem instanceof Problem, problem.status, problem.slug],
    total: facets.total,
    changes: changes.map((change) => change.seq),
  }),
);
for await (const change of manset.follow(0)) {
  console.log(change.seq);
  if (change.seq === Number(count)) break;
}
process.exit(0);
