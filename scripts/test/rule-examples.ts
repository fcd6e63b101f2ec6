import { readFileSync } from 'node:fs';
import { isMap, isSeq, LineCounter, parse, parseDocument } from 'yaml';
import type { Node } from 'yaml';
import { isObject } from '../model/json.ts';
import type { Location } from '../model/diagnostic.ts';
import type { Path } from '../model/json.ts';
import { parseGuide } from '../load/guide.ts';
import type { LoadedCatalog } from '../load/types.ts';

const base = new URL('../check/fixtures/base/', import.meta.url);

function baseOf(name: string): unknown {
  return parse(readFileSync(new URL(name, base), 'utf8'));
}

/** Lays a patch over a value: maps are merged, `null` takes a key away, everything else replaces. */
function lay(value: unknown, patch: unknown): unknown {
  if (!isObject(patch) || !isObject(value)) return patch;
  const result: Record<string, unknown> = { ...value };
  for (const [key, inner] of Object.entries(patch)) {
    if (inner === null) delete result[key];
    else result[key] = lay(result[key], inner);
  }
  return result;
}

/** Line of the value at a path in the text of an example, or of its key; undefined where the example does not have it. */
function lineOf(text: string, path: Path): number | undefined {
  const lines = new LineCounter();
  let node: unknown = parseDocument(text, { lineCounter: lines }).contents;
  let line = 1;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => String(key) === String(step));
      if (!pair) return undefined;
      line = lines.linePos((pair.key as Node).range?.[0] ?? 0).line;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      if (node === undefined) return undefined;
      line = lines.linePos((node as Node).range?.[0] ?? 0).line;
    } else return undefined;
  }
  return line;
}

/** An example of a rule, laid over the base catalog. */
export interface RuleExample {
  loaded: LoadedCatalog;
  /** Lines marked with `# <--`; in a guide, with `{/* # <-- *\/}`. */
  marked: number[];
  /** Line of the example that a finding points at. */
  line(at: Location): number | undefined;
}

/** Reads an example: a patch of the service `shop`; what stands under `catalog:` is a patch of the settings, `folder:` the name of its folder. */
export function ruleExample(text: string): RuleExample {
  const patch: unknown = parse(text);
  const { catalog, folder = 'shop', guides, ...shop } = isObject(patch) ? patch : {};
  const place = { file: 'example', column: 1, endLine: 1, endColumn: 1 };
  const guideFiles = Object.entries(isObject(guides) ? guides : {}).map(([file, content]) => ({ file, content: String(content) }));
  const line = (unit: string, path: Path) => (unit === 'bank' ? undefined : lineOf(text, unit === '' ? ['catalog', ...path] : path));
  const unit = (name: string, value: unknown) => ({
    unit: name,
    value,
    locate: (path: Path) => ({ ...place, line: line(name, path) ?? 0 }),
  });
  const services = [unit('bank', baseOf('bank/service.yaml')), unit(String(folder), lay(baseOf('shop/service.yaml'), shop))];
  return {
    loaded: {
      root: '.',
      settings: unit('', lay(baseOf('catalog.yaml'), catalog ?? {})),
      services,
      incomplete: [],
      assets: new Map(),
      images: new Map(),
      source: () => undefined,
      files: [],
      guides: guideFiles.flatMap(({ file, content }) => {
        const name = `${String(folder)}/guides/${file}`;
        return parseGuide({ file: name, path: name, text: content }, String(folder)).value ?? [];
      }),
    },
    marked: text.split('\n').flatMap((content, at) => (/# <--( \*\/\})?\s*$/.test(content) ? [at + 1] : [])),
    line: ({ unit: name, path, span }) =>
      span
        ? (lineOf(text, ['guides', span.file.split('/').at(-1) ?? '']) ?? 0) + (span.line === 1 && guideFiles.length > 0 ? 0 : span.line)
        : line(name, path),
  };
}
