import type { Argument } from '../client.ts';
import { fact, indent, when } from '../lines.ts';
import type { Line } from '../lines.ts';
import { pointer } from '../../model/json.ts';
import { camel, pascal } from '../names.ts';
import type { Place, Plan, Reading, Sign, Wait } from '../types.ts';

/** Columns of a line (Google Java Style, section 4.4). */
const columns = 100;

/** Blanks before the statements of a method, and of a loop in it. */
export const [inMethod, inLoop] = [4, 6];

/**
 * A string literal. Controls are octal: `\u000a` is a line end to the compiler before it is part of a text (JLS, section 3.3).
 * Other marks without a glyph, and what turns the direction of text, are escaped.
 */
export function text(value: string): string {
  const known: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '"': '\\"', '\\': '\\\\' };
  const inner = value.replaceAll(/\p{Surrogate}/gu, '\ufffd').replaceAll(/["\\\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (char) => {
    const code = char.charCodeAt(0);
    if (Object.hasOwn(known, char)) return known[char] ?? '';
    if (code < 0x100 && char.length === 1) return `\\${code.toString(8).padStart(3, '0')}`;
    return [...Array(char.length).keys()].map((at) => `\\u${char.charCodeAt(at).toString(16).padStart(4, '0')}`).join('');
  });
  return `"${inner}"`;
}

/** Names of methods that every object has, words of Java that other languages do not keep, and variables of our snippets. */
const taken = new Set(
  'body clone id contentType done equals error finalize getClass hashCode isDone message note notify notifyAll permits record refreshToken report run sealed show start strictfp text toString token url wait'.split(
    ' ',
  ),
);

const free = (name: string): string => (taken.has(camel(name)) ? `${camel(name)}Value` : camel(name));

export const functionName = (plan: Plan): string => free(plan.call.name);

/** Name of the class: none that the snippet uses or that every Java program knows. */
const className = (plan: Plan): string => `${pascal(plan.call.name)}Call`;

/** Names of the values in a path, each only once. */
export function parameterNames(names: readonly string[]): string[] {
  const given = new Set<string>();
  return names.map((name) => {
    let own = free(name);
    while (given.has(own)) own += 'X';
    given.add(own);
    return own;
  });
}

/** How a method takes what is handed to it. */
export const parameters: Readonly<Record<Exclude<Argument['kind'], 'path'>, string>> = {
  input: 'String body',
  form: 'HttpRequest.BodyPublisher form',
  type: 'String contentType',
  message: 'UnaryOperator<String> message',
  run: 'Callable<JsonNode> run',
  refresh: 'Supplier<String> refreshToken',
  done: 'BooleanSupplier isDone',
  show: 'BiConsumer<List<String>, List<String>> show',
  note: 'Consumer<String> note',
  report: 'Consumer<Exception> report',
};

/** A node of Jackson below another, by JSON Pointer (RFC 6901): one that is missing reads as nothing. */
export const access = (root: string, place: Place): string => (place.length === 0 ? root : `${root}.at(${text(pointer(place))})`);

/** The text of a node; a list or an object is said as the JSON that it is. */
export const asText = (node: string, types: readonly string[]): string =>
  types.some((type) => type === 'array' || type === 'object') ? node : `${node}.asText()`;

/** A test on a node of Jackson: true for other errors. */
export function differs(node: string, sign: Sign): string {
  if ('equals' in sign) {
    const { equals } = sign;
    if (typeof equals === 'string') return `!${text(equals)}.equals(${node}.textValue())`;
    // What is not there must not read as what is looked for.
    if (typeof equals === 'boolean') return equals ? `!${node}.booleanValue()` : `${node}.asBoolean(true)`;
    return Number.isInteger(equals) && Math.abs(equals) < 2 ** 31
      ? `${node}.asInt(${equals === -1 ? '0' : '-1'}) != ${String(equals)}`
      : `${node}.asDouble() != ${String(equals)}`;
  }
  return wordsDiffer(`${node}.asText()`, sign);
}

/** A test on a text. */
export function wordsDiffer(value: string, sign: Sign): string {
  if ('equals' in sign) return `!${value}.equals(${text(String(sign.equals))})`;
  return [
    ...(sign.starts === '' ? [] : [`!${value}.startsWith(${text(sign.starts)})`]),
    ...(sign.ends === '' ? [] : [`!${value}.endsWith(${text(sign.ends)})`]),
  ].join(' || ');
}

/** `if (a || b) {`, broken before each operator where it is too long. */
export function ifAny(tests: readonly string[], at: number): Line[] {
  const line = `if (${tests.join(' || ')}) {`;
  if (at + line.length <= columns) return [fact(line)];
  const [first = ''] = tests;
  const cut = first.lastIndexOf('.equals(');
  if (tests.length === 1 && first.startsWith('!"') && cut > 0)
    return [fact(`if (${first.slice(0, cut)}`), fact(`    ${first.slice(cut)}) {`)];
  const all = tests.flatMap((test) => test.split(/ \|\| (?=!)/));
  return all.flatMap((test, place) => {
    const line = `${place === 0 ? 'if (' : '    || '}${test}${place === all.length - 1 ? ') {' : ''}`;
    const dot = line.lastIndexOf('.equals(');
    return at + line.length <= columns || !test.startsWith('!"') || dot < 0
      ? [fact(line)]
      : [fact(line.slice(0, dot)), fact(`        ${line.slice(dot)}`)];
  });
}

/** `String url = a + b;`, or broken after the `=`, or before each `+` too. */
export function assign(name: string, operands: readonly string[], at: number): Line[] {
  const value = operands.join(' + ');
  if (at + name.length + 4 + value.length <= columns) return [`${name} = ${value};`];
  if (at + 5 + value.length <= columns) return [`${name} =`, `    ${value};`];
  return [
    `${name} =`,
    ...operands.map((one, place) => `${place === 0 ? '    ' : '        + '}${one}${place === operands.length - 1 ? ';' : ''}`),
  ];
}

/** `call(a, b);`, its arguments on the next line or each on its own where it is too long. */
function call(head: string, args: readonly string[], tail: string, at: number): Line[] {
  const line = `${head}(${args.join(', ')})${tail}`;
  if (at + line.length <= columns) return [fact(line)];
  const next = `    ${args.join(', ')})${tail}`;
  if (at + next.length <= columns) return [`${head}(`, fact(next)];
  return [`${head}(`, ...args.map((one, place) => fact(`    ${one}${place === args.length - 1 ? `)${tail}` : ','}`))];
}

/** The sum of texts as the only argument of a call. */
function callSum(head: string, operands: readonly string[], tail: string, at: number): Line[] {
  const lines = call(head, [operands.join(' + ')], tail, at);
  if (operands.length === 1 || lines.every((line) => at + (typeof line === 'string' ? line : line.fact).length <= columns)) return lines;
  const summed = operands.flatMap((one, place) => {
    const line = `    ${place === 0 ? '' : '    + '}${one}${place === operands.length - 1 ? `)${tail}` : ''}`;
    // A chain of calls is broken before each.
    return at + line.length <= columns ? [line] : line.replaceAll(/(?<=\))\.(?=map\(|orElse\()/g, '\n            .').split('\n');
  });
  return [`${head}(`, ...summed.map((line) => fact(line))];
}

/** The failure that names the code, what the message tells of this occurrence, and the id that support asks for: thrown, or reported. */
export function report(plan: Plan, read: (reading: Reading) => string, at: number, isThrown = true): Line[] {
  const details = plan.policy.kind === 'correct' ? plan.details.slice(0, 3) : [];
  const said = [...details, ...(plan.trace ? [plan.trace] : [])];
  const operands =
    said.length === 0
      ? [text(plan.code)]
      : said.flatMap((one, place) => [text(`${place === 0 ? plan.code : ''}, ${one.name.replace(/^\w+\./, '')} `), read(one)]);
  if (isThrown) return callSum('throw new RuntimeException', operands, ';', at);
  const line = `report.accept(new Exception(${operands.join(' + ')}));`;
  if (at + line.length <= columns) return [fact(line)];
  return ['report.accept(', ...indent(callSum('new Exception', operands, ');', at + 4), '    ')];
}

/** Milliseconds to wait, and lines that stand before: undefined where nothing is waited for. */
export function waitMilliseconds(
  wait: Wait,
  attempts: number,
  number: (reading: Reading, otherwise: number) => string,
  attempt = 'attempt',
  isLined = false,
): { readonly lines: readonly Line[]; readonly value: string } | undefined {
  const long = (seconds: number): string => `${String(Math.round(seconds * 1000)).replaceAll(/\B(?=(?:\d{3})+$)/g, '_')}L`;
  switch (wait.kind) {
    case 'none':
      return undefined;
    case 'seconds':
      return { lines: [], value: long(wait.seconds) };
    case 'told':
      return { lines: [], value: `1000 * ${number(wait.reading, Math.ceil(wait.otherwise))}` };
    case 'backoff': {
      if (wait.first === 0) return { lines: [], value: '0' };
      // Doubling too often would leave the range of a long.
      const times = attempts > 16 ? `Math.min(${attempt}, 16)` : attempt;
      const value = `(long) (Math.random() * Math.min(${long(wait.cap)}, ${long(wait.first)} << ${times}))`;
      return isLined ? { lines: [fact(`long wait = ${value};`)], value: 'wait' } : { lines: [], value };
    }
  }
}

/** The lines that wait, and why so long. */
export function waits(wait: Wait, attempts: number, number: (reading: Reading, otherwise: number) => string): Line[] {
  const found = waitMilliseconds(wait, attempts, number);
  return found ? [...found.lines, fact(`Thread.sleep(${found.value});`)] : [];
}

/** `List<String> texts = List.of(a, b);` */
function listed(texts: readonly string[], at: number): Line[] {
  const lines = assign('List<String> texts', [`List.of(${texts.join(', ')})`], at);
  const isShort = lines.every((line) => at + (typeof line === 'string' ? line : line.fact).length <= columns);
  return isShort ? lines : ['List<String> texts =', ...indent(call('List.of', texts, ';', at + 4), '    ')];
}

/** Shows the texts and actions to a person. */
export function shown(plan: Plan, read: (reading: Reading) => string, list: (reading: Reading) => string, at: number): Line[] {
  const texts = plan.texts.map((one) => ('place' in one ? read(one) : text(one.text)));
  const { actions } = plan;
  const offered =
    actions === undefined ? 'List.of()' : 'place' in actions ? list(actions) : `List.of(${actions.list.map(text).join(', ')})`;
  const line = `show.accept(List.of(${texts.join(', ')}), ${offered});`;
  if (at + line.length <= columns) return [fact(line)];
  return [...listed(texts, at), ...call('show.accept', ['texts', offered], ';', at)];
}

/** The whole file: what the lines use, and the class with its method. */
export function file(
  plan: Plan,
  signature: readonly Line[],
  before: readonly Line[],
  lines: readonly Line[],
  fields: readonly Line[] = [],
): Line[] {
  const isLoop = plan.policy.kind === 'retry' || plan.policy.kind === 'refresh';
  const inner = [...before, ...(isLoop ? ['for (int attempt = 1; ; attempt++) {', ...indent(lines, '  '), '}'] : lines)];
  return whole(plan, [...fields, ...when(fields.length > 0, ''), ...signature, ...indent(inner, '  '), '}']);
}

/** The members of the class, with what they use before them. */
export function whole(plan: Plan, members: readonly Line[], head: readonly string[] = [`final class ${className(plan)} {`]): Line[] {
  const code = [...head, ...members]
    .map((line) => (typeof line === 'string' ? line : line.fact))
    .join('\n')
    .replaceAll(/"(?:\\.|[^"\\\n])*"/g, '""');
  const used = imports.filter((path) => new RegExp(`(?<![\\w.])${path.replace(/^.*\./, '')}\\b`).test(code));
  return [...used.map((path) => `import ${path};`), ...when(used.length > 0, ''), ...head, ...indent(members, '  '), '}'];
}

/** What snippets may use, in the order of their names. */
const imports = [
  'com.fasterxml.jackson.databind.JsonNode',
  'com.fasterxml.jackson.databind.ObjectMapper',
  'io.socket.client.Ack',
  'io.socket.client.IO',
  'io.socket.client.Socket',
  'java.io.IOException',
  'java.net.URI',
  'java.net.URLEncoder',
  'java.net.http.HttpClient',
  'java.net.http.HttpRequest',
  'java.net.http.HttpResponse',
  'java.net.http.WebSocket',
  'java.nio.charset.StandardCharsets',
  'java.util.HashMap',
  'java.util.List',
  'java.util.Map',
  'java.util.Optional',
  'java.util.concurrent.BlockingQueue',
  'java.util.concurrent.Callable',
  'java.util.concurrent.CompletableFuture',
  'java.util.concurrent.CompletionStage',
  'java.util.concurrent.Executor',
  'java.util.concurrent.LinkedBlockingQueue',
  'java.util.concurrent.TimeUnit',
  'java.util.concurrent.atomic.AtomicInteger',
  'java.util.concurrent.atomic.AtomicReference',
  'java.util.function.BiConsumer',
  'java.util.function.BooleanSupplier',
  'java.util.function.Consumer',
  'java.util.function.Function',
  'java.util.function.Supplier',
  'java.util.function.UnaryOperator',
  'java.util.stream.IntStream',
  'org.json.JSONArray',
  'org.json.JSONObject',
];

/** The head of a method: parameters and exceptions on lines of their own where it is too long. */
export function signature(result: string, name: string, given: readonly string[], thrown: string, access = ''): Line[] {
  const head = `${access}static ${result} ${name}(${given.join(', ')})`;
  const throwing = thrown === '' ? '' : ` throws ${thrown}`;
  if (2 + head.length + throwing.length + 2 <= columns) return [`${head}${throwing} {`];
  if (thrown !== '' && 2 + head.length <= columns) return [head, `   ${throwing} {`];
  const row = `    ${given.join(', ')})${throwing} {`;
  if (2 + row.length <= columns) return [`${access}static ${result} ${name}(`, row];
  const end = thrown === '' ? [] : [`   ${throwing} {`];
  const close = thrown === '' ? ') {' : ')';
  const two = `    ${given.join(', ')}${close}`;
  return [
    `${access}static ${result} ${name}(`,
    ...(2 + two.length <= columns ? [two] : given.map((one, at) => `    ${one}${at === given.length - 1 ? close : ','}`)),
    ...end,
  ];
}
