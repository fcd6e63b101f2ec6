import type { Plan } from '../../snippet/types.ts';
import type { Mutation } from './mutation.ts';
import { placesOf } from './mutation.ts';
import { bent, each, literally } from './edit.ts';

/** The longest piece of a text that every language writes as it stands. */
const plainly = (text: string): string => (text.match(/[\w .,:/]+/g) ?? []).reduce((one, two) => (two.length > one.length ? two : one), '');

/** Where the service always sends the same seconds, a client falls back to the very same: it makes no difference what a line reads. */
export const readsConstant = (line: string, { policy }: Plan): boolean =>
  policy.kind === 'retry' &&
  policy.wait.kind === 'told' &&
  !policy.wait.varies &&
  line.toLowerCase().includes((policy.wait.reading.place.at(-1) ?? '').toLowerCase());

/** Wrong facts: another code, status, field, action, text, number of attempts, request. */
export const facts: readonly Mutation[] = [
  {
    id: 'wrong-code',
    title: 'another code or wording is compared, or reported',
    *edit(line, { code, recognition: { signs, redundant } }) {
      const values = signs.flatMap((sign) => {
        if (redundant?.includes(sign)) return [];
        return 'equals' in sign ? (typeof sign.equals === 'string' ? [sign.equals] : []) : [sign.starts, sign.ends];
      });
      for (const value of new Set([...values, code].map(plainly).filter((one) => one.trim().length > 1)))
        yield* each(line, new RegExp(`(?<=['"\`])${literally(value)}|${literally(value)}(?=['"\`])`), bent(value));
    },
  },
  {
    id: 'wrong-status',
    title: 'another status is compared',
    *edit(line, { recognition: { signs } }) {
      for (const sign of signs)
        if ('equals' in sign && typeof sign.equals === 'number')
          yield* each(line, new RegExp(`\\b${String(sign.equals)}\\b`), String(sign.equals + 1));
    },
  },
  {
    id: 'wrong-field',
    title: 'another field or header is read',
    *edit(line, plan) {
      if (readsConstant(line, plan)) return;
      for (const name of new Set(
        placesOf(plan)
          // Some look headers up in lower case.
          .flatMap(([slot, ...place]) => (slot === 'headers' ? place.flatMap((one) => [one, one.toLowerCase()]) : place))
          .filter((step) => !/^\d+$/.test(step)),
      )) {
        yield* each(line, new RegExp(`(?<=[.'"\`:>/])${literally(name)}(?![\\w(-])`), bent(name));
        // A key in a pattern of Ruby.
        if (/^\s*in\b/.test(line)) yield* each(line, new RegExp(`(?<=[{,] )${literally(name)}(?=: )`), bent(name));
      }
    },
  },
  {
    id: 'wrong-action',
    title: 'another action is offered, or one less',
    *edit(line, { policy, actions }) {
      if (policy.kind !== 'show' || actions === undefined || !('list' in actions)) return;
      for (const action of actions.list) {
        yield* each(line, new RegExp(`(?<=['"])${literally(action)}(?=['"])`), bent(action));
        yield* each(line, new RegExp(`(['"])${literally(action)}\\1, `), '');
        // A list of words in Ruby.
        yield* each(line, new RegExp(`(?<=%w\\[[\\w -]*)\\b${literally(action)}(?=[ \\]])`), bent(action));
        yield* each(line, new RegExp(`(?<=%w\\[[\\w -]*)\\b${literally(action)} `), '');
      }
    },
  },
  {
    id: 'wrong-text',
    title: 'another text is shown',
    *edit(line, { policy, texts }) {
      if (policy.kind !== 'show') return;
      for (const one of texts) {
        const text = 'text' in one ? plainly(one.text) : '';
        if (text.length > 3) yield* each(line, new RegExp(literally(text)), bent(text));
      }
    },
  },
  {
    id: 'attempts',
    title: 'one attempt more or less',
    *edit(line, { policy }) {
      if (
        (policy.kind !== 'retry' && policy.kind !== 'refresh') ||
        !/attempt|tries|\brange\b|times|retry|upto|max/i.test(line) ||
        /sleep|backoff|\*\*|pow|<</i.test(line)
      )
        return;
      yield* each(line, /(?<![\w."'])\d(?![\w.])/, ([number]) => String(Number(number) + 1));
      yield* each(line, /(?<![\w."'])[1-9](?![\w.])/, ([number]) => String(Number(number) - 1));
    },
  },
  {
    id: 'wrong-method',
    title: 'another method is requested',
    *edit(line, { call }) {
      if (call.path === undefined) return;
      if (call.method === 'POST') yield* each(line, /(?<=['"])POST(?=['"])/, 'PUT');
      if (call.method === 'GET') yield* each(line, /(?<=['"])GET(?=['"])/, 'HEAD');
      yield* each(line, /\.post\((?=&?url\))/, '.put(');
      yield* each(line, /\.get\((?=&?url\))/, '.head(');
    },
  },
  {
    id: 'wrong-type',
    title: 'the body is sent as another media type',
    *edit(line, { call: { contentType } }) {
      if (contentType === undefined) return;
      yield* each(line, new RegExp(`(?<=['"]|Content-Type: )${literally(contentType)}(?=['"])`), bent(contentType));
      yield* each(line, /--json(?= )/, '--data');
      yield* each(line, /\bjson=(?=\w)/, 'data=');
      yield* each(line, /\.json\(body\)/, '.body(body.to_string())');
    },
  },
  {
    id: 'wrong-path',
    title: 'another path is requested',
    *edit(line, { call }) {
      const [piece] = call.method === undefined || call.path === undefined ? [] : (call.path.match(/\/[\w/]{2,}/g) ?? []);
      if (piece !== undefined) yield* each(line, new RegExp(`${literally(piece)}(?![\\w])`), bent(piece));
    },
  },
];
