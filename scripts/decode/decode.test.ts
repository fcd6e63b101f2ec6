import { describe, expect, test } from 'vitest';
import { fromPointer } from '../model/json.ts';
import type { Json } from '../model/json.ts';
import { sentExamples, shippedCatalog } from '../test/shipped-examples.ts';
import type { SentExample } from '../test/shipped-examples.ts';
import type { Answer } from './answer.ts';
import { readerOf } from './of-catalog.ts';
import type { PasteWay } from './pasted.ts';
import { readPaste } from './read.ts';
import type { Hints } from './reader.ts';
import { pasteWays } from './ways/index.ts';

const catalog = await shippedCatalog();
const { reader } = readerOf(catalog);
const examples = sentExamples(catalog);

function answers(text: string, hints?: Hints): Answer[] {
  const found = readPaste(text);
  if (found === 'too-long') throw new Error('too long');
  return found.map((one) => reader.answer(one, hints));
}

/** True where an answer names this code among what fits. */
const names = ({ readings }: Answer, { service, code }: SentExample): boolean =>
  readings.some(
    (reading) => reading.service === service && reading.code === code && reading.departures.every(({ kind }) => kind === 'alias'),
  );

const codesOf = ({ readings }: Answer): Set<string> => new Set(readings.map(({ service, code }) => `${service}/${code ?? ''}`));

describe('every example of the shipped catalog, pasted in every way that its transport allows', () => {
  const figures = new Map<string, { pasted: number; certain: number; open: number }>();

  test.each(pasteWays.map((way): [string, PasteWay] => [way.name, way]))('%s', (_name, way) => {
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
      const open = answer && codesOf(answer).size > 1 ? 'ambiguous-code' : 'ambiguous-params';
      expect(answer?.verdict, told).toBe(answer?.readings.length === 1 ? 'certain' : open);
      if (answer?.verdict === 'ambiguous-code') expect(answer.tells, told).not.toEqual([]);
      // The values are those that were sent.
      const [reading] = answer?.readings ?? [];
      if (answer?.verdict === 'certain')
        for (const [name, value] of Object.entries(reading?.occurrence.params ?? {}))
          expect(value, told).toEqual(one.example.occurrence.params?.[name]);
      figure[answer?.verdict === 'certain' ? 'certain' : 'open'] += 1;
    }
  });

  test('only its message', () => {
    const figure = { pasted: 0, certain: 0, open: 0 };
    figures.set('only its message', figure);
    for (const one of examples) {
      const field = one.message.fields.find(({ of }) => of === 'message');
      const text = field && valueAt(one.example.message, field.pointer);
      // A wording that is free may be any text.
      const code = catalog.services
        .flatMap((service) => service.codes)
        .find(({ service, id }) => service === one.service && id === one.code);
      if (typeof text !== 'string' || code?.wording !== 'exact') continue;
      for (const pasted of [text, `2026-11-21 10:00:00,123 ERROR app.worker - ${text}`]) {
        figure.pasted += 1;
        const [answer] = answers(pasted);
        const told = `${one.service}/${one.code} as ${pasted}: ${JSON.stringify(answer)}`;
        expect(answer && names(answer, one), told).toBe(true);
        expect(['likely', 'ambiguous-code'], told).toContain(answer?.verdict);
        figure.open += 1;
      }
    }
    expect(figure.pasted).toBeGreaterThan(50);
  });

  test('the figures', () => {
    console.info(`pasted: ${JSON.stringify(Object.fromEntries(figures))}`);
    const transports = new Set(examples.map(({ message }) => message.transport));
    // Every transport of the catalog is pasted as it travels, and as its body alone.
    expect(transports.size).toBeGreaterThan(2);
    for (const name of ['http-response', 'curl-verbose', 'har', 'socket-io-packet', 'json', 'log-line', 'escaped-json', 'python-repr'])
      expect(figures.get(name)?.pasted, name).toBeGreaterThan(0);
    expect(figures.get('json')?.pasted).toBe(examples.filter(({ sent }) => sent.body !== undefined).length);
  });
});

function valueAt(value: Json, place: string): Json | undefined {
  return fromPointer(place).reduce<Json | undefined>(
    (inner, step) => (typeof inner === 'object' && inner !== null ? Object.entries(inner).find(([key]) => key === step)?.[1] : undefined),
    value,
  );
}
