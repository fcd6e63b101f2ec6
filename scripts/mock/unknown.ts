import type { Field, Node } from '../envelope/node.ts';
import type { Json } from '../model/json.ts';
import { asText } from '../model/json.ts';

/** What stands for a message whose error is not in the catalog. */
export const UNKNOWN_WORDING = 'An error that this catalog does not know';

/**
 * A code that is none of a service, of the same form as its codes: `E_001` gives `E_002` where that is free, else a longer one.
 *
 * @param like a code of the service, as it stands on the wire
 * @param taken the codes that there are
 */
export function strangerTo(like: string, taken: ReadonlySet<string>): string {
  const digits = /^(.*?)(\d+)$/s.exec(like);
  const lower = like === like.toLowerCase() && like !== like.toUpperCase();
  for (let at = 1; ; at += 1) {
    const stranger = digits
      ? `${digits[1] ?? ''}${String(Number(digits[2]) + at).padStart((digits[2] ?? '').length, '0')}`
      : `${lower ? 'unknown_code' : 'UNKNOWN_CODE'}${'X'.repeat(at - 1)}`;
    if (!taken.has(stranger)) return stranger;
  }
}

/** A resolved message with another code in the place of its own, and a wording that belongs to none. */
export function estranged(node: Node, code: string, stranger: string): Node {
  const swap = (value: Json): Json => {
    if (typeof value === 'number') return Number.isFinite(Number(stranger)) ? Number(stranger) : value;
    const text = asText(value);
    return text.includes(code) ? text.replaceAll(code, stranger) : stranger;
  };
  switch (node.kind) {
    case 'const':
      if (node.of === 'code') return { ...node, value: swap(node.value) };
      if (node.mentions?.includes('code')) return { ...node, value: asText(node.value).replaceAll(code, stranger) };
      return node.of === 'message' ? { ...node, value: UNKNOWN_WORDING } : node;
    case 'text': {
      if (node.of === 'message') return { kind: 'const', of: 'message', value: UNKNOWN_WORDING };
      const parts = node.parts.map((part) => (typeof part === 'string' ? part.replaceAll(code, stranger) : part));
      return node.mentions?.includes('code') ? { ...node, parts } : node;
    }
    case 'object': {
      const fields = Object.create(null) as Record<string, Field>;
      for (const [key, field] of Object.entries(node.fields)) fields[key] = { ...field, node: estranged(field.node, code, stranger) };
      return { ...node, fields };
    }
    case 'list':
      return { ...node, items: node.items.map((item) => ({ ...item, node: estranged(item.node, code, stranger) })) };
    default:
      return node;
  }
}

/** A resolved message in which nothing but the code is as it is in messages of errors: no constant. */
export function strayed(node: Node): Node {
  switch (node.kind) {
    case 'const':
      return typeof node.value === 'string' && node.of !== 'code' ? { ...node, value: 'stray' } : node;
    case 'object': {
      const fields = Object.create(null) as Record<string, Field>;
      for (const [key, field] of Object.entries(node.fields)) fields[key] = { ...field, node: strayed(field.node) };
      return { ...node, fields };
    }
    default:
      return node;
  }
}
