import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../check/locate.ts';
import { reportFormats } from './index.ts';

const span = { file: 'catalog/shop/service.yaml', line: 12, column: 5, endLine: 12, endColumn: 12 };
const findings: Finding[] = [
  {
    rule: 'unknown-key',
    severity: 'error',
    message: '`categry` is no key of a code',
    unit: 'shop',
    pointer: '/codes/AUTH_003/categry',
    span,
    text: '    categry: authentication',
    why: 'A key that nobody reads is a fact that nobody sees.',
    fix: 'Rename it.',
    suggest: 'category',
    related: [{ message: 'the code begins here', span: { ...span, line: 9, column: 3, endLine: 9, endColumn: 11 }, text: '  AUTH_003:' }],
  },
  {
    rule: 'odd',
    severity: 'warning',
    message: 'a: 100%, really\nsecond line',
    unit: 'shop',
    pointer: '',
    span: { file: 'catalog/shop/a, b: ü.yaml', line: 2, column: 6, endLine: 4, endColumn: 1 },
    text: '\tkey: 漢字 and more',
    related: [],
  },
  {
    rule: 'catalog-not-found',
    severity: 'info',
    message: 'nothing there',
    unit: '',
    pointer: '',
    span: { file: 'nowhere', line: 1, column: 1, endLine: 1, endColumn: 1 },
    related: [],
  },
];
const context = {
  version: '1.2.3',
  files: 12,
  colour: false,
  rules: [{ id: 'unknown-key', title: 'Every key is known', why: 'Why.', fix: 'Fix.' }],
};
const fixture = (name: string): string => readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8');

describe.each([
  ['text', 'report.txt'],
  ['json', 'report.json'],
  ['sarif', 'report.sarif'],
  ['github', 'report.github'],
])('%s', (name, file) => {
  const format = reportFormats.find((one) => one.name === name);

  it(`writes ${file}`, () => expect(format?.print(findings, context)).toBe(fixture(file)));
  it('has something to say, or nothing, where there is no finding', () => {
    const clean = format?.print([], context) ?? '';
    expect(clean).toBe(name === 'github' ? '' : name === 'text' ? 'No findings in 12 files\n' : clean);
    expect(clean === '' || clean.endsWith('\n')).toBe(true);
  });
});

describe('text', () => {
  const text = reportFormats[0];

  it('gives the reason of a rule once', () => {
    const [first] = findings;
    if (!first) throw new Error('no finding');
    expect(text.print([first, first], context).match(/why:/g)).toHaveLength(1);
  });

  it('colours only when told to', () => {
    expect(text.print(findings, { ...context, colour: true })).toContain('\u001b[');
    expect(text.print(findings, context)).not.toContain('\u001b');
  });

  it('lets no control character of a catalog through', () => {
    const nasty: Finding = {
      rule: 'x',
      severity: 'error',
      message: 'a\u001b[2Jb',
      unit: '',
      pointer: '',
      span,
      text: 'x: \u001b]0;title\u0007',
      related: [],
    };
    expect(text.print([nasty], context)).not.toMatch(/[^\P{Cc}\n]/u);
  });

  it('shows the neighbourhood of a place in a very long line', () => {
    const line = `${'x'.repeat(5000)}HERE${'y'.repeat(5000)}`;
    const long: Finding = {
      rule: 'x',
      severity: 'error',
      message: 'm',
      unit: '',
      pointer: '',
      span: { file: 'f', line: 1, column: 5001, endLine: 1, endColumn: 5005 },
      text: line,
      related: [],
    };
    const printed = text.print([long], context).split('\n');
    expect(Math.max(...printed.map((one) => one.length))).toBeLessThan(140);
    const [source = '', underline = ''] = printed.slice(3, 5);
    expect(source.slice(underline.indexOf('^'), underline.lastIndexOf('^') + 1)).toBe('HERE');
  });
});

describe('sarif', () => {
  it('has what SARIF 2.1.0 demands: version, runs, driver, rules that results index, regions from 1', () => {
    const log = JSON.parse(fixture('report.sarif')) as {
      version: string;
      runs: {
        tool: { driver: { name: string; rules: { id: string }[] } };
        results: { ruleId: string; ruleIndex: number; level: string; message: { text: string } }[];
      }[];
    };
    expect(log.version).toBe('2.1.0');
    const [run] = log.runs;
    expect(run?.tool.driver.name).toBe('errdex');
    for (const result of run?.results ?? []) {
      expect(run?.tool.driver.rules[result.ruleIndex]?.id).toBe(result.ruleId);
      expect(['error', 'warning', 'note', 'none']).toContain(result.level);
      expect(result.message.text).not.toBe('');
    }
    expect(run?.results).toHaveLength(3);
  });
});
