import type { Argument, Client, Snippet } from '../client.ts';
import { demanded } from '../demanded.ts';
import { fact, indent, joined, when } from '../lines.ts';
import type { Line } from '../lines.ts';
import type { Place, Plan, Reading } from '../types.ts';
import { why } from '../why.ts';
import { access, functionName, literal, report, showType, shown, shownIn, sleepLine, unlike, waits } from './typescript.ts';
import { wrapped } from './typescript-format.ts';

/** `WebSocket` of browsers and of Node (WHATWG WebSockets). */
export const typescriptWebsocket: Client = {
  id: 'typescript-websocket',
  title: 'TypeScript, WebSocket',
  language: 'typescript',
  languageTitle: 'TypeScript',
  extension: 'ts',
  transports: ['websocket'],
  libraries: [],
  snippet,
};

const at = ([, ...rest]: Place, known: readonly Place[]): string => access('error', rest, known);

function snippet(plan: Plan): Snippet {
  const { policy, call } = plan;
  const refresh = policy.kind === 'refresh';
  const again = plan.reconnect && (refresh || policy.kind === 'retry');
  const takes: Argument[] = [
    { kind: refresh ? 'message' : 'input' },
    ...demanded(plan),
    ...when(policy.kind !== 'show' && policy.kind !== 'note', { kind: 'report' } as const),
  ];
  const parameters: Record<string, string> = {
    message: 'message: (token?: string) => string',
    input: 'message: string',
    refresh: 'refreshToken: () => Promise<string>',
    done: 'isDone: () => Promise<boolean>',
    show: showType,
    note: 'note: (warning: string) => void',
    report: 'report: (problem: Error) => void',
  };
  const url =
    call.channel === undefined
      ? '`${process.env.API_URL}`'
      : `\`\${process.env.API_URL}${call.channel.replaceAll(/[`\\]|\$\{/g, '\\$&')}\``;
  const session: Line[] = [
    `const socket = new WebSocket(${url});`,
    `socket.addEventListener('open', () => socket.send(${refresh ? 'message(token)' : 'message'}));`,
    "socket.addEventListener('message', async ({ data }) => {",
    ...indent(
      ['const error = JSON.parse(data);', fact(`if (${unlike(plan.recognition.signs, at)}) return;`), ...reaction(plan, again)],
      '  ',
    ),
    '});',
  ];
  const lines: Line[] = [
    ...when(policy.kind === 'retry' && policy.wait.kind !== 'none', sleepLine, ''),
    `export function ${functionName(plan)}(${takes.map(({ kind }) => parameters[kind]).join(', ')}): void {`,
    ...indent(
      [
        ...when(policy.kind === 'retry' || refresh, 'let attempt = 1;'),
        ...when(refresh, 'let token = process.env.API_TOKEN;'),
        ...(again ? ['const connect = () => {', ...indent(session, '  '), '};', 'connect();'] : session),
      ],
      '  ',
    ),
    '}',
  ];
  return { ...joined(wrapped(lines)), entry: { name: functionName(plan), takes } };
}

function reaction(plan: Plan, again: boolean): Line[] {
  const { policy } = plan;
  const read = ({ place }: Reading): string => at(place, shownIn(plan, place[0] ?? ''));
  const failure = `report(new Error(${report(plan, read)}))`;
  switch (policy.kind) {
    case 'stop':
    case 'correct':
      return [`// ${why(plan) ?? ''}`, fact(`${failure};`)];
    case 'show':
      return [fact(`show(${shown(plan, read).join(', ')});`)];
    case 'note':
      return [fact(`note(${literal(plan.code)});`)];
    case 'refresh':
      return [
        `if (attempt === 2) return ${failure};`,
        fact('token = await refreshToken();'),
        'attempt += 1;',
        again ? 'connect();' : 'socket.send(message(token));',
      ];
    case 'retry':
      return [
        fact(`if (attempt === ${String(policy.attempts)}) return ${failure};`),
        ...waits(policy.wait, read),
        ...when(plan.ask, '// The failed attempt may have been carried out.', fact('if (await isDone()) return;')),
        'attempt += 1;',
        again ? fact('connect(); // the session is over') : 'socket.send(message);',
      ];
  }
}
