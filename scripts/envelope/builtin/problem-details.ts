import type { Envelope } from '../../model/shared.ts';

/**
 * Problem details for HTTP APIs (RFC 9457, section 3): `type` is the reference of the problem, `detail` the wording of this occurrence.
 * All members may be missing; `status` is a copy of the status line, so it is sent and not demanded.
 * A service lays its own over it: `{ base: problem-details, body: { type: 'https://example.com/problems/$code' } }`.
 */
export const problemDetails: Envelope = {
  transport: 'http',
  contentType: 'application/problem+json',
  status: '$status',
  body: { type: '$code', title: '$title', status: { $value: '$status', $optional: true }, detail: '$message' },
};
