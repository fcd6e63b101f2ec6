import { listOf, tableFilters } from '../../model/guide.ts';
import type { TableFilter } from '../../model/guide.ts';
import { nearest } from '../../model/nearest.ts';
import { actors, categories, effects, retryWhens, transports } from '../../model/vocabulary.ts';
import type { Outline } from '../outline.ts';
import type { GuideContext, Report, Rule } from '../rule.ts';
import { orList } from '../shape/words.ts';

type Element = GuideContext['guide']['elements'][number];
type Attribute = Element['attributes'][number];

const attribute = ({ attributes }: Element, name: string): Attribute | undefined => attributes.find((one) => one.name === name);

/** What the values of a filter may be; undefined where any number may stand. */
function valuesOf(filter: TableFilter, services: readonly Outline[]): readonly string[] | undefined {
  const lists: Record<TableFilter, () => readonly string[] | undefined> = {
    status: () => undefined,
    category: () => Object.keys(categories),
    retry: () => retryWhens,
    actor: () => actors,
    transport: () => transports,
    effect: () => effects,
    state: () => ['stable', 'deprecated', 'removed', 'reserved'],
    fatal: () => ['yes', 'no'],
    provoke: () => ['yes', 'no'],
    group: () => services.flatMap(({ groups }) => groups),
    operation: () => services.flatMap(({ operations }) => operations),
  };
  return lists[filter]();
}

function checkFilters(element: Element, services: readonly Outline[], report: Report): void {
  for (const filter of tableFilters) {
    const { value, span } = attribute(element, filter) ?? {};
    if (value === undefined || span === undefined) continue;
    const known = valuesOf(filter, services);
    for (const one of listOf(value)) {
      if (known === undefined ? /^[1-5](\d\d|xx)$/.test(one) : known.includes(one)) continue;
      report({
        message: known === undefined ? `\`${one}\` is no HTTP status` : `there is no ${filter} \`${one}\``,
        path: [],
        span,
        suggest: known && nearest(one, known),
        fix:
          known === undefined
            ? 'Write a number, such as `429`, or a class, such as `5xx`.'
            : known.length > 0 && known.length < 9
              ? `One of ${orList(known)}.`
              : 'Correct the name.',
      });
    }
  }
}

/** The code that is meant, as the pages find it: in the service named, else in that of the guide; or `service/CODE`. */
function checkCode(
  { value, span }: Attribute,
  services: readonly Outline[],
  { guide, catalog }: GuideContext,
  report: Report,
): Outline | undefined {
  if (value === undefined) return undefined;
  const [whole, folder = '', id = ''] = /^([^/]+)\/(.+)$/s.exec(value) ?? [];
  const found =
    services.find(({ codes }) => codes.has(value)) ??
    (whole === undefined ? undefined : catalog.outlines.find(({ service, codes }) => service === folder && codes.has(id)));
  const left = [...services.map(({ service }) => `${service}/${value}`), value, ...services.map(({ unit }) => unit), folder];
  if (found || left.some((name) => catalog.isLeftOut(name))) return found;
  const names = services.flatMap(({ codes }) => [...codes.keys()]);
  const everywhere = catalog.outlines.flatMap(({ service, codes }) => [...codes.keys()].map((code) => `${service}/${code}`));
  const global = services.length === 0;
  const suggest = nearest(value, global || whole !== undefined ? everywhere : names) ?? nearest(`${folder}/${value}`, everywhere);
  const same = global ? everywhere.filter((name) => name.endsWith(`/${value}`)) : [];
  report({
    message:
      global && whole === undefined
        ? `\`${value}\` names no service`
        : `there is no code \`${value}\`${guide.unit === '' || global ? '' : ` in ${services.map(({ service }) => `\`${service}\``).join(', ')}`}`,
    path: [],
    span,
    suggest: same[0] ?? suggest,
    ...(global && { fix: 'In a guide of the whole catalog, write `service/CODE`.' }),
  });
  return undefined;
}

/** Codes, services, envelopes, groups and other names in guides that nothing bears. */
export const guideReference: Rule = {
  id: 'guide-reference',
  title: 'Every code and every name in a guide is one of the catalog',
  severity: 'error',
  why: 'Readers would be sent to a page that is not there, or read a table that lacks what it promises.',
  fix: 'Correct the name; a code that was renamed stands under its new one.',
  examples: {
    good: [
      'guides:\n  stock.mdx: |\n    ---\n    title: Stock\n    ---\n    See <Code id="OUT_OF_STOCK" /> and <Code id="shop/TOO_MANY_ORDERS" />.\n\n    <CodeTable status="4xx 503" retry="never" />',
    ],
    bad: [
      'guides:\n  stock.mdx: |\n    ---\n    title: Stock\n    ---\n    See <Code id="OUT_OF_STOK" />. {/* # <-- */}\n\n    <Payload code="OUT_OF_STOCK" envelope="htp" /> {/* # <-- */}',
      'guides:\n  stock.mdx: |\n    ---\n    title: Stock\n    ---\n    <CodeTable retry="nver" /> {/* # <-- */}\n\n    <Code service="shopp" id="OUT_OF_STOCK" /> {/* # <-- */}',
    ],
  },
  guide(context, report) {
    const { guide, catalog } = context;
    for (const element of guide.elements) {
      const named = attribute(element, 'service');
      const wanted = named?.value === undefined ? undefined : listOf(named.value);
      const unknown = wanted?.filter((name) => !catalog.outlines.some(({ service }) => service === name)) ?? [];
      for (const name of unknown) {
        if (catalog.isLeftOut(name) || named === undefined) continue;
        const suggest = nearest(
          name,
          catalog.outlines.map(({ service }) => service),
        );
        report({ message: `there is no service \`${name}\``, path: [], span: named.span, suggest });
      }
      if (unknown.length > 0) continue;
      const services = catalog.outlines.filter(({ unit, service }) =>
        wanted === undefined ? unit === guide.unit : wanted.includes(service),
      );
      if (element.name === 'CodeTable') checkFilters(element, services.length > 0 ? services : catalog.outlines, report);
      const code =
        element.name === 'Code'
          ? attribute(element, 'id')
          : element.name === 'Payload' || element.name === 'Provoke'
            ? attribute(element, 'code')
            : undefined;
      const owner = code && checkCode(code, services, context, report);
      const envelope = element.name === 'Payload' ? attribute(element, 'envelope') : undefined;
      if (!owner || envelope?.value === undefined) continue;
      const id = code?.value?.replace(`${owner.service}/`, '');
      const [, carried = []] = [...owner.sentIn].find(([one]) => one === id || one === code?.value) ?? [];
      if (!carried.includes(envelope.value))
        report({
          message: `\`${id ?? ''}\` is not sent in an envelope \`${envelope.value}\``,
          path: [],
          span: envelope.span,
          suggest: nearest(envelope.value, carried),
          fix: carried.length > 0 ? `It is sent in ${orList(carried)}.` : 'It is not sent at all.',
        });
    }
  },
};
