import type { Transport } from '../../model/vocabulary.ts';
import type { MockTransport } from '../transport.ts';
import { http } from './http.ts';
import { kafka } from './kafka.ts';
import { socketIo } from './socket-io.ts';
import { sse } from './sse.ts';
import { taskResult } from './task-result.ts';
import { websocket } from './websocket.ts';

/** How the mock sends each transport, in the order of the vocabulary; a nested error travels inside another message. */
export const mockTransports: readonly MockTransport[] = [http, websocket, socketIo, sse, taskResult, kafka];

/** The transport of a name; undefined for `nested`. */
export function mockTransport(name: Transport): MockTransport | undefined {
  return mockTransports.find((one) => one.name === name);
}
