import { expect, test } from 'vitest';
import { opened, packed } from '../cache/packed.ts';
import { compileCatalog } from '../pipeline.ts';
import { emit, formats } from './index.ts';

const { catalog } = await compileCatalog('catalog', { today: '2026-11-20', toolVersion: '0.0.0' });
if (!catalog) throw new Error('the shipped catalog does not compile');

test.each(formats.map((format) => [format.name, format] as const))(
  '%s is the same where nothing of the catalog stays in memory',
  (_name, format) => {
    const services = catalog.services.map((compiled) => opened(packed({ compiled, diagnostics: [], needs: [] }).bytes, 0).compiled);
    const written = (from: typeof catalog): [string, string][] => Array.from(emit(from, [format]), ({ path, content }) => [path, content]);
    expect(written({ ...catalog, services })).toEqual(written(catalog));
  },
);
