import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { built } from '../../site/test/built.ts';
import type { Built } from '../../site/test/built.ts';
import { barriers, overflow, visited } from '../../site/test/visit.ts';
import type { Visited, VisitOptions } from '../../site/test/visit.ts';
import type { CompiledCatalog } from '../compile/types.ts';
import { compileAgain } from '../emit/fixtures/catalogs.ts';
import { lexiconOf } from '../envelope/catalog.ts';
import { project } from '../envelope/project.ts';
import { render } from '../envelope/transports/index.ts';

let catalog: CompiledCatalog;
let site: Built;
let opened: Visited;

/** A catalog with every shape of message, in which a field is sensitive and two services share a code. */
async function prepared(): Promise<CompiledCatalog> {
  // Its own address has a path; here the site stands at the root of a host.
  const { url: _, ...made } = await compileAgain('fixture');
  const shop = made.services.find(({ service }) => service === 'shop');
  if (!shop) throw new Error('the fixture has changed');
  for (const field of shop.context) field.sensitive = field.name === 'sentAt';
  const limit = shop.codes.find(({ id }) => id === 'RATE_LIMIT');
  limit?.advice.push({ en: 'Wait `Retry-After` seconds.' });
  const codes = shop.codes.filter(({ id }) => id === 'NOT_FOUND').map((code) => ({ ...code, service: 'kiosk', path: '/kiosk/NOT_FOUND/' }));
  made.services.push({ ...shop, service: 'kiosk', path: '/kiosk/', codes });
  return made;
}

beforeAll(async () => {
  catalog = await prepared();
  site = await built(catalog, { site: 'https://errors.example' });
  opened = await visited(site.root, inject('chromium'), {
    viewport: { width: 1400, height: 1000 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
});
afterAll(async () => {
  await opened.close();
  site.remove();
});

/** Opens a page and gives what was seen on it, and what was asked for. */
async function visit<T>(path: string, look: (page: Page) => Promise<T>, options?: VisitOptions) {
  let asked: readonly string[] = [];
  const seen = await opened.visit(
    path,
    (page, addresses) => {
      asked = addresses;
      return look(page);
    },
    options,
  );
  return { seen, asked };
}

const code = (id: string) => {
  const service = catalog.services.find((each) => each.service === 'shop');
  const found = service?.codes.find((each) => each.id === id);
  if (!service || !found) throw new Error(`no ${id}`);
  return { service, code: found };
};

/** What the engine sends for a code in an envelope with these parameters: the judge of what the page shows. */
function sent(id: string, envelope: string, params: Record<string, string | number>): string {
  const message = code(id).code.messages.find((each) => each.envelope === envelope);
  const [example] = message?.examples ?? [];
  if (!message || !example) throw new Error(`no ${envelope}`);
  const occurrence = { ...example.occurrence, params: { ...example.occurrence.params, ...params } };
  const projected = project({ service: 'shop', ...message }, occurrence, lexiconOf([])).message;
  return render(message.transport, projected ?? {}, message.contentType)
    .map(({ text }) => text)
    .join('\n');
}

/** The payload of an envelope as it stands on the page, in sight or not. */
const payload = (page: Page, envelope: string): Promise<string> =>
  page
    .locator(`#payload-${envelope} .line > code`)
    .allTextContents()
    .then((lines) => lines.join('\n'));
const field = (page: Page, ref: string) => page.locator(`[data-field="${ref}"]`);
const open = (page: Page) => page.getByText('Show your values').click();
const clipboard = (page: Page): Promise<string> => page.evaluate<string>('navigator.clipboard.readText()');

describe('the values of a reader', () => {
  it('stand in every message, text, header, advice and verdict at once', async () => {
    const { seen, asked } = await visit('/shop/RATE_LIMIT/', async (page) => {
      await open(page);
      await field(page, 'params.limit').fill('704519');
      await field(page, 'params.wait').fill('51');
      await page.getByText('The page shows your values.').waitFor();
      const envelopes = code('RATE_LIMIT').code.messages.map(({ envelope }) => envelope);
      return {
        payloads: await Promise.all(envelopes.map(async (envelope) => [envelope, await payload(page, envelope)] as const)),
        advice: await page.locator('.now').innerText(),
        verdicts: await page.locator('.verdicts').innerText(),
        wording: await page.locator('.template').innerText(),
        drawing: await page.locator('.timeline').getAttribute('aria-label'),
      };
    });
    for (const [envelope, text] of seen.payloads) expect(text, envelope).toBe(sent('RATE_LIMIT', envelope, { limit: 704519, wait: 51 }));
    expect(seen.payloads.length).toBeGreaterThan(3);
    expect(seen.payloads[0]?.[1]).toContain('Retry-After: 51\nX-RateLimit-Limit: 704519\n');
    expect(seen.advice).toContain('Retry-After (51) seconds');
    expect(seen.verdicts).toContain('here 51\u00a0s');
    expect(seen.wording).toBe('Too many requests: 704519 per minute');
    expect(seen.drawing).toContain('51 s');
    // Six digits: a port, or the name of a file by its content, may well have two in it.
    expect(asked.filter((url) => url.includes('704519'))).toEqual([]);
  });

  it.each([
    ['NOT_FOUND', '#params.id=q7&status=404', 'http', /^HTTP\/1.1 404[^]*Thing 'q7' not found/, /^HTTP\/1.1 410/],
    ['NOT_FOUND', '#params.id=q7&status=410', 'http', /^HTTP\/1.1 410[^]*Thing 'q7' not found/, /^HTTP\/1.1 404/],
    ['BAD_FIELDS', '#variant=1', 'http', /"Some fields are wrong"/, /"The request is wrong"/],
    ['UPSTREAM', '#status=504&envelope=http', 'http', /^HTTP\/1.1 504/, /^HTTP\/1.1 502/],
    ['UPSTREAM', '#status=499', 'http', /^HTTP\/1.1 502/, /^HTTP\/1.1 504/],
  ])('%s%s: of several statuses and wordings the one that came stands first', async (id, fragment, envelope, first, other) => {
    const { seen } = await visit(`/shop/${id}/${fragment}`, async (page) => {
      await page.waitForLoadState('networkidle');
      const others = page.locator(`#payload-${envelope} ~ .others .lines`);
      return [await payload(page, envelope), (await others.locator('.line > code').allTextContents()).join('\n')];
    });
    expect(seen[0]).toMatch(first);
    expect(seen[1]).toMatch(other);
  });

  it('go back to the example', async () => {
    const { seen } = await visit('/shop/RATE_LIMIT/#limit=7&wait=51', async (page) => {
      await page.locator('.line.mine').first().waitFor();
      await page.getByRole('button', { name: 'Back to the example' }).click();
      await page.locator('.line.mine').first().waitFor({ state: 'detached' });
      return { payload: await payload(page, 'http'), verdicts: await page.locator('.verdicts').innerText() };
    });
    expect(seen.payload).toBe(sent('RATE_LIMIT', 'http', {}));
    expect(seen.verdicts).toContain('here 38\u00a0s');
  });

  it.each([
    ['params.wait', 'soon', 'This must be of type integer.'],
    ['params.wait', '0', 'The schema does not allow it (minimum: 1).'],
    ['params.wait', '12345678901234567890', 'Too large for a JSON number: it would change on the way.'],
    ['context.traceId', 'xyz', 'This does not match ^[0-9a-f]{8}$.'],
  ])('%s %s is named as wrong and shown nowhere', async (ref, value, reason) => {
    const { seen } = await visit('/shop/RATE_LIMIT/', async (page) => {
      await open(page);
      await field(page, ref).fill(value);
      const input = page.locator(`[data-field="${ref}"][aria-invalid="true"]`);
      await input.waitFor();
      const described = await input.getAttribute('aria-describedby');
      return { reason: await page.locator(`#${String(described)}`).innerText(), payload: await payload(page, 'http') };
    });
    expect(seen).toEqual({ reason, payload: sent('RATE_LIMIT', 'http', {}) });
  });

  it('are text, whatever they hold', async () => {
    const value = '"><img src=x onerror=alert(1)>\\ </script>{{x}}${y}';
    const { seen } = await visit(`/shop/NOT_FOUND/#params.id=${encodeURIComponent(value)}`, async (page) => {
      await page.locator('.line.mine').first().waitFor();
      return {
        payload: await payload(page, 'http'),
        images: await page.locator('img').count(),
        wording: await page.locator('.template').innerText(),
      };
    });
    expect(seen).toEqual({ payload: sent('NOT_FOUND', 'http', { id: value }), images: 0, wording: `Thing '${value}' not found` });
  });

  it('turn round no other text on their line', async () => {
    const { seen } = await visit(`/shop/NOT_FOUND/#params.id=${encodeURIComponent('\u202etext')}`, async (page) => {
      await page.locator('.line.mine').first().waitFor();
      return await page.locator('.template var').evaluate((value: Node & { getBoundingClientRect(): { right: number } }) => {
        const range = new Range();
        range.selectNode(value.nextSibling as Node);
        return { text: range.toString(), gap: Math.round(range.getBoundingClientRect().left - value.getBoundingClientRect().right) };
      });
    });
    expect(seen).toEqual({ text: "' not found", gap: 0 });
  });
});

describe('a link with values', () => {
  it('shows them, chooses the envelope, and never takes or gives a sensitive one', async () => {
    const { seen } = await visit('/shop/RATE_LIMIT/#limit=7&context.sentAt=1999&envelope=many', async (page) => {
      await page.locator('.line.mine').first().waitFor({ state: 'attached' });
      await field(page, 'context.sentAt').fill('2020-02-02T02:02:02Z');
      const tab = await page.locator('input[name="wire"]:checked').inputValue();
      const shown = await payload(page, 'many');
      await page.getByRole('button', { name: 'Copy link with these values' }).click();
      return { tab, shown, link: await clipboard(page), ticket: await page.locator('#ticket-text').innerText() };
    });
    expect(seen.tab).toBe('many');
    expect(seen.shown).toContain('2020-02-02T02:02:02Z');
    expect(seen.link).toBe(`${opened.origin}/shop/RATE_LIMIT/#limit=7&envelope=many`);
    expect(seen.ticket).not.toContain('2020-02');
  });

  it('takes effect when it is opened on the page itself', async () => {
    const { seen } = await visit('/shop/RATE_LIMIT/', async (page) => {
      await page.evaluate("location.hash = '#limit=9'");
      await page.locator('.line.mine').first().waitFor();
      return payload(page, 'http');
    });
    expect(seen).toBe(sent('RATE_LIMIT', 'http', { limit: 9 }));
  });

  it('to a section is no id', async () => {
    const { seen } = await visit('/shop/RATE_LIMIT/#ticket', async (page) => {
      await open(page);
      return page.locator('#ticket-text').innerText();
    });
    expect(seen).toContain('<X-Request-ID of the message>');
  });
});

describe('what is copied', () => {
  it('is the payload with the values', async () => {
    const { seen } = await visit('/shop/RATE_LIMIT/#limit=7', async (page) => {
      await page.locator('.line.mine').first().waitFor();
      await page.getByRole('button', { name: 'Copy payload' }).first().click();
      return clipboard(page);
    });
    expect(seen).toBe(sent('RATE_LIMIT', 'http', { limit: 7 }));
  });

  it('is a ticket with the short link, which brings the values back', async () => {
    const { seen } = await visit('/shop/RATE_LIMIT/#limit=7&context.traceId=0011aabb', async (page) => {
      await page.locator('.line.mine').first().waitFor();
      await page.getByRole('button', { name: 'Copy For a support ticket' }).click();
      return clipboard(page);
    });
    const [head, link, ...rows] = seen.split('\n');
    expect(head).toBe('Shop API · RATE_LIMIT Too many requests');
    expect(link).toContain('https://errors.example/e/RATE_LIMIT/#limit=7&context.traceId=0011aabb');
    expect(rows).toEqual(['traceId  0011aabb']);
    const { hash, pathname } = new URL(link ?? '');
    const back = await visit(pathname + hash, async (page) => {
      await page.locator('.line.mine').first().waitFor();
      return payload(page, 'http');
    });
    expect(back.seen).toContain('X-Request-ID: 0011aabb');
  });
});

describe('a short link', () => {
  it.each(['/e/RATE_LIMIT/?id=0011aabb', '/e/RATE_LIMIT/#0011aabb', '/e/RATE_LIMIT/#id=0011aabb', '/shop/RATE_LIMIT/?id=0011aabb'])(
    '%s carries the id to the ticket',
    async (path) => {
      const { seen } = await visit(path, async (page) => {
        await page.locator('#ticket-text', { hasText: '0011aabb' }).waitFor();
        return { page: new URL(page.url()).pathname, ticket: await page.locator('#ticket-text').innerText() };
      });
      expect(seen.page).toBe('/shop/RATE_LIMIT/');
      expect(seen.ticket).toContain('traceId  0011aabb');
    },
  );

  it('of an old name and of several services carries it too', async () => {
    const old = await visit('/shop/MISSING_TOKEN/?id=0011aabb', async (page) => {
      await page.locator('#ticket-text', { hasText: '0011aabb' }).waitFor();
      return new URL(page.url()).pathname;
    });
    expect(old.seen).toBe('/shop/NO_TOKEN/');
    const several = await visit('/e/NOT_FOUND/?id=0011aabb', async (page) => {
      await page.getByRole('link', { name: 'Shop API: Thing not found' }).first().click();
      await page.locator('#ticket-text', { hasText: '0011aabb' }).waitFor();
      return new URL(page.url()).pathname;
    });
    expect(several.seen).toBe('/shop/NOT_FOUND/');
  });

  it('leads on without scripts', async () => {
    const { seen } = await visit(
      '/e/RATE_LIMIT/?id=0011aabb',
      async (page) => {
        await page.waitForURL('**/shop/RATE_LIMIT/');
        return { forms: await page.locator('form:visible').count(), notes: await page.getByText('Every field').first().isVisible() };
      },
      { javaScriptEnabled: false },
    );
    expect(seen).toEqual({ forms: 0, notes: true });
  });
});

it('envelopes are chosen by arrow keys, each with its own fields', async () => {
  const { seen } = await visit('/shop/RATE_LIMIT/', async (page) => {
    await page.locator('input[name="wire"]').first().focus();
    const tabs: string[] = [];
    for (const _ of code('RATE_LIMIT').code.messages) {
      tabs.push(
        await page
          .locator('.tab:visible .lines')
          .first()
          .getAttribute('id')
          .then((id) => id ?? ''),
      );
      await page.keyboard.press('ArrowRight');
    }
    return tabs;
  });
  expect(seen).toEqual(code('RATE_LIMIT').code.messages.map(({ envelope }) => `payload-${envelope}`));
});

it.each(['light', 'dark'] as const)('with everything unfolded and a wrong value the page is accessible (%s)', async (colorScheme) => {
  const { seen } = await visit(
    '/shop/RATE_LIMIT/#limit=7',
    async (page) => {
      await page.locator('.line.mine').first().waitFor();
      await field(page, 'params.wait').fill('soon');
      await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true');
      return { found: await barriers(page), wider: await overflow(page) };
    },
    { colorScheme, viewport: { width: 390, height: 844 } },
  );
  expect(seen).toEqual({ found: [], wider: 0 });
});
