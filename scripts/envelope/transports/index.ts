import type { Transport } from '../../model/vocabulary.ts';
import type { Message } from '../node.ts';
import { http } from './http.ts';
import { kafka } from './kafka.ts';
import { nested } from './nested.ts';
import { socketIo } from './socket-io.ts';
import { sse } from './sse.ts';
import { taskResult } from './task-result.ts';
import type { TransportSpec, WireLine } from './transport.ts';
import { websocket } from './websocket.ts';

/** All transports, in the order of the vocabulary. */
export const transportSpecs: readonly TransportSpec[] = [http, websocket, socketIo, sse, taskResult, kafka, nested];

const byName = new Map(transportSpecs.map((spec) => [spec.name, spec]));

/** The specification of a transport. */
export function transportSpec(name: Transport): TransportSpec {
  const spec = byName.get(name);
  if (!spec) throw new Error(`transport ${name} is not registered`);
  return spec;
}

/**
 * A message as it is sent, line by line, for showing it.
 *
 * @param contentType media type of the body
 */
export function render(transport: Transport, message: Message, contentType = 'application/json'): WireLine[] {
  return transportSpec(transport).render(message, contentType);
}

export type { TransportSpec, WireLine } from './transport.ts';
