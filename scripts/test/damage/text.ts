import type { Random } from './random.ts';

/** Damage to the text of a YAML file. */
export const textDamage: Readonly<Record<string, (text: string, random: Random) => string>> = {
  'cut off': (text, random) => text.slice(0, random.below(text.length)),
  'a piece missing': (text, random) => {
    const at = random.below(text.length);
    return text.slice(0, at) + text.slice(at + 1 + random.below(random.chance(50) ? 3 : 60));
  },
  'a character between': (text, random) => {
    const at = random.below(text.length + 1);
    return text.slice(0, at) + random.one(fragments) + text.slice(at);
  },
  'several characters between': (text, random) => {
    let result = text;
    for (let left = 2 + random.below(6); left > 0; left -= 1) {
      const at = random.below(result.length + 1);
      result = result.slice(0, at) + random.one(fragments) + result.slice(at);
    }
    return result;
  },
  'a line twice': (text, random) => onLines(text, random, (line) => [line, line]),
  'a line missing': (text, random) => onLines(text, random, () => []),
  'a line indented': (text, random) => onLines(text, random, (line) => [' '.repeat(1 + random.below(4)) + line]),
  'a line outdented': (text, random) => onLines(text, random, (line) => [line.replace(/^ {1,2}/, '')]),
  'a line with a tab': (text, random) => onLines(text, random, (line) => [line.replace(/^ */, '\t')]),
  'tabs for blanks': (text, random) => (random.chance(50) ? text.replaceAll('  ', '\t') : text.replaceAll(': ', ':\t')),
  'two lines swapped': (text, random) => {
    const lines = text.split('\n');
    const [one, two] = [random.below(lines.length), random.below(lines.length)];
    [lines[one], lines[two]] = [lines[two] ?? '', lines[one] ?? ''];
    return lines.join('\n');
  },
  'other line ends': (text, random) => text.replaceAll('\n', random.one(['\r\n', '\r', '\n\r', '\u2028', '\u0085', '\n\n'])),
  'two documents': (text, random) =>
    `${text}\n${random.one(['---', '...\n---', '--- |', '%YAML 1.1\n---', '%TAG ! tag:x,1:\n---'])}\n${text}`,
  'a directive': (text, random) => `${random.one(['%YAML 1.1', '%YAML 9.9', '%TAG !! tag:evil,2000:', '%FOO bar'])}\n---\n${text}`,
  'a tag': (text, random) =>
    text.replace(
      /: (?=[A-Za-z])/,
      `: ${random.one(['!!str ', '!!binary ', '!!js/function ', '!x ', '!!set ', '!!python/object:os.system ', '!<tag:a> '])}`,
    ),
  'an alias bomb': (text, random) => `${text}\n${bomb(random.one([4, 9, 30]), random.one(['', '<<: ']))}`,
  'an alias of itself': (text, random) =>
    `${text}\n${random.one(['decisions: &a [*a]', 'parts: &a { x: *a }', 'parts: &a { <<: *a }', 'codes: *nothing', '<<: *nothing', '<<: [1, 2]', 'parts: { a: &a { b: &b [*a, *b] } }'])}\n`,
  'deep nesting': (text, random) => {
    const depth = random.one([50, 99, 101, 500, 3000]);
    return `${text}\nparts: ${random.chance(50) ? '['.repeat(depth) + ']'.repeat(depth) : '{a: '.repeat(depth) + '}'.repeat(depth)}\n`;
  },
  'a huge scalar': (text, random) => {
    const word = random.one(['x', '9', 'é', '{a}', '$code', 'ab ', '😀']).repeat(random.one([10_000, 40_000]));
    return text.replace(
      /(title|service|message|summary|example|transport|status|version): [^,}\n]+/,
      (_all, key: string) => `${key}: '${word}'`,
    );
  },
  'half a quotation': (text, random) =>
    text.replace(
      /: ([A-Za-z][^,}\n]*)/,
      (_all, value: string) => `: ${random.one(['"', "'", '`', '|', '>', '@', '%', '*', '&', '!', '? ', '- '])}${value}`,
    ),
};

const fragments = [
  '\n',
  '  ',
  ': ',
  '- ',
  '? ',
  '&a ',
  '*a',
  '<<: *a',
  '{',
  '}',
  '[',
  ']',
  ',',
  '!',
  '|\n',
  '>-\n',
  '"',
  "'",
  '#',
  ' #',
  '---\n',
  '...\n',
  '\t',
  '\0',
  '\u0007',
  '\u001b[31m',
  '\u202e',
  '\u2028',
  '\ufeff',
  '\ud800',
  '😀',
  '%',
  '@',
  '`',
  '\\',
  '\r',
  '$',
  '$(',
  '${',
  '{{',
  '??',
  '|',
  '...',
  '..',
  '/',
  '~',
  '=',
  '0x',
  '1e999',
  '-0',
  '.nan',
  'null',
  '__proto__: {}\n',
  'constructor: 1\n',
  '"\\x"',
  '"\\ud800"',
  '\n\n\n',
];

function onLines(text: string, random: Random, change: (line: string) => string[]): string {
  const lines = text.split('\n');
  const at = random.below(lines.length);
  lines.splice(at, 1, ...change(lines[at] ?? ''));
  return lines.join('\n');
}

/** Each line holds the one before it several times over. */
function bomb(levels: number, merge: string): string {
  const lines = ['parts:', '  x0: &x0 { a: b }'];
  for (let level = 1; level <= levels; level += 1) {
    const before = `*x${level - 1}`;
    lines.push(
      merge === ''
        ? `  x${level}: &x${level} [${Array(9).fill(before).join(', ')}]`
        : `  x${level}: &x${level} { ${merge}[${before}, ${before}], k${level}: ${before} }`,
    );
  }
  return `${lines.join('\n')}\n`;
}
