import { typescriptTask } from '../clients/typescript-task.ts';
import { when } from '../lines.ts';
import type { Handler, HandlerWriter } from './handler.ts';
import { isHooked } from './plan.ts';
import type { HandlerPlan } from './plan.ts';
import { inner } from './typescript-lines.ts';
import { settled, stateOf } from './typescript-settle.ts';
import { parsedOf } from './typescript-message.ts';
import { partsOf } from './typescript.ts';

function write(plan: HandlerPlan): Handler {
  const { at, lines: types, type } = parsedOf(plan, { variable: 'result', type: 'Outcome', below: ([, ...rest]) => rest });
  const parts = partsOf(plan, { at, types, message: [`result: ${type}`], connected: false });
  const lines = [
    ...parts.lines,
    '',
    '/**',
    ' * Runs a task, and again where that helps.',
    ' *',
    ` * @returns its result${plan.kinds.has('show') ? '; undefined where the user was shown what is wrong' : ''}`,
    ' * @throws Error that names the code, also one that is newer than this file: it is never repeated',
    ' */',
    `export async function runTask(${isHooked(plan) ? 'hooks: Hooks, ' : ''}run: () => Promise<unknown>): Promise<unknown> {`,
    ...inner([
      ...stateOf(plan, 'true'),
      'for (;;) {',
      ...inner([
        type === 'unknown' ? 'const result = await run();' : `const result = (await run()) as ${type};`,
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
