/** A short name for texts in their order (FNV-1a, 32 bits). It tells contents apart; nothing is kept safe by it. */
export function hash(texts: Iterable<string>): string {
  let value = 0x811c9dc5;
  for (const text of texts)
    // The space after each keeps apart what is divided in another way.
    for (let at = 0; at <= text.length; at += 1) value = Math.imul(value ^ (at < text.length ? text.charCodeAt(at) : 32), 0x01000193) >>> 0;
  return value.toString(36);
}
