import type { Json } from '../model/json.ts';

/** Text that YAML reads as itself without quotes. Strict: quoting too much harms nobody. */
const plain = /^[A-Za-z\u0400-\u04ff](?:[\w\u0400-\u04ff ,.`'/-]*[\w\u0400-\u04ff.`])?$/;
const meant = /^(?:true|false|null|yes|no|on|off|y|n)$/i;

function scalar(value: Json): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  return plain.test(value) && !meant.test(value) ? value : `'${value.replaceAll("'", "''")}'`;
}

/** Writes a value as people write YAML: block style, short lists of words on one line, quotes only where needed. */
export function blockYaml(value: Json, indent = ''): string {
  if (Array.isArray(value)) {
    return value
      .map((item) => `${indent}-${isNested(item) ? ` ${blockYaml(item, `${indent}  `).trimStart()}` : ` ${leaf(item)}\n`}`)
      .join('');
  }
  if (typeof value !== 'object' || value === null) return `${indent}${scalar(value)}\n`;
  return Object.entries(value)
    .map(([key, item]) => `${indent}${scalar(key)}:${isNested(item) ? `\n${blockYaml(item, `${indent}  `)}` : ` ${leaf(item)}\n`}`)
    .join('');
}

function isNested(value: Json): boolean {
  if (Array.isArray(value)) return value.some((item) => typeof item === 'object' || String(item).includes(' '));
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

function leaf(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(scalar).join(', ')}]`;
  return typeof value === 'object' && value !== null ? '{}' : scalar(value);
}
