import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { damagedModules, moduleDamages, soundModules } from './damage/module.ts';
import { otherwise, tryBuild, writeFolder } from './damage/trial.ts';

/** How many catalogs, and from which number on: another seed tries others. */
const runs = Number(process.env['DAMAGE_RUNS'] ?? 2 * moduleDamages.length);
const first = Number(process.env['DAMAGE_SEED'] ?? 0);

it('a damaged TypeScript catalog gives findings in their places or a right build', { timeout: 600_000 }, async () => {
  const base = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'errdex-modules-'));
  const [root, out] = [join(base, 'catalog'), join(base, 'site', 'dist')];
  mkdirSync(out, { recursive: true });
  // Where an author's folder would have it.
  symlinkSync(fileURLToPath(new URL('../../node_modules', import.meta.url)), join(base, 'node_modules'));
  const sound = soundModules();
  writeFolder(root, sound);
  expect(await tryBuild(root, out)).toEqual({ outcome: 'built', wrong: [] });

  const wrong: string[] = [];
  let built = 0;
  for (let number = first; number < first + runs; number += 1) {
    const { folder, what } = damagedModules(sound, number);
    writeFolder(root, folder);
    try {
      const verdict = await tryBuild(root, out);
      if (verdict.outcome === 'built') built += 1;
      // A timer of the module may go off before its own end or after it.
      const says = verdict.wrong.filter((why) => !(why === otherwise && what.endsWith(' later')));
      wrong.push(...says.map((why) => `${String(number)} (${what}): ${why}`));
    } catch (error) {
      wrong.push(
        `${String(number)} (${what}): an exception: ${error instanceof Error ? (error.stack ?? '').slice(0, 600) : String(error)}`,
      );
    }
  }
  rmSync(base, { recursive: true, force: true });
  process.stdout.write(
    `damage: ${String(runs)} TypeScript catalogs of ${String(moduleDamages.length)} kinds of damage: ${String(built)} built, ${String(runs - built)} refused with findings, ${String(wrong.length)} wrong\n`,
  );
  expect(wrong.slice(0, 20)).toEqual([]);
  expect(built).toBeGreaterThan(runs / 20);
});
