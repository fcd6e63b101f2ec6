import fc from 'fast-check';
import { format } from 'prettier';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { compiled } from '../../emit/fixtures/catalogs.ts';
import { hostileHandler } from '../../test/hostile/plans.ts';
import { candidatesOf } from '../candidates.ts';
import { handlersOf, writers } from '../handlers/index.ts';
import { handlerPlansOf } from '../handlers/plan.ts';
import type { HandlerPlan } from '../handlers/plan.ts';
import { joined, when } from '../lines.ts';
import type { Line } from '../lines.ts';
import type { Plan, Reading } from '../types.ts';
import { messageType } from './typescript-message.ts';
import { access, literal, text } from './typescript.ts';

const catalog = await compiled('shipped');
const snippets = candidatesOf(catalog).filter(({ client }) => client.language === 'typescript');
const fixture = await compiled('fixture');
/** Whole handlers, also of a catalog with every shape of message. */
const handlers = [...handlersOf(catalog), ...handlersOf(fixture)].filter(({ client }) => client.language === 'typescript');
const files = [...snippets.map(({ name, snippet: { code } }) => ({ name, code })), ...handlers];

/** What the strictest TypeScript has against modules, all in one program. */
function typeErrors(modules: readonly { code: string }[]): string[] {
  const files = new Map(modules.map(({ code }, at) => [`${import.meta.dirname}/~snippet-${String(at)}.ts`, code]));
  const options: ts.CompilerOptions = {
    strict: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
    noImplicitReturns: false,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: ['node'],
  };
  const host = ts.createCompilerHost(options);
  const base = ts.createCompilerHost(options);
  host.fileExists = (file) => files.has(file) || base.fileExists(file);
  host.readFile = (file) => files.get(file) ?? base.readFile(file);
  host.getSourceFile = (file, language, ...rest) => {
    const own = files.get(file);
    return own === undefined ? base.getSourceFile(file, language, ...rest) : ts.createSourceFile(file, own, language);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ messageText, file, start = 0 }) => {
    const line = file ? file.text.slice(0, start).split('\n').length : 0;
    return `${file?.fileName.split('/').at(-1) ?? ''}:${String(line)}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
}

/** Where a text gives the type checker up. */
function anyIn({ name, code }: { name: string; code: string }): string[] {
  const file = ts.createSourceFile('x.ts', code, ts.ScriptTarget.ES2022, true);
  const visit = (node: ts.Node): string[] => {
    const own = node.kind === ts.SyntaxKind.AnyKeyword ? [`${name}: ${node.parent.getText(file)}`] : [];
    return [...own, ...node.getChildren(file).flatMap(visit)];
  };
  return visit(file);
}

describe('TypeScript snippets of the shipped catalog', () => {
  test('are formatted as Prettier does', async () => {
    expect(snippets.length).toBeGreaterThan(20);
    expect(handlers.length).toBeGreaterThan(5);
    for (const { name, code } of files)
      expect(code, name).toBe(await format(code, { parser: 'typescript', singleQuote: true, printWidth: 120 }));
  });

  test('are right for the strictest type checker', () => {
    expect(typeErrors(files)).toEqual([]);
  });

  test('say what they read of a message', () => {
    expect(anyIn({ name: 'x', code: 'const read = (error: any[]) => error[0];' })).toEqual(['x: any[]']);
    expect(
      [
        ...files,
        ...candidatesOf(fixture)
          .filter(({ client }) => client.language === 'typescript')
          .map(({ name, snippet: { code } }) => ({ name, code })),
      ].flatMap(anyIn),
    ).toEqual([]);
  });
});

test('whole handlers for a catalog that means harm are right for the type checker', () => {
  const plans = catalog.services.flatMap((service) => handlerPlansOf(service, 'en')).map(hostileHandler);
  const harmful = plans.flatMap((plan) =>
    writers
      .filter(({ client }) => client.language === 'typescript' && client.transports.includes(plan.transport))
      .flatMap((writer) => writer.write(plan) ?? []),
  );
  expect(harmful.length).toBeGreaterThan(5);
  expect(typeErrors(harmful)).toEqual([]);
  expect(harmful.flatMap(({ code }) => anyIn({ name: 'harmful', code }))).toEqual([]);
});

describe('messages that differ in what stands at a place', () => {
  const writersOf = (transport: Plan['transport']): typeof writers =>
    writers.filter(({ client }) => client.language === 'typescript' && client.transports.includes(transport));
  const shared = (slot: string, ...rest: string[]): string[] => [slot, 'here', ...rest];
  const read = (types: string[], place: string[], name = 'x'): Reading => ({ name: `params.${name}`, place, types, always: true });

  /** Each error reads the same place, or what is below it, as something else. */
  function contrary(whole: HandlerPlan, slot: string): HandlerPlan {
    const policies: Plan['policy'][] = [
      { kind: 'show' },
      { kind: 'retry', attempts: 2, wait: { kind: 'told', reading: read(['number'], shared(slot)), otherwise: 1, varies: true } },
      { kind: 'correct' },
      { kind: 'stop' },
    ];
    const [first] = whole.cases;
    if (!first) throw new Error('there are no cases');
    const { codeAt: _, ...other } = first;
    const cases = policies.map((policy, at): HandlerPlan['cases'][number] => ({
      ...other,
      name: `CODE_${String(at)}`,
      signs: at === 3 ? [{ place: shared(slot, 'deep', '0', 'code'), equals: true }] : [],
      ...(at < 3 && { codeAt: shared(slot, 'code'), isNumber: at === 1 }),
      ask: false,
      plan: {
        ...first.plan,
        policy,
        texts: [read(['string'], shared(slot))],
        actions: read(['array'], shared(slot, 'deep'), 'actions'),
        details: [read(['boolean'], shared(slot)), read(['integer'], shared(slot, 'deep', '0'), 'y')],
      },
    }));
    return {
      ...whole,
      cases,
      codePlaces: [shared(slot, 'code')],
      shared: [{ place: shared(slot), starts: 'a', ends: 'b' }],
      kinds: new Set(policies.map(({ kind }) => kind)),
    };
  }

  test('are read as what is looked for, each time', () => {
    const plans = fixture.services.flatMap((service) => handlerPlansOf(service, 'en'));
    const all = plans.flatMap((plan) => {
      const slot = plan.transport === 'task-result' ? 'result' : plan.transport === 'websocket' ? 'frame' : 'body';
      return [contrary(plan, slot), ...when(plan.transport === 'socket.io', contrary(plan, 'args'))].flatMap((one) =>
        writersOf(plan.transport).map((writer) => writer.write(one)?.code ?? ''),
      );
    });
    expect(all.length).toBeGreaterThan(4);
    expect(all.every((code) => code.includes(' as '))).toBe(true);
    expect(typeErrors(all.map((code) => ({ code })))).toEqual([]);
    expect(all.flatMap((code) => anyIn({ name: 'contrary', code }))).toEqual([]);
  });

  test('are whole texts, too', () => {
    const plans = fixture.services.flatMap((service) => handlerPlansOf(service, 'en'));
    const bare = plans.flatMap((plan): HandlerPlan[] => {
      const [first] = plan.cases;
      if (!first) return [];
      const { codeAt: _, ...one } = { ...first, plan: { ...first.plan, policy: { kind: 'stop' } as const, details: [] } };
      const rest = { ...plan, traces: [], shared: [], codePlaces: [], kinds: new Set(['stop'] as const) };
      return [{ ...rest, cases: [{ ...one, signs: [{ place: ['body'], starts: 'E1: ', ends: '' }] }] }];
    });
    const all = bare.flatMap((plan) => writersOf(plan.transport).map((writer) => writer.write(plan)?.code ?? ''));
    expect(all.some((code) => code.includes('string | undefined'))).toBe(true);
    expect(typeErrors(all.map((code) => ({ code })))).toEqual([]);
    const task = snippets.find(({ client }) => client.id === 'typescript-task');
    const whole = task && {
      ...task.plan,
      policy: { kind: 'stop' } as const,
      recognition: { signs: [{ place: ['result'], equals: 'E1' }], sure: true },
    };
    const { trace: _, ...plan } = whole ?? {};
    const code = task?.client.snippet(plan as Plan)?.code ?? '';
    expect(code).toContain('run: () => Promise<string>');
    expect(typeErrors([{ code }])).toEqual([]);
  });
});

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom("'", '"', '`', '\\', '\n', '\r', '\u2028', '\u202e', '${', '*/', '//', '{{', '%', '#{', 'é', '\u{1f600}', '\0'),
      { maxLength: 8 },
    )
    .map((all) => all.join('')),
);

describe('the type of a message', () => {
  const plan = snippets[0]?.plan;
  if (!plan) throw new Error('there are no snippets');
  const stop: Plan = { ...plan, policy: { kind: 'stop' }, example: { body: { code: 'A', list: [{ at: 1 }], more: { tags: ['a'] } } } };
  const reading = (types: string[], always: boolean, ...place: string[]): Reading => ({
    name: 'x',
    place: ['body', ...place],
    types,
    always,
  });
  const code = { place: ['body', 'code'], equals: 'A' };
  const codeOf = (lines: readonly Line[]): string => joined(lines).code;

  test('says what is read, and what may be missing', () => {
    const readings = [
      reading(['integer'], true, 'list', '0', 'at'),
      reading(['array'], false, 'more', 'tags'),
      reading(['string', 'null'], true, 'x-y'),
    ];
    expect(messageType('Problem', stop, [code], readings).lines).toEqual([
      'interface Problem {',
      '  code: string;',
      '  list?: { at: number }[];',
      '  more?: { tags?: string[] };',
      "  'x-y': unknown;",
      '}',
      '',
    ]);
  });

  test('is none where there is nothing to read, or a value is an object, too', () => {
    expect(messageType('Problem', stop, [], [])).toEqual({ lines: [], type: 'unknown' });
    expect(messageType('Problem', stop, [code], [reading(['string'], true, 'code', 'part')])).toEqual({ lines: [], type: 'unknown' });
  });

  test('is that of a value where the whole body is one', () => {
    expect(messageType('Problem', stop, [{ place: ['body'], equals: 7 }], [])).toEqual({ lines: [], type: 'number' });
  });

  test('is one for any keys', () => {
    const keys = fc.sample(hostile, { numRuns: 60, seed: 5 });
    const types = keys.map((key) => messageType('Problem', stop, [], [reading(['number'], true, key, 'way')]).lines);
    expect(typeErrors(types.map((lines) => ({ code: `export ${codeOf(lines)}` })))).toEqual([]);
    expect(types.every((lines) => lines.length === 4)).toBe(true);
  });
});

/** The value of an expression, by TypeScript's own parser. */
function parsed(code: string): ts.Expression {
  const file = ts.createSourceFile('x.ts', `(${code});`, ts.ScriptTarget.ES2022, true);
  expect('parseDiagnostics' in file ? file.parseDiagnostics : []).toEqual([]);
  const [statement, ...others] = file.statements;
  expect(others).toEqual([]);
  if (!statement || !ts.isExpressionStatement(statement) || !ts.isParenthesizedExpression(statement.expression)) throw new Error(code);
  return statement.expression.expression;
}

describe('texts of the catalog in TypeScript', () => {
  test('are one literal each, of the same value, in visible characters on one line', () => {
    fc.assert(
      fc.property(hostile, (value) => {
        const code = text(value);
        const expression = parsed(code);
        expect(ts.isStringLiteral(expression) && expression.text).toBe(value);
        expect(code).not.toMatch(/[\p{Cf}\p{Cc}\p{Zl}\p{Zp}]/u);
        expect(literal(value)).toBe(code);
      }),
      { numRuns: 500 },
    );
  });

  test('are accessed without a question mark where a test has shown that there is something', () => {
    expect(access('error', ['a', 'b', 'c'])).toBe('error?.a?.b?.c');
    expect(access('error', ['a', 'b', 'c'], [['a', 'code']])).toBe('error.a.b?.c');
    expect(access('error', ['a', 'b', 'c'], [['a', 'b', 'x']])).toBe('error.a.b.c');
    expect(access('error', ['list', '0', 'x-y'], [['code']])).toBe("error.list?.[0]?.['x-y']");
  });

  test('are names or literals in an access, and never more', () => {
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 1, maxLength: 3 }), (place) => {
        let here = parsed(access('error', place));
        for (const step of place.toReversed()) {
          if (ts.isPropertyAccessExpression(here)) {
            expect(here.name.text).toBe(step);
            here = here.expression;
          } else if (ts.isElementAccessExpression(here)) {
            expect(ts.isStringLiteralLike(here.argumentExpression) || ts.isNumericLiteral(here.argumentExpression)).toBe(true);
            here = here.expression;
          } else throw new Error(access('error', place));
        }
        expect(ts.isIdentifier(here) && here.text).toBe('error');
      }),
    );
  });
});
