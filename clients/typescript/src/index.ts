/** Client of Manşet for browsers and Node.js: lists and changes as iterators, batches, a follower that resumes, spans. */
import createClient, { type Client } from "openapi-fetch";
import type { components, paths } from "./api.js";
import { parts, type Page, type Sent } from "./batches.js";
import { events } from "./events.js";
import { BUSY, Patience, Problem, retryAfter, wait } from "./retries.js";

export type { components, paths } from "./api.js";
export type { Page, Sent } from "./batches.js";
export { ConnectionLost, Problem } from "./retries.js";
export { spansOf, type Span } from "./spans.js";

type Schemas = components["schemas"];
export type Article = Schemas["ArticleRead"];
export type Card = Schemas["ArticleItem"];
export type Quote = Schemas["QuoteItem"];
export type Entity = Schemas["EntityRead"];
export type Change = Schemas["ChangeItem"];

type ListPath = "/v1/articles" | "/v1/quotes" | "/v1/entities" | "/v1/changes";
type Filters<P extends ListPath> = NonNullable<paths[P]["get"]["parameters"]["query"]>;

export interface Options {
  /** Key of the service: `nk_…`. */
  key?: string;
  /** How often a request is tried before `ConnectionLost`. */
  attempts?: number;
}

/** A service: `new Manset("http://127.0.0.1:8000")`. Methods throw `Problem` where the service refuses. */
export class Manset {
  /** Every operation of the API, typed by its description. */
  readonly api: Client<paths>;
  private readonly headers: Record<string, string>;
  private readonly attempts: number;

  constructor(
    private readonly baseUrl: string,
    { key, attempts = 8 }: Options = {},
  ) {
    this.headers = key ? { Authorization: `Bearer ${key}` } : {};
    this.attempts = attempts;
    this.api = createClient<paths>({ baseUrl, headers: this.headers, fetch: (request) => this.answered(request) });
  }

  /** The articles that match, over all pages. */
  articles(filters: Filters<"/v1/articles"> = {}): AsyncGenerator<Card> {
    return this.items<Card>("/v1/articles", filters);
  }

  /** The quotes that match, over all pages. */
  quotes(filters: Filters<"/v1/quotes"> = {}): AsyncGenerator<Quote> {
    return this.items<Quote>("/v1/quotes", filters);
  }

  /** The entities that match, over all pages. */
  entities(filters: Filters<"/v1/entities"> = {}): AsyncGenerator<Entity> {
    return this.items<Entity>("/v1/entities", filters);
  }

  /** One article, whole; offsets count UTF-16 units, as strings here do. */
  async article(id: string): Promise<Article> {
    return this.get<Article>(`/v1/articles/${encodeURIComponent(id)}`, { offsets: "utf16" });
  }

  /** The changes after a number, in their order, until there are no more. */
  async *changes(after = 0, filters: Filters<"/v1/changes"> = {}): AsyncGenerator<Change> {
    for (let next = after; ; ) {
      const page = await this.get<Schemas["ChangePage"]>("/v1/changes", { limit: 200, ...filters, after: next });
      yield* page.items;
      if (!page.items.length) return;
      next = Number(page.page.next_cursor);
    }
  }

  /** The changes after a number, and then each as it happens; a lost stream is opened again: each comes once, in order. */
  async *follow(after = 0, signal?: AbortSignal): AsyncGenerator<Change> {
    const patience = new Patience(this.attempts);
    for (let last = after; !signal?.aborted; ) {
      let asked: number | undefined;
      try {
        const headers = { ...this.headers, "Last-Event-ID": String(last) };
        const answer = await fetch(this.address("/v1/changes/stream", {}), { headers, signal });
        asked = retryAfter(answer);
        if (!answer.ok && !BUSY.has(answer.status)) throw await Problem.of(answer);
        for await (const event of answer.ok ? events(answer) : []) {
          patience.renew();
          if (Number(event.id) > last) {
            last = Number(event.id);
            yield JSON.parse(event.data) as Change;
          }
        }
      } catch (error) {
        if (error instanceof Problem) throw error;
      }
      if (!signal?.aborted) await wait(patience.seconds(asked));
    }
  }

  /** Posts pages in compressed batches; limited ones are sent again. Gives what became of each. */
  async *send(pages: Iterable<Page> | AsyncIterable<Page>): AsyncGenerator<Sent> {
    for await (const part of parts(pages)) yield* this.sendPart(part);
  }

  private async *sendPart(part: Page[]): AsyncGenerator<Sent> {
    const patience = new Patience(this.attempts);
    for (let rest = part; rest.length; ) {
      const answer = await this.post(rest);
      if (answer instanceof Problem) {
        if (answer.status !== 413 || rest.length === 1) {
          for (const page of rest) yield { page, status: answer.status, problem: answer };
          return;
        }
        const half = rest.length >> 1;
        yield* this.sendPart(rest.slice(0, half));
        rest = rest.slice(half);
        continue;
      }
      const again: Page[] = [];
      let asked: number | undefined;
      for (const [index, page] of rest.entries()) {
        const line = answer.get(index + 1);
        if (!line || BUSY.has(line.status)) {
          again.push(page);
          if (line?.problem?.retry_after) asked = Math.max(asked ?? 0, line.problem.retry_after);
        } else {
          const problem = line.problem && new Problem({ ...line.problem, status: line.status });
          yield { page, status: line.status, result: line.result, problem };
        }
      }
      if (again.length < rest.length) patience.renew();
      if (again.length) await wait(patience.seconds(asked));
      rest = again;
    }
  }

  private async post(pages: Page[]): Promise<Map<number, Line> | Problem> {
    const text = pages.map((page) => `${JSON.stringify(page)}\n`).join("");
    const packed = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
    const headers = { ...this.headers, "Content-Type": "application/x-ndjson", "Content-Encoding": "gzip" };
    const body = await new Response(packed).arrayBuffer();
    const address = this.address("/v1/articles/batch", {});
    const answer = await this.answered(new Request(address, { method: "POST", headers, body }));
    if (!answer.ok) return Problem.of(answer);
    const lines = (await answer.text()).split("\n").slice(0, -1);
    return new Map(lines.map((line) => JSON.parse(line) as Line).map((line) => [line.line, line]));
  }

  private async *items<T>(path: ListPath, filters: object): AsyncGenerator<T> {
    let cursor: string | null | undefined;
    do {
      const page: ListPage<T> = await this.get(path, { limit: 200, ...filters, ...(cursor ? { cursor } : {}) });
      yield* page.items;
      cursor = page.page.next_cursor;
    } while (cursor);
  }

  private async get<T>(path: string, query: object): Promise<T> {
    const answer = await this.answered(new Request(this.address(path, query), { headers: this.headers }));
    if (!answer.ok) throw await Problem.of(answer);
    return (await answer.json()) as T;
  }

  /** Sends a request again while the service is busy, and after a lost connection. */
  private async answered(request: Request): Promise<Response> {
    const patience = new Patience(this.attempts);
    for (;;) {
      let asked: number | undefined;
      try {
        const answer = await fetch(request.clone());
        if (!BUSY.has(answer.status) || patience.isLast) return answer;
        asked = retryAfter(answer);
      } catch (error) {
        if (!(error instanceof TypeError)) throw error; // what fetch throws for a lost connection
      }
      await wait(patience.seconds(asked));
    }
  }

  private address(path: string, query: object): string {
    const pairs = Object.entries(query).flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).map((one) => [name, String(one)]),
    );
    return `${this.baseUrl}${path}${pairs.length ? `?${new URLSearchParams(pairs)}` : ""}`;
  }
}

interface ListPage<T> {
  items: T[];
  page: { next_cursor?: string | null };
}

interface Line {
  line: number;
  status: number;
  result?: Schemas["IngestResult"];
  problem?: { retry_after?: number; type?: string; title?: string; detail?: string };
}
