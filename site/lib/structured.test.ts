import jsonld from 'jsonld';
import { expect, test } from 'vitest';
import { catalog } from '../../scripts/astro/fixtures/catalog.ts';
import { view } from '../test/view.ts';
import { structuredData } from './structured.ts';
import { scriptText } from './text.ts';

test('a JSON-LD processor finds the article and where it stands, by whole addresses', async () => {
  const [service] = catalog.services;
  const [code] = service?.codes ?? [];
  if (!service || !code) throw new Error('no code');
  const data = structuredData({ ...catalog, url: 'https://errors.example' }, service, code, view);
  if (!data) throw new Error('no data');
  const hostile = JSON.parse(scriptText({ ...data })) as Record<string, unknown>;
  expect(hostile).toEqual(JSON.parse(JSON.stringify(data)));
  const expanded = await jsonld.expand({ ...hostile, '@context': { '@vocab': 'https://schema.org/' } });
  const types = expanded.map((node) => (node as { '@type'?: string[] })['@type']);
  expect(types).toEqual([['https://schema.org/TechArticle'], ['https://schema.org/BreadcrumbList']]);
  expect(expanded[0]).toMatchObject({ '@id': `https://errors.example${code.path}#article` });
});

test('nothing in it ends the element of the page', () => {
  const text = scriptText({ a: '</script><!--<script>\u2028' });
  expect(text).not.toMatch(/[<\u2028]/);
  expect(JSON.parse(text)).toEqual({ a: '</script><!--<script>\u2028' });
});
