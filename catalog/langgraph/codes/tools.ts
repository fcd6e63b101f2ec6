import { defineCodes } from 'errdex/catalog';
import { z } from 'zod';
import { reason } from '../fields.ts';

const inferred = {
  status: 'The source gives none; 500 is the default of `LangGraphError`.',
  causes: 'The source names one context in a line; the finer ones and all signs are reasoned.',
  raisedBy: 'Tools run when an assistant is invoked; the source names no endpoint.',
};

export default defineCodes({
  TOOL_001: {
    title: 'Tool took too long',
    summary: 'An external tool that the assistant called did not answer within its time limit, and the run was given up.',
    advice: [
      'Ask again with a simpler or narrower query.',
      'If simple queries time out too, check whether the external service is up.',
      'As operator, raise the time limit of the tool only if its answers are worth the wait.',
    ],
    description: 'Affects `research-assistant` and `data-analyst`. The id is a name of this catalog; on the wire there is only the text.',
    status: 500,
    category: 'timeout',
    group: 'tools',
    on: ['uncoded'],
    message: "Tool '{tool}' execution timeout after {seconds} seconds",
    params: {
      tool: z
        .string()
        .regex(/^[^']+$/)
        .meta({ description: 'Name of the tool.', example: 'web_search' }),
      seconds: z.int().min(0).meta({ description: 'The time limit that was reached.', unit: 's', example: 30 }),
    },
    retry: { when: 'after-change', reason: 'The same query tends to take the same time; a simpler one is quicker.' },
    effect: 'unknown',
    actor: 'end-user',
    actions: ['SHOW_ERROR', 'OFFER_RETRY'],
    causes: [
      { cause: 'The query is too broad.', sign: 'Narrow queries to the same tool succeed.', fix: 'Narrow it down, or split it.' },
      {
        cause: 'The external service is slow or down.',
        sign: 'All queries to this tool time out, other tools answer.',
        fix: 'Wait, or take another tool; its status page tells more.',
      },
      {
        cause: 'The server cannot reach the internet.',
        sign: 'All tools that call out time out.',
        fix: 'Check firewall, proxy and name resolution.',
      },
    ],
    raisedBy: ['invoke-assistant'],
    samples: [
      {
        envelope: 'uncoded',
        payload: { status: 500, headers: {}, body: { detail: "Tool 'web_search' execution timeout after 30 seconds" } },
        params: { tool: 'web_search', seconds: 30 },
      },
    ],
    related: ['TIMEOUT', 'TOOL_002'],
    confusable: [{ code: 'TIMEOUT', tell: 'That one is the time limit of the assistant as a whole, over the socket.' }],
    inferred: {
      ...inferred,
      retry: 'The source says to retry with a simpler query, which is a change.',
      effect: 'The tool may still finish what it was asked to do.',
      actor: 'Only the user can ask for something simpler.',
    },
  },

  TOOL_002: {
    title: 'Tool refused its credentials',
    summary:
      'An external service turned down the credentials that the tool holds; the user and the user token of the caller are not concerned.',
    advice: [
      'Leave the user signed in: this is not about the caller.',
      'As operator, check the API key of the tool: present, complete, not expired, right environment.',
      'Offer an assistant that does without the tool until then.',
    ],
    description: 'Affects tools that require external APIs. The id is a name of this catalog; on the wire there is only the text.',
    status: 500,
    category: 'upstream',
    group: 'tools',
    on: ['uncoded'],
    message: 'Tool authentication failed: {reason}',
    params: { reason: reason.meta({ description: 'What the external service objected to.', example: 'Invalid API key' }) },
    retry: { when: 'after-change', reason: 'The external service refuses the same key every time.' },
    effect: 'unknown',
    actor: 'operator',
    actions: ['SHOW_ERROR', 'CONTACT_SUPPORT'],
    causes: [
      {
        cause: 'The key is wrong or belongs to another environment.',
        sign: 'It has never worked since the tool was set up.',
        fix: 'Enter the key again, without blanks, and start the service again.',
      },
      {
        cause: 'The key has expired or was withdrawn.',
        sign: 'It worked until a certain day.',
        fix: 'Create a new key with the provider.',
      },
      {
        cause: 'The account with the provider is suspended or used up.',
        sign: 'The key is shown as valid by the provider, next to an unpaid bill or a used-up quota.',
        fix: 'Settle the account.',
      },
    ],
    raisedBy: ['invoke-assistant'],
    samples: [
      {
        envelope: 'uncoded',
        payload: { status: 500, headers: {}, body: { detail: 'Tool authentication failed: Invalid API key' } },
        params: { reason: 'Invalid API key' },
      },
    ],
    related: ['GRAPH_001', 'TOOL_001'],
    confusable: [
      { code: 'AUTH_002', tell: 'That one has status 401 and concerns the token of the caller.' },
      { code: 'GRAPH_001', tell: 'That one names a node; a key that is missing altogether shows up there.' },
    ],
    inferred: {
      ...inferred,
      retry: 'From the solution, to check the configuration of the key.',
      effect: 'The tool did nothing, but nodes and tools before it may have acted.',
      actor: 'Keys are configured by whoever runs the service.',
    },
    decisions: [
      {
        about: 'The text speaks of authentication.',
        decision: 'Category upstream, not authentication.',
        why: 'The caller is authenticated. Under authentication it would send clients to the sign-in page, which cannot help.',
      },
    ],
  },
});
