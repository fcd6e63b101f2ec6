import { asText, isObject } from '../../model/json.ts';
import type { Json } from '../../model/json.ts';
import { render } from '../../envelope/transports/index.ts';
import { contentOf, shallow } from '../body.ts';
import { findJson } from '../find-json.ts';
import type { FoundJson } from '../find-json.ts';
import type { Pasted, PasteWay, View } from '../pasted.ts';
import { findCloses } from './closes.ts';
import type { FoundClose } from './closes.ts';
import { jsonViews } from './json.ts';

/** A close frame in words: `close 4001 reason` (RFC 6455, section 7.4). */
const CLOSE =
  /^[^\S\n]*(?:\[?clos(?:e|ed|ing)\]?:?)[^\S\n]+(?:code[=:]?[^\S\n]*)?([1-4]\d{3})(?:[^\S\n]*[:,]?[^\S\n]+(?:reason[=:]?[^\S\n]*)?([^\n]*))?$/im;

const view = (message: Record<string, Json>, partial: boolean): View => ({ message, transport: 'websocket', partial });

/** One message, and the close frame in words behind it. */
function readPlain(text: string): Pasted[] | undefined {
  const found = CLOSE.exec(text);
  if (!found || text.slice(found.index + found[0].length).trim() !== '') return undefined;
  const before = text.slice(0, found.index).trim();
  if (before !== '' && !/^[[{"]/.test(before)) return undefined;
  const content = before === '' ? undefined : contentOf(before);
  const reason = found[2] ?? '';
  const close = { code: Number(found[1]), ...(reason !== '' && { reason }) };
  const views = [view({ ...(content && { body: content.value }), close }, before === '')];
  return [{ way: websocketFrames.name, line: 1, views, flaws: content && !content.whole ? ['truncated'] : [] }];
}

/** What a client prints of a session: messages, those that were sent behind `>`, and how it was closed. */
function readSession(text: string, closes: readonly FoundClose[]): Pasted[] {
  const isSent = (at: number): boolean => /^[^\S\n]*>/.test(text.slice(text.lastIndexOf('\n', at) + 1, at + 1));
  const frames = findJson(text).filter(
    ({ start, end }) => !isSent(start) && !closes.some((close) => start < close.end && end > close.start),
  );
  const found: Pasted[] = [];
  let [line, counted] = [1, 0];
  const add = (at: number, views: View[], frame?: FoundJson): void => {
    for (let end = text.indexOf('\n', counted); end >= 0 && end < at; end = text.indexOf('\n', counted)) {
      line += 1;
      counted = end + 1;
    }
    found.push({ way: websocketFrames.name, line, views, flaws: frame && !frame.whole ? ['truncated'] : [] });
  };
  let next = 0;
  const addFrames = (until: number): void => {
    for (; next < until; next += 1) {
      const frame = frames[next];
      if (frame) add(frame.start, jsonViews(shallow(frame.value)), frame);
    }
  };
  for (const { start, close } of closes) {
    const before = frames.findIndex((frame, at) => at >= next && frame.start > start);
    const until = before < 0 ? frames.length : before;
    // The last message says why the session ends, or has nothing to do with it.
    const last = until > next ? frames[until - 1] : undefined;
    addFrames(last ? until - 1 : until);
    next = until;
    const alone = view({ close }, true);
    if (!last) add(start, [alone]);
    else {
      const body = shallow(last.value);
      const others = [alone, ...jsonViews(body)].map((one) => ({ ...one, fallback: true }));
      add(last.start, [view({ body, close }, false), ...others], last);
    }
  }
  addFrames(frames.length);
  return found;
}

/** WebSocket messages with the close frame behind them, or only the close frame. A message alone is mere JSON. */
export const websocketFrames: PasteWay = {
  name: 'websocket-frames',
  title: 'WebSocket frames',
  read(text) {
    const plain = readPlain(text);
    if (plain) return plain;
    const closes = findCloses(text);
    return closes.length > 0 ? readSession(text, closes) : undefined;
  },
  write(message, transport, contentType) {
    const { close } = message;
    if (transport !== 'websocket' || !isObject(close) || typeof close.code !== 'number' || /\n/.test(asText(close.reason ?? '')))
      return undefined;
    return render('websocket', message, contentType)
      .map(({ text }) => text)
      .join('\n');
  },
};
