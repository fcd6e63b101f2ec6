import { plainAnswer } from '../answer.ts';
import type { MockTransport } from '../transport.ts';

/** An HTTP response, to any method (RFC 9110). */
export const http: MockTransport = {
  name: 'http',
  does: 'Answers any method with the exact status, headers and body. On the path of a declared operation, `Prefer: code=...` (RFC 7240) or `Mock-Code` chooses the code; without one the operation succeeds.',
  answer: plainAnswer,
};
