import type { Argument, Client, Snippet } from '../client.ts';
import { contentOf } from '../content.ts';
import type { Content } from '../content.ts';
import { demanded } from '../demanded.ts';
import { joined, when } from '../lines.ts';
import { why } from '../why.ts';
import type { Plan, Reading } from '../types.ts';
import { call, layout, list, marked } from './python-layout.ts';
import type { Block, Doc } from './python-layout.ts';
import {
  access,
  caseOf,
  failure,
  functionName,
  imports,
  literal,
  matching,
  name,
  noteType,
  showType,
  shows,
  text,
  waits,
} from './python.ts';
import type { Case, Read } from './python.ts';

/** HTTPX, the HTTP client for Python with types. */
export const pythonHttpx: Client = {
  id: 'python-httpx',
  title: 'Python, HTTPX',
  language: 'python',
  languageTitle: 'Python',
  extension: 'py',
  transports: ['http'],
  libraries: ['httpx'],
  snippet,
};

/** The address with the values of its path put in, and a parameter for each; what a path cannot hold is encoded. */
function address(path: string): { url: string; variables: ReadonlyMap<string, string> } {
  const variables = new Map<string, string>();
  const plain = (part: string): string =>
    encodeURI(part.replaceAll(/\p{Cs}/gu, '\uFFFD'))
      .replaceAll(/%25(?=[0-9A-Fa-f]{2})/g, '%')
      .replaceAll("'", '%27');
  const parts = path.split(/\{([^{}]+)\}/).map((part, at) => {
    if (at % 2 === 0) return plain(part);
    const wanted = name(part);
    const others = [...variables].filter(([one]) => one !== part).map(([, variable]) => variable);
    const variable = variables.get(part) ?? (others.includes(wanted) ? `${wanted}_${String(variables.size + 1)}` : wanted);
    variables.set(part, variable);
    return `{quote(${variable}, safe='')}`;
  });
  return { url: `f"{os.environ['API_URL']}${parts.join('')}"`, variables };
}

/** How each kind of body is taken, and how it is sent. */
const bodies: Readonly<Record<Content, { readonly parameter: string; readonly option: string }>> = {
  nothing: { parameter: '', option: '' },
  json: { parameter: 'body: Any', option: 'json=body' },
  form: { parameter: 'files: dict[str, bytes]', option: 'files=files' },
  other: { parameter: 'body: bytes', option: 'content=body' },
};

const slotOf = (place: readonly string[]): string => (place[0] === 'headers' ? place.slice(0, 2).join('/') : (place[0] ?? ''));

function subject(slot: string): Doc {
  const [kind, header] = slot.split('/');
  if (kind === 'headers') return call('response.headers.get(', [text(header ?? '')]);
  return kind === 'status' ? 'response.status_code' : 'error_of(response)';
}

function snippet(plan: Plan): Snippet | undefined {
  const { policy, recognition } = plan;
  if (recognition.signs.length === 0) return undefined;
  const method = plan.call.method ?? 'GET';
  const { url, variables } = address(plan.call.path ?? '/');
  const loop = policy.kind === 'retry' || policy.kind === 'refresh';
  const content = contentOf(plan.call);
  const takes: Argument[] = [
    ...[...variables.keys()].map((one): Argument => ({ kind: 'path', name: one })),
    ...when(content !== 'nothing', { kind: content === 'form' ? 'form' : 'input' } as const),
    ...demanded(plan),
  ];
  const parameters = takes.map((one) => {
    if (one.kind === 'path') return `${variables.get(one.name) ?? ''}: str`;
    if (one.kind === 'input' || one.kind === 'form') return bodies[content].parameter;
    if (one.kind === 'refresh') return 'refresh_token: Callable[[], str]';
    if (one.kind === 'done') return 'is_done: Callable[[], bool]';
    return one.kind === 'show' ? showType : noteType;
  });
  const short = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'].includes(method);
  // HTTPX says itself that it sends JSON or a form.
  const headers = [
    ...when(policy.kind === 'refresh', '"Authorization": f"Bearer {token}"'),
    ...when(content === 'other', `"Content-Type": ${text(plan.call.contentType ?? '')}`),
  ];
  const request: Doc = call(`response = httpx.${short ? method.toLowerCase() : 'request'}(`, [
    ...when(!short, text(method)),
    url,
    ...when(content !== 'nothing', bodies[content].option),
    ...when(headers.length > 0, list('headers={', headers, '}')),
  ]);
  // The head of the response first: it costs nothing to look at.
  const slots = [...new Set(recognition.signs.map(({ place }) => slotOf(place)))].toSorted(
    (one, two) => Number(one === 'body') - Number(two === 'body'),
  );
  const recognised = caseOf(recognition.signs, slots);
  const parsed = slots.includes('body');
  const { block, reads } = reaction(plan, recognised);
  const body: Block = [
    request,
    ...matching(
      slots.map(subject),
      recognised,
      reads && parsed ? 'error' : undefined,
      [...when(reads && !parsed, 'error = response.json()'), ...block],
      { pass: ['return response'], leave: ['return response'] },
    ),
  ];
  const code: Block = [
    ...imports(
      [
        'import os',
        policy.kind === 'retry' && policy.wait.kind === 'backoff' && 'import random',
        policy.kind === 'retry' && policy.wait.kind !== 'none' && 'import time',
        takes.some(({ kind }) => ['refresh', 'done', 'show', 'note'].includes(kind)) && 'from collections.abc import Callable',
        (parsed || content === 'json') && 'from typing import Any',
        variables.size > 0 && 'from urllib.parse import quote',
      ],
      ['import httpx'],
    ),
    ...when<Block[number]>(
      parsed,
      'def error_of(response: httpx.Response) -> Any:',
      ['try:', ['return response.json()'], 'except ValueError:', ['return None']],
      '',
      '',
    ),
    {
      kind: 'def',
      before: `def ${functionName(plan)}(`,
      items: parameters,
      after: `) -> httpx.Response${policy.kind === 'show' ? ' | None' : ''}:`,
    },
    [
      ...when<Block[number]>(policy.kind === 'refresh', 'token = os.environ["API_TOKEN"]'),
      ...(loop ? ['attempt = 1', 'while True:', body] : body),
    ],
  ];
  return { ...joined(layout(code)), entry: { name: functionName(plan), takes } };
}

/** What is done about the error, and whether that reads its body. */
function reaction(plan: Plan, recognised: Case): { block: Block; reads: boolean } {
  const { policy } = plan;
  let reads = false;
  const read: Read = ({ place: [slot, ...rest] }: Reading, otherwise) => {
    if (slot === 'headers') return call('response.headers.get(', [text(rest[0] ?? ''), ...when(otherwise !== undefined, otherwise ?? '')]);
    if (slot === 'status') return 'response.status_code';
    reads = true;
    return access('error', 'body', rest, recognised, otherwise);
  };
  const block = ((): Block => {
    switch (policy.kind) {
      case 'stop':
      case 'correct':
        return [`# ${why(plan) ?? ''}`, ...failure(plan, read)];
      case 'show':
        return [...shows(plan, read), 'return None'];
      case 'note':
        return [marked(call('note(', [literal(plan.code)])), 'return response'];
      case 'refresh':
        return ['if attempt == 2:', failure(plan, read), marked('token = refresh_token()'), 'attempt += 1'];
      case 'retry':
        return [
          marked(`if attempt == ${String(policy.attempts)}:`),
          failure(plan, read),
          ...waits(policy.wait, read, 'time.sleep'),
          ...when<Block[number]>(plan.ask, '# The failed attempt may have been carried out.', marked('if is_done():'), ['return response']),
          'attempt += 1',
        ];
    }
  })();
  return { block, reads };
}
