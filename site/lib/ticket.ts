import type { CompiledCode, CompiledService } from '../../scripts/compile/types.ts';
import { shortPath } from './links.ts';
import { idField } from './live.ts';
import { placesOf } from './places.ts';
import type { View } from './view.ts';

/** What to paste into a support ticket. */
export interface Ticket {
  /** Whose error it is, and which. */
  head: string;
  /** The short link. */
  link: string;
  /** The fields that support asks for: names of one width, and where to find each value. */
  rows: { name: string; value: string; ref: string }[];
}

/**
 * The block for a support ticket: the fields that the service's support asks for, sensitive ones left out. Where support asks for
 * nothing that a message carries, there is a row for an id, so that a short link can bring one.
 */
export function ticket(code: CompiledCode, service: CompiledService, view: View, site: URL | undefined): Ticket {
  const words = view.ui.ticket;
  const short = view.href(shortPath(code.code));
  const secret = new Set(
    [...service.context.map((field) => ({ ref: `context.${field.name}`, ...field })), ...code.params.map((field) => ({ ref: `params.${field.name}`, ...field }))]
      .filter(({ sensitive }) => sensitive)
      .map(({ ref }) => ref),
  );
  const asked = (service.support?.fields ?? ['time', 'request']).filter((field) => field !== 'code' && !secret.has(field));
  const fields = idField(service) === undefined ? [...asked, 'id'] : asked;
  const rows = fields.map((field) => {
    const place = placesOf(code, field)[0];
    const name = field.slice(field.indexOf('.') + 1);
    const known = Object.hasOwn(words.known, field) ? words.known[field] : undefined;
    return { name, value: known ?? (place === undefined ? words.from(name) : words.of(place)), ref: field };
  });
  const width = Math.max(...rows.map(({ name }) => name.length), 0);
  return {
    head: `${view.say(service.title)} · ${code.code} ${view.say(code.title)}`,
    link: site === undefined ? short : new URL(short, site).href,
    rows: rows.map((row) => ({ ...row, name: row.name.padEnd(width) })),
  };
}
