import { expect, test } from 'vitest';
import { compiled } from './fixtures/catalogs.ts';
import { emit } from './index.ts';
import { siteLook } from './site-look.ts';

test.each([
  [{ light: '#7a1f5c' }, '_errdex/accent.7a1f5c-x.css', 1],
  [{ light: '#7a1f5c', dark: '#f0a0d0' }, '_errdex/accent.7a1f5c-f0a0d0.css', 2],
])('the colours %o are a style sheet that says all of itself in its name', async (accent, path, rules) => {
  const [file, second] = emit({ ...(await compiled('fixture')), site: { accent } }, [siteLook]);
  expect(second).toBeUndefined();
  expect(file?.path).toBe(path);
  for (const colour of Object.values(accent)) expect(file?.content).toContain(`:root{--accent:${colour};--focus:${colour}}`);
  expect(file?.content.match(/prefers-contrast:more/g)).toHaveLength(rules);
});

test('without colours there is none', async () => {
  expect([...emit({ ...(await compiled('fixture')), site: { accent: {} } }, [siteLook])]).toEqual([]);
  expect([...emit(await compiled('fixture'), [siteLook])]).toEqual([]);
});
