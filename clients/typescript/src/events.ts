/** Server-sent events of an answer. `EventSource` cannot send a key, and begins at the end. */
import { EventSourceParserStream } from "eventsource-parser/stream";

const QUIET_SECONDS = 45; // the service sends a comment every 15 s

/** Gives the events; ends when the stream does, or when it is silent for too long. */
export async function* events(answer: Response): AsyncGenerator<{ id?: string; data: string }> {
  if (!answer.body) return;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new AbortController();
  const alive = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), QUIET_SECONDS * 1000);
      controller.enqueue(chunk);
    },
  });
  const decoder = new TextDecoderStream() as unknown as ReadableWritablePair<string, Uint8Array<ArrayBuffer>>;
  const parsed = answer.body
    .pipeThrough(alive, { signal: silence.signal })
    .pipeThrough(decoder)
    .pipeThrough(new EventSourceParserStream());
  const reader = parsed.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    clearTimeout(timer);
    await reader.cancel().catch(() => undefined);
  }
}
