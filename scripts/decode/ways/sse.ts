import { asText } from '../../model/json.ts';
import { render } from '../../envelope/transports/index.ts';
import { contentOf } from '../body.ts';
import type { Pasted, PasteWay } from '../pasted.ts';

const FIELD = /^(event|data|id|retry)(?::[ ]?(.*))?$/;

/** What `curl -N` tells of its progress where it goes into the same file. */
const METER = /^\s*(?:% Total\b|Dload\b|[\d.]+[kMG]?\s+[\d.]+[kMG]?\s+[\d.]+.*[-\d]{2}:[-\d]{2}:[-\d]{2})/;

/** Server-sent events, as they stand in the stream (HTML Living Standard, section 9.2.6). */
export const sse: PasteWay = {
  name: 'sse',
  title: 'Server-sent events',
  read(text) {
    const lines = text.split('\n');
    const first = lines.find((line) => line.trim() !== '' && !line.startsWith(':') && !METER.test(line)) ?? '';
    if (!/^(event|data|id|retry):/.test(first)) return undefined;
    const found: Pasted[] = [];
    let fields = new Map<string, string>();
    let start = 0;
    for (const [at, line] of [...lines, ''].entries()) {
      const [, name, value = ''] = FIELD.exec(line) ?? [];
      if (name !== undefined) {
        if (fields.size === 0) start = at;
        fields.set(name, name === 'data' && fields.has('data') ? `${fields.get('data') ?? ''}\n${value}` : value);
      }
      if (line !== '' || fields.size === 0) continue;
      const data = fields.get('data');
      const content = data === undefined ? undefined : contentOf(data);
      const [event, id] = [fields.get('event'), fields.get('id')];
      const message = {
        ...(event !== undefined && { event }),
        ...(id !== undefined && { id }),
        ...(content && { body: content.value }),
      };
      const whole = content !== undefined && content.whole;
      found.push({
        way: sse.name,
        line: start + 1,
        views: [{ message, transport: 'sse', partial: event === undefined }],
        flaws: whole ? [] : ['truncated'],
      });
      fields = new Map();
    }
    return found;
  },
  write: (message, transport) => {
    if (transport !== 'sse' || [message.event, message.id].some((part) => /\n/.test(asText(part ?? '')))) return undefined;
    return `${render('sse', message)
      .map(({ text }) => text)
      .join('\n')}\n\n`;
  },
};
