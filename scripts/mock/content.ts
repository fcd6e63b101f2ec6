import type { IncomingMessage } from 'node:http';
import { Refusal } from './problem.ts';

/**
 * The content of a request as text.
 *
 * @param limit bytes
 * @throws Refusal (413) as soon as it is known to be larger: from `Content-Length`, or while it is read
 */
export async function contentOf(request: IncomingMessage, limit: number): Promise<string> {
  const tooLarge = new Refusal(413, `a request may have ${limit} bytes of content`);
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge;
  const chunks: Buffer[] = [];
  let size = 0;
  // To destroy the request would destroy the connection, and with it the answer.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw tooLarge;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
