import { rubyHttp } from '../clients/ruby-http.ts';
import { rubyTask } from '../clients/ruby-task.ts';
import { text } from '../clients/ruby.ts';
import { when } from '../lines.ts';
import type { Place } from '../types.ts';
import type { Handler, HandlerWriter } from './handler.ts';
import { isCalled, isRepeated, toldPlaces, wholeRequestOf } from './plan.ts';
import type { HandlerPlan } from './plan.ts';
import { file } from './ruby.ts';
import { below, guard, inner } from './ruby-lines.ts';
import type { Ways } from './ruby-lines.ts';
import { settled, stateOf } from './ruby-settle.ts';

const shownIn = (plan: HandlerPlan): string => (plan.kinds.has('show') ? ' nil: the user was shown what is wrong.' : '');

/** Lines once, or again and again. */
const looped = (plan: HandlerPlan, lines: readonly string[]): string[] =>
  isRepeated(plan) ? ['loop do', ...inner(lines), 'end'] : [...lines];

const http: Ways = {
  at([slot, ...rest]: Place): string {
    if (slot === 'headers') return `response[${text(rest[0] ?? '')}]`;
    return slot === 'status' ? 'response.code' : below('error', rest);
  },
  message: ['response', 'error'],
  libraries: ['json', 'net/http'],
};

function writeHttp(plan: HandlerPlan): Handler {
  const refresh = plan.kinds.has('refresh');
  const code = file(plan, http, (parts) => {
    const told = [parts.codeOf, parts.reactionTo, parts.trace ?? ''].join('\n');
    const reads = /\berror\b/.test(told);
    return [
      `# Sends a request, and again where that helps.${shownIn(plan)}`,
      `def request(${['method', 'path', 'body = nil', 'headers = {}'].reduce((all, one) => `${all}, ${one}`, isCalled(plan) ? 'hooks' : '').replace(/^, /, '')})`,
      ...inner([
        ...stateOf(plan, '%w[POST PATCH].include?(method)'),
        ...looped(plan, [
          `response = call(method, path, body, ${refresh ? 'headers.merge(\'Authorization\' => "Bearer #{state.token}")' : 'headers'})`,
          ...when(!plan.lax, 'return response if response.is_a?(Net::HTTPSuccess)', ''),
          ...when(reads, 'error = parsed(response)'),
          `code = ${parts.codeOf}`,
          ...when(
            plan.lax,
            ...guard(
              'response',
              [
                'response.is_a?(Net::HTTPSuccess)',
                '!CODES.include?(code)',
                ...toldPlaces(plan).map((place) => `[nil, '', 0, '0'].include?(${http.at(place)})`),
              ],
              3,
            ),
            '',
          ),
          ...settled(plan, 'code || "HTTP #{response.code}"', parts, 'response'),
        ]),
      ]),
      'end',
      '',
      'def call(method, path, body, headers)',
      "  uri = URI(ENV.fetch('API_URL') + path)",
      "  Net::HTTP.start(uri.hostname, uri.port, use_ssl: uri.scheme == 'https') do |http|",
      '    http.send_request(method, uri.request_uri, body, headers)',
      '  end',
      'end',
      ...when(
        reads,
        '',
        '# What the body holds; nil where it is no JSON.',
        'def parsed(response)',
        '  JSON.parse(response.body.to_s, symbolize_names: true)',
        'rescue JSON::ParserError',
        '  nil',
        'end',
      ),
    ];
  });
  return { code: code.includes('JSON.') ? code : code.replace("require 'json'\n", ''), entry: 'request' };
}

/** Whole handlers with `Net::HTTP`. */
export const rubyHttpHandler: HandlerWriter = {
  client: rubyHttp,
  write: writeHttp,
  takes: (handler, plan) => wholeRequestOf(isCalled(handler), plan, (type) => ({ 'Content-Type': type })),
};

const task: Ways = { at: ([, ...rest]) => below('result', rest), message: ['result'], libraries: [] };

function writeTask(plan: HandlerPlan): Handler {
  const code = file(plan, task, (parts) => [
    `# Runs a task, and again where that helps.${shownIn(plan)}`,
    `def run_task(${isCalled(plan) ? 'hooks, ' : ''}run)`,
    ...inner([
      ...stateOf(plan, 'true'),
      ...looped(plan, [
        'result = run.call',
        `code = ${parts.codeOf}`,
        'return result if code.nil?',
        '',
        ...settled(plan, 'code', parts, 'result'),
      ]),
    ]),
    'end',
  ]);
  return { code, entry: 'run_task' };
}

/** Whole handlers of task results in Ruby. */
export const rubyTaskHandler: HandlerWriter = {
  client: rubyTask,
  write: writeTask,
  takes: (plan) => [...when(isCalled(plan), { kind: 'hooks' } as const), { kind: 'run' }],
};
