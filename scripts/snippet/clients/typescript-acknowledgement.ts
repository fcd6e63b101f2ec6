import type { Argument, Snippet } from '../client.ts';
import { renews } from '../credentials.ts';
import { demanded } from '../demanded.ts';
import { fact, indent, joined, when } from '../lines.ts';
import type { Line } from '../lines.ts';
import type { Plan } from '../types.ts';
import { functionName, literal, showType, sleepLine } from './typescript.ts';
import { wrapped } from './typescript-format.ts';
import { handled } from './typescript-result.ts';

/**
 * An error that comes as the acknowledgement of an event: it is the answer of a call.
 *
 * @param socket the expression that connects
 */
export function acknowledged(plan: Plan, socket: string): Snippet {
  const { policy, call } = plan;
  const loop = policy.kind === 'retry' || policy.kind === 'refresh';
  const made = renews(plan, 'message');
  const takes: Argument[] = [{ kind: made ? 'message' : 'input' }, ...demanded(plan)];
  const parameters: Record<string, string> = {
    input: 'input: unknown',
    message: 'message: (token?: string) => unknown',
    refresh: 'refreshToken: () => Promise<string>',
    done: 'isDone: () => Promise<boolean>',
    show: showType,
    note: 'note: (warning: string) => void',
  };
  const token = made ? 'token = await refreshToken();' : 'socket.auth = { token: await refreshToken() };';
  const sent = made ? 'message(token)' : 'input';
  const anew = fact(`socket.disconnect().connect();${plan.reconnect ? ' // the session is over' : ''}`);
  const body: Line[] = [
    `const result = await socket.timeout(10_000).emitWithAck(${literal(call.event ?? 'message')}, ${sent});`,
    ...handled(plan, [fact(token), ...when(plan.reconnect || !made, anew)], when(plan.reconnect, anew)),
  ];
  const lines: Line[] = [
    "import { io } from 'socket.io-client';",
    '',
    ...when(policy.kind === 'retry' && policy.wait.kind !== 'none', sleepLine, ''),
    `export async function ${functionName(plan)}(${takes.map(({ kind }) => parameters[kind]).join(', ')}): Promise<unknown> {`,
    ...indent(
      [
        ...when(made, 'let token = process.env.API_TOKEN;'),
        `const socket = ${socket};`,
        'try {',
        ...indent(loop ? ['for (let attempt = 1; ; attempt += 1) {', ...indent(body, '  '), '}'] : body, '  '),
        '} finally {',
        '  socket.disconnect();',
        '}',
      ],
      '  ',
    ),
    '}',
  ];
  return { ...joined(wrapped(lines)), entry: { name: functionName(plan), takes } };
}
