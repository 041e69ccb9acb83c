// Ten calls as a frontend would make them with openapi-fetch; the types are those of openapi-typescript.
import createClient from "openapi-fetch";
import { finish, page, url } from "./common.js";
import type { components, paths } from "./generated/openapi-typescript/api.js";

type Card = components["schemas"]["ArticleItem"];
const api = createClient<paths>({ baseUrl: process.argv[2] });

const preview = await api.POST("/v1/extract", { body: { html: page, url } });
const posted = await api.POST("/v1/articles", { body: { html: page, url } });
const query = { publisher: ["portcourier.example"], has: ["quotes" as const, "lede" as const], limit: 1 };
const list = await api.GET("/v1/articles", { params: { query } });
const card: Card = list.data!.items[0];
const { data: article } = await api.GET("/v1/articles/{article_id}", { params: { path: { article_id: card.id } } });
const quotes = await api.GET("/v1/quotes", { params: { query: { speaker: ["Margaret Oyelaran"], offsets: "utf16" } } });
const first = quotes.data!.items[0];
const { data: quote } = await api.GET("/v1/quotes/{quote_id}", { params: { path: { quote_id: first.id } } });
const entities = await api.GET("/v1/entities", {
  params: { query: { type: ["person", "organization"], name_prefix: "marg" } },
});
const { data: facets } = await api.GET("/v1/stats/facets", {
  params: { query: { by: ["publisher", "section"], publisher: ["portcourier.example"] } },
});
const { data: series } = await api.GET("/v1/stats/timeseries", { params: { query: { publisher: query.publisher } } });
const changes = await api.GET("/v1/changes", { params: { query: { after: 0, publisher: query.publisher } } });
const wrong = await api.GET("/v1/articles", { params: { query: { cursor: "wrong" } } });

// @ts-expect-error a parameter that does not exist does not compile
void (() => api.GET("/v1/articles", { params: { query: { publishers: ["trthaber.com"] } } }));

finish({
  preview: preview.data?.headline,
  outcome: posted.data?.outcome,
  card: [card.headline, card.lede],
  words: article!.body.slice(first.start, first.end),
  speaker: quote?.speaker?.name,
  entities: entities.data!.items.map((entity) => entity.name),
  total: facets?.total,
  counted: series!.items.reduce((sum, bucket) => sum + bucket.count, 0),
  change: changes.data!.items[0].type,
  problem: `${wrong.response.status} ${wrong.error?.type}`,
});
