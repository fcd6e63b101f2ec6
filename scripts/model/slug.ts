/**
 * A code, service or envelope name as one safe segment of a URL path and file name.
 * Letters, digits, `_`, `-` and inner dots stand as they are; every other UTF-8 byte becomes `~XX`. One to one.
 */
export function slug(name: string): string {
  // Nearly every name is safe as it stands.
  if (/^[\w.-]+$/.test(name) && !name.startsWith('.') && !name.endsWith('.')) return name;
  const safe = Array.from(new TextEncoder().encode(name), (byte) => {
    const char = String.fromCharCode(byte);
    return /[A-Za-z0-9_.-]/.test(char) ? char : `~${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }).join('');
  return safe.replace(/^\.|\.$/g, '~2E');
}
