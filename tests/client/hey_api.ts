// Ten calls with the functions that @hey-api/openapi-ts makes.
import { finish, page, url } from "./common.js";
import { client } from "./generated/hey-api/client.gen.js";
import * as api from "./generated/hey-api/sdk.gen.js";

client.setConfig({ baseUrl: process.argv[2] as `http://${string}` });
const publisher = ["portcourier.example"];
const strict = { throwOnError: true } as const;
const preview = await api.previewExtraction({ ...strict, body: { html: page, url } });
const posted = await api.ingestArticle({ ...strict, body: { html: page, url } });
const list = await api.listArticles({ ...strict, query: { publisher, has: ["quotes", "lede"], limit: 1 } });
const card = list.data.items[0];
const article = await api.getArticle({ ...strict, path: { article_id: card.id } });
const quotes = await api.listQuotes({ ...strict, query: { speaker: ["Margaret Oyelaran"], offsets: "utf16" } });
const first = quotes.data.items[0];
const quote = await api.getQuote({ ...strict, path: { quote_id: first.id } });
const entities = await api.listEntities({ ...strict, query: { type: ["person", "organization"], name_prefix: "marg" } });
const facets = await api.getFacets({ ...strict, query: { by: ["publisher", "section"], publisher } });
const series = await api.getTimeseries({ ...strict, query: { publisher } });
const changes = await api.listChanges({ ...strict, query: { after: 0, publisher } });
const wrong = await api.listArticles({ query: { cursor: "wrong" } });

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
  problem: `${wrong.response?.status} ${wrong.error?.type}`,
});
