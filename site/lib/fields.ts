import type { AnnotatedField, CompiledCode, CompiledMessage } from '../../scripts/compile/types.ts';
import { noteOf } from './notes.ts';
import { placeName } from './place.ts';
import type { View } from './view.ts';

/** A field of a message in words. */
export interface FieldRow {
  place: string;
  presence: AnnotatedField['presence'];
  kind: AnnotatedField['kind'];
  /** What it is and what becomes of it, with code in backticks. */
  meaning: string;
}

/** Every field of a message, those included that its example leaves out; what only holds others is told where there is something to tell. */
export function fieldRows(code: CompiledCode, { fields }: CompiledMessage, view: View): FieldRow[] {
  const { wire } = view.ui;
  return fields
    .filter(({ kind, description, deprecated }) => kind !== 'structure' || description !== undefined || deprecated !== undefined)
    .map(({ deprecated, ...field }) => {
      const { presence, kind, equals } = field;
      const own = noteOf({ ...field, presence: 'always' }, code, undefined, view).text;
      const same = equals.length === 0 ? '' : wire.equals(equals.map((place) => `\`${placeName(place)}\``).join(', '));
      const old = deprecated ? wire.deprecated(deprecated.use, deprecated.removeIn) : '';
      const meaning = own === '' && field.of === 'code' ? wire.code : own;
      return { place: placeName(field.pointer), presence, kind, meaning: [meaning, same, old].filter((part) => part !== '').join('. ') };
    });
}
