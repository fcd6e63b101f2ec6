import { transports } from '../../model/words.ts';
import { text } from '../clients/php.ts';
import { when } from '../lines.ts';
import { pascal } from '../names.ts';
import { remark } from '../remark.ts';
import { commented } from './doc.ts';
import { asks, isCalled, isRepeated, isWrite, waitsOf } from './plan.ts';
import type { HandlerPlan } from './plan.ts';
import { branches, recognition } from './php-branches.ts';
import { caseNames, inner, nameIn, used } from './php-lines.ts';
import type { Ways } from './php-lines.ts';
import { declared, failing, settling } from './php-settle.ts';
import type { Parts } from './php-settle.ts';

/** The whole file around the call of a transport. */
export function file(plan: HandlerPlan, ways: Ways, entry: (parts: Parts) => readonly (readonly string[])[]): string {
  const places = plan.traces.map(({ place }) => ways.at(place).replace(/ \?\? null$/, ''));
  const trace = places.length === 0 ? undefined : `${places.join(' ?? ')} ?? null`;
  const traced = trace !== undefined;
  const recognising = recognition(plan, ways);
  const branching = branches(plan, ways);
  const codeTakes = used(ways.message, recognising);
  const reactionTakes = used(['int $attempt', ...ways.message], branching);
  const parts: Parts = {
    codeOf: `codeOf(${codeTakes.map(nameIn).join(', ')})`,
    reactionTo: `reactionTo(${["Code::tryFrom($code ?? '')", ...reactionTakes.map(nameIn).map((one) => (one === '$attempt' ? '$state->attempt' : one))].join(', ')})`,
    trace,
  };
  const functions = [
    ...entry(parts),
    declared('The code of an error, known or not; null where there is none.', 'codeOf', codeTakes, '?string', recognising),
    declared(
      'What to do about each error; a code that nobody knows is never repeated.',
      'reactionTo',
      ['?Code $code', ...reactionTakes],
      'array',
      branching,
    ),
    failing(plan, traced),
    settling(plan, traced),
  ];
  const all = functions.flat().join('\n');
  const helpers = [
    ...when(
      /\bfits\(/.test(all),
      declared('Whether it is a text that begins and ends so.', 'fits', ['mixed $value', 'string $start', "string $end = ''"], 'bool', [
        'return is_string($value) && str_starts_with($value, $start) && str_ends_with($value, $end);',
      ]),
    ),
    ...when(
      waitsOf(plan).backoff,
      declared(
        'Full jitter, twice as much after every attempt, up to a cap; in seconds.',
        'backoff',
        ['int $attempt', 'float $first', 'float $cap'],
        'float',
        ['return mt_rand() / mt_getrandmax() * min($cap, $first * 2 ** $attempt);'],
      ),
    ),
  ];
  return [
    '<?php',
    '',
    ...commented(
      `What to do about each error of ${remark(plan.title).replaceAll('?>', '')} (${transports[plan.transport]}). Made by errdex; every branch has run.`,
      '//',
      120,
    ),
    '',
    'declare(strict_types=1);',
    '',
    `namespace App\\${pascal(`${plan.service} ${plan.transport}`)}Errors;`,
    ...[codes(plan), ...when(isCalled(plan), hooks(plan)), ...when(isRepeated(plan), state(plan)), ...functions, ...helpers].flatMap(
      (one) => ['', ...one],
    ),
    '',
  ].join('\n');
}

function codes(plan: HandlerPlan): string[] {
  const names = caseNames(plan);
  return [
    '/** Every code that may come. */',
    'enum Code: string',
    '{',
    ...inner(plan.cases.map(({ name }, at) => `case ${names[at] ?? ''} = ${text(name)};`)),
    '}',
  ];
}

function hooks(plan: HandlerPlan): string[] {
  const methods = [
    ...when(plan.kinds.has('refresh'), ['/** Gives new credentials. */', 'public function refreshToken(): string;']),
    ...when(asks(plan), ['/** Tells whether a failed attempt was carried out after all. */', 'public function isDone(): bool;']),
    ...when(plan.kinds.has('show'), [
      '/** Shows texts to the user, and offers actions. */',
      'public function show(array $texts, array $actions): void;',
    ]),
    ...when(plan.kinds.has('note'), [
      '/** Takes note of a warning: the answer is good. */',
      'public function note(string $warning): void;',
    ]),
  ];
  return [
    '/** What the program around it does. */',
    'interface Hooks',
    '{',
    ...inner(methods.flatMap((one, at) => (at === 0 ? one : ['', ...one]))),
    '}',
  ];
}

function state(plan: HandlerPlan): string[] {
  const given = [...when(plan.kinds.has('refresh'), 'public string $token'), ...when(isWrite(plan), 'public bool $write')];
  return [
    '/** What one call has been through. */',
    'final class State',
    '{',
    ...inner([
      'public int $attempt = 1;',
      ...when(plan.kinds.has('refresh'), 'public bool $refreshed = false;'),
      ...when(given.length > 0, '', `public function __construct(${given.join(', ')})`, '{', '}'),
    ]),
    '}',
  ];
}
