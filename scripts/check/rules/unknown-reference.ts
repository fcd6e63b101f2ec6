import type { Path } from '../../model/json.ts';
import { nearest } from '../../model/nearest.ts';
import { paramsOf } from '../../envelope/facts.ts';
import type { CodeContext, Report, Rule } from '../rule.ts';
import { fromEngine } from '../from-engine.ts';

interface Mention {
  name: string;
  path: Path;
  key?: boolean;
}

const values = (names: readonly string[] | undefined, ...path: Path): Mention[] =>
  (names ?? []).map((name, at) => ({ name, path: [...path, at] }));
const keys = (map: object | undefined, ...path: Path): Mention[] =>
  Object.keys(map ?? {}).map((name) => ({ name, path: [...path, name], key: true }));

/** What a code mentions of its service, by the kind of thing; what there is of that kind is asked for only where something is mentioned. */
function* kinds({ code, in: { service } }: CodeContext): Generator<{ kind: string; known: () => Iterable<string>; mentions: Mention[] }> {
  const of = (map: object | undefined) => () => Object.keys(map ?? {});
  const params = (): Iterable<string> => paramsOf(code).keys();
  const context = of(service.context);
  if (code.group !== undefined) yield { kind: 'group', known: of(service.groups), mentions: [{ name: code.group, path: ['group'] }] };
  if (code.actions) yield { kind: 'action', known: of(service.actions), mentions: values(code.actions, 'actions') };
  if (code.texts) yield { kind: 'text', known: of(service.texts), mentions: keys(code.texts, 'texts') };
  if (code.facts) yield { kind: 'fact', known: of(service.facts), mentions: keys(code.facts, 'facts') };
  if (code.raisedBy)
    yield {
      kind: 'operation',
      known: of(service.operations),
      mentions: code.raisedBy.map((one, at) =>
        typeof one === 'string' ? { name: one, path: ['raisedBy', at] } : { name: one.operation, path: ['raisedBy', at, 'operation'] },
      ),
    };
  const samples = code.samples ?? [];
  const examples = [...(code.examples ?? []).entries()];
  if (samples.length + examples.length === 0) return;
  yield {
    kind: 'envelope',
    known: of(service.envelopes),
    mentions: samples.map(({ envelope }, at) => ({ name: envelope, path: ['samples', at, 'envelope'] })),
  };
  yield {
    kind: 'parameter',
    known: params,
    mentions: [
      ...examples.flatMap(([at, one]) => keys(one.params, 'examples', at, 'params')),
      ...samples.flatMap((one, at) => keys(one.params, 'samples', at, 'params')),
    ],
  };
  yield { kind: 'context field', known: context, mentions: examples.flatMap(([at, one]) => keys(one.context, 'examples', at, 'context')) };
  yield {
    kind: 'field',
    known: () => [...[...params()].map((name) => `params.${name}`), ...context().map((name) => `context.${name}`)],
    mentions: examples.flatMap(([at, one]) => values(one.omit, 'examples', at, 'omit')),
  };
}

function compare(kind: string, mentions: readonly Mention[], known: () => Iterable<string>, report: Report): void {
  if (mentions.length === 0) return;
  const names = new Set(known());
  for (const { name, path, key } of mentions) {
    if (names.has(name)) continue;
    const suggest = nearest(name, names);
    const fix = suggest !== undefined || names.size === 0 || names.size > 8 ? undefined : `one of: ${[...names].join(', ')}`;
    report({
      message: `the service declares no ${kind} \`${name}\``,
      path,
      ...(key ? { key } : {}),
      suggest,
      ...(fix === undefined ? {} : { fix }),
    });
  }
}

const engine = fromEngine('unknown-reference');

/** Names of groups, actions, texts, facts, operations, envelopes, parameters and template references that nothing declares. */
export const unknownReference: Rule = {
  id: 'unknown-reference',
  title: 'Every name that is used is declared',
  severity: 'error',
  why: 'A name that nothing declares is a slip of the pen, or a fact that is missing from every output.',
  fix: 'Correct the name, or declare it in the service.',
  examples: {
    good: ['codes:\n  OUT_OF_STOCK:\n    actions: [retry]\n    examples: [{ params: { item: B-2 }, context: { requestId: r-9 } }]'],
    bad: [
      'codes:\n  OUT_OF_STOCK:\n    group: stok # <--\n    actions:\n      - retry\n      - rety # <--',
      'codes:\n  OUT_OF_STOCK:\n    raisedBy:\n      - createOrders # <--\n    examples:\n      - params:\n          items: B-2 # <--',
      'envelopes:\n  http:\n    headers:\n      X-Trace: $context.trace # <--',
    ],
  },
  service(context, report) {
    const fields = (context.service.support?.fields ?? []).map((name, at) => ({ name, path: ['support', 'fields', at] }));
    const known = (): string[] => Object.keys(context.service.context ?? {}).map((name) => `context.${name}`);
    compare(
      'field',
      fields.filter(({ name }) => name.startsWith('context.')),
      known,
      report,
    );
    engine(context, report);
  },
  code(context, report) {
    for (const { kind, known, mentions } of kinds(context)) compare(kind, mentions, known, report);
  },
};
