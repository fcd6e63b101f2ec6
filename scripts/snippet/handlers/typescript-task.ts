import { typescriptTask } from '../clients/typescript-task.ts';
import { access } from '../clients/typescript.ts';
import { when } from '../lines.ts';
import type { Place } from '../types.ts';
import type { Handler, HandlerWriter } from './handler.ts';
import { isHooked } from './plan.ts';
import type { HandlerPlan } from './plan.ts';
import { inner } from './typescript-lines.ts';
import { settled, stateOf } from './typescript-settle.ts';
import { partsOf } from './typescript.ts';

const at = ([, ...rest]: Place): string => access('result', rest);

function write(plan: HandlerPlan): Handler {
  const parts = partsOf(plan, { at, message: ['result: any'], connected: false });
  const lines = [
    ...parts.lines,
    '',
    '/**',
    ' * Runs a task, and again where that helps.',
    ' *',
    ` * @returns its result${plan.kinds.has('show') ? '; undefined where the user was shown what is wrong' : ''}`,
    ' * @throws Error that names the code, also one that is newer than this file: it is never repeated',
    ' */',
    `export async function runTask(${isHooked(plan) ? 'hooks: Hooks, ' : ''}run: () => Promise<any>): Promise<unknown> {`,
    ...inner([
      ...stateOf(plan, 'true'),
      'for (;;) {',
      ...inner([
        'const result = await run();',
        `const code = ${parts.codeOf};`,
        'if (code === undefined) return result;',
        ...settled(plan, 'code', parts, { keep: 'return result;', shown: 'return undefined;' }),
      ]),
      '}',
    ]),
    '}',
    '',
  ];
  return { code: lines.join('\n'), entry: 'runTask' };
}

/** Whole handlers of task results. */
export const typescriptTaskHandler: HandlerWriter = {
  client: typescriptTask,
  write,
  takes: (plan) => [...when(isHooked(plan), { kind: 'hooks' } as const), { kind: 'run' }],
};
