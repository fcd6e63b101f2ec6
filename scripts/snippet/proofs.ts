import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { CompiledCatalog, CompiledSnippet } from '../compile/types.ts';
import type { Diagnostic, Stage } from '../model/diagnostic.ts';
import { candidatesOf } from './candidates.ts';
import type { Candidate } from './candidates.ts';
import { provenHandlers } from './handlers/shown.ts';
import { proofRules } from './proof-rules.ts';

/** The file in the catalog's folder that holds the record. */
export const proofsFile = 'proofs.json';

const versions = z.record(z.string(), z.string());

const hashes = z.record(z.string(), z.string());

/**
 * The record of snippets that have run and done the right thing: by client, what it ran with, and a hash of each snippet with its payload;
 * the same of whole handlers.
 */
export const proofs = z.strictObject({
  version: z.literal(1),
  clients: z.record(z.string(), z.strictObject({ ranWith: versions, snippets: hashes, handlers: hashes.optional() })),
});
export type Proofs = z.infer<typeof proofs>;

/** What a run proves: this code, against this payload, with these versions. */
export function proofHash({ plan, snippet }: Candidate, ranWith: Readonly<Record<string, string>>): string {
  const what = [snippet.code, snippet.entry, plan.example, Object.entries(ranWith).toSorted(([one], [two]) => (one < two ? -1 : 1))];
  return createHash('sha256').update(JSON.stringify(what)).digest('hex').slice(0, 16);
}

/**
 * Puts the snippets and whole handlers into a compiled catalog that have run as recorded; all others stay out.
 *
 * @param text the content of `proofs.json`; undefined where there is none: then no snippet is shown
 * @returns the catalog, and a finding for every record that no longer holds
 */
export function withSnippets(catalog: CompiledCatalog, text: string | undefined): Stage<CompiledCatalog> & { value: CompiledCatalog } {
  if (text === undefined) return { value: catalog, diagnostics: [] };
  const record = parsed(text);
  if (typeof record === 'string')
    return {
      value: catalog,
      diagnostics: [finding('proofs-unreadable', `\`${proofsFile}\` is no record of snippets: ${record}`, text, '')],
    };
  const shown = new Map<string, CompiledSnippet[]>();
  const known = new Set<string>();
  const diagnostics: Diagnostic[] = [];
  for (const candidate of candidatesOf(catalog)) {
    const { name, client, plan, snippet } = candidate;
    const run = Object.hasOwn(record.clients, client.id) ? record.clients[client.id] : undefined;
    const hash = run && Object.hasOwn(run.snippets, name) ? run.snippets[name] : undefined;
    if (run === undefined || hash === undefined) continue;
    known.add(name);
    if (hash !== proofHash(candidate, run.ranWith)) {
      diagnostics.push(finding('stale-proof', `the snippet \`${name}\` has changed since it ran`, text, name));
      continue;
    }
    const { id, title, language, languageTitle } = client;
    const { code, facts } = snippet;
    const owner = `${plan.service}/${plan.id}`;
    shown.set(owner, [
      ...(shown.get(owner) ?? []),
      { transport: plan.transport, client: id, title, language, languageTitle, code, facts: [...facts], ranWith: run.ranWith },
    ]);
  }
  for (const { snippets } of Object.values(record.clients)) {
    for (const name of Object.keys(snippets)) {
      if (!known.has(name)) diagnostics.push(finding('stale-proof', `the snippet \`${name}\` ran, but there is none any more`, text, name));
    }
  }
  const handlers = provenHandlers(catalog, record.clients);
  for (const { name, why } of handlers.stale) diagnostics.push(finding('stale-proof', why, text, name));
  const services = catalog.services.map((service) => ({
    ...service,
    ...(handlers.shown.has(service.service) && { handlers: handlers.shown.get(service.service) ?? [] }),
    codes: service.codes.map((code) => {
      const own = shown.get(`${service.service}/${code.id}`);
      return own ? { ...code, snippets: own } : code;
    }),
  }));
  return { value: { ...catalog, services }, diagnostics };
}

/** The record of a text; undefined for what is none. */
export function readProofs(text: string | undefined): Proofs | undefined {
  const found = text === undefined ? '' : parsed(text);
  return typeof found === 'string' ? undefined : found;
}

/** The record, or why the text is none. */
function parsed(text: string): Proofs | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'it is not JSON';
  }
  const result = proofs.safeParse(value);
  return result.success
    ? result.data
    : result.error.issues
        .map(({ path, message }) => `${path.join('.')}: ${message}`)
        .slice(0, 3)
        .join('; ');
}

/** A finding at the line of the record that names a snippet. */
function finding(rule: (typeof proofRules)[number]['id'], message: string, text: string, name: string): Diagnostic {
  const known = proofRules.find(({ id }) => id === rule);
  const lines = text.split('\n');
  const line =
    name === ''
      ? 0
      : Math.max(
          0,
          lines.findIndex((one) => one.includes(JSON.stringify(name))),
        );
  const column = name === '' ? 0 : Math.max(0, (lines[line] ?? '').indexOf(JSON.stringify(name)));
  const span = {
    file: proofsFile,
    line: line + 1,
    column: column + 1,
    endLine: line + 1,
    endColumn: column + 1 + (name === '' ? 0 : name.length + 2),
  };
  return { rule, severity: 'error', message, at: { unit: '', path: [], span }, ...(known && { why: known.why, fix: known.fix }) };
}
