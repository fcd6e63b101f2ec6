/** What the quick reader throws where the full parser has to decide; never seen outside. */
export class Unsure extends Error {}

const number = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,9})?$/;
/** Beginnings that mean nothing but text: no indicator (YAML 1.2.2, section 5.3), no sign, no dot. */
const textStart = /^[\p{L}$/(_^]/u;
const version = /^\d+(?:\.\d+){2,4}$/;
/** Whatever could be a number, in this version of YAML or another (section 10.3.2). */
const numeric = /^[-+]?(?:\.?\d[\d_.,:]*(?:[eE][-+]?\d*)?|0[xXoObB][\da-fA-F_]*)$/;

/** The value of a plain scalar of one line, as the core schema resolves it; throws {@link Unsure} for all but the clear cases. */
export function plainValue(text: string): unknown {
  const first = text.charCodeAt(0);
  if ((first >= 48 && first <= 57) || first === 45) {
    if (number.test(text) && text !== '-0') return Number(text);
    if (first !== 45 && (version.test(text) || !numeric.test(text))) return text;
    throw new Unsure();
  }
  if (text === '...') return text;
  // The letters of most texts are told without the expression, which takes longer than all the rest.
  if (!isLetter(first) && !textStart.test(text)) throw new Unsure();
  if (text.length > 5) return text;
  if (text === 'true' || text === 'True' || text === 'TRUE') return true;
  if (text === 'false' || text === 'False' || text === 'FALSE') return false;
  return text === 'null' || text === 'Null' || text === 'NULL' ? null : text;
}

/** Of the ASCII and of the Russian alphabet; there are others. */
function isLetter(char: number): boolean {
  return (char >= 97 && char <= 122) || (char >= 65 && char <= 90) || (char >= 0x410 && char <= 0x44f);
}

/** Reads a quoted text that ends on its line; gives it and where it ends. */
export function quoted(line: string, at: number): { value: string; end: number } {
  const quote = line[at] ?? '';
  let end = line.indexOf(quote, at + 1);
  if (quote === "'") while (end >= 0 && line[end + 1] === "'") end = line.indexOf(quote, end + 2);
  if (end < 0) throw new Unsure();
  const value = line.slice(at + 1, end);
  if (quote === '"' && value.includes('\\')) throw new Unsure();
  return { value: quote === "'" && value.includes("''") ? value.replaceAll("''", "'") : value, end: end + 1 };
}

/** Text inside brackets: nothing that ends it or means something there. */
const flowText = /[^,[\]{}:#"'&*!|>%@`\s](?:[^,[\]{}:#]*[^,[\]{}:#\s])?/uy;

/** Reads `[...]` or `{...}` that ends on its line; throws {@link Unsure} at anything unusual. */
export function flow(line: string, start: number, depth: number): { value: unknown; end: number } {
  if (depth > 50) throw new Unsure();
  let at = start + 1;
  const skip = (): void => {
    while (line[at] === ' ') at += 1;
  };
  const scalar = (): { value: unknown; text: string } => {
    const first = line[at];
    if (first === "'" || first === '"') {
      const { value, end } = quoted(line, at);
      at = end;
      return { value, text: value };
    }
    flowText.lastIndex = at;
    const text = flowText.exec(line)?.[0];
    if (text === undefined) throw new Unsure();
    at += text.length;
    return { value: undefined, text };
  };
  const item = (): unknown => {
    const first = line[at];
    if (first === '[' || first === '{') {
      const { value, end } = flow(line, at, depth + 1);
      at = end;
      return value;
    }
    const { value, text } = scalar();
    return value ?? plainValue(text);
  };

  const isMap = line[start] === '{';
  const close = isMap ? '}' : ']';
  const list: unknown[] = [];
  const map: Record<string, unknown> = {};
  skip();
  if (line[at] === close) return { value: isMap ? map : list, end: at + 1 };
  for (;;) {
    if (isMap) {
      const { text } = scalar();
      if (line[at] !== ':' || line[at + 1] !== ' ' || !isKey(text) || Object.hasOwn(map, text)) throw new Unsure();
      at += 2;
      skip();
      map[text] = item();
    } else list.push(item());
    skip();
    const next = line[at];
    at += 1;
    if (next === close) return { value: isMap ? map : list, end: at };
    if (next !== ',') throw new Unsure();
    skip();
  }
}

/** A key that is simply its text. */
export function isKey(text: string): boolean {
  return text !== '' && text !== '<<' && text !== '__proto__' && !text.startsWith('? ') && !text.startsWith('- ');
}
