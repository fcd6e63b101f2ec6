import { createHash } from 'node:crypto';

/** 128 bits of SHA-256 (FIPS 180-4) in base64url, of some parts as of one text: two files of a catalog never have the same by chance. */
export function print(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('base64url').slice(0, 22);
}
