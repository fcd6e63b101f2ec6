import { engineRule } from '../engine-rule.ts';

/** Codes that do not say how they are sent. */
export const noEnvelope = engineRule({
  id: 'no-envelope',
  title: 'Every code says which envelopes carry it',
  severity: 'error',
  why: 'Without an envelope there is no payload to show, to check or to recognise.',
  fix: 'Add `on: [...]` to the code, or to the service for all codes that have none.',
  examples: {
    good: ['on: [http]\nenvelopes:\n  event: { transport: sse, event: error, body: { code: $code } }'],
    bad: [
      'envelopes:\n  event: { transport: sse, event: error, body: { code: $code } }\ncodes:\n  OUT_OF_STOCK: { on: [http, event] }\n  TOO_MANY_ORDERS: # <--\n    severity: error',
    ],
  },
});
