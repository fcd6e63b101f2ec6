import { describe, expect, test } from 'vitest';
import type { Entry, Occurrence } from '../envelope/node.ts';
import { project } from '../envelope/project.ts';
import { asText, isObject } from '../model/json.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { damagesOf } from '../test/damage.ts';
import { saysTheSame, spokenOf, without } from '../test/says-the-same.ts';
import { sentExamples, shippedCatalog } from '../test/shipped-examples.ts';
import type { SentExample } from '../test/shipped-examples.ts';
import type { Answer } from './answer.ts';
import { entriesOf } from './entries.ts';
import { lexiconFor, readerOf } from './of-catalog.ts';
import { readPaste } from './read.ts';
import type { Hints } from './reader.ts';
import { pasteWays } from './ways/index.ts';

const catalog = await shippedCatalog();
const { reader } = readerOf(catalog);
const examples = sentExamples(catalog);
const entries = catalog.services.flatMap(entriesOf);
const lexicon = lexiconFor(entries, catalog.services);
const ways = pasteWays.filter(({ name }) =>
  ['http-response', 'har', 'socket-io-packet', 'message-slots', 'json', 'log-line'].includes(name),
);

function answersTo(text: string, hints?: Hints): Answer[] {
  const found = readPaste(text);
  return found === 'too-long' ? [] : found.map((one) => reader.answer(one, hints));
}

/**
 * True where the message is exactly what the code that was claimed for it would send with the values that were claimed.
 *
 * @param was what was sent before the damage: for values of fields that may be left out
 */
function isTrue({ readings: [reading], inside }: Answer, message: JsonObject, captured: readonly string[], was: Occurrence): boolean {
  if (!reading || inside !== undefined) return false;
  const { service, code, envelope } = reading;
  const claimed = reading.occurrence;
  const filled: Occurrence = {
    ...claimed,
    params: { ...was.params, ...claimed.params },
    context: { ...was.context, ...claimed.context },
  };
  return entries
    .filter((entry) => entry.service === service && entry.code === code && entry.envelope === envelope && entry.variant === claimed.variant)
    .some((entry) => {
      if (entry.node.kind !== 'object') return false;
      const fields = Object.fromEntries(Object.entries(entry.node.fields).filter(([slot]) => captured.includes(slot)));
      const part: Entry = { ...entry, node: { ...entry.node, fields } };
      const unknown = reading.unknown.map(({ pointer }) => pointer);
      const heard = spokenOf(part, without(message, unknown));
      return [claimed, filled].some((occurrence) => {
        const sent = project(part, occurrence, lexicon).message;
        return sent !== undefined && saysTheSame(heard, JSON.parse(JSON.stringify(sent)) as Json, part.node, service, lexicon);
      });
    });
}

describe('a damaged message is never claimed with certainty', () => {
  const figures = { damaged: 0, certainAndTrue: 0, cut: 0, wrongService: 0, wrong: 0 };

  /** On the wire the value of a header is a text, whatever it was made from. */
  const asSent = (message: JsonObject): JsonObject => {
    if (!isObject(message.headers)) return message;
    return {
      ...message,
      headers: Object.fromEntries(Object.entries(message.headers).map(([name, value]) => [name, asText(value).trim()])),
    };
  };

  /** Slots that a way carries. */
  const capturedBy = (way: string, message: JsonObject): string[] => (['json', 'log-line'].includes(way) ? ['body'] : Object.keys(message));

  test('fields dropped, renamed, added; values changed, of another type, of another message', () => {
    const wrong: string[] = [];
    let turn = 0;
    for (const [at, { service, sent, message, example }] of examples.entries()) {
      const near = examples.filter((one, other) => one.service === service && other !== at).slice(0, 2);
      const codes = [...new Set(examples.map(({ code }) => code))].slice(0, 4);
      for (const [number, damage] of damagesOf(
        sent,
        near.map((one) => one.sent),
        codes,
      ).entries()) {
        // A third of the damages of each example, another third for the next; each in one way, and the ways in turn.
        if (number % 3 !== at % 3) continue;
        const able = ways.filter((way) => way.write(damage.message, message.transport, message.contentType) !== undefined);
        for (const way of able.slice(turn % Math.max(1, able.length), (turn % Math.max(1, able.length)) + 1)) {
          const text = way.write(damage.message, message.transport, message.contentType) ?? '';
          figures.damaged += 1;
          turn += 1;
          for (const answer of answersTo(text)) {
            if (answer.verdict !== 'certain') continue;
            const said = way.name === 'message-slots' ? damage.message : asSent(damage.message);
            if (isTrue(answer, said, capturedBy(way.name, damage.message), example.occurrence)) figures.certainAndTrue += 1;
            else wrong.push(`${way.name} ${damage.kind} ${damage.pointer}: ${text} -> ${JSON.stringify(answer)}`);
          }
        }
      }
    }
    figures.wrong += wrong.length;
    expect(wrong.slice(0, 5)).toEqual([]);
  });

  test('cut off anywhere', () => {
    const wrong: string[] = [];
    const cutsOf = ({ sent, message }: SentExample): string[] =>
      ways.flatMap((way) => {
        const text = way.write(sent, message.transport, message.contentType)?.trimEnd();
        if (text === undefined) return [];
        // Behind the last bracket of a log line stand only words.
        const end = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']'));
        const step = Math.max(1, Math.floor(end / 16));
        return Array.from({ length: Math.floor(end / step) }, (_, at) => text.slice(0, end - at * step));
      });
    for (const one of examples)
      for (const text of cutsOf(one)) {
        figures.cut += 1;
        for (const answer of answersTo(text))
          if (answer.verdict === 'certain' || answer.verdict === 'ambiguous-params') wrong.push(`${text} -> ${JSON.stringify(answer)}`);
      }
    figures.wrong += wrong.length;
    expect(wrong.slice(0, 5)).toEqual([]);
  });

  test('said to be of another service', () => {
    const wrong: string[] = [];
    const services = catalog.services.map(({ service }) => service);
    for (const { service, sent, message, example } of examples)
      for (const other of services.filter((name) => name !== service))
        for (const way of ways) {
          const text = way.write(sent, message.transport, message.contentType);
          if (text === undefined) continue;
          figures.wrongService += 1;
          for (const answer of answersTo(text, { service: other }))
            if (answer.verdict === 'certain' && !isTrue(answer, sent, capturedBy(way.name, sent), example.occurrence))
              wrong.push(`${other}: ${text} -> ${JSON.stringify(answer)}`);
        }
    figures.wrong += wrong.length;
    expect(wrong.slice(0, 5)).toEqual([]);
  });

  test('the figures', () => {
    console.info(`damaged pastes: ${JSON.stringify(figures)}`);
    expect(figures.damaged).toBeGreaterThan(4000);
    expect(figures.wrong).toBe(0);
  });
});
