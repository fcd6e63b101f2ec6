import type { Argument, Snippet } from '../client.ts';
import { renews } from '../credentials.ts';
import { demanded } from '../demanded.ts';
import { joined, when } from '../lines.ts';
import { why } from '../why.ts';
import type { Plan } from '../types.ts';
import { call, layout, marked } from './python-layout.ts';
import type { Block, Doc } from './python-layout.ts';
import { failure, functionName, imports, literal, matching, noteType, showType, shows, waits } from './python.ts';
import type { Case, Read } from './python.ts';

/** What two libraries do differently: how a connection is opened, used and read. */
export interface Session {
  /** Asked after all readings are made: it may name what they read. */
  readonly recognised: () => Case;
  readonly read: Read;
  readonly packages: readonly string[];
  readonly standard: readonly string[];
  /** What is sent, as a parameter, and what the harness gives for it. */
  readonly parameter: string;
  readonly argument: 'input' | 'message';
  /** Type of what is handed on. */
  readonly handedOn: string;
  /** Opens a connection that ends with its block. */
  readonly open: readonly [Doc];
  readonly start: readonly Doc[];
  readonly send: Doc;
  /** The loop over what arrives, and what makes it the subject of `match`. */
  readonly receive: string;
  readonly parse: readonly string[];
  readonly subject: string;
  /** Hands on what is not this error. */
  readonly pass: string;
}

/**
 * An asynchronous generator that talks over a connection: everything that is not the error is handed on to who iterates, and a failure is
 * raised there.
 */
export function session(plan: Plan, how: Session): Snippet {
  const { policy } = plan;
  const refresh = policy.kind === 'refresh';
  const repeats = refresh || policy.kind === 'retry';
  const again = plan.reconnect && repeats;
  // New credentials reach a server that wants them in the handshake by a new connection only.
  const anew = again || renews(plan, 'handshake');
  const takes: Argument[] = [{ kind: how.argument }, ...demanded(plan)];
  const parameters: Record<string, string> = {
    [how.argument]: how.parameter,
    refresh: 'refresh_token: Callable[[], Awaitable[str]]',
    done: 'is_done: Callable[[], Awaitable[bool]]',
    show: showType,
    note: noteType,
  };
  const types = [
    'AsyncIterator',
    ...when(
      takes.some(({ kind }) => kind === 'refresh' || kind === 'done'),
      'Awaitable',
    ),
    ...when(takes.length > 1 || how.argument === 'message', 'Callable'),
  ];
  const reacting = reaction(plan, how, anew);
  const connection: Block = [
    how.open[0],
    [
      ...how.start,
      how.send,
      how.receive,
      [
        ...how.parse,
        ...matching([how.subject], how.recognised(), undefined, reacting, {
          pass: [how.pass],
          leave: [how.pass, 'continue'],
        }),
      ],
      ...when<Block[number]>(anew && how.receive.startsWith('async for'), 'else:', ['return']),
    ],
  ];
  const code: Block = [
    ...imports(
      [
        policy.kind === 'retry' && policy.wait.kind !== 'none' && 'import asyncio',
        ...how.standard,
        'import os',
        policy.kind === 'retry' && policy.wait.kind === 'backoff' && 'import random',
        `from collections.abc import ${types.join(', ')}`,
        /\bAny\b/.test(how.parameter + how.handedOn) && 'from typing import Any',
      ],
      how.packages,
    ),
    {
      kind: 'def',
      before: `async def ${functionName(plan)}(`,
      items: takes.map(({ kind }) => parameters[kind] ?? ''),
      after: `) -> AsyncIterator[${how.handedOn}]:`,
    },
    [
      ...when(refresh, 'token = os.environ["API_TOKEN"]'),
      ...when(repeats, 'attempt = 1'),
      ...(anew ? ['while True:', connection] : connection),
    ],
  ];
  return { ...joined(layout(code)), entry: { name: functionName(plan), takes } };
}

function reaction(plan: Plan, { read, send }: Session, anew: boolean): Block {
  const { policy } = plan;
  const repeat: Block = anew ? ['attempt += 1', plan.reconnect ? marked('break  # the session is over') : 'break'] : ['attempt += 1', send];
  switch (policy.kind) {
    case 'stop':
    case 'correct':
      return [`# ${why(plan) ?? ''}`, ...failure(plan, read)];
    case 'show':
      return shows(plan, read);
    case 'note':
      return [marked(call('note(', [literal(plan.code)]))];
    case 'refresh':
      return ['if attempt == 2:', failure(plan, read), marked('token = await refresh_token()'), ...repeat];
    case 'retry':
      return [
        marked(`if attempt == ${String(policy.attempts)}:`),
        failure(plan, read),
        ...waits(policy.wait, read, 'await asyncio.sleep'),
        ...when<Block[number]>(plan.ask, '# The failed attempt may have been carried out.', marked('if await is_done():'), [
          anew ? 'return' : 'continue',
        ]),
        ...repeat,
      ];
  }
}
