import type { CompiledCode } from '../../scripts/compile/types.ts';
import type { Actor, Category, Effect, RetryWhen, Transport } from '../../scripts/model/vocabulary.ts';

type LifeCycle = CompiledCode['lifecycle']['state'];

const transports: Record<Transport, string> = {
  http: 'HTTP', websocket: 'WebSocket', 'socket.io': 'Socket.IO', sse: 'Server-sent events', 'task-result': 'Task result', kafka: 'Kafka', nested: 'Part of a message',
};
const retry: Record<RetryWhen, { answer: string; short: string; why: string; advice: string }> = {
  never: { answer: 'Never', short: 'never', why: 'it would fail in the same way', advice: 'Do not send it again: it would fail in the same way.' },
  'after-change': { answer: 'After a change', short: 'after a change', why: 'the same request fails again', advice: 'Change the request, then send it again.' },
  'at-once': { answer: 'At once', short: 'at once', why: 'no wait is needed', advice: 'Send the same request again.' },
  'after-delay': { answer: 'After a delay', short: 'after a delay', why: 'not before the wait is over', advice: 'Wait, then send the same request again.' },
  'with-backoff': { answer: 'With backoff', short: 'with backoff', why: 'wait longer after each attempt', advice: 'Send the same request again, and wait longer after each attempt.' },
};
const effects: Record<Effect, { answer: string; why: string }> = {
  nothing: { answer: 'Nothing', why: 'a retry does nothing twice' },
  unknown: { answer: 'Unknown', why: 'look before you repeat a write' },
  done: { answer: 'Yes', why: 'a retry would do it again' },
};
const actors: Record<Actor, { answer: string; short: string; why: string }> = {
  client: { answer: 'Your client', short: 'client', why: 'no person is needed' },
  developer: { answer: 'The developer', short: 'developer', why: 'the calling code must change' },
  'end-user': { answer: 'The end user', short: 'end user', why: 'tell them what to do' },
  operator: { answer: 'The operator', short: 'operator', why: 'of the service; callers can report it' },
  nobody: { answer: 'Nobody', short: 'nobody', why: 'nothing has to be done' },
};
const states: Record<LifeCycle, string> = { stable: 'Stable', deprecated: 'Deprecated', removed: 'Removed', reserved: 'Reserved' };
const categories: Record<Category, string> = {
  authentication: 'Authentication', permission: 'Permission', validation: 'Validation', 'not-found': 'Not found', conflict: 'Conflict', limit: 'Limit',
  timeout: 'Timeout', unavailable: 'Unavailable', upstream: 'Upstream service', server: 'Server', cancelled: 'Cancelled', unknown: 'Unknown',
};

/** Every string of the interface, in English. Text in `backticks` is shown as code. */
export const en = {
  name: 'English',
  transports, retry, effects, actors, states, categories,
  skip: 'Skip to the content',
  services: 'Services',
  errors: (count: number): string => (count === 1 ? '1 error' : `${String(count)} errors`),
  footer: (version: string): string => `Made with errdex ${version}.`,
  machine: 'For machines',
  copy: 'Copy',
  copied: 'Copied',
  copyOf: (what: string): string => `Copy ${what}`,
  inferred: 'inferred',
  inferredTitle: 'Inferred facts',
  inferredLead: 'The source does not state these facts. They were inferred as an expert would.',
  languages: { bash: 'Shell', javascript: 'JavaScript', python: 'Python', json: 'JSON' },
  list: (items: readonly string[]): string => (items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`),
  warning: 'Warning, no failure',
  table: {
    code: 'Code', status: 'Status', meaning: 'Meaning', retry: 'Retry', actor: 'Who acts', name: 'Name', type: 'Type', where: 'Where', example: 'Example',
    service: 'Service', transports: 'Transports', errors: 'Errors', noStatus: 'No status', noGroup: 'Other',
  },
  verdicts: {
    label: 'In short',
    status: 'Status', transport: 'Transport', retry: 'Retry?', effect: 'Was anything done?', session: 'Session', actor: 'Who acts?', lifecycle: 'Life cycle',
    noStatus: 'None', noStatusWhy: 'not an HTTP error', equivalent: 'HTTP equivalent, not sent', several: 'the message says which',
    identified: { body: 'the code is in the body', header: 'the code is in a header', other: 'no code sent; another field tells it', none: 'no code sent; its wording tells it' },
    after: (seconds: number): string => `After ${String(seconds)} s`,
    asSays: (place: string, seconds: number | undefined): string => `as \`${place}\` says${seconds === undefined ? '' : `; here ${String(seconds)} s`}`,
    ends: 'Ends', endsWhy: 'connect anew before you go on', survives: 'Survives', survivesWhy: 'the connection stays usable',
    since: (moment: string): string => `since ${moment}`, inVersion: (moment: string): string => `in ${moment}`, noSince: 'no removal planned',
    deprecatedWhy: (since: string, removed: string | undefined): string => `since ${since}${removed === undefined ? '' : `, removed in ${removed}`}`,
    reservedWhy: 'not sent yet', removedWhy: (moment: string): string => `no longer sent since ${moment}`,
  },
  notice: {
    deprecated: (moment: string, removed: string | undefined): string => `Deprecated since ${moment}${removed === undefined ? '' : `, to be removed in ${removed}`}.`,
    removed: (moment: string): string => `No longer sent since ${moment}. This page stays for those who still meet it.`,
    reserved: 'Reserved: set aside, and not sent yet.',
    warning: 'A warning: the request succeeded.',
    use: 'Use instead:',
  },
  now: 'Do this now',
  retryTitle: 'Retry',
  timeline: {
    fails: 'fails', again: 'again', change: 'change the request', wait: 'wait', stop: 'stop here', atMost: (attempts: number): string => `at most ${String(attempts)} attempts`,
    seconds: (seconds: number): string => `${String(seconds)} s`,
  },
  attempts: (attempts: number): string => `At most ${String(attempts)} attempts in all make sense, the first included.`,
  effectLine: {
    nothing: 'Nothing was done before it failed, so a retry is safe even for a write.',
    unknown: 'It may or may not have been done. Before you repeat a write, look whether it was.',
    done: 'It was done. A retry would do it again.',
  },
  flag: (value: boolean): string => `The flag on the wire says ${value ? 'that a retry makes sense' : 'that a retry makes no sense'}.`,
  wire: {
    title: 'What arrives', schema: 'Schema', more: 'Further examples', payload: 'payload', within: (name: string): string => `Shown inside ${name}, which carries it.`,
    none: 'Nothing arrives: it is not sent on any transport.', samples: 'Seen in the wild', samplesLead: 'Recorded messages, verbatim.',
    match: 'match on this', wording: 'known by this wording', people: 'for people; may be reworded', free: 'free text', always: 'always', sometimes: 'not always sent',
    deprecated: (use: string | undefined, removeIn: string | undefined): string =>
      `deprecated${use === undefined ? '' : `; use \`${use}\``}${removeIn === undefined ? '' : `; removed in ${removeIn}`}`,
    equals: (places: string): string => `equals ${places}`, wait: 'seconds to wait', twin: 'Same page as', note: 'Note',
  },
  causes: 'Causes', sign: 'You see:', fix: 'Fix:',
  parameters: 'Parameters', optional: 'not always', sensitive: 'sensitive: keep it out of links and logs', onlyMessage: 'only in the wording',
  raised: 'What raises it', raisedWhen: 'Operation', emitted: 'Emitted by', provoke: 'Provoke it',
  related: 'Related and confusable', tell: 'Tell them apart:', sameMessage: 'A message may fit both; nothing on the wire tells them apart.',
  wording: {
    title: 'Exact wording', exact: 'The wording is promised: braces stand for parameters.', example: 'The wording is an example. Do not match on it.', free: 'The wording is free text of the service. Do not match on it.',
    texts: 'Texts for end users', actions: 'Actions to offer', locale: 'Language', text: 'Text',
  },
  history: {
    title: 'History and source', since: 'Since', deprecated: 'Deprecated', removed: 'Removed', formerly: 'Formerly', declared: 'Declared in', edit: 'Edit', category: 'Category', group: 'Group',
  },
  decisions: 'Decisions', decisionsLead: 'Where the source material contradicts itself or leaves a doubt, and how this catalog settles it.',
  ticket: {
    title: 'For a support ticket', of: (place: string): string => `<${place} of the message>`, from: (place: string): string => `<${place}>`,
    known: { time: '<date and time with time zone>', request: '<method and path, or event>' } as Record<string, string>, contact: 'Send it to',
  },
  service: {
    match: { code: (place: string): string => `Match on ${place}.`, other: (place: string): string => `Told apart by ${place}.` },
    over: (count: number, list: string): string => `${count === 1 ? '1 error' : `${String(count)} errors`} over ${list}.`,
    contents: 'On this page', codes: 'Codes', envelopes: 'Envelopes', envelopesLead: 'The messages that carry these errors, and where the code stands in each.',
    operations: 'Operations and events', operationsLead: 'What can fail, and how.', actions: 'Actions', actionsLead: 'What a client can offer to people. The list is closed.',
    codeAt: 'Where the code stands', notOnWire: 'not on the wire', told: (place: string): string => `${place}; no code is sent`, carries: 'Carries', mediaType: 'Media type', channel: 'Channel', envelope: 'Envelope',
    carrier: 'only carries other errors', within: (names: string): string => `part of ${names}`, raises: 'Raises', none: 'nothing documented',
    ambiguities: 'Codes that a message may not tell apart', ambiguitiesLead: 'Nothing on the wire tells the two of a pair apart in every message.',
    version: (version: string): string => `version ${version}`, source: 'Source code', header: (name: string): string => `header \`${name}\``, body: (name: string): string => `\`${name}\` in the body`,
    variables: 'What every message carries',
  },
  index: { lead: (codes: number, services: number): string => `${String(codes)} errors of ${services === 1 ? '1 service' : `${String(services)} services`}.` },
  short: {
    several: 'Several errors have this code', lead: (code: string): string => `\`${code}\` means different things. Which one is yours?`,
    moved: 'This page has moved', movedLead: 'You are being taken there. If not, follow the link:',
  },
  missing: {
    title: 'No such page', lead: 'There is no error and no page at this address.',
    nearest: 'Did you mean', help: 'Look the code up on the page of its service. Pages of removed codes stay, and old names lead to the new ones, so the address may hold a misprint.',
  },
};

/** The shape of a dictionary: another language gives the same strings. */
export type Ui = typeof en;
