import type { Argument, Client, Snippet } from '../client.ts';
import { fact, indent, joined, when } from '../lines.ts';
import type { Line } from '../lines.ts';
import { camel } from '../names.ts';
import { contentOf } from '../content.ts';
import type { Content } from '../content.ts';
import { demanded } from '../demanded.ts';
import type { Place, Plan, Reading } from '../types.ts';
import { why } from '../why.ts';
import {
  access,
  functionName,
  itself,
  literal,
  neededOf,
  report,
  showType,
  shown,
  shownIn,
  sleepLine,
  unlike,
  waits,
} from './typescript.ts';
import { messageType } from './typescript-message.ts';
import { wrapped } from './typescript-format.ts';

/** `fetch` of browsers and of Node (WHATWG Fetch). */
export const typescriptFetch: Client = {
  id: 'typescript-fetch',
  title: 'TypeScript, fetch',
  language: 'typescript',
  languageTitle: 'TypeScript',
  extension: 'ts',
  transports: ['http'],
  libraries: [],
  snippet,
};

const at = ([slot, ...rest]: Place, known: readonly Place[]): string =>
  slot === 'headers'
    ? `response.headers.get(${literal(rest[0] ?? '')})`
    : slot === 'status'
      ? 'response.status'
      : access('error', rest, known);

/** How a message is read once it is recognised. */
const reader =
  (plan: Plan) =>
  ({ place }: Reading): string =>
    // What is read without a test on the way is an object: the head of the response has told.
    at(place, isOpen(plan) ? shownIn(plan, 'body') : [itself]);

/** How each kind of body is taken, and how it is sent. */
const bodies: Readonly<Record<Content, { readonly parameter: string; readonly option: string }>> = {
  nothing: { parameter: '', option: '' },
  json: { parameter: 'input: unknown', option: 'body: JSON.stringify(input)' },
  form: { parameter: 'body: FormData', option: 'body' },
  other: { parameter: 'body: BodyInit', option: 'body' },
};

/** The address with the values of its path put in. */
function address(path: string): { url: string; names: string[] } {
  const names: string[] = [];
  const url = path.replaceAll(/\{([^{}]+)\}|[`\\]|\$\{/g, (whole, name: string | undefined) => {
    if (name === undefined) return `\\${whole}`;
    names.push(name);
    return `\${encodeURIComponent(${camel(name)})}`;
  });
  return { url, names };
}

function snippet(plan: Plan): Snippet {
  const { policy, call } = plan;
  const { url, names } = address(call.path ?? '/');
  const loop = policy.kind === 'retry' || policy.kind === 'refresh';
  const content = contentOf(call);
  const takes: Argument[] = [
    ...names.map((name): Argument => ({ kind: 'path', name })),
    ...when(content !== 'nothing', { kind: content === 'form' ? 'form' : 'input' } as const),
    ...demanded(plan),
  ];
  const parameters = takes.map((one) => {
    if (one.kind === 'path') return `${camel(one.name)}: string`;
    if (one.kind === 'input' || one.kind === 'form') return bodies[content].parameter;
    if (one.kind === 'refresh') return 'refreshToken: () => Promise<string>';
    if (one.kind === 'done') return 'isDone: () => Promise<boolean>';
    return one.kind === 'show' ? showType : 'note: (warning: string) => void';
  });
  // A form brings its own type, with the boundary of its parts.
  const headers = [
    ...when(policy.kind === 'refresh', 'Authorization: `Bearer ${token}`'),
    ...when(content === 'json' || content === 'other', `'Content-Type': ${literal(call.contentType ?? '')}`),
  ];
  const options = [
    ...when(call.method !== undefined && call.method !== 'GET', `method: ${literal(call.method ?? '')}`),
    ...when(headers.length > 0, `headers: { ${headers.join(', ')} }`),
    ...when(content !== 'nothing', bodies[content].option),
  ];
  const request = `fetch(\`\${process.env.API_URL}${url}\`${options.length > 0 ? `, { ${options.join(', ')} }` : ''})`;
  const body = [`const response = await ${request};`, ...recognition(plan), ...reaction(plan)];
  const lines: Line[] = [
    ...typeOf(plan),
    ...when(policy.kind === 'retry' && policy.wait.kind !== 'none', sleepLine, ''),
    `export async function ${functionName(plan)}(${parameters.join(', ')}): Promise<Response${policy.kind === 'show' ? ' | undefined' : ''}> {`,
    ...indent(
      loop
        ? [
            ...when(policy.kind === 'refresh', 'let token = process.env.API_TOKEN;'),
            'for (let attempt = 1; ; attempt += 1) {',
            ...indent(body, '  '),
            '}',
          ]
        : body,
      '  ',
    ),
    '}',
  ];
  return { ...joined(wrapped(lines)), entry: { name: functionName(plan), takes } };
}

/** Until the body has told, the caller may still want it, and it may be anything. */
const isOpen = ({ recognition: { signs } }: Plan): boolean => signs.some(({ place }) => place[0] === 'body');

/** Everything that is not this error is the caller's: the response goes on as it came. */
function recognition(plan: Plan): Line[] {
  const { signs } = plan.recognition;
  const body = signs.filter(({ place }) => place[0] === 'body');
  const head = signs.filter(({ place }) => place[0] !== 'body');
  const needsBody = body.length > 0 || needed(plan).some(({ place }) => place[0] === 'body');
  const typed = typeOf(plan).length > 0;
  const returns = plan.policy.kind === 'retry' && plan.ask;
  return [
    ...when(head.length > 0, fact(`if (${unlike(head, at)}) return response;`)),
    ...when(
      needsBody && isOpen(plan),
      `const error${typed ? ': Problem | undefined' : ''} = await response`,
      '  .clone()',
      '  .json()',
      '  .catch(() => undefined);',
    ),
    ...when(needsBody && !isOpen(plan), `const error${typed ? ': Problem' : ''} = await response${returns ? '.clone()' : ''}.json();`),
    ...when(isOpen(plan), fact(`if (${unlike(body, at)}) return response;`)),
  ];
}

/** What the reaction reads from the message. */
const needed = (plan: Plan): Reading[] => [...neededOf(plan), wordingOf(plan)].filter((one) => one !== undefined);

/** What the service says, where the caller has something to change and no details tell what. */
const wordingOf = ({ policy: { kind }, details, message }: Plan): Reading | undefined =>
  (kind === 'stop' || kind === 'correct' || kind === 'refresh') && details.length === 0 && message?.place[0] === 'body'
    ? message
    : undefined;

/** The type of the body, as far as it is read. */
const typeOf = (plan: Plan): readonly Line[] =>
  messageType(
    'Problem',
    plan,
    plan.recognition.signs.filter(({ place }) => place[0] === 'body'),
    needed(plan).filter(({ place }) => place[0] === 'body'),
  ).lines;

function reaction(plan: Plan): Line[] {
  const { policy } = plan;
  const read = reader(plan);
  const failure = `throw new Error(${report(plan, read, wordingOf(plan))});`;
  switch (policy.kind) {
    case 'stop':
    case 'correct':
      return [`// ${why(plan) ?? ''}`, fact(failure)];
    case 'show': {
      const [texts, actions] = shown(plan, read);
      return [fact(`show(${texts}, ${actions});`), 'return undefined;'];
    }
    case 'note': {
      const sign = plan.recognition.signs.find(({ place }) => place[0] !== 'status');
      return [
        fact(`note(${sign ? read({ name: '', place: sign.place, types: [], always: true }) : literal(plan.code)});`),
        'return response;',
      ];
    }
    case 'refresh':
      return [`if (attempt === 2) ${failure}`, fact('token = await refreshToken();')];
    case 'retry':
      return [
        fact(`if (attempt === ${String(policy.attempts)}) ${failure}`),
        ...waits(policy.wait, read),
        ...when(plan.ask, '// The failed attempt may have been carried out.', fact('if (await isDone()) return response;')),
      ];
  }
}
