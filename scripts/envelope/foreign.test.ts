import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { compileCatalog } from '../pipeline.ts';
import { loadCatalog } from '../load/index.ts';
import { jsonEqual } from '../model/json.ts';
import type { Json, JsonObject, JsonSchema } from '../model/json.ts';
import { service as serviceSchema } from '../model/service.ts';
import { damagesOf } from '../test/damage.ts';
import type { Damage } from '../test/damage.ts';
import { isNear, saysTheSame, spokenOf, without } from '../test/says-the-same.ts';
import type { Candidate } from './candidate.ts';
import { lexiconOf } from './catalog.ts';
import { createDecoder } from './decode.ts';
import type { Entry, Message, SubOccurrence } from './node.ts';
import { project } from './project.ts';
import { schemaOf } from './schema.ts';
import { pipesOf } from './scope.ts';
import { resolveService } from './service.ts';
import type { Verdict, VerdictName } from './verdict.ts';

/** A message as a documentation prints it, and what it says. `partial`: only some slots are printed. */
interface Payload {
  source: string;
  message: Message;
  partial?: boolean;
  /** False where the message has fields that the service does not know. */
  strict?: boolean;
  expect: {
    verdict: VerdictName;
    code: string | null;
    envelope?: string;
    params?: JsonObject;
    context?: JsonObject;
    message?: string;
    status?: number;
    variant?: number;
    errors?: SubOccurrence[];
  };
  /** Further codes under whose schemas the message is valid. */
  alsoValidUnder?: string[];
}

const root = new URL('fixtures/foreign/', import.meta.url);
const names = readdirSync(root).sort();
const totals = {
  formats: names.length,
  payloads: 0,
  certain: 0,
  examples: 0,
  damages: 0,
  harmless: 0,
  another: 0,
  located: 0,
  uncertain: 0,
  unseen: 0,
  wrong: 0,
};

async function load(name: string) {
  const { value } = await loadCatalog(new URL(name, root).pathname);
  const service = serviceSchema.parse(value?.services[0]?.value);
  const resolved = resolveService(service);
  const pipes = pipesOf(service);
  const lexicon = lexiconOf(resolved.entries, new Map([[service.service, pipes]]));
  const folder = new URL(`${name}/payloads/`, root);
  const payloads = readdirSync(folder)
    .sort()
    .map((file): [string, Payload] => [file, JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Payload]);
  return { ...resolved, codes: service.codes ?? {}, pipes, lexicon, payloads, decoder: createDecoder(resolved.entries, lexicon) };
}
type Loaded = Awaited<ReturnType<typeof load>>;

const options = ({ partial }: Payload) => (partial ? { partial } : {});
const nameOf = (entry: Entry): string => `${entry.code ?? ''}@${entry.envelope}`;

/** The entry, with only the slots that were captured. */
function captured(entry: Entry, message: JsonObject, partial: boolean | undefined): Entry {
  if (!partial || entry.node.kind !== 'object') return entry;
  const fields = Object.fromEntries(Object.entries(entry.node.fields).filter(([slot]) => Object.hasOwn(message, slot)));
  return { ...entry, node: { ...entry.node, fields } };
}

function schema(loaded: Loaded, entry: Entry, edition: 'reader' | 'strict'): JsonSchema {
  const nested = (name: string): JsonSchema => ({ $ref: `#/$defs/${name}` });
  const of = (one: Entry): JsonSchema => schemaOf(one.node, { edition, nested, pipes: loaded.pipes });
  const $defs: JsonObject = {};
  for (const [name, { transport }] of loaded.envelopes) {
    if (transport !== 'nested') continue;
    const bodies = loaded.entries
      .filter((one) => one.envelope === name)
      .flatMap((one) => (one.node.kind === 'object' && one.node.fields.body ? [of({ ...one, node: one.node.fields.body.node })] : []));
    $defs[name] = bodies.length > 0 ? { anyOf: bodies } : false;
  }
  return { ...of(entry), $defs };
}

/** Header names as the entry spells them: a schema compares them by case. */
function validates(loaded: Loaded, entry: Entry, payload: Payload, edition: 'reader' | 'strict'): boolean {
  const ajv = new Ajv2020({ strict: false });
  return ajv.validate(schema(loaded, captured(entry, payload.message, payload.partial), edition), spokenOf(entry, payload.message));
}

function sameEntry(one: Candidate | undefined, two: Candidate | undefined): boolean {
  return one !== undefined && two !== undefined && one.entry.code === two.entry.code && one.entry.envelope === two.entry.envelope;
}

/** What came of a damage. */
function judge(
  loaded: Loaded,
  payload: Payload,
  damage: Damage,
  verdict: Verdict,
  was: Candidate | undefined,
): 'harmless' | 'another' | 'located' | 'uncertain' | 'unseen' | 'wrong' {
  const [found] = verdict.candidates;
  if (verdict.verdict !== 'certain' || !found) {
    const mine = verdict.candidates.find((candidate) => sameEntry(candidate, was));
    return mine?.problems.some((problem) => isNear(problem.pointer, damage.pointer)) ? 'located' : 'uncertain';
  }
  const entry = captured(found.entry, damage.message, payload.partial);
  const sent = project(entry, found.occurrence, loaded.lexicon).message;
  const same =
    sent !== undefined &&
    saysTheSame(
      spokenOf(entry, without(damage.message, found.extras)),
      JSON.parse(JSON.stringify(sent)) as Json,
      entry.node,
      entry.service,
      loaded.lexicon,
    );
  if (sameEntry(found, was)) return same ? 'harmless' : 'unseen';
  return same ? 'another' : 'wrong';
}

describe.each(names)('%s', (name) => {
  test('is a service without problems, for the engine and for the whole pipeline', async () => {
    const loaded = await load(name);
    expect(loaded.problems).toEqual([]);
    const run = await compileCatalog(new URL(name, root).pathname, { today: '2026-01-01', toolVersion: '0.0.0' });
    expect(run.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(run.catalog?.services.map(({ service }) => service)).toEqual([name]);
  });

  test('every payload of its documentation reads as what it is, and is valid under its own schema only', async () => {
    const loaded = await load(name);
    expect(loaded.payloads.length).toBeGreaterThan(0);
    for (const [file, payload] of loaded.payloads) {
      const { verdict, code, envelope, ...occurrence } = payload.expect;
      const found = loaded.decoder.decode(payload.message, options(payload));
      const [best] = found.candidates;
      const problems = found.candidates.map((candidate) => ({
        as: nameOf(candidate.entry),
        problems: candidate.problems,
        ambiguous: candidate.ambiguous,
      }));
      expect(found.verdict, `${file}: ${JSON.stringify(problems, undefined, 1)}`).toBe(verdict);
      expect(best?.entry.code ?? null, file).toBe(code);
      if (envelope !== undefined) expect(best?.entry.envelope, file).toBe(envelope);
      expect(JSON.parse(JSON.stringify(best?.occurrence)), file).toEqual(occurrence);
      totals.payloads += 1;
      if (found.verdict === 'certain') totals.certain += 1;
      if (!best) continue;
      expect(best.extras.length > 0, `${file}: ${best.extras.join(' ')}`).toBe(payload.strict === false && best.extras.length > 0);
      expect(validates(loaded, best.entry, payload, 'reader'), file).toBe(true);
      if (payload.strict !== false) expect(validates(loaded, best.entry, payload, 'strict'), file).toBe(true);
      const others = loaded.entries.filter(
        (entry) =>
          entry.transport === best.entry.transport &&
          entry.code !== best.entry.code &&
          Object.keys(spokenOf(entry, payload.message)).length > 0,
      );
      const valid = new Set(
        others.filter((entry) => validates(loaded, entry, payload, 'reader')).map((entry) => entry.code ?? entry.envelope),
      );
      expect([...valid].sort(), `${file}: valid under other codes`).toEqual(payload.alsoValidUnder ?? []);
    }
  });

  test('every example that is made for a code reads back as that code', async () => {
    const loaded = await load(name);
    const { catalog } = await compileCatalog(new URL(name, root).pathname, { today: '2026-01-01', toolVersion: '0.0.0' });
    for (const code of catalog?.services[0]?.codes ?? []) {
      for (const message of code.messages) {
        for (const example of message.examples) {
          const sent = message.transport === 'nested' ? example.carried : example.message;
          if (!sent) throw new Error(`no message carries ${code.id}`);
          const verdict = loaded.decoder.decode(JSON.parse(JSON.stringify(sent)) as Message);
          const [best] = verdict.candidates;
          const read = message.transport === 'nested' ? best?.occurrence.errors?.map((error) => error.code) : [best?.entry.code];
          expect({ verdict: verdict.verdict, read, problems: best?.problems }, `${code.id}: ${JSON.stringify(sent)}`).toEqual({
            verdict: 'certain',
            read: [code.id],
            problems: [],
          });
          totals.examples += 1;
        }
      }
    }
  });

  test('no damaged payload is certain for a wrong code, and no harm goes unseen', async () => {
    const loaded = await load(name);
    const ids = Object.entries(loaded.codes).map(([id, code]) => code.code ?? id);
    const codes: Json[] = [...new Set(ids), ...ids.map(Number).filter((number) => Number.isSafeInteger(number))];
    const bad: string[] = [];
    for (const [file, payload] of loaded.payloads) {
      const [was] = loaded.decoder.decode(payload.message, options(payload)).candidates;
      const others = loaded.payloads.map(([, other]) => other.message).filter((other) => !jsonEqual(other, payload.message));
      for (const damage of damagesOf(payload.message, others, codes)) {
        const verdict = loaded.decoder.decode(damage.message, options(payload));
        const result = judge(loaded, payload, damage, verdict, was);
        totals.damages += 1;
        totals[result] += 1;
        if (result !== 'wrong' && result !== 'unseen') continue;
        bad.push(
          `${result}: ${file} ${damage.kind} ${damage.pointer} as ${verdict.candidates.map((one) => nameOf(one.entry)).join(', ')}: ${JSON.stringify(damage.message)}`,
        );
      }
    }
    expect(bad).toEqual([]);
  });
});

test('the figures', () => {
  console.info(`foreign: ${JSON.stringify(totals)}`);
  expect(totals.certain).toBe(totals.payloads);
  expect(totals.wrong + totals.unseen).toBe(0);
});
