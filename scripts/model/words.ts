import type { Actor, Category, Effect, LifeCycle, RetryWhen, Transport } from './vocabulary.ts';

// The vocabularies in English, as pages, Markdown and the terminal say them: one wording for one fact.

export const transports: Record<Transport, string> = {
  http: 'HTTP',
  websocket: 'WebSocket',
  'socket.io': 'Socket.IO',
  sse: 'Server-sent events',
  'task-result': 'Task result',
  kafka: 'Kafka',
  nested: 'Part of a message',
};
export const retry: Record<RetryWhen, { answer: string; short: string; why: string; advice: string }> = {
  never: {
    answer: 'Never',
    short: 'never',
    why: 'it would fail in the same way',
    advice: 'Do not send it again: it would fail in the same way.',
  },
  'after-change': {
    answer: 'After a change',
    short: 'after a change',
    why: 'the same request fails again',
    advice: 'Change the request, then send it again.',
  },
  'at-once': { answer: 'At once', short: 'at once', why: 'no wait is needed', advice: 'Send the same request again.' },
  'after-delay': {
    answer: 'After a delay',
    short: 'after a delay',
    why: 'not before the wait is over',
    advice: 'Wait, then send the same request again.',
  },
  'with-backoff': {
    answer: 'With backoff',
    short: 'with backoff',
    why: 'wait longer after each attempt',
    advice: 'Send the same request again, and wait longer after each attempt.',
  },
};
export const effects: Record<Effect, { answer: string; why: string }> = {
  nothing: { answer: 'Nothing', why: 'nothing has to be undone' },
  unknown: { answer: 'Unknown', why: 'look before you repeat a write' },
  done: { answer: 'Yes', why: 'a retry would do it again' },
};
export const actors: Record<Actor, { answer: string; short: string; why: string }> = {
  client: { answer: 'Your client', short: 'client', why: 'no person is needed' },
  developer: { answer: 'The developer', short: 'developer', why: 'the calling code must change' },
  'end-user': { answer: 'The end user', short: 'end user', why: 'tell them what to do' },
  operator: { answer: 'The operator', short: 'operator', why: 'of the service; callers can report it' },
  nobody: { answer: 'Nobody', short: 'nobody', why: 'nothing has to be done' },
};
export const states: Record<LifeCycle, string> = { stable: 'Stable', deprecated: 'Deprecated', removed: 'Removed', reserved: 'Reserved' };
export const categories: Record<Category, string> = {
  authentication: 'Authentication',
  permission: 'Permission',
  validation: 'Validation',
  'not-found': 'Not found',
  conflict: 'Conflict',
  limit: 'Limit',
  timeout: 'Timeout',
  unavailable: 'Unavailable',
  upstream: 'Upstream service',
  server: 'Server',
  cancelled: 'Cancelled',
  unknown: 'Unknown',
};
