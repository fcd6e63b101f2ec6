import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { check } from '../check/index.ts';
import { compile } from '../compile/index.ts';
import type { CompiledCatalog } from '../compile/index.ts';
import { lexiconOf } from '../envelope/catalog.ts';
import type { Lexicon } from '../envelope/catalog.ts';
import { createDecoder } from '../envelope/index.ts';
import type { Decoder } from '../envelope/index.ts';
import type { Entry } from '../envelope/node.ts';
import type { Pipe } from '../envelope/pipes.ts';
import { pipesOf } from '../envelope/scope.ts';
import { project } from '../envelope/project.ts';
import { loadCatalog } from '../load/index.ts';
import { generateOccurrence, hasTree } from './generate-occurrence.ts';
import { sameOccurrence, shown } from './shown.ts';

const ROOT = new URL('../../catalog', import.meta.url).pathname;

/** The law over the catalog of this repository, all its services in one decoder, as a reader without any hint has it. */
describe('the shipped catalog', () => {
  let compiled: CompiledCatalog;
  let entries: Entry[];
  let lexicon: Lexicon;
  let decoder: Decoder;

  beforeAll(async () => {
    const loaded = await loadCatalog(ROOT);
    if (!loaded.value) throw new Error('the catalog cannot be read');
    const checked = check(loaded.value, { today: '2026-01-01' });
    expect([...loaded.diagnostics, ...checked.diagnostics].filter((one) => one.severity !== 'info')).toEqual([]);
    const result = compile(checked.value, loaded.value, { toolVersion: '0.0.0' });
    if (!result.value) throw new Error('the catalog does not compile');
    compiled = result.value;
    entries = [...checked.value.services.values()].flatMap((service) => service.messages.entries);
    const tables = checked.value.catalog.services.map((service): [string, ReadonlyMap<string, Pipe>] => [
      service.service,
      pipesOf(service),
    ]);
    lexicon = lexiconOf(entries, new Map(tables));
    decoder = createDecoder(entries, lexicon);
  });

  const messages = (): Entry[] => entries.filter((entry) => entry.transport !== 'nested');

  test('shows a message for every code in each of its envelopes, and each decodes to its code', () => {
    let shownMessages = 0;
    for (const code of compiled.services.flatMap((service) => service.codes)) {
      expect(code.messages.length, `${code.service}/${code.id}`).toBeGreaterThan(0);
      for (const message of code.messages) {
        expect(message.examples.length).toBeGreaterThan(0);
        for (const example of message.examples) {
          const verdict = decoder.decode(example.message, { transport: message.transport });
          expect(
            verdict.candidates.map(({ entry }) => `${entry.service}/${entry.code}`),
            `${code.service}/${code.id}/${message.envelope}`,
          ).toContain(`${code.service}/${code.id}`);
          expect(['certain', 'ambiguous-params', 'ambiguous-code']).toContain(verdict.verdict);
          shownMessages += 1;
        }
      }
    }
    console.info(
      `shipped: ${compiled.services.length} services, ${compiled.services.reduce((sum, service) => sum + service.codes.length, 0)} codes, ${shownMessages} messages`,
    );
  });

  test('keeps the law for occurrences that nobody thought of', () => {
    const figures = { certain: 0, ambiguous: 0 };
    fc.assert(
      fc.property(fc.gen(), fc.nat(), (draw, at) => {
        const entry = messages()[at % messages().length];
        if (!entry) return;
        const occurrence = generateOccurrence(draw, entry, lexicon);
        const sent = project(entry, occurrence, lexicon);
        if (!sent.message) return;
        const verdict = decoder.decode(sent.message, { transport: entry.transport });
        const own = verdict.candidates.find((candidate) => candidate.entry === entry);
        const told = `${entry.service}/${entry.code} ${JSON.stringify(sent.message)} ${verdict.verdict}`;
        expect(own, told).toBeDefined();
        if (verdict.verdict === 'certain')
          expect(own && sameOccurrence(own.occurrence, shown(entry, occurrence, lexicon), hasTree(entry.node)), told).toBe(true);
        figures[verdict.verdict === 'certain' ? 'certain' : 'ambiguous'] += 1;
      }),
      { numRuns: 5000 },
    );
    console.info(`shipped, generated occurrences: ${JSON.stringify(figures)}`);
    expect(figures.certain).toBeGreaterThan(figures.ambiguous * 4);
  });

  test('has the retry verdict of every page also as a flag, and never both never and a delay', () => {
    for (const code of compiled.services.flatMap((service) => service.codes)) {
      if (code.retry.when === 'never') expect(code.retryAfter, `${code.service}/${code.id}`).toBeUndefined();
      if (code.retry.when === 'after-delay') expect(code.retryable, `${code.service}/${code.id}`).toBe(true);
    }
  });
});
