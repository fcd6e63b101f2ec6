import { $, defineCodes } from 'errdex/catalog';

export default defineCodes({
  RATE_001: {
    title: 'Too many requests',
    summary:
      'Your client has used up the number of requests that it may send in the present window, so this one was refused before it ran.',
    advice: [
      'Stop sending. Further requests are refused too.',
      'Wait the seconds in `Retry-After`, then send the same request again.',
      'Spread your calls: 200 per hour is one every 18 seconds. `X-RateLimit-Remaining` says how many are left.',
      'If the work needs more, ask an administrator for a higher limit.',
    ],
    status: 429,
    category: 'limit',
    group: 'limits',
    on: {
      http: {
        headers: {
          'X-RateLimit-Limit': $.params.limit,
          'X-RateLimit-Remaining': $.params.remaining,
          'X-RateLimit-Reset': $.params.reset,
        },
      },
    },
    message: 'Rate limit exceeded',
    params: {
      limit: { type: 'integer', minimum: 1, description: 'Requests allowed in one window.', example: 200 },
      window: { type: 'string', description: 'Length of the window.', example: 'hour' },
      wait: { type: 'integer', minimum: 0, unit: 's', description: 'Seconds until the next request is allowed.', example: 3600 },
      remaining: { type: 'integer', minimum: 0, description: 'Requests left in the window.', example: 0 },
      reset: {
        type: 'integer',
        minimum: 0,
        unit: 's',
        description: 'When the window ends, in seconds since 1970-01-01T00:00:00Z.',
        example: 1704931200,
      },
    },
    details: { limit: `${$.params.limit} per ${$.params.window}`, retry_after: $.retryAfter },
    retry: {
      when: 'after-delay',
      after: '$params.wait',
      maxAttempts: 3,
      reason: 'The server says when the window ends; earlier attempts are refused.',
    },
    effect: 'nothing',
    actor: 'client',
    actions: ['wait', 'contact_support'],
    causes: [
      {
        cause: 'A loop, or retries without a pause.',
        sign: 'Bursts of equal requests.',
        fix: 'Wait between attempts and limit their number.',
      },
      {
        cause: 'Several workers or tabs share one allowance.',
        sign: 'Each of them stays below the limit, their sum does not.',
        fix: 'Put one queue before all of them.',
      },
      { cause: 'Data that hardly changes is fetched again and again.', sign: 'Mostly the same GET addresses.', fix: 'Cache the answers.' },
      {
        cause: 'The allowance is too small for the job.',
        sign: 'Steady, useful traffic near the limit.',
        fix: 'Ask an administrator for a higher one.',
      },
    ],
    raisedBy: [
      { operation: 'analyzeNotes', when: 'As on every other endpoint.' },
      'googleLogin',
      'demoToken',
      'analyzeAudio',
      'startQuiz',
      'answerQuiz',
      'getMaqam',
      'recommendMaqam',
    ],
    samples: [
      {
        envelope: 'http',
        payload: {
          status: 429,
          headers: { 'Retry-After': '3600', 'X-RateLimit-Limit': '200', 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': '1704931200' },
          body: { error: 'Rate limit exceeded', code: 'RATE_001', details: { limit: '200 per hour', retry_after: 3600 } },
        },
        params: { limit: 200, window: 'hour', wait: 3600, remaining: 0, reset: 1704931200 },
      },
    ],
    related: ['SRV_001', 'SRV_004'],
    inferred: ['category', 'effect', 'actor', 'actions', 'causes', 'raisedBy'],
    decisions: [
      {
        about: 'Three places speak of the delay: `Retry-After`, `details.retry_after`, and the advice to back off exponentially.',
        decision: '`Retry-After` and `details.retry_after` are one fact and always equal. Exponential backoff only where neither arrived.',
        why: 'Both are printed as 3600, and a delay that the server names beats a guess.',
      },
      {
        about: '`X-RateLimit-Limit: 200` and `details.limit: "200 per hour"`.',
        decision: 'The number is one fact in two places; the window stands in the details only.',
        why: 'The printed numbers are equal, and two limits in one answer would be a contradiction.',
      },
      {
        about: 'The printed `X-RateLimit-Reset` is 1704931200, which is 2024-01-11; every other date of the source is 2026-01-10.',
        decision: 'It is a time in seconds since 1970, with the printed number as its example. It is not derived from `Retry-After`.',
        why: 'Only as such a time does the number make sense. Reset and delay cannot be compared without the clock of the server, so clients use `Retry-After`.',
      },
    ],
  },
});
