import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { compileCatalog } from '../build.ts';
import type { CompiledCatalog, CompiledExample, CompiledMessage } from '../compile/types.ts';
import type { Message } from '../envelope/node.ts';
import { fromPointer } from '../model/json.ts';
import type { Json } from '../model/json.ts';
import type { Answer } from './answer.ts';
import { readerOf } from './of-catalog.ts';
import type { PasteWay } from './pasted.ts';
import { readPaste } from './read.ts';
import type { Hints, Reader } from './reader.ts';
import { pasteWays } from './ways/index.ts';
import { messageText } from './ways/message-text.ts';

const { catalog } = await compileCatalog(fileURLToPath(new URL('../../catalog', import.meta.url)), { today: '2026-01-01', toolVersion: '0' });
if (!catalog) throw new Error('the shipped catalog has errors');
const { reader } = readerOf(catalog);

interface Example {
  service: string;
  code: string;
  message: CompiledMessage;
  example: CompiledExample;
  sent: Message;
}

/** Every example of every code, as it is sent. */
function examplesOf({ services }: CompiledCatalog): Example[] {
  return services.flatMap(({ service, codes }) =>
    codes.flatMap((code) =>
      code.messages.flatMap((message) =>
        message.examples.flatMap((example) => {
          const sent = message.transport === 'nested' ? example.carried : example.message;
          return sent ? [{ service, code: code.id, message, example, sent }] : [];
        }),
      ),
    ),
  );
}

function answers(text: string, hints?: Hints, by: Reader = reader): Answer[] {
  const found = readPaste(text);
  if (found === 'too-long') throw new Error('too long');
  return found.map((one) => by.answer(one, hints));
}

/** True where an answer names this code among what fits. */
const names = ({ readings }: Answer, { service, code }: Example): boolean =>
  readings.some((reading) => reading.service === service && reading.code === code && reading.departures.every(({ kind }) => kind === 'alias'));

describe('every example of the shipped catalog, pasted in every way', () => {
  const examples = examplesOf(catalog);
  const figures = new Map<string, { pasted: number; certain: number; open: number }>();

  test.each(pasteWays.filter((way) => way !== messageText).map((way): [string, PasteWay] => [way.name, way]))('%s', (_name, way) => {
    const figure = { pasted: 0, certain: 0, open: 0 };
    figures.set(way.name, figure);
    for (const one of examples) {
      const text = way.write(one.sent, one.message.transport, one.message.contentType);
      if (text === undefined) continue;
      figure.pasted += 1;
      const [answer, ...more] = answers(text);
      const told = `${one.service}/${one.code} as ${text}: ${JSON.stringify(answer)}`;
      expect(more, told).toEqual([]);
      expect(answer && names(answer, one), told).toBe(true);
      // Where other codes fit as well, the wire does not tell them apart, and it says so.
      const codes = new Set(answer?.readings.map(({ service, code }) => `${service}/${code ?? ''}`));
      expect(answer?.verdict, told).toBe(codes.size > 1 ? 'ambiguous-code' : answer?.readings.length === 1 ? 'certain' : 'ambiguous-params');
      figure[answer?.verdict === 'certain' ? 'certain' : 'open'] += 1;
    }
  });

  test('the figures', () => {
    console.info(`pasted: ${JSON.stringify(Object.fromEntries(figures))}`);
    const idle = [...figures].filter(([, { pasted }]) => pasted === 0).map(([name]) => name);
    expect(idle).toEqual([]);
  });
});
