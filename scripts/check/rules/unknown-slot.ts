import { engineRule } from '../engine-rule.ts';

/** Parts of a message that its transport does not have. */
export const unknownSlot = engineRule({
  id: 'unknown-slot',
  title: 'An envelope uses only parts that its transport has',
  severity: 'error',
  why: 'There is no such place in the message, so nobody would ever see it.',
  fix: 'Move it to a part that the transport has, or correct the transport.',
  examples: {
    good: ['on: [http]\nenvelopes:\n  event: { transport: sse, event: error, body: { code: $code } }'],
    bad: ['on: [http]\nenvelopes:\n  frame:\n    transport: websocket\n    status: 400 # <--\n    body: { code: $code }'],
  },
});
