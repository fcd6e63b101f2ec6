import { typescriptFetch } from '../clients/typescript-fetch.ts';
import { literal } from '../clients/typescript.ts';
import { when } from '../lines.ts';
import type { Place } from '../types.ts';
import type { Handler, HandlerWriter } from './handler.ts';
import { asks, isHooked, pathOf, toldPlaces, typeOf } from './plan.ts';
import type { HandlerPlan } from './plan.ts';
import { inner, unless } from './typescript-lines.ts';
import type { Ways } from './typescript-lines.ts';
import { settled, stateOf } from './typescript-settle.ts';
import { codeAs, parsedOf } from './typescript-message.ts';
import { partsOf } from './typescript.ts';

/** What the head of a response says; the rest stands in its body. */
const inHead = ([slot, name = '']: Place): string | undefined =>
  slot === 'headers' ? `response.headers.get(${literal(name)})` : slot === 'status' ? 'response.status' : undefined;

/** What the body holds; whoever may get the response after that must still be able to read it. */
const parsing = (plan: HandlerPlan, type: string): string[] =>
  plan.lax || plan.kinds.has('note') || asks(plan)
    ? [`const error: ${type} = await response`, '  .clone()', '  .json()', '  .catch(() => undefined);']
    : [`const error: ${type} = await response.json().catch(() => undefined);`];

function write(plan: HandlerPlan): Handler {
  const {
    lines: types,
    type,
    at: inBody,
  } = parsedOf(plan, {
    variable: 'error',
    type: 'Problem',
    below: (place) => (inHead(place) === undefined ? place.slice(1) : undefined),
  });
  const at: Ways['at'] = (place, wanted) => inHead(place) ?? inBody(place, wanted);
  const parts = partsOf(plan, { at, types, message: ['response: Response', `error: ${type}`], connected: false });
  const told = [parts.codeOf, parts.reactionTo, parts.trace ?? ''].join('\n');
  const fresh = plan.kinds.has('refresh');
  const lines = [
    ...parts.lines,
    '',
    '/**',
    ' * Sends a request, and again where that helps.',
    ' *',
    ` * @returns the response${plan.kinds.has('show') ? '; undefined where the user was shown what is wrong' : ''}`,
    ' * @throws Error that names the code, also one that is newer than this file: it is never repeated',
    ' */',
    `export async function send(${isHooked(plan) ? 'hooks: Hooks, ' : ''}path: string, init: RequestInit = {}): Promise<Response${plan.kinds.has('show') ? ' | undefined' : ''}> {`,
    ...inner([
      ...stateOf(plan, "['POST', 'PATCH'].includes(init.method ?? '')"),
      'for (;;) {',
      ...inner([
        ...when(fresh, 'const headers = new Headers(init.headers);', "headers.set('Authorization', `Bearer ${state.token}`);"),
        `const response = await fetch(\`\${process.env.API_URL}\${path}\`, ${fresh ? '{ ...init, headers }' : 'init'});`,
        ...when(!plan.lax, 'if (response.ok) return response;'),
        ...when(/\berror\b/.test(told), ...parsing(plan, type)),
        `const code = ${parts.codeOf};`,
        ...when(
          plan.lax,
          ...unless(
            [
              'response.ok',
              '!isCode(code)',
              ...toldPlaces(plan).map((place) => `[undefined, null, '', 0, '0'].includes(${at(place, codeAs(plan, place))})`),
            ],
            'return response;',
          ),
        ),
        ...settled(plan, 'code ?? `HTTP ${response.status}`', parts, { keep: 'return response;', shown: 'return undefined;' }),
      ]),
      '}',
    ]),
    '}',
    '',
  ];
  return { code: lines.join('\n'), entry: 'send' };
}

/** Whole handlers over `fetch`. */
export const typescriptFetchHandler: HandlerWriter = {
  client: typescriptFetch,
  write,
  takes(handler, plan) {
    const { method = 'POST' } = plan.call;
    const init = { method, ...(method !== 'GET' && method !== 'HEAD' && { body: '{}', headers: { 'Content-Type': typeOf(plan) } }) };
    return [...when(isHooked(handler), { kind: 'hooks' } as const), { kind: 'value', value: pathOf(plan) }, { kind: 'value', value: init }];
  },
};
