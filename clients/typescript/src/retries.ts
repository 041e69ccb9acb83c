/** Errors, and how long to wait before a request is sent again. */
export const BUSY: ReadonlySet<number> = new Set([429, 502, 503, 504]);
const FIRST_SECONDS = 0.5;
const LONGEST_SECONDS = 30;

/** The service did not answer, however often it was asked. */
export class ConnectionLost extends Error {}

/** The service refused a request (RFC 9457). */
export class Problem extends Error {
  readonly status: number;
  /** Stable name, such as `not-an-article`. */
  readonly slug: string;

  constructor(readonly members: { status: number; type?: string; title?: string; detail?: string }) {
    super(`${members.status} ${members.title}: ${members.detail}`);
    this.status = members.status;
    this.slug = members.type?.split("/").pop() ?? "";
  }

  static async of(answer: Response): Promise<Problem> {
    const text = await answer.text();
    try {
      return new Problem({ ...(JSON.parse(text) as object), status: answer.status });
    } catch {
      return new Problem({ status: answer.status, title: answer.statusText, detail: text.slice(0, 200) });
    }
  }
}

/** Waits as the service says, else twice as long each time, a bit at random. */
export class Patience {
  private failures = 0;

  constructor(private readonly attempts: number) {}

  get isLast(): boolean {
    return this.failures + 1 >= this.attempts;
  }

  /** Counts a failure and returns how long to wait; throws `ConnectionLost` after the last attempt. */
  seconds(asked?: number): number {
    this.failures += 1;
    if (this.failures >= this.attempts) throw new ConnectionLost(`no answer after ${this.failures} attempts`);
    const doubled = Math.min(LONGEST_SECONDS, FIRST_SECONDS * 2 ** (this.failures - 1));
    return asked ?? doubled * (0.5 + Math.random() / 2);
  }

  renew(): void {
    this.failures = 0;
  }
}

/** The seconds of `Retry-After`. */
export function retryAfter(answer: Response): number | undefined {
  const text = answer.headers.get("Retry-After") ?? "";
  return /^\d+$/.test(text) ? Math.min(Number(text), LONGEST_SECONDS * 4) : undefined;
}

export function wait(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}
