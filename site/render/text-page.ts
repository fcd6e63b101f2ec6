/** Room for the bytes of a page while it is made; larger pages get their own. */
const room = new Uint8Array(1 << 20);
const encoder = new TextEncoder();

/** True for a text whose last unit is the first half of a pair: it becomes bytes with what follows. */
const endsInPair = (text: string): boolean => (text.charCodeAt(text.length - 1) & 0xfc00) === 0xd800;

/** UTF-8 in one pass: `encode` takes two, the first to tell how long it will be, and with them three times as long. */
function bytesOf(texts: readonly string[]): Uint8Array<ArrayBuffer> {
  // A unit of UTF-16 has at most three bytes.
  if (texts.reduce((sum, { length }) => sum + length, 0) * 3 > room.length) return encoder.encode(texts.join(''));
  let used = 0;
  let before = '';
  for (const text of texts) {
    before += text;
    if (endsInPair(before)) continue;
    used += encoder.encodeInto(before, room.subarray(used)).written;
    before = '';
  }
  return room.slice(0, used + encoder.encodeInto(before, room.subarray(used)).written);
}

/**
 * The answer to a request for a page that is there as texts, one behind the other: they are never made one, which would be copied and have two
 * bytes a letter as soon as one letter needs them. Whoever writes it to a file asks for its bytes, and is given them: an answer of
 * the platform copies them twice and reads its own stream. To everybody else it is like any other answer.
 */
export class TextPage extends Response {
  readonly #texts: readonly string[];
  #stream: ReadableStream<Uint8Array<ArrayBuffer>> | undefined;

  constructor(texts: readonly string[], init: ResponseInit) {
    super(null, init);
    this.#texts = texts;
  }

  override get body(): ReadableStream<Uint8Array<ArrayBuffer>> {
    const pull = (to: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>): void => {
      to.enqueue(bytesOf(this.#texts));
      to.close();
    };
    return (this.#stream ??= new ReadableStream({ pull }, { highWaterMark: 0 }));
  }

  override arrayBuffer(): Promise<ArrayBuffer> {
    return Promise.resolve(bytesOf(this.#texts).buffer);
  }

  override bytes(): Promise<Uint8Array<ArrayBuffer>> {
    return Promise.resolve(bytesOf(this.#texts));
  }

  override text(): Promise<string> {
    return Promise.resolve(this.#texts.join(''));
  }

  override blob(): Promise<Blob> {
    return Promise.resolve(new Blob([this.#texts.join('')], { type: this.headers.get('Content-Type') ?? '' }));
  }

  override clone(): TextPage {
    return new TextPage(this.#texts, this);
  }
}
