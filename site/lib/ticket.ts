import type { CompiledCode, CompiledService } from '../../scripts/compile/types.ts';
import { shortPath } from './links.ts';
import { placesOf } from './places.ts';
import type { View } from './view.ts';

/** What to paste into a support ticket: who it is, the short link, and the fields that the service's support asks for. */
export function ticket(code: CompiledCode, service: CompiledService, view: View, site: URL | undefined): string {
  const words = view.ui.ticket;
  const short = view.href(shortPath(code.code));
  const link = site === undefined ? short : new URL(short, site).href;
  const fields = (service.support?.fields ?? ['time', 'request']).filter((field) => field !== 'code');
  const rows = fields.map((field) => {
    const place = placesOf(code, field)[0];
    const name = field.slice(field.indexOf('.') + 1);
    const known = Object.hasOwn(words.known, field) ? words.known[field] : undefined;
    return { name, value: known ?? (place === undefined ? words.from(name) : words.of(place)) };
  });
  const width = Math.max(...rows.map(({ name }) => name.length), 0);
  return [`${view.say(service.title)} · ${code.code} ${view.say(code.title)}`, link, ...rows.map(({ name, value }) => `${name.padEnd(width)}  ${value}`)].join('\n');
}
