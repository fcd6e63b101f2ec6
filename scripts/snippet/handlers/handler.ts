import type { Client, Given } from '../client.ts';
import type { Plan } from '../types.ts';
import type { HandlerPlan } from './plan.ts';

/** A file that handles every error of a service over one transport. */
export interface Handler {
  /** The whole file, with a newline at its end. */
  readonly code: string;
  /** The function to call. */
  readonly entry: string;
}

/** How whole handlers are written for a client. */
export interface HandlerWriter {
  readonly client: Client;
  /** The file; undefined where this client cannot do what the plan asks. */
  write(plan: HandlerPlan): Handler | undefined;
  /** What the function takes to make the call that a code's plan names. */
  takes(handler: HandlerPlan, plan: Plan): Given[];
}
