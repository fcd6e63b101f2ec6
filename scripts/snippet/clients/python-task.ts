import type { Argument, Client, Snippet } from '../client.ts';
import { demanded } from '../demanded.ts';
import { joined, when } from '../lines.ts';
import { why } from '../why.ts';
import type { Plan, Reading } from '../types.ts';
import { call, layout, marked } from './python-layout.ts';
import type { Block } from './python-layout.ts';
import { access, caseOf, failure, functionName, imports, literal, matching, noteType, showType, shows, waits } from './python.ts';
import type { Case, Read } from './python.ts';

/** Results of tasks, however they are fetched: the caller starts the task and waits for what is stored. */
export const pythonTask: Client = {
  id: 'python-task',
  title: 'Python',
  language: 'python',
  languageTitle: 'Python',
  extension: 'py',
  transports: ['task-result'],
  libraries: [],
  snippet,
};

function snippet(plan: Plan): Snippet | undefined {
  const { policy, recognition } = plan;
  const [slot = 'body'] = recognition.signs[0]?.place ?? [];
  if (recognition.signs.length === 0) return undefined;
  const loop = policy.kind === 'retry' || policy.kind === 'refresh';
  const takes: Argument[] = [{ kind: 'run' }, ...demanded(plan)];
  const parameters: Record<string, string> = {
    run: 'run: Callable[[], Any]',
    refresh: 'refresh_token: Callable[[], str]',
    done: 'is_done: Callable[[], bool]',
    show: showType,
    note: noteType,
  };
  const recognised = caseOf(recognition.signs, [slot]);
  const body: Block = [
    'result = run()',
    ...matching(['result'], recognised, undefined, handled(plan, slot, recognised), { pass: ['return result'], leave: ['return result'] }),
  ];
  const code: Block = [
    ...imports(
      [
        policy.kind === 'retry' && policy.wait.kind === 'backoff' && 'import random',
        policy.kind === 'retry' && policy.wait.kind !== 'none' && 'import time',
        'from collections.abc import Callable',
        'from typing import Any',
      ],
      [],
    ),
    { kind: 'def', before: `def ${functionName(plan)}(`, items: takes.map(({ kind }) => parameters[kind] ?? ''), after: ') -> Any:' },
    loop ? ['attempt = 1', 'while True:', body] : body,
  ];
  return { ...joined(layout(code)), entry: { name: functionName(plan), takes } };
}

/**
 * What is done about an error in `result`: a failure is raised, anything else returned.
 *
 * @param slot that `result` holds
 * @param isAwaited callbacks and waits are awaited, and new credentials kept in `token`
 */
export function handled(plan: Plan, slot: string, recognised: Case, isAwaited = false): Block {
  const now = isAwaited ? 'await ' : '';
  const { policy } = plan;
  const read: Read = ({ place: [, ...rest] }: Reading, otherwise) => access('result', slot, rest, recognised, otherwise);
  switch (policy.kind) {
    case 'stop':
    case 'correct':
      return [`# ${why(plan) ?? ''}`, ...failure(plan, read)];
    case 'show':
      return [...shows(plan, read), 'return None'];
    case 'note':
      return [marked(call('note(', [literal(plan.code)])), 'return result'];
    case 'refresh':
      return ['if attempt == 2:', failure(plan, read), marked(`${isAwaited ? 'token = ' : ''}${now}refresh_token()`), 'attempt += 1'];
    case 'retry':
      return [
        marked(`if attempt == ${String(policy.attempts)}:`),
        failure(plan, read),
        ...waits(policy.wait, read, isAwaited ? 'await asyncio.sleep' : 'time.sleep'),
        ...when<Block[number]>(plan.ask, '# The failed attempt may have been carried out.', marked(`if ${now}is_done():`), [
          'return result',
        ]),
        'attempt += 1',
      ];
  }
}
