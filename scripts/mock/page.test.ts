import { HtmlValidate } from 'html-validate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compiled } from '../emit/fixtures/catalogs.ts';
import { startMock } from './index.ts';
import type { Mock } from './index.ts';
import { mockTransports } from './transports/index.ts';
import type { Triggers } from './triggers.ts';

let mock: Mock;
beforeAll(async () => {
  mock = await startMock(await compiled('fixture'));
});
afterAll(() => mock.close());

test('the page lists every code, every operation and every transport, and its twin the same', async () => {
  const page = await (await fetch(`${mock.url}/`)).text();
  const twin = (await (await fetch(`${mock.url}/~mock/triggers.json`)).json()) as Triggers;
  const { services } = await compiled('fixture');
  expect(twin.services.map(({ codes }) => codes.map(({ id }) => id))).toEqual(services.map(({ codes }) => codes.map(({ id }) => id)));
  const escaped = (text: string): string =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
  for (const { codes, operations } of twin.services) {
    for (const { path } of operations) expect(page).toContain(escaped(path));
    for (const { ways } of codes) for (const { run } of ways) expect(page).toContain(escaped(run));
  }
  const used = new Set(services.flatMap(({ transports }) => transports));
  expect(twin.transports.map(({ name }) => name)).toEqual(mockTransports.map(({ name }) => name).filter((name) => used.has(name)));
});

test('the page is sound HTML, runs nothing, and shows a hostile catalog as text', async () => {
  const catalog = structuredClone(await compiled('fixture'));
  const [service] = catalog.services;
  if (!service) throw new Error('no service');
  service.title = { en: '<script>alert(1)</script>' };
  const hostile = await startMock(catalog);
  const response = await fetch(`${hostile.url}/`);
  const page = await response.text();
  await hostile.close();
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(page).not.toMatch(/<script|<style|style=|onclick/i);
  const [, sheet = ''] = /<link rel="stylesheet" href="([^"]*)"/.exec(page) ?? [];
  expect((await fetch(`${mock.url}${sheet}`)).headers.get('content-type')).toMatch(/^text\/css/);
  expect(page).toContain('&lt;script&gt;');
  const report = await new HtmlValidate({
    extends: ['html-validate:recommended'],
    rules: { 'no-trailing-whitespace': 'off', 'void-style': 'off', 'doctype-style': 'off' },
  }).validateString(page);
  expect(report.results.flatMap(({ messages }) => messages.map(({ message, line }) => `${line}: ${message}`))).toEqual([]);
});
