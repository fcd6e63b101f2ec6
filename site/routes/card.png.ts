import type { APIRoute } from 'astro';
import { catalog, draw } from 'virtual:errdex';
import type { CompiledCode, CompiledService } from '../../scripts/compile/types.ts';
import { verdicts } from '../lib/verdicts.ts';
import { createView } from '../lib/view.ts';

interface Props {
  service: CompiledService;
  code: CompiledCode;
}

/** Without an address of the site there are no pictures: nobody could find them. */
export function getStaticPaths() {
  if (!draw) return [];
  return catalog.services.flatMap((service) =>
    service.codes.map((code) => ({ params: { service: service.service, code: code.slug }, props: { service, code } })),
  );
}

/** The picture of a code's page for social networks and messengers. */
export const GET: APIRoute<Props> = ({ props: { service, code } }) => {
  if (!draw) return new Response(undefined, { status: 404 });
  const view = createView();
  // How it travels and since when are no news to whoever sees a link.
  const shown = verdicts(code, view).filter(({ fact }) => fact !== 'on' && fact !== 'since');
  const picture = draw({
    above: view.say(service.title),
    name: code.code,
    title: view.say(code.title),
    verdicts: shown,
    site: view.say(catalog.title),
  });
  return new Response(picture as Uint8Array<ArrayBuffer>, { headers: { 'content-type': 'image/png' } });
};
