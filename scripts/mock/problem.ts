import { reasonPhrase } from '../model/status.ts';
import type { JsonObject } from '../model/json.ts';

/** A request that the mock cannot do, as it is told to the client (RFC 9457). */
export interface Problem extends JsonObject {
  type: 'about:blank';
  title: string;
  status: number;
  detail: string;
}

/**
 * Thrown where a request asks for what the catalog does not have; caught at the door of each transport.
 * `detail` says what is wrong and what to send instead; `parameter` names the option, as the client wrote it.
 */
export class Refusal extends Error {
  readonly status: number;
  readonly extra: JsonObject;

  constructor(status: number, detail: string, extra: JsonObject = {}) {
    super(detail);
    this.status = status;
    this.extra = extra;
  }

  /** The body of `application/problem+json` (RFC 9457, section 3). */
  get problem(): Problem {
    return { type: 'about:blank', title: reasonPhrase(this.status), status: this.status, detail: this.message, ...this.extra };
  }
}

/** A refusal that names the option concerned. */
export function badOption(parameter: string, detail: string, extra: JsonObject = {}): Refusal {
  return new Refusal(400, detail, { parameter, ...extra });
}

/** What went wrong as a problem: a refusal as it is, anything else as a fault of the mock. */
export function problemOf(error: unknown): Problem {
  return (error instanceof Refusal ? error : new Refusal(500, 'the mock failed; this is a bug of errdex')).problem;
}
