import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileService } from '../compile/service.ts';
import type { CompiledCatalog } from '../compile/types.ts';
import { lexiconOf } from '../envelope/catalog.ts';
import { createDecoder } from '../envelope/index.ts';
import type { Message } from '../envelope/node.ts';
import { project } from '../envelope/project.ts';
import { resolveService } from '../envelope/service.ts';
import type { Json } from '../model/json.ts';
import { generateOccurrence } from '../test/generate-occurrence.ts';
import { generateService } from '../test/generate-service.ts';
import { asWritten } from '../test/mock-client.ts';
import { startMock } from './index.ts';

/** Generated services a run; more with `MOCK_RUNS`. */
const RUNS = Number(process.env.MOCK_RUNS ?? 100);

/** Each message of a service, with values that nobody thought of, asked for as JSON: what arrives is what the engine projects, and is read as the code. */
test(`the mock of ${RUNS} generated catalogs sends what is asked for`, async () => {
  const figures = { services: 0, sent: 0, unsendable: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(fc.gen(), async (draw) => {
      const service = generateService(draw);
      const resolved = resolveService(service);
      if (resolved.problems.length > 0) return;
      const { service: compiled } = compileService(service, resolved, {
        unit: 'x',
        resolver: () => undefined,
        declaredAt: () => ({ file: 'x', line: 1 }),
      });
      const catalog: CompiledCatalog = {
        version: 1,
        generator: { name: 'errdex', version: '0' },
        title: { en: 'x' },
        locales: ['en'],
        services: [compiled],
      };
      const lexicon = lexiconOf(resolved.entries);
      const decoder = createDecoder(resolved.entries, lexicon);
      const mock = await startMock(JSON.parse(JSON.stringify(catalog)) as CompiledCatalog);
      figures.services += 1;
      try {
        for (const entry of resolved.entries.filter(({ transport, code }) => transport !== 'nested' && code !== undefined)) {
          const code = compiled.codes.find(({ id }) => id === entry.code);
          const occurrence = generateOccurrence(draw, entry, lexicon);
          const wanted = project(entry, occurrence, lexicon).message;
          const { variant, ...values } = occurrence;
          // Optional values of the example are left out where the occurrence lacks them; what the message does not show may be in neither.
          const lacking = (group: 'params' | 'context', names: readonly { name: string; optional: boolean }[]): string[] =>
            names
              .filter(({ name, optional }) => optional && !Object.hasOwn(occurrence[group] ?? {}, name))
              .map(({ name }) => `${group}.${name}`);
          const omit = [...lacking('params', code?.params ?? []), ...lacking('context', compiled.context)];
          if (code?.wording === 'exact') delete values.message;
          const asked = { ...values, ...(variant !== undefined && { variant }), errors: occurrence.errors ?? [], omit };
          const response = await fetch(`${mock.url}/${compiled.service}/${code?.slug}`, {
            method: 'POST',
            body: JSON.stringify({ mock: asked }),
          });
          const text = await response.text();
          if (!wanted) {
            // What cannot be sent is refused in words, never sent half.
            figures.unsendable += 1;
            expect([response.status, response.headers.get('content-type')], text).toEqual([400, 'application/problem+json']);
            continue;
          }
          if (response.headers.get('content-type') === 'application/problem+json') {
            figures.refused += 1;
            throw new Error(`${text}\n${JSON.stringify(asked)}\n${JSON.stringify(wanted)}`);
          }
          const message = JSON.parse(JSON.stringify(wanted)) as Message;
          const names = Object.keys((message.headers ?? {}) as object);
          const headers = Object.fromEntries(
            [...response.headers].map(([name, value]) => [name, Buffer.from(value, 'latin1').toString('utf8')]),
          );
          const got = asWritten({ status: response.status, headers, ...(text !== '' && { body: JSON.parse(text) as Json }) }, names);
          expect({
            ...(message.headers !== undefined && { headers: got.headers }),
            ...(message.status !== undefined && { status: got.status }),
            body: got.body,
          }).toEqual(message);
          // A message whose envelope says nothing of a status travels with one all the same, which is no part of the contract.
          const slots = Object.fromEntries(Object.keys(message).map((slot) => [slot, got[slot] ?? null]));
          const verdict = decoder.decode(slots, { transport: 'http' });
          const told = `${verdict.verdict} ${JSON.stringify(slots)}`;
          expect(['certain', 'ambiguous-params', 'ambiguous-code'], told).toContain(verdict.verdict);
          expect(
            verdict.candidates.map((candidate) => candidate.entry.code),
            told,
          ).toContain(entry.code);
          figures.sent += 1;
        }
      } finally {
        await mock.close();
      }
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
  console.info(`mock, generated catalogs: ${JSON.stringify(figures)}`);
  expect(figures.sent).toBeGreaterThan(RUNS / 10);
}, 300_000);
