import { relative, resolve, sep } from 'node:path';
import type { LoadedCatalog, Unit } from '../load/types.ts';
import type { Diagnostic, Location, Span } from '../model/diagnostic.ts';
import { pointer } from '../model/json.ts';

/** A finding with its place worked out: the file as the reader would type it from here. */
export interface Finding extends Omit<Diagnostic, 'at' | 'related'> {
  readonly unit: string;
  /** JSON Pointer in the unit (RFC 6901). */
  readonly pointer: string;
  readonly span: Span;
  /** The line of `span` in the source; undefined where there is none to show. */
  readonly text?: string;
  readonly related: readonly { readonly message: string; readonly span: Span; readonly text?: string }[];
}

/** Findings with their exact places, so that who has not read the files can print them. */
export function withPlaces(diagnostics: readonly Diagnostic[], { settings, services }: LoadedCatalog): Diagnostic[] {
  const units = new Map([settings, ...services].map((unit) => [unit.unit, unit]));
  const place = (at: Location): Location => {
    const span = at.span ?? units.get(at.unit)?.locate(at.path, at.key);
    return span ? { ...at, span } : at;
  };
  return diagnostics.map(({ at, related, ...rest }) => ({
    ...rest,
    at: place(at),
    ...(related && { related: related.map((one) => ({ ...one, at: place(one.at) })) }),
  }));
}

/** What is left of a loaded catalog once its findings have their places: plain data, which one process can hand on to another. */
export interface Left extends Pick<LoadedCatalog, 'root' | 'files' | 'assets' | 'images'> {
  /** Of files with findings, by their names in spans, for code frames. */
  readonly texts: ReadonlyMap<string, string | undefined>;
}

/**
 * Lets go of that of which only findings say anything: the text of 10,000 codes and the places in it are 130 MB.
 * @param diagnostics with their places
 */
export function leftOf(loaded: LoadedCatalog, diagnostics: readonly Diagnostic[]): Left {
  const { root, files, assets, images } = loaded;
  const named = diagnostics.flatMap(({ at, related = [] }) =>
    [at, ...related.map((one) => one.at)].flatMap(({ span }) => span?.file ?? []),
  );
  return { root, files, assets, images, texts: new Map(named.map((file) => [file, loaded.source(file)])) };
}

/** What is left of a loaded catalog, for those who print findings and write what the site serves as it is. */
export function loadedFrom({ texts, ...left }: Left): LoadedCatalog {
  const settings: Unit = { unit: '', value: undefined, locate: () => ({ file: '.', line: 1, column: 1, endLine: 1, endColumn: 1 }) };
  return { ...left, settings, services: [], incomplete: [], source: (file) => texts.get(file) };
}

/**
 * Works out where findings point, and puts them in order: file, line, column, rule.
 *
 * @param root the catalog folder as given; names of files become relative to `cwd`
 */
export function locateFindings(
  diagnostics: readonly Diagnostic[],
  loaded: LoadedCatalog | undefined,
  root: string,
  cwd: string,
): Finding[] {
  const units = new Map([loaded?.settings, ...(loaded?.services ?? [])].flatMap((unit) => (unit ? [[unit.unit, unit] as const] : [])));
  const lines = new Map<string, string[]>();
  const lineOf = (file: string, line: number): string | undefined => {
    const known = lines.get(file) ?? loaded?.source(file)?.split(/\r?\n/) ?? [];
    lines.set(file, known);
    return known[line - 1];
  };
  const place = (at: Location): { span: Span; text?: string } => {
    const span = at.span ??
      units.get(at.unit)?.locate(at.path, at.key) ?? { file: at.unit || '.', line: 1, column: 1, endLine: 1, endColumn: 1 };
    const text = lineOf(span.file, span.line);
    const file =
      relative(cwd, resolve(cwd, root, span.file))
        .split(sep)
        .join('/') || '.';
    return { span: { ...span, file }, ...(text !== undefined && { text }) };
  };
  const findings = diagnostics.map(({ at, related, ...rest }) => ({
    ...rest,
    unit: at.unit,
    pointer: pointer(at.path),
    ...place(at),
    related: (related ?? []).map((one) => ({ message: one.message, ...place(one.at) })),
  }));
  return findings.toSorted((one, two) => compare(keyOf(one), keyOf(two)));
}

function keyOf({ span, rule, message }: Finding): (string | number)[] {
  return [span.file, span.line, span.column, rule, message];
}

function compare(left: readonly (string | number)[], right: readonly (string | number)[]): number {
  for (const [at, one] of left.entries()) {
    const two = right[at] ?? '';
    if (one !== two) return one < two ? -1 : 1;
  }
  return 0;
}
