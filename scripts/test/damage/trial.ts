import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from '../../build.ts';
import type { Run } from '../../pipeline.ts';
import { locateFindings } from '../../check/locate.ts';
import { reportFormats } from '../../cli/format/index.ts';
import { loadCatalog } from '../../load/index.ts';
import type { LoadedCatalog } from '../../load/types.ts';
import { isObject } from '../../model/json.ts';
import type { Folder } from './files.ts';

/** What is wrong with a catalog that builds, but not when it is read once more. */
export const otherwise = 'built, but refused when read again';

/** How the tool took a catalog: built, refused with findings, or wrong in the ways that are listed. */
export interface Verdict {
  readonly outcome: 'built' | 'refused';
  readonly wrong: readonly string[];
}

/** Writes a catalog folder. */
export function writeFolder(root: string, folder: Folder): void {
  rmSync(root, { recursive: true, force: true });
  mkdirSync(root, { recursive: true });
  const links = Array.from(folder).flatMap(([path, entry]) => ('link' in entry ? [`${path}/`] : []));
  for (const [path, entry] of folder) {
    // Nothing is written through a link: it may lead out.
    if (links.some((link) => path.startsWith(link))) continue;
    const full = join(root, path);
    mkdirSync(dirname(full), { recursive: true });
    if (Buffer.isBuffer(entry)) writeFileSync(full, entry);
    else if ('link' in entry) symlinkSync(entry.link, full);
    else mkdirSync(full);
  }
}

/** Builds a catalog folder over an output that is there, and judges what came of it. */
export async function tryBuild(root: string, out: string): Promise<Verdict> {
  const before = fingerprint(out);
  const run = await build({ catalog: root, out, today: '2026-01-01', toolVersion: '0.0.0' });
  const wrong = [...findingsWrong(run, root)];
  const errors = run.diagnostics.filter(({ severity }) => severity === 'error').length;
  if (run.files === undefined) {
    if (errors === 0) wrong.push('refused without an error');
    if (fingerprint(out) !== before) wrong.push('the last output has changed');
  } else {
    if (errors > 0) wrong.push('built with an error');
    // A build lets go of what it read.
    const { value: loaded, diagnostics } = await loadCatalog(root);
    const refused = loaded === undefined || diagnostics.some(({ severity }) => severity === 'error');
    wrong.push(...(refused ? [otherwise] : outputWrong(run, loaded.services, out)));
  }
  return { outcome: run.files === undefined ? 'refused' : 'built', wrong };
}

function fingerprint(out: string): string {
  const { ino, ctimeMs } = statSync(out);
  return `${ino} ${ctimeMs} ${readdirSync(dirname(out)).join(' ')}`;
}

/** Every finding stands at a place that exists, says something, and shows no insides of the tool; every report can be printed. */
function* findingsWrong(run: Run, root: string): Generator<string> {
  const findings = locateFindings(run.diagnostics, run.loaded, root, root);
  for (const { span, rule, message, text } of findings) {
    const said = `${rule}: ${message}`.slice(0, 200);
    // What an author's module throws is said in its words.
    const ours = message.replace(/ throws: .*/s, '').replace(/^undefined is/, '');
    if (message.trim() === '' || /\n\s+at |node:internal|\bundefined\b|\.ts:\d+:\d+|call stack/.test(ours)) yield `a bad message: ${said}`;
    if (span.file.startsWith('..')) {
      yield `a finding outside the catalog, in ${span.file}: ${said}`;
      continue;
    }
    const source = run.loaded?.source(span.file);
    const lines = source?.split('\n');
    const known = lines
      ? span.line >= 1 && span.line <= lines.length && span.column >= 1 && span.column <= (lines[span.line - 1]?.length ?? 0) + 1
      : span.line === 1;
    if (!known && !rule.startsWith('file-')) yield `a finding at ${span.file}:${span.line}:${span.column}, which does not exist: ${said}`;
    if (lines && text === undefined) yield `a finding without its line: ${said}`;
  }
  for (const format of reportFormats) {
    const printed = format.print(findings, { version: '0.0.0', files: 1, rules: [], colour: false });
    if (format.name === 'json' || format.name === 'sarif') JSON.parse(printed);
  }
}

/** A right build: all codes that the files declare and no others, every JSON file whole, every file inside the folder. */
function* outputWrong(run: Run & { readonly files?: number }, services: LoadedCatalog['services'], out: string): Generator<string> {
  const declared = services.flatMap(({ value }) =>
    isObject(value) && isObject(value['codes']) ? Object.keys(value['codes']).map((code) => `${String(value['service'])}/${code}`) : [],
  );
  const compiled = (run.catalog?.services ?? []).flatMap(({ codes }) => codes.map((code) => `${code.service}/${code.id}`));
  if (declared.toSorted().join('\n') !== compiled.toSorted().join('\n'))
    yield `codes differ: ${declared.join(' ')} / ${compiled.join(' ')}`;
  const files = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory());
  if (files.length !== (run.files ?? 0) + 1) yield `${files.length} files for ${run.files} artifacts`;
  for (const { parentPath, name } of files) if (name.endsWith('.json')) JSON.parse(readFileSync(join(parentPath, name), 'utf8'));
}
