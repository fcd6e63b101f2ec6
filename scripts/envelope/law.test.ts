import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonEqual } from '../model/json.ts';
import type { Json, JsonSchema } from '../model/json.ts';
import { generateOccurrence, hasTree } from '../test/generate-occurrence.ts';
import { generateService } from '../test/generate-service.ts';
import { sameOccurrence, shown } from '../test/shown.ts';
import { saysTheSame } from '../test/says-the-same.ts';
import { lexiconOf } from './catalog.ts';
import type { Lexicon } from './catalog.ts';
import { createDecoder } from './decode.ts';
import type { Entry, Message, Occurrence } from './node.ts';
import { valueOf } from './occurrence.ts';
import { overlappingPairs } from './overlap.ts';
import { project } from './project.ts';
import { schemaOf } from './schema.ts';
import { resolveService } from './service.ts';
import type { Verdict } from './verdict.ts';

/** Generated services a run; more with `LAW_RUNS`. */
const RUNS = Number(process.env.LAW_RUNS ?? 10_000);

/** True when at least two of the codes would really send this message: doubt is not raised for nothing. */
function isReallyOpen(verdict: Verdict, message: Message, lexicon: Lexicon): boolean {
  const codes = verdict.candidates.filter(({ entry, occurrence, ambiguous }) => {
    const sent = ambiguous.length > 0 ? undefined : project(entry, occurrence, lexicon).message;
    return (
      ambiguous.length > 0 ||
      (sent !== undefined && saysTheSame(message, JSON.parse(JSON.stringify(sent)) as Message, entry.node, entry.service, lexicon))
    );
  });
  return new Set(codes.map(({ entry }) => entry.code)).size > 1;
}

const LEAVES_OTHERS = new Set(['missing-fact', 'optional-in-required']);

/** Why a verdict breaks the law for an occurrence that was really sent; undefined where it keeps it. */
function breach(verdict: Verdict, entry: Entry, wanted: Occurrence): string | undefined {
  const mine = verdict.candidates.filter(
    (candidate) => candidate.entry === entry || (candidate.entry.code === entry.code && candidate.entry.envelope === entry.envelope),
  );
  const bag = hasTree(entry.node);
  if (verdict.verdict === 'certain') {
    const [found] = verdict.candidates;
    if (found?.entry.code !== entry.code) return 'certain for another code';
    return found && sameOccurrence(found.occurrence, wanted, bag) ? undefined : 'certain with other values';
  }
  if (verdict.verdict === 'ambiguous-code') return mine.length > 0 ? undefined : 'ambiguous, and the true code is not among the candidates';
  if (verdict.verdict === 'ambiguous-params') {
    const own = mine.find((candidate) => candidate.entry === entry);
    if (!own) return 'ambiguous, and the true wording is not among the candidates';
    const open = new Set(own.ambiguous.flatMap((place) => place.refs));
    const refs = [
      ...Object.keys(wanted.params ?? {}).map((name) => `params.${name}`),
      ...Object.keys(wanted.context ?? {}).map((name) => `context.${name}`),
    ];
    const wrong = refs.find(
      (ref) =>
        !open.has(ref) &&
        own.ambiguous.every((place) => place.refs.length > 0) &&
        !jsonEqual(valueOf(own.occurrence, ref), valueOf(wanted, ref)),
    );
    return wrong === undefined ? undefined : `${wrong} differs and is not flagged`;
  }
  return `${verdict.verdict}: ${JSON.stringify(mine[0]?.problems ?? verdict.candidates[0]?.problems ?? [])}`;
}

function nestedSchemas(entries: readonly Entry[], edition: 'reader' | 'strict'): (envelope: string) => JsonSchema {
  const schema = (envelope: string): JsonSchema => {
    const items = entries.filter((entry) => entry.envelope === envelope && entry.node.kind === 'object');
    const bodies = items.map((entry) =>
      entry.node.kind === 'object' && entry.node.fields.body ? schemaOf(entry.node.fields.body.node, { edition, nested: schema }) : {},
    );
    return bodies.length > 0 ? { anyOf: bodies } : { not: {} };
  };
  return schema;
}

describe('decode(project(error, occurrence)) is the error and all of the occurrence that the message shows', () => {
  const figures = {
    services: 0,
    refused: 0,
    occurrences: 0,
    subErrors: 0,
    unsendable: 0,
    certain: 0,
    ambiguous: 0,
    unpredicted: 0,
    idle: 0,
  };

  test(`over ${RUNS} generated services`, () => {
    fc.assert(
      fc.property(fc.gen(), (draw) => {
        const service = generateService(draw);
        const { entries, problems } = resolveService(service);
        figures.services += 1;
        // A code that lacks what the envelope sends has no message; the others are as good as before. Every other finding refuses the service.
        if (problems.some((problem) => !LEAVES_OTHERS.has(problem.rule))) {
          figures.refused += 1;
          return;
        }
        const lexicon = lexiconOf(entries);
        const decoder = createDecoder(entries, lexicon);
        const overlapping = overlappingPairs(entries, false);
        const messages = entries.filter((one) => one.transport !== 'nested');
        for (const entry of [...messages, ...messages, ...messages]) {
          const occurrence = generateOccurrence(draw, entry, lexicon);
          const sent = project(entry, occurrence, lexicon);
          if (!sent.message) {
            figures.unsendable += 1;
            continue;
          }
          // Over the wire and back: what JSON cannot carry must not count.
          const message = JSON.parse(JSON.stringify(sent.message)) as Message;
          const verdict = decoder.decode(message);
          const wanted = shown(entry, occurrence, lexicon);
          const wrong = breach(verdict, entry, wanted);
          figures.occurrences += 1;
          figures.subErrors += wanted.errors?.length ?? 0;
          figures[verdict.verdict === 'certain' ? 'certain' : 'ambiguous'] += 1;
          if (wrong !== undefined)
            throw new Error(
              `${wrong}\nservice ${JSON.stringify(service, undefined, 1)}\nmessage ${JSON.stringify(message)}\nwanted ${JSON.stringify(wanted)}\nverdict ${verdict.verdict} ${JSON.stringify(verdict.candidates.map(({ entry: { code }, occurrence: found, ambiguous }) => ({ code, found, ambiguous })))}`,
            );
          if (verdict.verdict === 'ambiguous-code' && !isReallyOpen(verdict, message, lexicon)) figures.idle += 1;
          if (verdict.verdict === 'ambiguous-code' && !overlapping.some((pair) => pair.includes(entry))) figures.unpredicted += 1;
        }
      }),
      { numRuns: RUNS },
    );
    console.info(`law: ${JSON.stringify(figures)}`);
    expect(figures.occurrences).toBeGreaterThan(RUNS / 2);
    expect(figures.certain).toBeGreaterThan(figures.ambiguous);
    expect(figures.unpredicted).toBe(0);
    expect(figures.idle).toBeLessThan(figures.ambiguous / 20);
  }, 600_000);

  test('and every message is valid under the schemas of its own entry, reader and strict', () => {
    const ajv = new Ajv2020({ strict: false, ownProperties: true });
    let validated = 0;
    fc.assert(
      fc.property(fc.gen(), (draw) => {
        const service = generateService(draw);
        // ajv does not look at a property named `__proto__`.
        if (JSON.stringify(service).includes('__proto__')) return;
        const { entries, problems } = resolveService(service);
        if (problems.some((problem) => !LEAVES_OTHERS.has(problem.rule))) return;
        const lexicon = lexiconOf(entries);
        for (const entry of entries.filter((one) => one.transport !== 'nested')) {
          const sent = project(entry, generateOccurrence(draw, entry, lexicon), lexicon);
          if (!sent.message) continue;
          const message = JSON.parse(JSON.stringify(sent.message)) as Json;
          for (const edition of ['reader', 'strict'] as const) {
            const schema = schemaOf(entry.node, { edition, nested: nestedSchemas(entries, edition) });
            const validate = ajv.compile(schema);
            if (!validate(message))
              throw new Error(`${edition}: ${ajv.errorsText(validate.errors)}\n${JSON.stringify(schema)}\n${JSON.stringify(message)}`);
            validated += 1;
          }
        }
      }),
      { numRuns: Math.ceil(RUNS / 20) },
    );
    expect(validated).toBeGreaterThan(50);
  }, 600_000);
});
