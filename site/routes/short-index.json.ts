import type { APIRoute } from 'astro';
import { catalog } from 'virtual:errdex';
import { inLocales } from '../lib/locales.ts';
import { createView } from '../lib/view.ts';

/** One file a language. */
export function getStaticPaths() {
  return inLocales([{ params: {} }]);
}

/** Names and paths of all codes, for the page of unknown addresses: `[code, path, title]`. */
export const GET: APIRoute<{ locale: string }> = ({ props: { locale } }) => {
  const view = createView(locale);
  const rows = catalog.services.flatMap(({ codes }) => codes.map((code) => [code.code, view.href(code.path), view.say(code.title)]));
  return new Response(JSON.stringify(rows), { headers: { 'content-type': 'application/json' } });
};
