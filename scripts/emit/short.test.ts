import { describe, expect, it } from 'vitest';
import { catalog } from '../../scripts/astro/fixtures/catalog.ts';
import { compiledCode, compiledService } from '../../scripts/astro/fixtures/make.ts';
import { oldNames, shortLinks } from './short.ts';

describe('short links', () => {
  it('lead from codes and old names to every error that they can mean', () => {
    const links = [...shortLinks(catalog)].map(([slug, { found }]) => `${slug}: ${found.map(({ code }) => code.path).join(' ')}`);
    expect(links).toContain('RATE_LIMIT: /parcels/RATE_LIMIT/ /kiosk/RATE_LIMIT/');
    expect(links).toContain('COIN: /kiosk/err~3Acoin~2Fstuck/');
    expect(links).toContain('NO_LABEL: /parcels/LABEL_MISSING/');
  });

  it('an old name that somebody bears today leads to the bearer only', () => {
    const facts = { service: 'x', title: { en: 'x' }, retry: { when: 'never' }, effect: 'nothing', actor: 'nobody' } as const;
    const bearer = compiledCode({ ...facts, id: 'A' });
    const heir = compiledCode({ ...facts, id: 'B', lifecycle: { state: 'stable', formerly: ['A', 'C', 'C'] } });
    const service = compiledService({ service: 'x', title: { en: 'x' }, transports: [], envelopes: [], codes: [bearer, heir] });
    const links = shortLinks({ ...catalog, services: [service] });
    expect([...links].map(([slug, { found }]) => [slug, found.map(({ code }) => code.id)])).toEqual([
      ['A', ['A']],
      ['B', ['B']],
      ['C', ['B']],
    ]);
    expect(oldNames(service).map(({ slug }) => slug)).toEqual(['C']);
  });
});
