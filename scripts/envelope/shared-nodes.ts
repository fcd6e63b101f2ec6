import { isObject } from '../model/json.ts';
import type { Json } from '../model/json.ts';
import type { Node } from './node.ts';
import { readKey, readString } from './template.ts';
import type { ReadKey, ReadString } from './template.ts';

/**
 * What all messages of a service share, so that it is made once and not once a code: strings and keys of templates, read, and the nodes of
 * those parts of a template that say the same for every code. Nodes are never changed, so messages may hold the same one.
 */
export class SharedNodes {
  private readonly strings = new Map<string, ReadString>();
  private readonly keys = new Map<string, ReadKey>();
  private readonly fixed = new Map<object, boolean>();
  /** Nodes that hold for every code: by the string of the template, or by the object itself. */
  readonly nodes = new Map<unknown, Node>();
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
