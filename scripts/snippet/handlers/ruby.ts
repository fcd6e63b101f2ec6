import { transports } from '../../model/words.ts';
import { listOf, text } from '../clients/ruby.ts';
import { when } from '../lines.ts';
import { pascal } from '../names.ts';
import { remark } from '../remark.ts';
import { commented } from './doc.ts';
import { asks, goodCases, isCalled, isRepeated, isWrite, waitsOf } from './plan.ts';
import type { HandlerPlan } from './plan.ts';
import { branches, recognition } from './ruby-branches.ts';
import { inner, used } from './ruby-lines.ts';
import type { Ways } from './ruby-lines.ts';
import { failing, settling } from './ruby-settle.ts';
import type { Parts } from './ruby-settle.ts';

/** The whole file around the call of a transport. */
export function file(plan: HandlerPlan, ways: Ways, entry: (parts: Parts) => readonly string[]): string {
  const trace = plan.traces.length > 0 ? plan.traces.map(({ place }) => ways.at(place)).join(' || ') : undefined;
  const traced = trace !== undefined;
  const recognising = recognition(plan, ways);
  const branching = branches(plan, ways);
  const codeTakes = used(ways.message, recognising);
  const reactionTakes = used(['attempt', ...ways.message], branching);
  const given = (names: readonly string[]): string => (names.length > 0 ? `(${names.join(', ')})` : '');
  const parts: Parts = {
    codeOf: `code_of${given(codeTakes)}`,
    reactionTo: `reaction_to${given(['code', ...reactionTakes.map((one) => (one === 'attempt' ? 'state.attempt' : one))])}`,
    trace,
  };
  const methods = [
    entry(parts),
    ['# The code of an error, known or not; nil where there is none.', `def code_of${given(codeTakes)}`, ...inner(recognising), 'end'],
    [
      '# What to do about each error; a code that nobody knows is never repeated.',
      `def reaction_to${given(['code', ...reactionTakes])}`,
      ...inner(branching),
      'end',
    ],
    failing(plan, traced),
    settling(plan, traced),
  ];
  const all = methods.flat().join('\n');
  const helpers = [
    ...when(/\bat\(/.test(all), [
      '# What stands at a path; nil where there is nothing.',
      'def at(value, *path)',
      '  value.dig(*path)',
      'rescue NoMethodError, TypeError',
      '  nil',
      'end',
    ]),
    ...when(/\bfits\?\(/.test(all), [
      '# Whether it is a text that begins and ends so.',
      "def fits?(value, start, finish = '')",
      '  value.is_a?(String) && value.start_with?(start) && value.end_with?(finish)',
      'end',
    ]),
    ...when(waitsOf(plan).backoff, [
      '# Full jitter, twice as much after every attempt, up to a cap; in seconds.',
      'def backoff(attempt, first, cap)',
      '  rand * [cap, first * (2**attempt)].min',
      'end',
    ]),
  ];
  return [
    '# frozen_string_literal: true',
    '',
    ...ways.libraries.map((one) => `require '${one}'`),
    ...when(ways.libraries.length > 0, ''),
    ...commented(
      `What to do about each error of ${remark(plan.title)} (${transports[plan.transport]}). Made by errdex; every branch has run.`,
      '#',
      120,
    ),
    ...when(isCalled(plan), ...hooks(plan)),
    `module ${pascal(`${plan.service} ${plan.transport}`)}Errors`,
    ...inner([...constants(plan), 'module_function', ...[...methods, ...helpers].flatMap((one) => ['', ...one])]),
    'end',
    '',
  ].join('\n');
}

/** What the program around it does, in words: whatever has these methods will do. */
const hooks = (plan: HandlerPlan): string[] =>
  [
    '#',
    '# `hooks` is what the program around it does:',
    ...when(plan.kinds.has('refresh'), '# - `refresh_token` gives new credentials;'),
    ...when(asks(plan), '# - `done?` tells whether a failed attempt was carried out after all;'),
    ...when(plan.kinds.has('show'), '# - `show(texts, actions)` shows texts to the user, and offers actions;'),
    ...when(plan.kinds.has('note'), '# - `note(warning)` takes note of a warning: the answer is good.'),
  ].map((line, at, all) => (at === all.length - 1 ? line.replace(/;$/, '.') : line));

function constants(plan: HandlerPlan): string[] {
  const fields = [':attempt', ...when(plan.kinds.has('refresh'), ':token', ':refreshed'), ...when(isWrite(plan), ':write')];
  return [
    ...when(plan.lax, '# Codes that come with a status of success.', ...codes(plan), ''),
    ...when(isRepeated(plan), '# What one call has been through.', `State = Struct.new(${fields.join(', ')}, keyword_init: true)`, ''),
  ];
}

function codes(plan: HandlerPlan): string[] {
  const names = goodCases(plan).map(({ name }) => name);
  const whole = `CODES = ${listOf(names)}.freeze`;
  if (whole.length <= 118) return [whole];
  return listOf(names).startsWith('%w')
    ? ['CODES = %w[', ...inner(names), '].freeze']
    : ['CODES = [', ...inner(names.map((name, at) => text(name) + (at < names.length - 1 ? ',' : ''))), '].freeze'];
}
