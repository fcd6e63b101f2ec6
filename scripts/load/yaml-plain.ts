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
const plainKey = /(?:\.{3}|[\w$/])[\w$/.?-]*(?=:(?: |$))/y;

/**
 * Reads the YAML that people write most: block maps and lists, texts of one line, brackets of one line, `|` blocks. Fifteen times as fast as
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

class Reader {
  readonly lines: string[];
  readonly keys = new Map<string, readonly [number, number]>();
  /** The line that is looked at: its number, the offset of its beginning, its indentation (-1 behind the last line). */
  row = -1;
  offset = 0;
  indent = 0;
  line = '';
  private next = 0;

  constructor(text: string) {
    this.lines = text.split('\n');
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
    for (;;) {
      this.row += 1;
      this.offset = this.next;
      const line = this.lines[this.row];
      if (line === undefined) {
        this.indent = -1;
        this.line = '';
        return;
      }
      this.next += line.length + 1;
      let at = 0;
      while (line.charCodeAt(at) === 32) at += 1;
      if (at === line.length || line.charCodeAt(at) === 35) continue;
      this.indent = at;
      this.line = line;
      return;
    }
  }

  /** A block map whose keys stand at `indent`; the first one may stand behind a dash. */
  private map(indent: number, path: readonly string[]): Record<string, unknown> {
    if (indent > 100) throw new Unsure();
    const value: Record<string, unknown> = {};
    do {
      const [key, end] = this.key(indent);
      if (!isKey(key) || Object.hasOwn(value, key)) throw new Unsure();
      if (path.length < 2) this.keys.set(keyOf([...path, key]), [this.offset + indent, this.offset + end]);
      value[key] = this.value(end + 1, indent, path.length < 2 ? [...path, key] : path, true);
    } while (this.indent === indent && this.line.charCodeAt(indent) !== 45);
    if (this.indent > indent) throw new Unsure();
    return value;
  }

  private key(at: number): [key: string, end: number] {
    const { line } = this;
    const first = line.charCodeAt(at);
    if (first === 39 || first === 34) {
      const { value, end } = quoted(line, at);
      if (line[end] !== ':' || (line.length > end + 1 && line[end + 1] !== ' ')) throw new Unsure();
      return [value, end];
    }
    // What was found ends at `lastIndex`: `exec` would make a list for each of the keys, of which there are a hundred a code.
    plainKey.lastIndex = at;
    if (!plainKey.test(line)) throw new Unsure();
    return [line.slice(at, plainKey.lastIndex), plainKey.lastIndex];
  }

  private list(indent: number): unknown[] {
    const value: unknown[] = [];
    const deep = ['', ''];
    do {
      const { line } = this;
      let at = indent + 1;
      if (line.length > at && line.charCodeAt(at) !== 32) throw new Unsure();
      while (line.charCodeAt(at) === 32) at += 1;
      plainKey.lastIndex = at;
      if (at < line.length && (plainKey.test(line) || /^['"]/.test(line.slice(at, at + 1))) && this.isEntry(at)) {
        // A map begins behind the dash: its further keys stand below the first.
        this.indent = at;
        value.push(this.map(at, deep));
      } else value.push(this.value(indent + 1, indent, deep, false));
    } while (this.indent === indent && this.line.charCodeAt(indent) === 45);
    if (this.indent > indent) throw new Unsure();
    return value;
  }

  private isEntry(at: number): boolean {
    const first = this.line.charCodeAt(at);
    if (first !== 39 && first !== 34) return true;
    return this.line[quoted(this.line, at).end] === ':';
  }

  /** What stands behind a key or dash at `indent`: on its line, or on the lines below. */
  private value(from: number, indent: number, path: readonly string[], inMap: boolean): unknown {
    const { line } = this;
    let at = from;
    while (line.charCodeAt(at) === 32) at += 1;
    if (at >= line.length) {
      this.advance();
      if (this.indent > indent) return this.block(path);
      return inMap && this.indent === indent && this.line.startsWith('- ', indent) ? this.list(indent) : null;
    }
    const first = line.charCodeAt(at);
    if (first === 124) return this.literal(line.slice(at), indent);
    let value: unknown;
    // `'`, `"`, `[` and `{`.
    if (first === 39 || first === 34 || first === 91 || first === 123) {
      const read = first === 91 || first === 123 ? flow(line, at, 0) : quoted(line, at);
      if (line.length > read.end && !/^ *$/.test(line.slice(read.end))) throw new Unsure();
      value = read.value;
    } else {
      let end = line.length;
      while (line.charCodeAt(end - 1) === 32) end -= 1;
      const text = line.slice(at, end);
      if (text.includes(': ') || text.includes(' #') || text.endsWith(':')) throw new Unsure();
      value = plainValue(text);
    }
    this.advance();
    // A text that goes on below.
    if (this.indent > indent) throw new Unsure();
    return value;
  }

  private block(path: readonly string[]): unknown {
    const { indent, line } = this;
    if (line.charCodeAt(indent) === 45) return this.list(indent);
    return this.map(indent, path);
  }

  /** A literal block (YAML 1.2.2, section 8.1.2), without an indentation indicator. */
  private literal(header: string, indent: number): string {
    if (header !== '|' && header !== '|-') throw new Unsure();
    const content: string[] = [];
    let inner = -1;
    for (let row = this.row + 1; row < this.lines.length; row += 1) {
      const line = this.lines[row] ?? '';
      let at = 0;
      while (line.charCodeAt(at) === 32) at += 1;
      if (at === line.length) {
        // Spaces on an empty line count as content where they go beyond the indentation.
        if (at > 0) throw new Unsure();
        if (inner < 0) throw new Unsure();
        content.push('');
      } else {
        if (at <= indent) break;
        if (inner < 0) inner = at;
        // A comment or text at a smaller indentation than the first line.
        if (at < inner) throw new Unsure();
        content.push(line.slice(inner));
      }
      this.row = row;
      this.next += line.length + 1;
    }
    if (inner < 0) throw new Unsure();
    this.advance();
    return content.join('\n').replace(/\n+$/, '') + (header === '|' ? '\n' : '');
  }
}
