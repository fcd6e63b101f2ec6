import type { PasteWay } from '../pasted.ts';

/** Longer texts are no wording of an error. */
const LONGEST = 4000;
const MOST_LINES = 200;

/** A text and what of it may be the wording: behind the time, the level and the name that a log puts before it. */
function wordings(text: string): string[] {
  const found = new Set([text]);
  for (const separator of [
    / - /g,
    /: /g,
    /\] /g,
    /\b(?:ERROR|WARN(?:ING)?|FATAL|CRITICAL|Error)\b:? +/g,
    /\b(?:error|message|msg|detail)="?/g,
  ])
    for (const match of [...text.matchAll(separator)].slice(0, 6)) found.add(text.slice(match.index + match[0].length));
  const plain = [...found].flatMap((one) => [one, one.replace(/^(["'`])([^]*)\1[.,;]?$/, '$2'), one.replace(/["']+$/, '')]);
  return [...new Set(plain.map((one) => one.trim()))].filter((one) => one !== '').toSorted((one, two) => two.length - one.length);
}

/** Only the wording of an error, or a log line that holds nothing else of it. */
export const messageText: PasteWay = {
  name: 'message-text',
  title: 'Only a message',
  read(text) {
    const trimmed = text.trim();
    if (trimmed === '') return undefined;
    const whole = trimmed.length <= LONGEST ? [{ way: messageText.name, line: 1, views: [], texts: wordings(trimmed), flaws: [] }] : [];
    const lines = text.split('\n');
    if (lines.length === 1) return whole;
    const each = lines.slice(0, MOST_LINES).flatMap((line, at) => {
      const own = line.trim();
      return own === '' || own.length > LONGEST
        ? []
        : [{ way: messageText.name, line: at + 1, views: [], texts: wordings(own), flaws: [] }];
    });
    return [...whole, ...each];
  },
  write: () => undefined,
};
