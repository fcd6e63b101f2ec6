import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../model/json.ts';
import { generateOccurrence } from '../test/generate-occurrence.ts';
import { generateService } from '../test/generate-service.ts';
import { lexiconOf } from './catalog.ts';
import type { Occurrence } from './node.ts';
import { project } from './project.ts';
import { isSendable } from './sendable.ts';
import { resolveService } from './service.ts';

const odd: readonly Json[] = ['', ' x', 'x\r\ny', 0, -1.5, null, [], {}, 'Ж'.repeat(300)];

/** An occurrence of which something is missing or of another type. */
function damaged(occurrence: Occurrence, pick: (count: number) => number): Occurrence {
  const copy = structuredClone(occurrence);
  const groups = [copy.params, copy.context].filter((group): group is JsonObject => group !== undefined && Object.keys(group).length > 0);
  const group = groups[pick(Math.max(groups.length, 1))];
  if (!group) return copy;
  const names = Object.keys(group);
  const name = names[pick(names.length)] ?? '';
  if (pick(3) === 0) delete group[name];
  else group[name] = odd[pick(odd.length)] ?? null;
  return copy;
}

test('what is said to be sendable without making a message is sent, over 400 generated services', () => {
  const figures = { sendable: 0, sent: 0, refused: 0 };
  fc.assert(
    fc.property(fc.gen(), (draw) => {
      const { entries } = resolveService(generateService(draw));
      const lexicon = lexiconOf(entries);
      const pick = (count: number): number => draw(fc.nat, { max: count - 1 });
      for (const entry of entries) {
        const whole = generateOccurrence(draw, entry, lexicon);
        for (const occurrence of [whole, damaged(whole, pick), damaged(whole, pick)]) {
          const { message, problems } = project(entry, occurrence, lexicon);
          const sendable = isSendable(entry, occurrence, lexicon);
          if (sendable) expect({ problems, sent: message !== undefined }).toEqual({ problems: [], sent: true });
          figures.sendable += Number(sendable);
          figures.sent += Number(message !== undefined);
          figures.refused += Number(message === undefined);
        }
      }
    }),
    { numRuns: 400 },
  );
  // Most of what is sent, without sub-errors and pipes, is known to be: else nothing would be gained.
  expect(figures.sendable).toBeGreaterThan(figures.sent / 2);
  expect(figures.refused).toBeGreaterThan(100);
  console.info(`sendable: ${JSON.stringify(figures)}`);
});
