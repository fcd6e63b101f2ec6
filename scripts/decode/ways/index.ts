import type { PasteWay } from '../pasted.ts';
import { curlVerbose } from './curl-verbose.ts';
import { escapedJson } from './escaped-json.ts';
import { har } from './har.ts';
import { httpResponse } from './http-response.ts';
import { json } from './json.ts';
import { logLine } from './log-line.ts';
import { messageSlots } from './message-slots.ts';
import { messageText } from './message-text.ts';
import { pythonRepr } from './python-repr.ts';
import { socketIoPacket } from './socket-io-packet.ts';
import { sse } from './sse.ts';
import { websocketFrames } from './websocket-frames.ts';

/** All ways of pasting, in the order in which they are tried: the first that knows the form of a text reads it. */
export const pasteWays: readonly PasteWay[] = [
  httpResponse,
  curlVerbose,
  har,
  socketIoPacket,
  websocketFrames,
  sse,
  messageSlots,
  json,
  escapedJson,
  pythonRepr,
  logLine,
  messageText,
];
