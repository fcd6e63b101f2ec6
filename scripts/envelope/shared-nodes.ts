import { isObject } from '../model/json.ts';
import type { Json, Path } from '../model/json.ts';
import type { Field, Node } from './node.ts';
import { isSpecial } from './special.ts';
import { readKey, readString } from './template.ts';
import type { ReadKey, ReadString } from './template.ts';

/** One key of an object in a template, with all that is the same for every code. */
export interface Step {
  readonly raw: Json;
  readonly at: Path;
  readonly read: ReadKey;
  /** Whether more is said of the field than its value. */
  readonly isSpecial: boolean;
  /** Whether the field is the same in every message. */
  readonly isFixed: boolean;
  /** That field, once it was resolved without a finding. */
  field?: Field;
}

/**
 * What all messages of a service share, so that it is made once and not once a code: strings and keys of templates, read, and the nodes of
 * those parts of a template that say the same for every code. Nodes are never changed, so messages may hold the same one.
 */
export class SharedNodes {
  private readonly strings = new Map<string, ReadString>();
  private readonly keys = new Map<string, ReadKey>();
  private readonly fixed = new Map<object, boolean>();
  private readonly known = new Map<object, { readonly path: Path; readonly steps: readonly Step[] }>();
  /** Nodes that hold for every code: by the string of the template, or by the object itself. */
  readonly nodes = new Map<unknown, Node>();
  /** Where every template begins: always the same path, so that what was read below it is known again. */
  readonly top: Path = [];
  /** How many problems were reported. What was resolved with a problem is not shared: it is to be reported at every place. */
  reports = 0;

  string(text: string): ReadString {
    const known = this.strings.get(text);
    if (known) return known;
    const read = readString(text);
    this.strings.set(text, read);
    return read;
  }

  key(text: string): ReadKey {
    const known = this.keys.get(text);
    if (known) return known;
    const read = readKey(text);
    this.keys.set(text, read);
    return read;
  }

  /** The keys of an object in the template of an envelope, read once for all codes. @param path where it stands below the envelope */
  steps(template: Record<string, unknown>, path: Path): readonly Step[] {
    const known = this.known.get(template);
    // One object can stand at several places; paths are told apart by what they are, not by what they say.
    if (known?.path === path) return known.steps;
    const steps = this.readSteps(template, path);
    this.known.set(template, { path, steps });
    return steps;
  }

  /** The same of an object that belongs to one code. */
  readSteps(template: Record<string, unknown>, path: Path): Step[] {
    return Object.entries(template as Record<string, Json>).map(([key, raw]) => {
      const read = this.key(key);
      const special = isSpecial(raw);
      return { raw, at: [...path, key], read, isSpecial: special, isFixed: read.kind === 'plain' && !special && this.isFixed(raw) };
    });
  }

  /** True where a template refers to nothing but the context of the service: its node is the same for every code. */
  isFixed(template: Json): boolean {
    if (typeof template === 'string') {
      const read = this.string(template);
      if (read.kind === 'ref') return read.ref.path[0] === 'context';
      return (
        read.kind === 'literal' ||
        (read.kind === 'text' && read.parts.every((part) => typeof part === 'string' || part.path[0] === 'context'))
      );
    }
    if (typeof template !== 'object' || template === null) return true;
    const known = this.fixed.get(template);
    if (known !== undefined) return known;
    const is = Array.isArray(template)
      ? template.every((item) => this.isFixed(item))
      : isObject(template) && Object.entries(template).every(([key, value]) => this.key(key).kind === 'plain' && this.isFixed(value));
    this.fixed.set(template, is);
    return is;
  }
}
