import { closing, split } from '../brackets.ts';
import type { Line } from '../lines.ts';

/** Characters of a line, as our snippets are formatted: Prettier with `printWidth: 120` and `singleQuote`. */
const width = 120;

/** Breaks the lines that are too long, as Prettier does. Pieces of a line with facts carry facts. */
export function wrapped(lines: readonly Line[]): Line[] {
  return lines.flatMap((line): Line[] => {
    const text = typeof line === 'string' ? line : line.fact;
    if (text.length <= width) return [line];
    const pieces = broken(text);
    return typeof line === 'string' ? pieces : pieces.map((piece) => ({ fact: piece }));
  });
}

function broken(text: string): string[] {
  const [blank = ''] = /^ */.exec(text) ?? [];
  const inner = `${blank}  `;
  // The parameters of a function, each on a line.
  if (/^(?:export )?(?:async )?function /.test(text)) {
    const open = text.indexOf('(');
    const end = closing(text, open);
    return [text.slice(0, open + 1), ...split(text.slice(open + 1, end), ',').map((one) => `${inner}${one},`), text.slice(end)];
  }
  // The tests of a condition, each on a line.
  if (text.startsWith(`${blank}if (`)) {
    const open = text.indexOf('(');
    const end = closing(text, open);
    const tests = split(text.slice(open + 1, end), '||');
    const statement = text.slice(end + 1).trim();
    if (tests.length === 1 || end < width) return [text.slice(0, end + 1), ...fitting(`${inner}${statement}`)];
    const last = tests.length - 1;
    return [
      `${blank}if (`,
      ...tests.map((test, at) => `${inner}${test}${at < last ? ' ||' : ''}`),
      `${blank})`,
      ...fitting(`${inner}${statement}`),
    ];
  }
  // The options of a call, each on a line.
  const far = /^(.*\()(`[^`]*`), \{ (.*) \}\);$/.exec(text);
  if (far && `${far[1] ?? ''}${far[2] ?? ''}, {`.length > width) {
    const given = split(far[3] ?? '', ',').map((one) => `${inner}  ${one},`);
    return [far[1] ?? '', `${inner}${far[2] ?? ''},`, `${inner}{`, ...given, `${inner}},`, `${blank});`];
  }
  const options = /^(.*, \{) (.*) (\}\);)$/.exec(text);
  if (options) return [options[1] ?? '', ...split(options[2] ?? '', ',').map((one) => `${inner}${one},`), `${blank}${options[3] ?? ''}`];
  // The only argument of a call, on a line of its own.
  const call = /^( *(?:return |throw )?(?:new )?[\w.]+\()(.+)(\);)$/.exec(text);
  if (call) {
    const parts = split(call[2] ?? '', ',');
    return [call[1] ?? '', ...parts.map((one) => `${inner}${one},`), `${blank}${call[3] ?? ''}`];
  }
  return [text];
}

const fitting = (text: string): string[] => (text.length > width ? broken(text) : [text]);
