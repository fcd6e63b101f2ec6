import { expect, it } from 'vitest';
import { catalog } from '../../scripts/astro/fixtures/catalog.ts';
import { labelMissing } from '../../scripts/astro/fixtures/parcels-codes.ts';
import { view } from '../test/view.ts';
import { payload } from './payload.ts';
import { lineText } from './wire.ts';

function lines(envelope: string, change: (message: (typeof labelMissing.messages)[number]) => (typeof labelMissing.messages)[number] = (same) => same): string[] {
  const service = catalog.services.find(({ codes }) => codes.includes(labelMissing));
  const message = labelMissing.messages.find((one) => one.envelope === envelope);
  const shown = message?.examples[0]?.message;
  if (!service || !message || !shown) throw new Error('the fixture has changed');
  return payload(labelMissing, change(message), shown, service, view).map(({ tokens, note }) => `${note.hit ? '> ' : ''}${lineText(tokens)}${note.text === '' ? '' : ` | ${note.text}`}`);
}

it('each line has its note, and a value that stood above is only named', () => {
  expect(lines('http')).toEqual([
    'HTTP/1.1 422 Unprocessable Content',
    'Content-Type: application/json',
    'X-Trace-Id: 65809ff1553243309da6a456dd24de5d | id of the request in our logs',
    '',
    '{',
    '>   "error": "LABEL_MISSING", | Match on this',
    `  "text": "Missing required field 'recipient.postcode' in body",`,
    '  "details": {',
    '    "field": "recipient.postcode" | name of the missing field',
    '  },',
    '  "trace": "65809ff1553243309da6a456dd24de5d" | Equals `X-Trace-Id`',
    '}',
  ]);
});

it('a deprecated place is neither the one to match on nor one to compare with', () => {
  const noted = lines('label_failed', (message) => ({
    ...message,
    fields: message.fields.map((field) => {
      if (field.pointer === '/body/error') return { ...field, deprecated: { use: 'text' }, equals: ['/body/text'] };
      return field.pointer === '/body/text' ? { ...field, equals: ['/body/error'] } : field;
    }),
  }));
  expect(noted.slice(-3)).toEqual([
    '  "error": "LABEL_MISSING", | Deprecated; use `text`',
    `>   "text": "Missing required field 'recipient.postcode' in body" | Match on this`,
    '}]',
  ]);
});
