import type { Rule } from './rule.ts';
import { rules } from './rules/index.ts';
import { shapeRules } from './shape/index.ts';

/** Only the lines that a reader needs: blank lines between pieces, none doubled. */
function section(rule: Rule): string {
  const fences = (examples: readonly string[]): string => examples.map((text) => `\`\`\`yaml\n${text}\n\`\`\``).join('\n\n');
  return [
    `## ${rule.id}`,
    `${rule.title}. Default: ${rule.severity}.`,
    `Why: ${rule.why}`,
    `Fix: ${rule.fix}`,
    'Finds, at the marked lines:',
    fences(rule.examples.bad),
    'Finds nothing in:',
    fences(rule.examples.good),
  ].join('\n\n');
}

/** The documentation of all rules as Markdown, made from the rules themselves. */
export function ruleDocs(): string {
  const table = rules.map(({ id, title, severity }) => `| [${id}](#${id}) | ${severity} | ${title.replaceAll('|', '\\|')} |`);
  const intro = `# Rules

Made from \`rules/\` by \`npm run docs\`; a test holds it fresh. Set a severity in \`catalog.yaml\`:

\`\`\`yaml
rules:
  missing-translation: warning
  text-length: off
\`\`\`

The examples are pieces of YAML laid over the service in \`fixtures/base/shop\`; \`null\` takes a key away.

Before these rules, each file is held against the format. These findings are always errors: ${shapeRules.map(({ id }) => `\`${id}\``).join(', ')}.`;
  return `${[intro, ['| rule | default | asks that |', '| --- | --- | --- |', ...table].join('\n'), ...rules.map(section)].join('\n\n')}\n`;
}
