import { guideComponents } from '../../model/guide.ts';
import { nearest } from '../../model/nearest.ts';
import type { GuideContext, Report, Rule } from '../rule.ts';
import { orList } from '../shape/words.ts';

type Element = GuideContext['guide']['elements'][number];

/** What the content security policy of the pages forbids, and a browser would leave out without a word. */
function blocked({ name, attributes, span }: Element, report: Report): void {
  const fix = 'Leave it out; put styles into a style sheet (`customCss`), and programs into a component of your own.';
  if (/^(script|style|iframe|object|embed)$/.test(name)) report({ message: `\`<${name}>\` has no effect in a guide`, path: [], span, fix });
  for (const attribute of attributes)
    if (/^[a-z]/.test(name) && /^(style$|on[a-z])/i.test(attribute.name))
      report({ message: `the attribute \`${attribute.name}\` has no effect in a guide`, path: [], span: attribute.span, fix });
}

function own({ name, attributes, span }: Element, report: Report): void {
  const { needs, takes } = guideComponents[name] ?? { needs: [], takes: [] };
  const known = [...needs, ...takes];
  for (const one of attributes) {
    if (!known.includes(one.name)) {
      const suggest = nearest(one.name, known);
      report({
        message: `\`<${name}>\` has no attribute \`${one.name}\``,
        path: [],
        span: one.span,
        suggest,
        fix: `It takes ${orList(known)}.`,
      });
    } else if (one.value === undefined || one.value.trim() === '') {
      report({
        message: `\`${one.name}\` of \`<${name}>\` is no text`,
        path: [],
        span: one.span,
        fix: `Write \`${one.name}="…"\`: names are checked, computed values cannot be.`,
      });
    }
  }
  for (const need of needs)
    if (!attributes.some((one) => one.name === need))
      report({ message: `\`<${name}>\` lacks \`${need}\``, path: [], span, fix: `Add \`${need}="…"\`.` });
}

/** Components that nothing provides, attributes that a component does not have, and what browsers would refuse. */
export const guideComponent: Rule = {
  id: 'guide-component',
  title: 'Guides use the components that there are, with the attributes that they have',
  severity: 'error',
  why: 'The page of the guide could not be made, or would lack what its author meant it to show.',
  fix: 'Correct the name, or import the component at the top of the guide.',
  examples: {
    good: [
      'guides:\n  stock.mdx: |\n    ---\n    title: Stock\n    ---\n    <CodeTable category="conflict limit" />\n\n    <b>Bold</b> and `<Unknown>`.',
      "guides:\n  stock.mdx: |\n    ---\n    title: Stock\n    ---\n    import Chart from './Chart.astro'\n\n    <Chart height={3} />",
    ],
    bad: [
      'guides:\n  stock.mdx: |\n    ---\n    title: Stock\n    ---\n    <CodeTabel category="conflict" /> {/* # <-- */}\n\n    <Code ident="OUT_OF_STOCK" /> {/* # <-- */}',
      'guides:\n  stock.mdx: |\n    ---\n    title: Stock\n    ---\n    <Payload code={1 + 1} /> {/* # <-- */}\n\n    <p style="color: red">Red</p> {/* # <-- */}',
    ],
  },
  guide({ guide }, report) {
    for (const element of guide.elements) {
      const { name, span } = element;
      const head = name.split('.')[0] ?? '';
      // What the guide imports or defines itself is its own business.
      const declared =
        head !== '' && new RegExp(String.raw`(?<![\w$])${head.replaceAll('$', String.raw`\$`)}(?![\w$])`).test(guide.modules);
      if (declared) continue;
      if (Object.hasOwn(guideComponents, name)) own(element, report);
      else if (/^[A-Z]/.test(head)) {
        const known = Object.keys(guideComponents);
        report({ message: `there is no component \`${name}\``, path: [], span, suggest: nearest(name, known) });
      } else blocked(element, report);
    }
  },
};
