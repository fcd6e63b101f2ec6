import type { CompiledCatalog, CompiledSite } from '../compile/types.ts';
import { accentPath } from './paths.ts';
import type { Format } from './types.ts';

/** Whoever asks for more contrast keeps ours. */
function sheet(accent: NonNullable<CompiledSite['accent']>): string {
  const rule = (side: 'light' | 'dark'): string =>
    `@media ${side === 'dark' ? 'screen and ' : ''}(prefers-color-scheme:${side}) and (not (prefers-contrast:more)){:root{--accent:${accent[side]};--focus:${accent[side]}}}\n`;
  return (['light', 'dark'] as const).flatMap((side) => (accent[side] === undefined ? [] : [rule(side)])).join('');
}

function* emit({ site }: CompiledCatalog) {
  const path = site && accentPath(site);
  if (path !== undefined && site?.accent) yield { path, content: sheet(site.accent) };
}

/** The colours that the settings ask for. */
export const siteLook: Format = {
  name: 'site-look',
  title: 'Colours of the site',
  docs: '`_errdex/accent.*.css`: the accent colours of `site.accent` in the settings, as a style sheet of custom properties. Only where there are such.',
  pages: 'any',
  emit,
};
