import type { AnnotatedField, CompiledCode } from '../../scripts/compile/types.ts';
import { placeName } from './place.ts';
import { pick } from './text.ts';
import type { View } from './view.ts';

/** What stands beside a line of the payload. */
export interface Note {
  /** With code in backticks; empty when the line speaks for itself. */
  text: string;
  /** The line matters: what to match on, how long to wait. */
  hit: boolean;
  /** Language of the text, where it is not the page's. */
  lang?: string;
}

function matchNote(field: AnnotatedField, code: CompiledCode, place: string | undefined, { ui }: View): string | undefined {
  if (place === undefined ? field.of === 'code' && field.kind === 'constant' : place === field.pointer) return ui.wire.match;
  const byWording = place === undefined && code.identifiedBy === 'none' && code.wording === 'exact';
  return byWording && field.of === 'message' ? ui.wire.wording : undefined;
}

function meaning(field: AnnotatedField, code: CompiledCode, view: View): string | undefined {
  const words = view.ui.wire;
  if (field.description) return view.mark(field.description);
  if (field.of === 'message') return code.wording === 'exact' ? undefined : code.wording === 'free' ? words.free : words.people;
  if (field.of?.startsWith('texts.')) return words.people;
  return undefined;
}

/**
 * The note of one field of a message: its meaning first, then what is peculiar about it. A value that stood above already is
 * not explained again.
 *
 * @param place the place to match on, where there is one
 * @param above the place above that always holds the same value
 */
export function noteOf(field: AnnotatedField, code: CompiledCode, place: string | undefined, view: View, above?: string): Note {
  const words = view.ui.wire;
  const waits = above === undefined && (field.of === 'retryAfter' || (code.retry.afterFrom !== undefined && field.of === code.retry.afterFrom));
  const match = field.deprecated === undefined ? matchNote(field, code, place, view) : undefined;
  if (field.deprecated) return { text: words.deprecated(field.deprecated.use, field.deprecated.removeIn), hit: false };
  // On the line to match on, only that counts.
  if (match !== undefined) return { text: match, hit: true };
  const parts = [above === undefined ? (waits ? words.wait : meaning(field, code, view)) : words.equals(`\`${placeName(above)}\``)];
  if (field.presence !== 'always') parts.push(words.sometimes);
  const foreign = above === undefined && !waits ? pick(field.description, view.locale)?.lang : undefined;
  const said = parts.filter((part) => part !== undefined && part !== '').map((part) => part?.replace(/\.$/, ''));
  return { text: said.join('. '), hit: waits, ...(foreign !== undefined && foreign !== view.lang && { lang: foreign }) };
}
