/** The closed vocabularies of the model. The same words stand in YAML, in `catalog.json`, in the CLI and on the site. */

/** How a message travels. `nested` is a piece of another message: one item of a list of sub-errors. */
export const transports = ['http', 'websocket', 'socket.io', 'sse', 'task-result', 'kafka', 'nested'] as const;
export type Transport = (typeof transports)[number];

/** What kind of trouble it is, with the HTTP status codes (RFC 9110, section 15) that do not contradict it. */
export const categories = {
  authentication: [400, 401, 403, 407],
  permission: [401, 402, 403, 404, 405, 451],
  validation: [400, 404, 405, 406, 411, 413, 414, 415, 416, 417, 422, 431],
  'not-found': [400, 404, 410],
  conflict: [400, 409, 410, 412, 423, 425, 428],
  limit: [402, 403, 413, 429, 503, 509],
  timeout: [408, 499, 500, 503, 504, 524],
  unavailable: [500, 502, 503, 504, 529],
  upstream: [424, 500, 502, 503, 504],
  server: [500, 501, 503, 505, 507, 508],
  cancelled: [400, 409, 410, 499],
  unknown: [400, 500, 520],
} as const satisfies Record<string, readonly number[]>;
export type Category = keyof typeof categories;

/** When the same operation may be tried again. */
export const retryWhens = ['never', 'after-change', 'at-once', 'after-delay', 'with-backoff'] as const;
export type RetryWhen = (typeof retryWhens)[number];

/** What had been done when it failed; decides whether a retry of a write is safe. */
export const effects = ['nothing', 'unknown', 'done'] as const;
export type Effect = (typeof effects)[number];

/** Who can act on it. */
export const actors = ['client', 'developer', 'end-user', 'operator', 'nobody'] as const;
export type Actor = (typeof actors)[number];

/** Where a code stands in its life. */
export type LifeCycle = 'stable' | 'deprecated' | 'removed' | 'reserved';

/** The facts of a code that `$name` can mean in an envelope; `texts`, `facts`, `params`, `context`, `parts` take a name after a dot. */
export const factNames = [
  'code',
  'message',
  'title',
  'status',
  'category',
  'retryable',
  'retryAfter',
  'fatal',
  'actions',
  'details',
  'params',
] as const;
export const namedFacts = ['texts', 'facts', 'params', 'context', 'parts'] as const;
