import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check } from '../check/index.ts';
import { missingAdvice } from '../check/rules/missing-advice.ts';
import { missingCause } from '../check/rules/missing-cause.ts';
import { missingSummary } from '../check/rules/missing-summary.ts';
import { compile } from '../compile/index.ts';
import type { CompiledCatalog, CompiledCode, CompiledExample, CompiledMessage } from '../compile/types.ts';
import { emit } from '../emit/index.ts';
import { lexiconOf } from '../envelope/catalog.ts';
import type { Lexicon } from '../envelope/catalog.ts';
import { createDecoder } from '../envelope/index.ts';
import type { Decoder } from '../envelope/index.ts';
import type { Entry } from '../envelope/node.ts';
import { pipesOf } from '../envelope/scope.ts';
import { loadCatalog } from '../load/index.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Json } from '../model/json.ts';
import { root } from './sources.ts';

/** Where the fixtures stand: one folder a feature, with `input/` and `expected/`. */
export const fixtures = join(root, 'scripts/test/fixtures/model');

/** All features, in order of their names. */
export const features = readdirSync(fixtures).sort((one, two) => (one < two ? -1 : 1));

/** A fixture shows one feature; that its codes have no prose for readers is not its subject. */
const proseRules = new Set([missingAdvice, missingCause, missingSummary].map(({ id }) => id));

/** A catalog of a fixture, as far as every stage took it. */
export interface Tried {
  catalog: CompiledCatalog;
  findings: { severity: string; text: string }[];
  entries: Entry[];
  lexicon: Lexicon;
  decoder: Decoder;
  /** Emitted files by path. */
  files: ReadonlyMap<string, string>;
}

/** Reads, checks, compiles and emits a catalog folder. */
export async function tryOut(folder: string): Promise<Tried> {
  const loaded = await loadCatalog(folder);
  if (!loaded.value) throw new Error(JSON.stringify(loaded.diagnostics));
  const units = new Map([loaded.value.settings, ...loaded.value.services].map((unit) => [unit.unit, unit]));
  const told = ({ rule, severity, message, at }: Diagnostic): Tried['findings'][number] => {
    const span = at.span ?? units.get(at.unit)?.locate(at.path, at.key);
    return { severity, text: `${span?.file}:${span?.line} ${severity} ${rule}: ${message}` };
  };
  const checked = check(loaded.value, { today: '2026-01-01' });
  const compiled = compile(checked.value, loaded.value, { toolVersion: '0.0.0' });
  if (!compiled.value) throw new Error('the catalog does not compile');
  const services = checked.value.catalog.services;
  const entries = [...checked.value.services.values()].flatMap((service) => service.messages.entries);
  const lexicon = lexiconOf(entries, new Map(services.map((service) => [service.service, pipesOf(service)])));
  return {
    catalog: compiled.value,
    findings: [...loaded.diagnostics, ...checked.diagnostics, ...compiled.diagnostics]
      .filter(({ rule }) => !proseRules.has(rule))
      .map(told),
    entries,
    lexicon,
    decoder: createDecoder(entries, lexicon),
    files: new Map(Array.from(emit(compiled.value), ({ path, content }) => [path, content])),
  };
}

/** One example of a code in an envelope, under the name that the expected files give it: `shop/CODE http`, with its own name where there are several. */
export interface Shown {
  name: string;
  code: CompiledCode;
  message: CompiledMessage;
  example: CompiledExample;
}

/** Every example of a catalog. */
export function shownIn(catalog: CompiledCatalog): Shown[] {
  return catalog.services
    .flatMap((service) => service.codes)
    .flatMap((code) =>
      code.messages.flatMap((message) =>
        message.examples.map((example) => {
          const own = example.name === 'example' ? '' : `, ${example.name}`;
          return { name: `${code.service}/${code.id} ${message.envelope}${own}`, code, message, example };
        }),
      ),
    );
}

/** An expected file of a feature as JSON; undefined where the feature has none. */
export function expectedJson(feature: string, file: string): Json | undefined {
  const path = join(fixtures, feature, 'expected', file);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Json) : undefined;
}

/** An expected file as text, without the new line at its end. */
export function expectedText(feature: string, file: string): string | undefined {
  const path = join(fixtures, feature, 'expected', file);
  return existsSync(path) ? readFileSync(path, 'utf8').trimEnd() : undefined;
}

/**
 * What stands at a dotted path of a compiled value. An item of a list is found by its index or by what names it:
 * `params.wait.example`, `messages.http.fields./body/code.kind`.
 */
export function factAt(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((here, step) => {
    if (typeof here !== 'object' || here === null) return undefined;
    if (!Array.isArray(here) || /^\d+$/.test(step) || step === 'length')
      return Object.hasOwn(here, step) ? Reflect.get(here, step) : undefined;
    return here.find(
      (item: unknown) =>
        typeof item === 'object' && item !== null && ['name', 'envelope', 'pointer', 'id'].some((key) => Reflect.get(item, key) === step),
    );
  }, value);
}
