import type { Entry } from '../../envelope/node.ts';
import type { Code } from '../../model/code.ts';
import { jsonEqual } from '../../model/json.ts';
import type { Rule, ServiceContext } from '../rule.ts';
import { orList } from '../shape/words.ts';

/** Codes that are named in one finding. */
const shown = 3;

/** Facts that an envelope can show, by the reference that shows them. */
function factsOf(code: Code): Map<string, unknown> {
  const plain = (['status', 'category', 'title', 'fatal', 'actions'] as const).map((name): [string, unknown] => [`$${name}`, code[name]]);
  const named = (['facts', 'texts'] as const).flatMap((group) =>
    Object.entries(code[group] ?? {}).map(([name, value]): [string, unknown] => [`$${group}.${name}`, value]),
  );
  return new Map([...plain, ...named]);
}

/** What would tell two codes apart if their envelope showed it. */
function remedy(one: Code, two: Code): string {
  const other = factsOf(two);
  const differing = [...factsOf(one)].flatMap(([name, value]) => (jsonEqual(value, other.get(name)) ? [] : [`\`${name}\``]));
  const also = differing.length > 0 ? `; ${orList(differing.slice(0, shown))} would tell them apart too` : '';
  return `Show \`$code\` in the envelope${also}. If the wire cannot change, say under \`confusable\` how people tell them apart.`;
}

/** For each code and envelope, the earlier codes that the same message can be. */
function* overlaps({ messages, service }: ServiceContext): Generator<{ id: string; envelope: string; others: string[] }> {
  const order = new Map(Object.keys(service.codes ?? {}).map((id, at) => [id, at]));
  const place = (entry: Entry): number => order.get(entry.code ?? '') ?? -1;
  const found = new Map<string, { id: string; envelope: string; others: Set<string> }>();
  for (const [left, right] of messages.overlaps()) {
    const [one, two] = place(left) < place(right) ? [left, right] : [right, left];
    if (one.code === undefined || two.code === undefined || one.code === two.code) continue;
    // Two envelopes of a transport may carry different codes: then the message itself is what is not told apart.
    const envelope = one.envelope === two.envelope ? one.envelope : `${one.envelope}, ${two.envelope}`;
    const key = JSON.stringify([two.code, envelope]);
    const entry = found.get(key) ?? { id: two.code, envelope, others: new Set() };
    entry.others.add(one.code);
    found.set(key, entry);
  }
  for (const { others, ...rest } of found.values())
    yield { ...rest, others: [...others].sort((one, two) => (order.get(one) ?? 0) - (order.get(two) ?? 0)) };
}

/** Codes that a client cannot tell apart by the message that it gets. */
export const ambiguousEnvelope: Rule = {
  id: 'ambiguous-envelope',
  title: 'A message tells which code it is',
  severity: 'warning',
  why: 'A client that cannot tell two errors apart must treat both like the worse one; the decoder can only list both.',
  fix: 'Show `$code` in the envelope. If the wire cannot change, say under `confusable` how people tell them apart.',
  examples: {
    good: [
      'envelopes:\n  http:\n    body: { code: null }',
      'envelopes:\n  http:\n    status: 400\n    headers: { Retry-After?: null }\n    body: { code: null, message: Failed, button?: null, details?: null }\ncodes:\n  OUT_OF_STOCK: { message: Sold out, params: null, details: null }\n  TOO_MANY_ORDERS: { confusable: [{ code: OUT_OF_STOCK, tell: The shop page shows which items are left. }] }',
    ],
    bad: [
      'envelopes:\n  http:\n    status: 400\n    headers: { Retry-After?: null }\n    body: { code: null, message: Failed, button?: null, details?: null }\ncodes:\n  OUT_OF_STOCK: { message: Sold out, params: null, details: null }\n  TOO_MANY_ORDERS: # <--\n    message: Slow down',
    ],
  },
  service(context, report) {
    const codes: Readonly<Record<string, Code>> = context.service.codes ?? {};
    const told = (one: string, two: string): boolean => (codes[one]?.confusable ?? []).some(({ code }) => code === two);
    for (const { id, envelope, others } of overlaps(context)) {
      const untold = others.filter((other) => !told(id, other) && !told(other, id));
      const [first] = untold;
      const [mine, other] = [codes[id], first === undefined ? undefined : codes[first]];
      if (first === undefined || !mine || !other) continue;
      const list =
        untold.length > shown
          ? `${untold
              .slice(0, shown)
              .map((name) => `\`${name}\``)
              .join(', ')} and ${untold.length - shown} more`
          : orList(untold.map((name) => `\`${name}\``));
      const related = [{ message: `\`${first}\` stands here`, at: { unit: context.unit, path: ['codes', first], key: true } }];
      report({
        message: `a message in \`${envelope}\` can be \`${id}\` as well as ${list}`,
        path: ['codes', id],
        key: true,
        fix: remedy(mine, other),
        related,
      });
    }
  },
};
