import type { Argument, Client, Snippet } from '../client.ts';
import { contentOf } from '../content.ts';
import { demanded } from '../demanded.ts';
import { fact, indent, joined, when } from '../lines.ts';
import type { Line } from '../lines.ts';
import { snake } from '../names.ts';
import type { Plan, Reading, Sign, Wait } from '../types.ts';
import { why } from '../why.ts';
import { filter, test, within, word } from './shell.ts';

/** curl in a script for bash, with jq for what stands in bodies. */
export const curl: Client = {
  id: 'curl',
  title: 'curl',
  language: 'bash',
  languageTitle: 'Shell',
  extension: 'sh',
  transports: ['http'],
  libraries: ['curl', 'jq'],
  snippet,
};

/** Basic regular expressions take these for something else. */
const pattern = (header: string): string => header.replaceAll(/[.*^$[\]\\]/g, '\\$&');

/** What prints a value of the message. */
const read = ({ place: [slot, ...rest] }: Reading): string =>
  slot === 'headers'
    ? `header ${word(pattern(rest[0] ?? ''))}`
    : slot === 'status'
      ? 'echo "$status"'
      : `jq -r ${word(filter(rest))} "$dir/body"`;

/** Names that scripts use themselves. */
const taken = new Set(['dir', 'header', 'most', 'path', 'status', 'token', 'wait']);

/** The address with the values of its path put in, in double quotes, and the variable for each. */
function address(path: string): { url: string; variables: ReadonlyMap<string, string> } {
  const variables = new Map<string, string>();
  const plain = (part: string): string =>
    encodeURI(part.replaceAll(/\p{Cs}/gu, '\uFFFD'))
      .replaceAll(/%25(?=[0-9A-Fa-f]{2})/g, '%')
      .replaceAll('$', '%24');
  const parts = path.split(/\{([^{}]+)\}/).map((part, at) => {
    if (at % 2 === 0) return plain(part);
    const free = !taken.has(snake(part)) && ![...variables].some(([one, variable]) => one !== part && variable === snake(part));
    const variable = variables.get(part) ?? (free ? snake(part) : `value_${String(variables.size + 1)}`);
    variables.set(part, variable);
    return `\${${variable}}`;
  });
  return { url: `"$API_URL${parts.join('')}"`, variables };
}

const whole = (wait: Wait): boolean => wait.kind !== 'backoff' || (Number.isInteger(wait.first) && Number.isInteger(wait.cap));

function snippet(plan: Plan): Snippet | undefined {
  const { policy, call, recognition } = plan;
  // The arithmetic of the shell knows whole seconds only.
  if (recognition.signs.length === 0 || (policy.kind === 'retry' && !whole(policy.wait))) return undefined;
  const method = call.method ?? 'GET';
  const { url, variables } = address(call.path ?? '/');
  const content = contentOf(call);
  const loop = policy.kind === 'retry' || policy.kind === 'refresh';
  const takes: Argument[] = [
    ...[...variables.keys()].map((name): Argument => ({ kind: 'path', name })),
    ...when(content !== 'nothing', { kind: content === 'form' ? 'form' : 'input' } as const),
    ...demanded(plan),
  ];
  const usage = [
    ...[...variables.values()].map((name) => name.toUpperCase()),
    ...when(content !== 'nothing', content === 'form' ? '-F NAME=@FILE...' : 'FILE'),
  ];
  const options = [
    ...when(method === 'HEAD', '--head'),
    ...when(method !== 'GET' && method !== 'HEAD', `-X ${/^[A-Z]+$/.test(method) ? method : word(method)}`),
    ...when(policy.kind === 'refresh', '-H "Authorization: Bearer $token"'),
    ...when(content === 'json', `--json "@$${String(variables.size + 1)}"`),
    ...when(content === 'other', `-H ${word(`Content-Type: ${call.contentType ?? ''}`)} --data-binary "@$${String(variables.size + 1)}"`),
    ...when(content === 'form', '"$@"'),
  ];
  const request = ['status=$(curl -sS -o "$dir/body" -D "$dir/headers" -w \'%{http_code}\' \\', `  ${[...options, url].join(' ')})`];
  const body: Line[] = [...request, ...unless(recognition.signs), '  cat "$dir/body"', '  exit', 'fi', ...reaction(plan)];
  const usesHeaders = body.some((line) => (typeof line === 'string' ? line : line.fact).includes("header '"));
  const lines: Line[] = [
    '#!/usr/bin/env bash',
    `# Usage: ${[`${snake(call.name)}.sh`, ...usage].join(' ')}`,
    ...when(policy.kind === 'refresh', '# refresh_token is a command of yours that prints new credentials.'),
    ...when(policy.kind === 'retry' && plan.ask, '# is_done is a command of yours that succeeds where an earlier attempt was carried out.'),
    'set -eu',
    '',
    'dir=$(mktemp -d)',
    'trap \'rm -rf "$dir"\' EXIT',
    ...when(usesHeaders, 'header() { grep -i "^$1:" "$dir/headers" | cut -d \' \' -f 2- | tr -d \'\\r\'; }'),
    ...[...variables.values()].map((name, at) => `${name}=$(jq -rn --arg value "$${String(at + 1)}" '$value | @uri')`),
    ...when(content === 'form' && variables.size > 0, `shift${variables.size > 1 ? ` ${String(variables.size)}` : ''}`),
    ...when(policy.kind === 'refresh', 'token=$API_TOKEN'),
    '',
    ...(loop ? ['for ((attempt = 1; ; attempt++)); do', ...indent(body, '  '), 'done'] : body),
  ];
  return { ...joined(lines), entry: { name: snake(call.name), takes } };
}

/** Asks whether the message lacks a sign: first of its head, then of its body; on two lines where one would be long. */
function unless(signs: readonly Sign[]): Line[] {
  const head = signs.filter(({ place }) => place[0] !== 'body').map(differs);
  const body = signs.filter(({ place }) => place[0] === 'body').map((sign) => test(sign.place.slice(1), sign));
  const parts = [
    ...when(head.length > 0, `[[ ${head.join(' || ')} ]]`),
    ...when(body.length > 0, `! jq -e ${word(body.join(' and '))} "$dir/body" &>/dev/null`),
  ];
  const [one = '', two] = parts;
  if (two === undefined || one.length + two.length < 76) return [fact(`if ${parts.join(' || ')}; then`)];
  return [fact(`if ${one} ||`), fact(`  ${two}; then`)];
}

/** True within `[[ ]]` where the message lacks the sign. */
function differs(sign: Sign): string {
  const [slot, header = ''] = sign.place;
  if (slot === 'status') return `$status != ${'equals' in sign ? String(sign.equals) : ''}`;
  const value = `$(header ${word(pattern(header))})`;
  if ('equals' in sign) return `${value} != ${word(String(sign.equals))}`;
  return `${value} != ${sign.starts === '' ? '' : word(sign.starts)}*${sign.ends === '' ? '' : word(sign.ends)}`;
}

/** Says why, and ends. */
function failure(plan: Plan): Line[] {
  const details = plan.policy.kind === 'correct' ? plan.details.slice(0, 3) : [];
  const said = [...details, ...(plan.trace ? [plan.trace] : [])];
  const more = said.map((one) => `, ${within(one.name.replace(/^\w+\./, ''))} $(${read(one)})`).join('');
  return [fact(`echo ${more === '' ? word(plan.code) : `"${within(plan.code)}${more}"`} >&2`), 'exit 1'];
}

/** Prints what is told, or nothing. */
const told = (reading: Reading): string =>
  reading.place[0] === 'headers' ? read(reading) : `jq -r ${word(`${filter(reading.place.slice(1))} // empty`)} "$dir/body"`;

function waits(wait: Wait): Line[] {
  switch (wait.kind) {
    case 'none':
      return [];
    case 'seconds':
      return [fact(`sleep ${String(wait.seconds)}`)];
    case 'told':
      return [fact(`wait=$(${told(wait.reading)})`), fact(`sleep "\${wait:-${String(wait.otherwise)}}"`)];
    case 'backoff': {
      const cap = String(wait.cap);
      return [
        fact(`most=$((${wait.first === 1 ? '' : `${String(wait.first)} * `}2 ** attempt))`),
        fact(`sleep "$((RANDOM % (most < ${cap} ? most : ${cap}))).$RANDOM"`),
      ];
    }
  }
}

function reaction(plan: Plan): Line[] {
  const { policy, actions } = plan;
  switch (policy.kind) {
    case 'stop':
    case 'correct':
      return [`# ${why(plan) ?? ''}`, ...failure(plan)];
    case 'show':
      return [
        ...plan.texts.map((one) => fact('place' in one ? read(one) : `echo ${word(one.text)}`)),
        ...when(
          actions !== undefined && ('place' in actions || actions.list.length > 0),
          fact(
            actions && 'place' in actions
              ? `jq -r ${word(`${filter(actions.place.slice(1))}[]? | "- \\(.)"`)} "$dir/body"`
              : `printf -- '- %s\\n' ${(actions?.list ?? []).map(word).join(' ')}`,
          ),
        ),
        'exit 1',
      ];
    case 'note':
      return [fact(`echo ${word(`Warning: ${plan.code}`)} >&2`), 'cat "$dir/body"'];
    case 'refresh':
      return ['if ((attempt == 2)); then', ...indent(failure(plan), '  '), 'fi', fact('token=$(refresh_token)')];
    case 'retry':
      return [
        fact(`if ((attempt == ${String(policy.attempts)})); then`),
        ...indent(failure(plan), '  '),
        'fi',
        ...waits(policy.wait),
        ...when<Line>(
          plan.ask,
          '# The failed attempt may have been carried out.',
          fact('if is_done; then'),
          '  cat "$dir/body"',
          '  exit',
          'fi',
        ),
      ];
  }
}
