import { open } from 'node:fs/promises';
import { reason } from './read.ts';

/** Bytes of what somebody received, as text: UTF-8, or UTF-16 with its mark, as PowerShell writes; what is broken is replaced. */
export function textOfBytes(bytes: Uint8Array): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8').decode(bytes);
}

/**
 * Reads a file that is no part of a catalog: what somebody received. Pipes and devices are read too.
 *
 * @param path absolute
 * @param most bytes that are read; what is behind them is left
 * @returns why not, in the system's word, where it cannot be read
 */
export async function readTextFile(path: string, most: number): Promise<{ text: string } | { failure: string }> {
  try {
    const file = await open(path);
    try {
      const chunks: Buffer[] = [];
      for await (const chunk of file.createReadStream({ end: most - 1, autoClose: false })) chunks.push(Buffer.from(chunk as Uint8Array));
      return { text: textOfBytes(Buffer.concat(chunks)) };
    } finally {
      await file.close();
    }
  } catch (error) {
    return { failure: reason(error) };
  }
}
