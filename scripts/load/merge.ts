import type { Diagnostic, Span } from '../model/diagnostic.ts';
import { isObject } from '../model/json.ts';
import { startOf } from './lines.ts';
import type { Parsed } from './parsed.ts';
import { finding } from './rules.ts';
import type { Unit } from './types.ts';

/** A file under `codes/`, read. Its value is `{ codes: {...} }` in either language. */
export interface CodesFile {
  readonly file: string;
  readonly parsed: Parsed;
}

/**
 * Makes one unit of a service's main file and its `codes/` files: their codes follow those of the main file, in order of file names.
 * A code in two places is a finding that names both; the first one stands.
 */
export function mergeUnit(unit: string, main: Parsed, codesFiles: readonly CodesFile[], diagnostics: Diagnostic[]): Unit {
  if (codesFiles.length === 0 || !isObject(main.value)) return { unit, ...main };
  const own: unknown = main.value['codes'];
  // `codes:` left empty is as good as absent when the codes stand in files.
  if (own !== undefined && own !== null && !isObject(own)) return { unit, ...main };
  const owners = new Map<string, Parsed['locate']>();
  const { locate } = main;
  const codes: Record<string, unknown> = {};
  const add = (parsed: Parsed, definitions: Record<string, unknown>): void => {
    for (const [code, definition] of Object.entries(definitions)) {
      const first = owners.get(code);
      if (first) {
        diagnostics.push(
          finding('duplicate-code', `code \`${code}\` is defined twice`, unit, parsed.locate(['codes', code], true), {
            related: [{ message: 'first defined here', at: { unit, path: ['codes', code], span: first(['codes', code], true) } }],
          }),
        );
        continue;
      }
      owners.set(code, parsed.locate);
      // Assignment takes a tenth of the time, but `__proto__` would set the prototype.
      if (code === '__proto__')
        Object.defineProperty(codes, code, { value: definition, enumerable: true, configurable: true, writable: true });
      else codes[code] = definition;
    }
  };
  add(main, own ?? {});
  for (const { file: name, parsed } of codesFiles) {
    const definitions = definitionsOf(unit, name, parsed, diagnostics);
    if (definitions) add(parsed, definitions);
  }
  return {
    unit,
    value: { ...main.value, codes },
    locate: (path, key): Span => {
      const [first, code] = path;
      const owner = first === 'codes' && code !== undefined ? owners.get(String(code)) : undefined;
      return (owner ?? locate)(path, key);
    },
  };
}

/**
 * A service of which nobody may ever ask for the codes.
 * @param make gives it whole
 */
export function lateUnit(
  { unit, main, own }: { readonly unit: string; readonly main: Parsed; readonly own: Iterable<string> },
  make: () => Unit,
): Unit {
  let merged: Unit | undefined;
  const whole = (): Unit => (merged ??= make());
  const value: unknown = isObject(main.value)
    ? {
        ...main.value,
        get codes(): unknown {
          const { value: made } = whole();
          return isObject(made) ? made['codes'] : undefined;
        },
      }
    : main.value;
  return { unit, value, locate: (path, key) => whole().locate(path, key), files: [...own] };
}

function definitionsOf(unit: string, file: string, parsed: Parsed, diagnostics: Diagnostic[]): Record<string, unknown> | undefined {
  const wrong = (message: string, span: Span): undefined => {
    diagnostics.push(finding('codes-file-shape', message, unit, span));
  };
  if (!isObject(parsed.value)) return wrong(`\`${file}\` is no map of codes`, parsed.locate([]));
  for (const key of Object.keys(parsed.value)) {
    if (key !== 'codes') wrong(`\`${key}\` does not belong in \`${file}\``, parsed.locate([key], true));
  }
  const codes: unknown = parsed.value['codes'];
  if (isObject(codes)) return codes;
  if (codes === undefined && Object.keys(parsed.value).length > 0) return undefined;
  return wrong(`\`codes\` in \`${file}\` is no map of codes`, codes === undefined ? startOf(file) : parsed.locate(['codes']));
}
