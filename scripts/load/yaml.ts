import type { Node, YAMLMap } from 'yaml';
import type { Diagnostic, Span, Stage } from '../model/diagnostic.ts';
import type { Path } from '../model/json.ts';
import { linesOf, startOf } from './lines.ts';
import type { Lines } from './lines.ts';
import type { Parsed } from './parsed.ts';
import type { SourceText } from './read.ts';
import { finding } from './rules.ts';
import { aliasTargets, entriesOf, follow } from './yaml-entries.ts';
import type { Entry, Targets } from './yaml-entries.ts';
import { yamlHint } from './yaml-hints.ts';
import { yamlPackage } from './yaml-package.ts';
import { keyOf, readPlain } from './yaml-plain.ts';
import { toValue } from './yaml-value.ts';

const tooDeep = 'nested too deeply to be read';

/**
 * Reads a YAML 1.2 file (core schema) as plain JSON. A plain one is read without the full parser, which then has to work only
 * when a place deeper than its codes is asked for: seldom, since that means a finding.
 */
export function parseYaml(source: SourceText, unit: string): Stage<Parsed> {
  const plain = readPlain(source.text);
  if (!plain) return parseFully(source, unit);
  // Only the places stay with the function that looks them up: whoever is done with the value lets go of it.
  const { keys, value } = plain;
  let lines: Lines | undefined;
  let full: Parsed | undefined;
  const locate: Parsed['locate'] = (path, key) => {
    const place = key === true && path.length > 0 && path.length <= 2 ? keys.get(keyOf(path)) : undefined;
    if (place) return (lines ??= linesOf(source.file, source.text)).span(...place);
    full ??= parseFully(source, unit).value;
    return full?.locate(path, key) ?? startOf(source.file);
  };
  return { value: { value, locate }, diagnostics: [] };
}

/**
 * The same by the parser of the `yaml` package, which knows all of YAML and the place of everything. A file with a syntax error has no value;
 * other findings (repeated keys, tags, values that are not JSON) leave the rest usable.
 */
export function parseFully(source: SourceText, unit: string): Stage<Parsed> {
  const lines = linesOf(source.file, source.text);
  const diagnostics: Diagnostic[] = [];
  const report = (rule: Parameters<typeof finding>[0], message: string, span: Span, more: Partial<Diagnostic> = {}) =>
    diagnostics.push(finding(rule, message, unit, span, more));
  const abyss = openBrackets(source.text);
  if (abyss !== undefined) {
    report('yaml-syntax', tooDeep, lines.span(abyss, abyss + 1));
    return { diagnostics };
  }
  try {
    const document = yamlPackage().parseDocument(source.text, {
      prettyErrors: false,
      uniqueKeys: false,
      schema: 'core',
      resolveKnownTags: false,
    });
    const { yaml } = document.directives ?? {};
    if (yaml?.explicit && yaml.version !== '1.2')
      report('yaml-syntax', `YAML ${yaml.version} reads words such as \`yes\` in another way; this is read as 1.2`, lines.span(0, 0));
    for (const problem of [...document.errors, ...document.warnings]) {
      // Tags are reported once, with the value that they stand before.
      if (problem.code === 'TAG_RESOLVE_FAILED') continue;
      const fix = yamlHint(problem.code);
      // The parser recurses, and passes on what the engine says when that goes too deep.
      const message = problem.message.includes('call stack') ? tooDeep : lowerFirst(problem.message);
      report('yaml-syntax', message, lines.span(problem.pos[0], problem.pos[1]), fix ? { fix } : {});
    }
    if (document.errors.some((error) => error.code !== 'TAG_RESOLVE_FAILED')) return { diagnostics };
    const root = document.contents as Node | null;
    if (!root) {
      report('file-empty', `\`${source.file}\` holds nothing but comments`, lines.span(0, 0));
      return { diagnostics };
    }
    const targets = aliasTargets(document);
    const spanOf = (node: Node | null): Span => lines.span(node?.range?.[0] ?? 0, node?.range?.[1] ?? 0);
    const value = toValue(root, targets, (rule, message, node, other) =>
      report(
        rule,
        message,
        spanOf(node),
        other ? { related: [{ message: 'first here', at: { unit, path: [], span: spanOf(other) } }] } : {},
      ),
    );
    return { value: { value, locate: locator(root, targets, spanOf) }, diagnostics };
  } catch (error) {
    // The parser recurses: only absurd nesting gets here.
    if (!(error instanceof RangeError)) throw error;
    report('yaml-syntax', tooDeep, lines.span(0, 0));
    return { diagnostics };
  }
}

function locator(root: Node, targets: Targets, spanOf: (node: Node | null) => Span): Parsed['locate'] {
  const { isMap, isSeq } = yamlPackage();
  const indexes = new WeakMap<YAMLMap, Map<string, Entry>>();
  const index = (map: YAMLMap): Map<string, Entry> => {
    const known = indexes.get(map);
    if (known) return known;
    // The first of repeated keys is the one whose value was kept.
    const made = new Map(
      entriesOf(map, targets)
        .toReversed()
        .map((entry) => [entry.key, entry]),
    );
    indexes.set(map, made);
    return made;
  };
  return (path: Path, key = false): Span => {
    let node: Node | null = root;
    let keyNode: Node | null = null;
    let last: Node = root;
    for (const step of path) {
      const here = follow(node, targets);
      const entry = isMap(here) ? index(here).get(String(step)) : undefined;
      const item = isSeq(here) ? here.items[Number(step)] : undefined;
      if (!entry && item === undefined) return spanOf(last);
      node = entry ? entry.value : (item as Node);
      keyNode = entry ? entry.keyNode : null;
      last = node ?? keyNode ?? last;
    }
    // An empty value has no width: its key shows the place better.
    return spanOf((key || node?.range?.[0] === node?.range?.[1] ? keyNode : null) ?? last);
  };
}

function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

/**
 * Where more than a thousand brackets stand open, which the parser takes minutes to find out: it is quadratic in them.
 * Brackets in texts are not told from others; to be safe, counting begins anew after every line that does not end with one.
 */
function openBrackets(text: string): number | undefined {
  let open = 0;
  let last = '';
  for (const { 0: found, index } of text.matchAll(/[[{]|[\]}]|\n|[^\s[\]{}]+/g)) {
    if (found === '[' || found === '{') open += 1;
    else if (found === ']' || found === '}') open = Math.max(0, open - 1);
    else if (found === '\n' && last !== '[' && last !== '{') open = 0;
    if (open > 1000) return index;
    if (found !== '\n') last = found;
  }
  return undefined;
}
