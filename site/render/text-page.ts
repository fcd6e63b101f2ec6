/** Room for the bytes of a page while it is made; larger pages get their own. */
const room = new Uint8Array(1 << 20);
const encoder = new TextEncoder();

/** UTF-8 in one pass: `encode` takes two, the first to tell how long it will be, and with them three times as long. */
function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  // A unit of UTF-16 has at most three bytes.
  if (text.length * 3 > room.length) return encoder.encode(text);
  return room.slice(0, encoder.encodeInto(text, room).written);
}

/**
 * The answer to a request for a page that is there as one text. Whoever writes it to a file asks for its bytes, and is given them: an answer of
 * the platform copies them twice and reads its own stream. To everybody else it is like any other answer.
 */
export class TextPage extends Response {
  readonly #text: string;
  #stream: ReadableStream<Uint8Array<ArrayBuffer>> | undefined;

  constructor(text: string, init: ResponseInit) {
    super(null, init);
    this.#text = text;
  }

  override get body(): ReadableStream<Uint8Array<ArrayBuffer>> {
    const pull = (to: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>): void => {
      to.enqueue(bytesOf(this.#text));
      to.close();
    };
    return (this.#stream ??= new ReadableStream({ pull }, { highWaterMark: 0 }));
  }

  override arrayBuffer(): Promise<ArrayBuffer> {
    return Promise.resolve(bytesOf(this.#text).buffer);
  }

  override bytes(): Promise<Uint8Array<ArrayBuffer>> {
    return Promise.resolve(bytesOf(this.#text));
  }

  override text(): Promise<string> {
    return Promise.resolve(this.#text);
  }

  override blob(): Promise<Blob> {
    return Promise.resolve(new Blob([this.#text], { type: this.headers.get('Content-Type') ?? '' }));
  }

  override clone(): TextPage {
    return new TextPage(this.#text, this);
  }
}
