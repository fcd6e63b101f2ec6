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
 * the platform copies them twice and reads its own stream. To everybody else it is like any other answer, which is read once (Fetch, 5.3).
 *
 * Then it lets go of them: what Astro makes for a page, its answer included, V8 takes for alive until it next looks at everything. The texts
 * were three fifths of what stayed in this way.
 */
export class TextPage extends Response {
  /** Undefined once it is read. */
  #texts: readonly string[] | undefined;
  #stream: ReadableStream<Uint8Array<ArrayBuffer>> | undefined;

  constructor(texts: readonly string[], init: ResponseInit) {
    super(null, init);
    this.#texts = texts;
  }

  /** @throws TypeError where it has been read */
  get #unread(): readonly string[] {
    if (!this.#texts) throw new TypeError('Body is unusable: Body has already been read');
    return this.#texts;
  }

  /** What is made of the texts, once. */
  #read<Made>(make: (texts: readonly string[]) => Made): Promise<Made> {
    return new Promise((resolve) => {
      const texts = this.#unread;
      this.#texts = undefined;
      resolve(make(texts));
    });
  }

  override get bodyUsed(): boolean {
    return this.#texts === undefined;
  }

  override get body(): ReadableStream<Uint8Array<ArrayBuffer>> {
    const pull = async (to: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>): Promise<void> => {
      to.enqueue(await this.#read(bytesOf));
      to.close();
    };
    return (this.#stream ??= new ReadableStream({ pull }, { highWaterMark: 0 }));
  }

  override arrayBuffer(): Promise<ArrayBuffer> {
    return this.#read((texts) => bytesOf(texts).buffer);
  }

  override bytes(): Promise<Uint8Array<ArrayBuffer>> {
    return this.#read(bytesOf);
  }

  override text(): Promise<string> {
    return this.#read((texts) => texts.join(''));
  }

  override blob(): Promise<Blob> {
    return this.#read((texts) => new Blob([texts.join('')], { type: this.headers.get('Content-Type') ?? '' }));
  }

  override clone(): TextPage {
    return new TextPage(this.#unread, this);
  }
}
