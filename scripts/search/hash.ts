const start = 0x811c9dc5;

/** The name so far, with one text more: for texts that are not held all at once. The first one has no `value` before it. */
export function hashOn(text: string, value = start): number {
  let hashed = value;
  // The space after each keeps apart what is divided in another way.
  for (let at = 0; at <= text.length; at += 1) hashed = Math.imul(hashed ^ (at < text.length ? text.charCodeAt(at) : 32), 0x01000193) >>> 0;
  return hashed;
}

/** A name as it is written. */
export function hashName(value = start): string {
  return value.toString(36);
}

/** A short name for texts in their order (FNV-1a, 32 bits). It tells contents apart; nothing is kept safe by it. */
export function hash(texts: Iterable<string>): string {
  let value = start;
  for (const text of texts) value = hashOn(text, value);
  return hashName(value);
}
