import { describe, expect, it } from 'vitest';
import { catalog } from '../../scripts/astro/fixtures/catalog.ts';
import { addressGuessed, labelMissing, printerGone, rateLimit } from '../../scripts/astro/fixtures/parcels-codes.ts';
import { view } from '../test/view.ts';
import { matrix } from './counts.ts';
import { byGroup } from './groups.ts';
import { ticket } from './ticket.ts';
import { verdicts } from './verdicts.ts';

const [parcels] = catalog.services;
if (!parcels) throw new Error('the fixture has changed');

describe('verdicts', () => {
  const row = (code: typeof rateLimit): string[] => verdicts(code, { locales: { wire: ['en'], docs: ['en'] } }, view).map(({ answer, why, tone }) => `${answer} (${why})${tone === undefined ? '' : ` ${tone}`}`);

  it('say in words what the colour repeats', () => {
    expect(row(rateLimit)).toEqual([
      '429 (Too Many Requests)',
      'HTTP (the code is in the body)',
      'After a delay (as `Retry-After` says; here 3600\u00a0s) wait',
      'Nothing (nothing has to be undone) go',
      'Survives (the connection stays usable) go',
      'Your client (no person is needed)',
      'Stable (since 1.0)',
    ]);
  });

  it('say so where there is no status, no session left, and an end in sight', () => {
    expect(row(printerGone)).toEqual([
      'None (not an HTTP error)',
      'Socket.IO (the code is in the body)',
      'With backoff (wait longer after each attempt) wait',
      'Unknown (look before you repeat a write) wait',
      'Ends (connect anew before you go on) stop',
      'The operator (of the service; callers can report it)',
      'Deprecated (since 2.4, removed in 3.0) wait',
    ]);
  });

  it('leave the session out where there is none, and alarm nobody about a warning', () => {
    const found = row(addressGuessed);
    expect(found).toContain('Yes (a retry would do it again)');
    expect(found).toHaveLength(6);
  });
});

it('groups hold every code once', () => {
  const groups = byGroup({ ...parcels, groups: parcels.groups.slice(0, 1) });
  expect(groups.map(({ group, codes }) => [group?.name, codes.map(({ id }) => id)])).toEqual([
    ['input', ['LABEL_MISSING', 'ADDRESS_GUESSED']],
    [undefined, ['RATE_LIMIT', 'PRINTER_GONE']],
  ]);
});

it('the matrix counts by class of status and by category, and names only what somebody has', () => {
  const counts = matrix(catalog.services).map(({ facet, value, cells }) => [facet, value, ...cells.map(({ counts: { all, yes, no } }) => `${String(all)}=${String(yes)}+${String(no)}`)]);
  expect(counts).toEqual([
    ['status', '2xx', '1=0+1', '0=0+0'],
    ['status', '4xx', '2=1+1', '0=0+0'],
    ['status', '5xx', '0=0+0', '2=1+1'],
    ['status', 'none', '1=1+0', '0=0+0'],
    ['category', 'validation', '2=0+2', '0=0+0'],
    ['category', 'limit', '1=1+0', '0=0+0'],
    ['category', 'unavailable', '1=1+0', '1=1+0'],
    ['category', 'server', '0=0+0', '1=0+1'],
  ]);
});

describe('a ticket', () => {
  const rows = (service: typeof parcels) =>
    ticket(labelMissing, service, view, new URL('https://errors.example')).rows.map(({ name, value }) => `${name}  ${value}`);

  it('asks for what the support wants, and says where in the message it stands', () => {
    const { head, link } = ticket(labelMissing, parcels, view, new URL('https://errors.example'));
    expect([head, link, ...rows(parcels)]).toEqual([
      'Parcels API · LABEL_MISSING A required field is missing',
      'https://errors.example/e/LABEL_MISSING/',
      'time     <date and time with time zone>',
      'request  <method and path, or event>',
      'traceId  <X-Trace-Id of the message>',
    ]);
  });

  it('never asks for what is sensitive, and has a place for an id all the same', () => {
    const secret = { ...parcels, context: parcels.context.map((field) => ({ ...field, sensitive: true })) };
    expect(rows(secret)).toEqual(['time     <date and time with time zone>', 'request  <method and path, or event>', 'id       <id>']);
  });
});
