import type { Argument, Client, Snippet } from '../client.ts';
import { fact, indent, joined, when } from '../lines.ts';
import type { Line } from '../lines.ts';
import { camel } from '../names.ts';
import type { Plan, Reading } from '../types.ts';
import { access, differs, functionName, literal, report, showType, shown, sleepLine, waits } from './typescript.ts';
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

const read = ({ place: [slot, ...rest] }: Reading): string =>
  slot === 'headers' ? `response.headers.get(${literal(rest[0] ?? '')})` : slot === 'status' ? 'response.status' : access('error', rest);

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
  const input = call.method !== 'GET' && call.method !== 'HEAD';
  const takes: Argument[] = [
    ...names.map((name): Argument => ({ kind: 'path', name })),
    ...(input ? [{ kind: 'input' } as const] : []),
    ...(policy.kind === 'refresh' ? [{ kind: 'refresh' } as const] : []),
    ...(policy.kind === 'retry' && plan.ask ? [{ kind: 'done' } as const] : []),
    ...(policy.kind === 'show' ? [{ kind: 'show' } as const] : []),
    ...(policy.kind === 'note' ? [{ kind: 'note' } as const] : []),
  ];
  const parameters = takes.map((one) => {
    if (one.kind === 'path') return `${camel(one.name)}: string`;
    if (one.kind === 'input') return 'body: BodyInit';
    if (one.kind === 'refresh') return 'refreshToken: () => Promise<string>';
    if (one.kind === 'done') return 'isDone: () => Promise<boolean>';
    return one.kind === 'show' ? showType : 'note: (warning: string) => void';
  });
  const options = [
    ...(call.method === undefined || call.method === 'GET' ? [] : [`method: ${literal(call.method)}`]),
    ...(input ? ['body'] : []),
    ...(policy.kind === 'refresh' ? ['headers: { Authorization: `Bearer ${token}` }'] : []),
  ];
  const request = `fetch(\`\${process.env.API_URL}${url}\`${options.length > 0 ? `, { ${options.join(', ')} }` : ''})`;
  const body = [`const response = await ${request};`, ...recognition(plan), ...reaction(plan)];
  const lines: Line[] = [
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

/** Everything that is not this error is the caller's: the response goes on as it came. */
function recognition(plan: Plan): Line[] {
  const { signs } = plan.recognition;
  const body = signs.filter(({ place }) => place[0] === 'body');
  const head = signs.filter(({ place }) => place[0] !== 'body');
  const needsBody = body.length > 0 || needed(plan).some(({ place }) => place[0] === 'body');
  const test = (sign: (typeof signs)[number]): string => differs(read({ name: '', place: sign.place, types: [], always: true }), sign);
  return [
    ...when(head.length > 0, fact(`if (${head.map(test).join(' || ')}) return response;`)),
    ...when(needsBody, 'const error = await response', '  .clone()', '  .json()', '  .catch(() => undefined);'),
    ...when(body.length > 0, fact(`if (${body.map(test).join(' || ')}) return response;`)),
  ];
}

/** What the reaction reads from the message. */
function needed(plan: Plan): Reading[] {
  const { policy } = plan;
  const readings: (Reading | undefined)[] =
    policy.kind === 'show'
      ? [...plan.texts, plan.actions].map((one) => (one && 'place' in one ? one : undefined))
      : [
          plan.trace,
          ...(policy.kind === 'correct' ? plan.details.slice(0, 3) : []),
          policy.kind === 'retry' && policy.wait.kind === 'told' ? policy.wait.reading : undefined,
        ];
  return readings.filter((one) => one !== undefined);
}

function reaction(plan: Plan): Line[] {
  const { policy } = plan;
  const failure = `throw new Error(${report(plan, read)});`;
  switch (policy.kind) {
    case 'stop':
    case 'correct':
      return [fact(failure)];
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
