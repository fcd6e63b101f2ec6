import { asText, isObject } from '../../model/json.ts';
import { render } from '../../envelope/transports/index.ts';
import { contentOf } from '../body.ts';
import type { PasteWay } from '../pasted.ts';

/** A close frame in words: `close 4001 reason` (RFC 6455, section 7.4). */
const CLOSE =
  /^[^\S\n]*(?:\[?clos(?:e|ed|ing)\]?:?)[^\S\n]+(?:code[=:]?[^\S\n]*)?([1-4]\d{3})(?:[^\S\n]*[:,]?[^\S\n]+(?:reason[=:]?[^\S\n]*)?([^\n]*))?$/im;

/** A WebSocket message with the close frame behind it, or only the close frame. A message alone is mere JSON. */
export const websocketFrames: PasteWay = {
  name: 'websocket-frames',
  title: 'WebSocket frames',
  read(text) {
    const found = CLOSE.exec(text);
    if (!found || text.slice(found.index + found[0].length).trim() !== '') return undefined;
    const before = text.slice(0, found.index).trim();
    if (before !== '' && !/^[[{"]/.test(before)) return undefined;
    const content = before === '' ? undefined : contentOf(before);
    const reason = found[2] ?? '';
    const message = {
      ...(content && { body: content.value }),
      close: { code: Number(found[1]), ...(reason !== '' && { reason }) },
    };
    const views = [{ message, transport: 'websocket' as const, partial: before === '' }];
    return [{ way: websocketFrames.name, line: 1, views, flaws: content && !content.whole ? ['truncated'] : [] }];
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
