// Ten calls with the functions that orval makes for fetch.
import { finish, page, url } from "./common.js";
import * as api from "./generated/orval/api.js";

const publisher = ["portcourier.example"];
const preview = await api.previewExtraction({ html: page, url });
const posted = await api.ingestArticle({ html: page, url });
const list = await api.listArticles({ publisher, has: ["quotes", "lede"], limit: 1 });
if (preview.status !== 200 || posted.status !== 200 || list.status !== 200) throw new Error("not answered");
const card = list.data.items[0];
const article = await api.getArticle(card.id);
const quotes = await api.listQuotes({ speaker: ["Margaret Oyelaran"], offsets: "utf16" });
if (article.status !== 200 || quotes.status !== 200) throw new Error("not found");
const first = quotes.data.items[0];
const quote = await api.getQuote(first.id);
const entities = await api.listEntities({ type: ["person", "organization"], name_prefix: "marg" });
const facets = await api.getFacets({ by: ["publisher", "section"], publisher });
const series = await api.getTimeseries({ publisher });
const changes = await api.listChanges({ after: 0, publisher });
if (quote.status !== 200 || entities.status !== 200 || facets.status !== 200) throw new Error("not found");
if (series.status !== 200 || changes.status !== 200) throw new Error("not counted");
const wrong = await api.listArticles({ cursor: "wrong" });

finish({
  preview: preview.data.headline,
  outcome: posted.data.outcome,
  card: [card.headline, card.lede],
  words: article.data.body.slice(first.start, first.end),
  speaker: quote.data.speaker?.name,
  entities: entities.data.items.map((entity) => entity.name),
  total: facets.data.total,
  counted: series.data.items.reduce((sum, bucket) => sum + bucket.count, 0),
  change: changes.data.items[0].type,
  problem: wrong.status === 400 ? `400 ${wrong.data.type}` : `${wrong.status}`,
});
