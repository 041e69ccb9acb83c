// What a frontend would write: everything is typed by the API's own description.
import createClient from "openapi-fetch";
import type { components, paths } from "./api.js";

type Article = components["schemas"]["ArticleRead"];
type Speaker = components["schemas"]["Speaker"];

declare const process: { argv: string[] };
const api = createClient<paths, "application/json" | "application/problem+json">({ baseUrl: process.argv[2] });

async function headlines(): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const { data, error } = await api.GET("/v1/articles", {
      params: { query: { limit: 2, cursor, sort: "published_at", has: ["lede"] } },
    });
    if (error) throw new Error(error.title);
    found.push(...data.items.map((item) => item.headline ?? ""));
    cursor = data.page.next_cursor ?? undefined;
  } while (cursor);
  return found;
}

async function firstQuote(): Promise<{ words: string; same: string; speaker: Speaker | null | undefined }> {
  const { data } = await api.GET("/v1/quotes", { params: { query: { limit: 1, speaker: ["Chang Ho-jin"], offsets: "utf16" } } });
  const quote = data!.items[0];
  const answer = await api.GET("/v1/articles/{article_id}", { params: { path: { article_id: quote.article_id! } } });
  const article = answer.data as Article;
  return { words: quote.text!, same: article.body.slice(quote.start, quote.end), speaker: quote.speaker };
}

async function wrong(): Promise<string> {
  const { error, response } = await api.GET("/v1/articles", { params: { query: { limit: 5000 } } });
  return `${response.status} ${error?.type} ${error?.errors?.[0].pointer}`;
}

// @ts-expect-error a parameter that does not exist does not compile
void (() => api.GET("/v1/articles", { params: { query: { publishers: ["trthaber.com"] } } }));

const facets = await api.GET("/v1/stats/facets", { params: { query: { by: ["publisher"], size: 5 } } });
const { words, same, speaker } = await firstQuote();
console.log(JSON.stringify({ headlines: await headlines(), words, same, speaker: speaker?.name, wrong: await wrong(), total: facets.data?.total }));
