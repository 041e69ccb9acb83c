// Ten calls with the classes that openapi-generator makes for TypeScript (typescript-fetch).
import { finish, page, url } from "./common.js";
import * as client from "./generated/openapi-generator/index.js";

const configuration = new client.Configuration({ basePath: process.argv[2] });
const articles = new client.ArticlesApi(configuration);
const quotesApi = new client.QuotesApi(configuration);
const ingest = new client.IngestApi(configuration);
const stats = new client.StatsApi(configuration);
const publisher = ["portcourier.example"];
const preview = await ingest.previewExtraction({ ingestRequest: { html: page, url } });
const posted = await ingest.ingestArticle({ ingestRequest: { html: page, url } });
const has = [client.ListArticlesHasEnum.Quotes, client.ListArticlesHasEnum.Lede];
const card = (await articles.listArticles({ publisher, has, limit: 1 })).items[0];
const article = await articles.getArticle({ articleId: card.id });
const first = (await quotesApi.listQuotes({ speaker: ["Margaret Oyelaran"], offsets: "utf16" })).items[0];
const quote = await quotesApi.getQuote({ quoteId: first.id });
const entities = await new client.EntitiesApi(configuration).listEntities({
  type: [client.ListEntitiesTypeEnum.Person, client.ListEntitiesTypeEnum.Organization],
  namePrefix: "marg",
});
const by = [client.GetFacetsByEnum.Publisher, client.GetFacetsByEnum.Section];
const facets = await stats.getFacets({ by, publisher });
const series = await stats.getTimeseries({ publisher });
const changes = await new client.ChangesApi(configuration).listChanges({ after: 0, publisher });
const wrong = await articles.listArticlesRaw({ cursor: "wrong" }).catch((error) => (error as client.ResponseError).response);

finish({
  preview: preview.headline,
  outcome: posted.outcome,
  card: [card.headline, card.lede],
  words: article.body.slice(first.start, first.end),
  speaker: quote.speaker?.name,
  entities: entities.items.map((entity) => entity.name),
  total: facets.total,
  counted: series.items.reduce((sum, bucket) => sum + bucket.count, 0),
  change: changes.items[0].type,
  problem: wrong instanceof Response ? `${wrong.status} ${((await wrong.json()) as client.Problem).type}` : "none",
});
