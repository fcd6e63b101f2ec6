import { asText } from '../../model/json.ts';
import type { Json } from '../../model/json.ts';
import { shallow } from '../body.ts';
import { findJson } from '../find-json.ts';
import type { Pasted, PasteWay } from '../pasted.ts';
import { jsonViews } from './json.ts';
import { packetViews } from './socket-io-packet.ts';

/** Log lines: JSON with a time, a level and words before and behind it, plain, escaped in a string, or in Python's spelling. */
export const logLine: PasteWay = {
  name: 'log-line',
  title: 'Log line around JSON',
  read(text) {
    let line = 1;
    let counted = 0;
    const found = findJson(text).map(({ start, value: read, whole }): Pasted => {
      const value = shallow(read);
      for (let at = text.indexOf('\n', counted); at >= 0 && at < start; at = text.indexOf('\n', at + 1)) {
        line += 1;
        counted = at + 1;
      }
      const views = packetViews(text.slice(Math.max(0, start - 200), start), value) ?? jsonViews(value);
      return { way: logLine.name, line, views, around: value, flaws: whole ? [] : ['truncated'] };
    });
    return found.length > 0 ? found : undefined;
  },
  write: (message) => around(message.body, (body) => JSON.stringify(body)),
};

/** A log line with a body in it; undefined where the body is no object or list. */
export function around(body: Json | undefined, spell: (body: Json) => string): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  return `2026-11-21T10:00:00.123Z [worker-3] ERROR api.client - answer: ${asText(spell(body))} (attempt 2 of 3)`;
}
