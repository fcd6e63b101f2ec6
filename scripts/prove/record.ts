import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { handlerHash } from '../snippet/handlers/shown.ts';
import { proofHash, proofsFile } from '../snippet/proofs.ts';
import type { Proofs } from '../snippet/proofs.ts';
import type { HandlerProof } from './handlers.ts';
import type { Proof } from './prove.ts';

/** What came of a client: the versions that it ran with, and its proofs. */
export interface Run {
  readonly client: string;
  readonly ranWith: Readonly<Record<string, string>>;
  readonly proofs: readonly Proof[];
  readonly handlers: readonly HandlerProof[];
}

const sorted = (entries: [string, string][]): Record<string, string> =>
  Object.fromEntries(entries.toSorted(([one], [two]) => (one < two ? -1 : 1)));

/**
 * The record of runs: what did right, by client in the order of their names. Clients that did not run this time keep what they had.
 *
 * @param before the record so far
 */
export function recordOf(runs: readonly Run[], before?: Proofs): Proofs {
  const clients = { ...before?.clients };
  for (const { client, ranWith, proofs, handlers } of runs) {
    const right = proofs.filter(({ wrong }) => wrong.length === 0);
    const snippets = right.map(({ candidate }): [string, string] => [candidate.name, proofHash(candidate, ranWith)]);
    const whole = handlers.filter(({ wrong }) => wrong.length === 0);
    const files = whole.map(({ handler }): [string, string] => [handler.name, handlerHash(handler, ranWith)]);
    clients[client] = { ranWith: { ...ranWith }, snippets: sorted(snippets), ...(files.length > 0 && { handlers: sorted(files) }) };
  }
  return { version: 1, clients: Object.fromEntries(Object.entries(clients).toSorted(([one], [two]) => (one < two ? -1 : 1))) };
}

/** Writes the record into the catalog's folder, whole or not at all. */
export async function writeRecord(catalog: string, record: Proofs): Promise<void> {
  const file = join(catalog, proofsFile);
  const fresh = `${file}.${String(process.pid)}.tmp`;
  await writeFile(fresh, `${JSON.stringify(record, undefined, 2)}\n`);
  await rename(fresh, file);
}

/** Writes the figures of a run where their reader looks for them. */
export async function writeDocument(file: string, text: string): Promise<void> {
  await writeFile(file, text);
}
