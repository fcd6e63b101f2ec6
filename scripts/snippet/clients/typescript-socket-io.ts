import type { Argument, Client, Snippet } from '../client.ts';
import { renews } from '../credentials.ts';
import { demanded } from '../demanded.ts';
import { fact, indent, joined, when } from '../lines.ts';
import type { Line } from '../lines.ts';
import type { Place, Plan, Reading } from '../types.ts';
import { why } from '../why.ts';
import { access, functionName, literal, report, showType, shown, shownIn, sleepLine, unlike, waits } from './typescript.ts';
import { acknowledged } from './typescript-acknowledgement.ts';
import { wrapped } from './typescript-format.ts';

/** The client of Socket.IO 4 for browsers and Node. */
export const typescriptSocketIo: Client = {
  id: 'typescript-socket-io',
  title: 'TypeScript, Socket.IO',
  language: 'typescript',
  languageTitle: 'TypeScript',
  extension: 'ts',
  transports: ['socket.io'],
  libraries: ['socket.io-client'],
  snippet,
};

const at = ([slot, ...rest]: Place, known: readonly Place[]): string => access(slot === 'args' ? 'args' : 'error', rest, known);

function snippet(plan: Plan): Snippet | undefined {
  const { policy, call, example } = plan;
  const { event, ack } = example;
  const refresh = policy.kind === 'refresh';
  const namespace = call.channel === undefined || call.channel === '/' ? '' : call.channel.replaceAll(/[`\\]|\$\{/g, '\\$&');
  const connected = `io(\`\${process.env.API_URL}${namespace}\`${options(renews(plan, 'handshake'))})`;
  if (typeof event !== 'string') return ack === undefined ? undefined : acknowledged(plan, connected);
  const made = renews(plan, 'message');
  const emit = `socket.emit(${literal(call.event ?? 'message')}, ${made ? 'message(token)' : 'input'})`;
  const takes: Argument[] = [
    { kind: made ? 'message' : 'input' },
    ...demanded(plan),
    ...when(policy.kind !== 'show' && policy.kind !== 'note', { kind: 'report' } as const),
  ];
  const parameters: Record<string, string> = {
    input: 'input: unknown',
    message: 'message: (token?: string) => unknown',
    refresh: 'refreshToken: () => Promise<string>',
    done: 'isDone: () => Promise<boolean>',
    show: showType,
    note: 'note: (warning: string) => void',
    report: 'report: (problem: Error) => void',
  };
  const signs = plan.recognition.signs.filter(({ place }) => place[0] !== 'event');
  const lines: Line[] = [
    "import { io } from 'socket.io-client';",
    '',
    ...when(policy.kind === 'retry' && policy.wait.kind !== 'none', sleepLine, ''),
    `export function ${functionName(plan)}(${takes.map(({ kind }) => parameters[kind]).join(', ')}): void {`,
    ...indent(
      [
        ...when(policy.kind === 'retry' || refresh, 'let attempt = 1;'),
        ...when(made, 'let token = process.env.API_TOKEN;'),
        `const socket = ${connected};`,
        `socket.on('connect', () => ${emit});`,
        fact(`socket.on(${literal(event)}, async (${example['args'] === undefined ? 'error' : '...args'}) => {`),
        ...indent([...when(signs.length > 0, fact(`if (${unlike(signs, at)}) return;`)), ...reaction(plan, `${emit};`)], '  '),
        '});',
      ],
      '  ',
    ),
    '}',
  ];
  return { ...joined(wrapped(lines)), entry: { name: functionName(plan), takes } };
}

const options = (shows: boolean): string => (shows ? ', { auth: { token: process.env.API_TOKEN } }' : '');

function reaction(plan: Plan, emit: string): Line[] {
  const { policy } = plan;
  const read = ({ place }: Reading): string => at(place, shownIn(plan, place[0] ?? ''));
  const failure = `report(new Error(${report(plan, read)}))`;
  const repeat = plan.reconnect ? fact('socket.disconnect().connect(); // the session is over') : emit;
  const inMessage = renews(plan, 'message');
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
        fact(inMessage ? 'token = await refreshToken();' : 'socket.auth = { token: await refreshToken() };'),
        'attempt += 1;',
        plan.reconnect || inMessage ? repeat : 'socket.disconnect().connect();',
      ];
    case 'retry':
      return [
        fact(`if (attempt === ${String(policy.attempts)}) return ${failure};`),
        ...waits(policy.wait, read),
        ...when(plan.ask, '// The failed attempt may have been carried out.', fact('if (await isDone()) return;')),
        'attempt += 1;',
        repeat,
      ];
  }
}
