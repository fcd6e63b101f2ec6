import { createDecoder, lexiconOf } from '../../envelope/index.ts';
import type { Candidate, Decoder, Verdict } from '../../envelope/index.ts';
import { pipesOf } from '../../envelope/scope.ts';
import { isObject, jsonEqual } from '../../model/json.ts';
import type { Path } from '../../model/json.ts';
import { fromPointer } from '../../model/json.ts';
import type { CodeContext, Finding, Rule, ServiceContext } from '../rule.ts';
import { orList, valueWords } from '../shape/words.ts';

/** Departures that are told one by one; the rest follows from them. */
const shown = 5;

function decoderOf({ service, messages }: ServiceContext): Decoder {
  const tables = new Map([[service.service, pipesOf(service)]]);
  return createDecoder(messages.entries, lexiconOf(messages.entries, tables));
}

/** The place of a pointer in the payload as written: list indexes as numbers, header names in their own case. */
function placeOf(payload: unknown, pointer: string): Path {
  let here = payload;
  return fromPointer(pointer).map((step) => {
    if (Array.isArray(here)) {
      here = here[Number(step)];
      return Number(step);
    }
    const written = isObject(here)
      ? (Object.keys(here).find((key) => key === step) ?? Object.keys(here).find((key) => key.toLowerCase() === step))
      : undefined;
    here = isObject(here) && written !== undefined ? here[written] : undefined;
    return written ?? step;
  });
}

function departures(candidate: Candidate, payload: unknown, path: Path): Finding[] {
  return candidate.problems.slice(0, shown).map(({ pointer, message }) => ({
    message: `the sample departs from \`${candidate.entry.envelope}\`: ${pointer || 'it'} ${message}`,
    path: [...path, ...placeOf(payload, pointer)],
  }));
}

function heldAgainst(
  sample: { envelope: string; payload: unknown; params?: Record<string, unknown> | undefined },
  verdict: Verdict,
  id: string,
  path: Path,
): Finding[] {
  const mine = verdict.candidates.find(({ entry }) => entry.code === id && entry.envelope === sample.envelope);
  const payload = [...path, 'payload'];
  if (!mine) {
    const others = verdict.candidates.map(({ entry }) => `\`${entry.code ?? entry.envelope}\` in \`${entry.envelope}\``);
    return [
      {
        message: `the sample does not decode to \`${id}\` in \`${sample.envelope}\`${others.length > 0 ? `, but to ${orList(others)}` : ''}`,
        path: payload,
        key: true,
      },
    ];
  }
  if (mine.problems.length > 0) return departures(mine, sample.payload, payload);
  return Object.entries(sample.params ?? {}).flatMap(([name, value]) => {
    const read = mine.occurrence.params?.[name];
    return jsonEqual(read, value)
      ? []
      : [{ message: `\`${name}\` reads as ${valueWords(read)} in the sample`, path: [...path, 'params', name] }];
  });
}

function hold({ id, code, in: { messages } }: CodeContext, decoder: () => Decoder): Finding[] {
  return (code.samples ?? []).flatMap((sample, at) => {
    const envelope = messages.envelopes.get(sample.envelope);
    // A nested envelope is a piece of other messages; it is read together with them.
    if (!envelope || envelope.transport === 'nested' || !isObject(sample.payload)) return [];
    const verdict = decoder().decode(sample.payload, { transport: envelope.transport, partial: true });
    return heldAgainst(sample, verdict, id, ['samples', at]);
  });
}

/** Real messages that are not what the catalog says. */
export const sampleMismatch: Rule = {
  id: 'sample-mismatch',
  title: 'Every sample decodes to the code that it is a sample of',
  severity: 'error',
  why: 'A real message is the truth; where the catalog says something else, all that is made from it is wrong.',
  fix: 'Correct the envelope or the facts of the code; or the sample, if it was copied wrongly.',
  examples: {
    good: [
      `codes:
  OUT_OF_STOCK:
    samples:
      - envelope: http
        payload: { status: 409, body: { code: OUT_OF_STOCK, message: Item A-1 is out of stock, details: { item: A-1 } } }
        params: { item: A-1 }`,
    ],
    bad: [
      `codes:
  OUT_OF_STOCK:
    samples:
      - envelope: http
        payload:
          status: 409
          body:
            code: OUT_OF_STOCK
            message: Item A-1 is sold out # <--
            details: { item: A-1 }`,
      `codes:
  OUT_OF_STOCK:
    samples:
      - envelope: http
        payload: { status: 429, body: { code: TOO_MANY_ORDERS, message: Too many orders, button: Try again } } # <--`,
      `codes:
  OUT_OF_STOCK:
    samples:
      - envelope: http
        payload: { status: 409, body: { code: OUT_OF_STOCK, message: Item A-1 is out of stock, details: { item: A-1 } } }
        params:
          item: A-2 # <--`,
    ],
  },
  service(context, report) {
    let made: Decoder | undefined;
    const decoder = (): Decoder => (made ??= decoderOf(context));
    for (const code of context.codes) {
      for (const { path, ...finding } of hold(code, decoder)) report({ ...finding, path: ['codes', code.id, ...path] });
    }
  },
};
