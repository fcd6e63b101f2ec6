import { defineConfig } from 'astro/config';
import errdex from './scripts/astro/index.ts';

// Customer number one: the same integration that others install. `errdex build` makes the same site without this file.
export default defineConfig({
  srcDir: './site',
  outDir: './dist',
  trailingSlash: 'always',
  integrations: [errdex({ catalog: new URL('./catalog/', import.meta.url) })],
});
