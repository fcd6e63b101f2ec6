/** The catalog that `errdex init` writes in TypeScript: the same as in YAML, with helpers that complete and check while typing. */
export const typescriptStarter = (): string => `import { $, defineService } from 'errdex/catalog';

export default defineService({
  service: 'shop',
  title: 'Shop API',

  // What every occurrence carries, whatever went wrong.
  context: {
    traceId: { type: 'string', example: '4bf92f3577b34da6' },
  },

  // What a message looks like on the wire. $.name is filled in; a name with ? is left out where there is nothing to fill in.
  envelopes: {
    http: {
      transport: 'http',
      status: $.status,
      headers: { 'X-Trace-Id': $.context.traceId, 'Retry-After?': $.retryAfter },
      body: { code: $.code, message: $.message, 'details?': $.details },
    },
  },

  // What callers do. Codes say which of these raise them.
  operations: {
    placeOrder: { method: 'POST', path: '/orders' },
  },

  codes: {
    OUT_OF_STOCK: {
      title: 'Too few items are left',
      summary: 'The order asks for more of an item than the shop has in store at the moment, so nothing was ordered.',
      // Steps for whoever meets the error, most useful first.
      advice: ['Order at most the number in \`details.left\`.', 'Or ask again after the next delivery.'],
      status: 409,
      category: 'conflict',
      message: 'Only {left} of {sku} are left',
      params: {
        sku: { type: 'string', description: 'the item', example: 'kettle' },
        left: { type: 'integer', description: 'how many there are', example: 2 },
      },
      // Parameters that the message carries as values, not only as text.
      details: ['sku', 'left'],
      retry: { when: 'after-change' },
      // Was anything done before it failed? It decides whether a retry is safe: nothing, unknown or done.
      effect: 'nothing',
      actor: 'end-user',
      causes: [
        {
          cause: 'Somebody else was faster.',
          sign: 'The item was in store when the page was opened.',
          fix: 'Show what is left and let the customer choose again.',
        },
      ],
      raisedBy: ['placeOrder'],
    },

    TOO_MANY_REQUESTS: {
      title: 'Too many requests',
      summary: 'Your client sent more requests than it may, so this one was not looked at.',
      advice: ['Wait for the seconds in \`Retry-After\`, then send the same request again.'],
      status: 429,
      category: 'limit',
      message: 'Too many requests',
      // How long to wait, where it is the same each time.
      retry: { when: 'after-delay', after: 30 },
      effect: 'nothing',
      actor: 'client',
      causes: [
        {
          cause: 'The client sends requests in a loop without a pause.',
          fix: 'Spread the requests, or ask for several items at once.',
        },
      ],
      raisedBy: ['placeOrder'],
    },
  },
});
`;
