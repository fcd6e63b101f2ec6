import { flow, isKey, plainValue, quoted, Unsure } from './yaml-flow.ts';

/** A plain file, read: its value, and where the keys of the first two levels stand, as offsets. */
export interface PlainYaml {
  readonly value: unknown;
  readonly keys: ReadonlyMap<string, readonly [start: number, end: number]>;
}

/** The place of a key of the first two levels in `keys`. */
export function keyOf(path: readonly (string | number)[]): string {
  return JSON.stringify(path.map(String));
}

/** Control characters, tabs, carriage returns, byte order marks: where they may stand is for the full parser to say. */
const odd = /[^\n -~\u00a0-\ufefe\uff00-\uffff]/;

/** What a plain key consists of, by character: `\w`, `$`, `/`, `.`, `?` and `-`, of which the last three do not begin one. */
const inKey = Uint8Array.from({ length: 128 }, (_, char) => {
  const one = String.fromCharCode(char);
  return /[\w$/]/.test(one) ? 2 : /[.?-]/.test(one) ? 1 : 0;
});

/**
 * Reads the YAML that people write most: block maps and lists, texts of one line, brackets of one line, `|` blocks. Twenty times as fast as
 * the full parser, which keeps a node with its position for every word. Gives undefined wherever there is the least doubt, errors included:
 * then the full parser decides. A test holds that the two never differ.
 */
export function readPlain(text: string): PlainYaml | undefined {
  if (odd.test(text)) return undefined;
  try {
    return new Reader(text).read();
  } catch (error) {
    if (error instanceof Unsure) return undefined;
    throw error;
  }
}

/** Places are offsets in the text: lines are not taken out of it, of which there are a hundred a code. */
class Reader {
  readonly text: string;
  readonly keys = new Map<string, readonly [number, number]>();
  /** Keys that were read, by their characters: nearly all of them come again. */
  private readonly known: (string | undefined)[] = Array.from<undefined>({ length: 1024 });
  /** The line that is looked at: where it begins and ends, its indentation (-1 behind the last line). */
  start = 0;
  end = 0;
  indent = 0;
  /** The end of the key that was read last. */
  private behind = 0;
  /** Where the next line begins. */
  private next = 0;
  /** The first number sign that is not yet behind what is looked at. */
  private hash = -1;

  constructor(text: string) {
    this.text = text;
    this.advance();
  }

  read(): PlainYaml {
    if (this.indent !== 0) throw new Unsure();
    const value = this.map(0, []);
    if (this.indent >= 0) throw new Unsure();
    return { value, keys: this.keys };
  }

  /** Goes to the next line that is neither empty nor a comment. */
  private advance(): void {
    const { text } = this;
    let start = this.next;
    for (;;) {
      if (start > text.length) {
        this.start = this.end = text.length;
        this.indent = -1;
        return;
      }
      let at = start;
      while (text.charCodeAt(at) === 32) at += 1;
      const first = text.charCodeAt(at);
      const end = first === 10 ? at : this.lineEnd(at);
      if (at < end && first !== 35) {
        this.start = start;
        this.end = end;
        this.indent = at - start;
        this.next = end + 1;
        return;
      }
      start = end + 1;
    }
  }

  private lineEnd(from: number): number {
    const end = this.text.indexOf('\n', from);
    return end < 0 ? this.text.length : end;
  }

  /** A block map whose keys stand at `indent`; the first one may stand behind a dash. */
  private map(indent: number, path: readonly string[]): Record<string, unknown> {
    if (indent > 100) throw new Unsure();
    const value: Record<string, unknown> = {};
    const isKept = path.length < 2;
    do {
      const at = this.start + indent;
      const key = this.key(at);
      const { behind } = this;
      if (Object.hasOwn(value, key)) throw new Unsure();
      if (isKept) this.keys.set(keyOf([...path, key]), [at, behind]);
      value[key] = this.value(behind + 1, indent, isKept ? [...path, key] : path, true);
    } while (this.indent === indent && this.text.charCodeAt(this.start + indent) !== 45);
    if (this.indent > indent) throw new Unsure();
    return value;
  }

  /** The key that begins at a place; `behind` is its end. */
  private key(at: number): string {
    const first = this.text.charCodeAt(at);
    if (first === 39 || first === 34) {
      const { value, end } = this.quoted(at);
      if (!this.isColon(end) || !isKey(value)) throw new Unsure();
      this.behind = end;
      return value;
    }
    const end = this.plainKeyEnd(at);
    if (end < 0) throw new Unsure();
    this.behind = end;
    const key = this.keyText(at, end);
    // All else that `isKey` refuses is not made of such characters.
    if (key === '__proto__') throw new Unsure();
    return key;
  }

  /** Where a plain key ends that begins at a place; -1 where none does. */
  private plainKeyEnd(at: number): number {
    const { text } = this;
    const first = text.charCodeAt(at);
    if (!(inKey[first] === 2 || (first === 46 && text.startsWith('...', at)))) return -1;
    let end = at + 1;
    while ((inKey[text.charCodeAt(end)] ?? 0) > 0) end += 1;
    return this.isColon(end) ? end : -1;
  }

  /** True at a colon that ends a key. */
  private isColon(at: number): boolean {
    if (this.text.charCodeAt(at) !== 58) return false;
    return at + 1 === this.end || this.text.charCodeAt(at + 1) === 32;
  }

  /** The text of a key: the one that was made of the same characters before, if it is still at hand. */
  private keyText(at: number, end: number): string {
    const { text, known } = this;
    const slot =
      (text.charCodeAt(at) * 31 + text.charCodeAt(end - 1) * 7 + text.charCodeAt((at + end) >> 1) * 131 + (end - at) * 17) & 1023;
    const before = known[slot];
    if (before?.length === end - at && text.startsWith(before, at)) return before;
    return (known[slot] = text.slice(at, end));
  }

  /** A quoted text that ends on its line. */
  private quoted(at: number): { value: string; end: number } {
    const { value, end } = quoted(this.text.slice(at, this.end), 0);
    return { value, end: at + end };
  }

  private list(indent: number): unknown[] {
    const value: unknown[] = [];
    const deep = ['', ''];
    do {
      const { text, start, end } = this;
      let at = start + indent + 1;
      if (at < end && text.charCodeAt(at) !== 32) throw new Unsure();
      while (text.charCodeAt(at) === 32) at += 1;
      if (at < end && this.isEntry(at)) {
        // A map begins behind the dash: its further keys stand below the first.
        this.indent = at - start;
        value.push(this.map(at - start, deep));
      } else value.push(this.value(start + indent + 1, indent, deep, false));
    } while (this.indent === indent && this.text.charCodeAt(this.start + indent) === 45);
    if (this.indent > indent) throw new Unsure();
    return value;
  }

  private isEntry(at: number): boolean {
    const first = this.text.charCodeAt(at);
    if (first !== 39 && first !== 34) return this.plainKeyEnd(at) >= 0;
    return this.text.charCodeAt(this.quoted(at).end) === 58;
  }

  /** What stands behind a key or dash at `indent`: on its line, or on the lines below. */
  private value(from: number, indent: number, path: readonly string[], inMap: boolean): unknown {
    const { text } = this;
    let { end } = this;
    let at = from;
    while (text.charCodeAt(at) === 32) at += 1;
    if (at >= end) {
      this.advance();
      if (this.indent > indent) return this.block(path);
      return inMap && this.indent === indent && this.text.startsWith('- ', this.start + indent) ? this.list(indent) : null;
    }
    const first = text.charCodeAt(at);
    if (first === 124) return this.literal(text.slice(at, end), indent);
    let value: unknown;
    // `'`, `"`, `[` and `{`.
    if (first === 39 || first === 34 || first === 91 || first === 123) {
      const line = text.slice(at, end);
      const read = first === 91 || first === 123 ? flow(line, 0, 0) : quoted(line, 0);
      if (line.length > read.end && !/^ *$/.test(line.slice(read.end))) throw new Unsure();
      value = read.value;
    } else {
      while (text.charCodeAt(end - 1) === 32) end -= 1;
      if (!this.isPlain(at, end)) throw new Unsure();
      value = plainValue(text.slice(at, end));
    }
    this.advance();
    // A text that goes on below.
    if (this.indent > indent) throw new Unsure();
    return value;
  }

  /** True where no colon and no number sign stands that means something (YAML 1.2.2, section 7.3.3). */
  private isPlain(at: number, end: number): boolean {
    const { text } = this;
    // The next colon is that of the next key, most often.
    for (let colon = text.indexOf(':', at); colon >= 0 && colon < end; colon = text.indexOf(':', colon + 1))
      if (colon + 1 === end || text.charCodeAt(colon + 1) === 32) return false;
    // Few texts have a number sign: it is not looked for again before the last one found.
    for (;;) {
      if (this.hash < at) {
        this.hash = text.indexOf('#', at);
        if (this.hash < 0) this.hash = text.length;
      }
      if (this.hash >= end) return true;
      if (this.hash > at && text.charCodeAt(this.hash - 1) === 32) return false;
      const next = text.indexOf('#', this.hash + 1);
      this.hash = next < 0 ? text.length : next;
    }
  }

  private block(path: readonly string[]): unknown {
    const { indent } = this;
    if (this.text.charCodeAt(this.start + indent) === 45) return this.list(indent);
    return this.map(indent, path);
  }

  /** A literal block (YAML 1.2.2, section 8.1.2), without an indentation indicator. */
  private literal(header: string, indent: number): string {
    if (header !== '|' && header !== '|-') throw new Unsure();
    const { text } = this;
    const content: string[] = [];
    let inner = -1;
    while (this.next <= text.length) {
      const start = this.next;
      const end = this.lineEnd(start);
      let at = start;
      while (text.charCodeAt(at) === 32) at += 1;
      if (at === end) {
        // Spaces on an empty line count as content where they go beyond the indentation.
        if (at > start || inner < 0) throw new Unsure();
        content.push('');
      } else {
        if (at - start <= indent) break;
        if (inner < 0) inner = at - start;
        // A comment or text at a smaller indentation than the first line.
        if (at - start < inner) throw new Unsure();
        content.push(text.slice(start + inner, end));
      }
      this.next = end + 1;
    }
    if (inner < 0) throw new Unsure();
    this.advance();
    return content.join('\n').replace(/\n+$/, '') + (header === '|' ? '\n' : '');
  }
}
