import { render } from '../../envelope/transports/index.ts';
import { SUCCESS } from '../answer.ts';
import type { MockTransport } from '../transport.ts';

/** A stream with one event (HTML Living Standard, section 9.2). */
export const sse: MockTransport = {
  name: 'sse',
  does: 'Answers with `text/event-stream`. A fatal error is the last event; after any other comes an event `mock` which shows that the stream went on.',
  answer: ({ message, contentType, code }) => {
    const event = render('sse', message, contentType).map(({ text }) => text);
    const on = code.fatal === true ? [] : ['event: mock', `data: ${SUCCESS}`, ''];
    return {
      status: 200,
      headers: [
        ['Content-Type', 'text/event-stream'],
        ['Cache-Control', 'no-store'],
      ],
      body: [...event, '', ...on, ''].join('\n'),
    };
  },
};
