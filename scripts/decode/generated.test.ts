import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lexiconOf } from '../envelope/catalog.ts';
import type { Message } from '../envelope/node.ts';
import { project } from '../envelope/project.ts';
import { resolveService } from '../envelope/service.ts';
import { generateOccurrence } from '../test/generate-occurrence.ts';
import { generateService } from '../test/generate-service.ts';
import { asText } from '../model/json.ts';
import { readPaste } from './read.ts';
import { createReader } from './reader.ts';
import { pasteWays } from './ways/index.ts';

/** Generated services a run; more with `DECODE_RUNS`. */
const RUNS = Number(process.env['DECODE_RUNS'] ?? 400);

/** A text of HTTP has header values without spaces around them, and what is not text is spelled: what tells codes apart may be lost there. */
const survives = ({ headers = {} }: Message): boolean =>
  Object.values(headers as Record<string, string>).every((value) => asText(value) === asText(value).trim() && asText(value) !== '');

/** Whatever the templates, and however a message is pasted: its code is among the answers, and another is never claimed with certainty. */
test(`messages of ${String(RUNS)} generated services, pasted in every way that carries them`, () => {
  const figures = { services: 0, pasted: 0, certain: 0, open: 0, likely: 0 };
  fc.assert(
    fc.property(fc.gen(), (draw) => {
      const service = generateService(draw);
      const { entries, problems } = resolveService(service);
      if (problems.length > 0) return;
      const lexicon = lexiconOf(entries);
      const reader = createReader(entries, lexicon);
      figures.services += 1;
      for (const entry of entries.filter(({ transport, code }) => transport !== 'nested' && code !== undefined)) {
        const projected = project(entry, generateOccurrence(draw, entry, lexicon), lexicon).message;
        if (!projected) continue;
        const sent = JSON.parse(JSON.stringify(projected)) as Message;
        for (const way of pasteWays) {
          const text = survives(sent) ? way.write(sent, entry.transport, 'application/json') : undefined;
          const found = text === undefined ? [] : readPaste(text);
          for (const pasted of found === 'too-long' ? [] : found) {
            const { verdict, readings } = reader.answer(pasted);
            const told = `${way.name}: ${String(text)} of ${String(entry.code)}: ${verdict} ${JSON.stringify(readings)}\n${JSON.stringify(service)}`;
            figures.pasted += 1;
            if (verdict === 'certain') {
              figures.certain += 1;
              expect(readings[0]?.code, told).toBe(entry.code);
            } else if (verdict === 'ambiguous-code' || verdict === 'ambiguous-params') {
              figures.open += 1;
              expect(
                readings.map(({ code }) => code),
                told,
              ).toContain(entry.code);
            } else figures.likely += 1;
          }
        }
      }
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
  console.info(`decode, generated services: ${JSON.stringify(figures)}`);
  expect(figures.certain).toBeGreaterThan(RUNS / 2);
  // One service whose messages are hardly told apart weighs as much as many others.
  expect(figures.likely).toBeLessThan(figures.pasted / 5);
});
