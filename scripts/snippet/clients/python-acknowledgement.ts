import type { Argument, Snippet } from '../client.ts';
import { renews } from '../credentials.ts';
import { demanded } from '../demanded.ts';
import { joined, when } from '../lines.ts';
import type { Plan } from '../types.ts';
import { call, layout } from './python-layout.ts';
import type { Block, Doc } from './python-layout.ts';
import { handled } from './python-task.ts';
import { caseOf, functionName, imports, matching, noteType, showType, text } from './python.ts';

/**
 * An error that comes as the acknowledgement of an event: it is the answer of a call.
 *
 * @param connect the statement that connects
 */
export function acknowledged(plan: Plan, connect: Doc): Snippet | undefined {
  const { policy, recognition } = plan;
  const signs = recognition.signs.filter(({ place }) => place[0] === 'ack');
  if (signs.length === 0) return undefined;
  const refresh = policy.kind === 'refresh';
  const repeats = refresh || policy.kind === 'retry';
  const made = renews(plan, 'message');
  const takes: Argument[] = [{ kind: made ? 'message' : 'input' }, ...demanded(plan)];
  const parameters: Record<string, string> = {
    input: 'data: Any',
    message: 'message: Callable[[str], Any]',
    refresh: 'refresh_token: Callable[[], Awaitable[str]]',
    done: 'is_done: Callable[[], Awaitable[bool]]',
    show: showType,
    note: noteType,
  };
  const types = [
    ...when(
      takes.some(({ kind }) => kind === 'refresh' || kind === 'done'),
      'Awaitable',
    ),
    ...when(takes.length > 1, 'Callable'),
  ];
  const recognised = caseOf(signs, ['ack']);
  const asked: Doc = call('result = await sio.call(', [text(plan.call.event ?? 'message'), made ? 'message(token)' : 'data']);
  const known = matching(['result'], recognised, undefined, handled(plan, 'ack', recognised, true), {
    pass: ['return result'],
    leave: ['return result'],
  });
  const opened = 'async with socketio.AsyncSimpleClient() as sio:';
  // A session that is over, or new credentials in the handshake, need a connection for each attempt.
  const anew = repeats && (plan.reconnect || renews(plan, 'handshake'));
  const body: Block = anew
    ? ['while True:', [opened, [connect, asked], ...known]]
    : [opened, [connect, ...(repeats ? ['while True:', [asked, ...known]] : [asked, ...known])]];
  const code: Block = [
    ...imports(
      [
        policy.kind === 'retry' && policy.wait.kind !== 'none' && 'import asyncio',
        'import os',
        policy.kind === 'retry' && policy.wait.kind === 'backoff' && 'import random',
        types.length > 0 && `from collections.abc import ${types.join(', ')}`,
        'from typing import Any',
      ],
      ['import socketio'],
    ),
    {
      kind: 'def',
      before: `async def ${functionName(plan)}(`,
      items: takes.map(({ kind }) => parameters[kind] ?? ''),
      after: ') -> Any:',
    },
    [...when(refresh, 'token = os.environ["API_TOKEN"]'), ...when(repeats, 'attempt = 1'), ...body],
  ];
  return { ...joined(layout(code)), entry: { name: functionName(plan), takes } };
}
