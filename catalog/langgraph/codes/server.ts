import { defineCodes } from 'errdex/catalog';
import { assistantId, reason } from '../fields.ts';

const causes = 'The source names one cause in a line; the finer ones and all signs are reasoned.';
const attempts =
  'The source says "Yes" and "retry"; that it takes growing pauses follows from the frontend handler, the number of attempts is a judgement.';

export default defineCodes({
  SRV_001: {
    title: 'Assistant could not be invoked',
    summary: 'The assistant was called and its graph failed or ran out of time before it gave an answer; the text ends with the reason.',
    advice: [
      'Try again up to twice with growing pauses, unless the assistant acts on the outside world.',
      'Read the reason after the colon: a timeout may pass, a missing setting does not.',
      'Give support the reason and the `X-Request-ID`.',
    ],
    description: 'Two wordings exist: with and without the id of the assistant.',
    status: 500,
    category: 'server',
    group: 'server',
    message: ['Assistant invocation failed: {reason}', 'Assistant {assistant_id} invocation failed: {reason}'],
    params: { assistant_id: assistantId, reason },
    retry: { when: 'with-backoff', maxAttempts: 3, reason: 'Timeouts and lost connections usually pass; a failing graph does not.' },
    effect: 'unknown',
    actor: 'operator',
    actions: ['RETRY_WITH_BACKOFF', 'CONTACT_SUPPORT'],
    causes: [
      {
        cause: 'A connection to the model or the runtime timed out.',
        sign: 'The reason speaks of a timeout or a connection, and other calls succeed.',
        fix: 'Try again; if it persists, check the network and the provider.',
      },
      {
        cause: 'A node of the graph raised an exception.',
        sign: 'The same message fails in the same way every time.',
        fix: 'Find the exception in the log by `X-Request-ID` and repair the node.',
      },
      {
        cause: 'The request takes longer than the service allows.',
        sign: 'Long inputs fail after the same number of seconds, short ones succeed.',
        fix: 'Shorten the input, or raise the time limit.',
      },
    ],
    raisedBy: ['invoke-assistant'],
    examples: [
      { name: 'reason', title: 'As documented', variant: 0, params: { reason: 'Connection timeout' } },
      {
        name: 'assistant',
        title: 'With the id of the assistant',
        variant: 1,
        params: { assistant_id: 'chatbot', reason: 'Connection timeout' },
      },
    ],
    samples: [
      {
        envelope: 'http',
        payload: {
          status: 500,
          headers: { 'X-Error-Code': 'SRV_001' },
          body: { detail: 'Assistant invocation failed: Connection timeout' },
        },
        params: { reason: 'Connection timeout' },
      },
    ],
    related: ['SRV_002', 'SRV_003', 'GRAPH_001'],
    confusable: [
      { code: 'INVOCATION_ERROR', tell: 'The same over the socket, where `context` names assistant and node.' },
      { code: 'GRAPH_001', tell: 'That one has no code and names the node in the text.' },
      { code: 'SRV_002', tell: 'That one gives no reason, because nobody foresaw the failure.' },
    ],
    inferred: {
      causes,
      retry: attempts,
      effect: 'Nodes and tools may have run before the failure.',
      actor: 'The failure lies behind the API; a client can only try again.',
      raisedBy: 'Follows from the title; the source names no endpoint.',
    },
    decisions: [
      {
        about: 'The documented text has no assistant id, the class `AssistantInvocationError` puts one in.',
        decision: 'Both are wordings of this code, the documented one first.',
        why: 'Both stand in the source, and a reader must recognise either. Ids hold no blanks, so the two cannot be mixed up.',
      },
    ],
  },

  SRV_002: {
    title: 'Unexpected server error',
    summary: 'The service met an exception that it had not foreseen, and keeps the particulars in its own log.',
    advice: [
      'Try again up to twice with growing pauses, if a repeated call does no harm.',
      'Give support the `X-Request-ID` and the time.',
      'As operator, look for `Unhandled error` in the log at that time: the traceback stands there.',
    ],
    status: 500,
    category: 'server',
    group: 'server',
    message: 'Internal server error occurred',
    retry: { when: 'with-backoff', maxAttempts: 3, reason: 'Passing trouble goes away; a programming error comes back every time.' },
    effect: 'unknown',
    actor: 'operator',
    actions: ['RETRY_WITH_BACKOFF', 'CONTACT_SUPPORT'],
    causes: [
      {
        cause: 'A programming error.',
        sign: 'The same request fails every time, and it began with a deployment.',
        fix: 'Roll back or repair; the traceback is in the log.',
      },
      {
        cause: 'Something underneath failed for a moment, such as the database.',
        sign: 'Different requests fail within the same minutes.',
        fix: 'Restore what failed, then try again.',
      },
    ],
    raisedBy: ['create-token', 'read-current-user', 'list-assistants', 'invoke-assistant'],
    samples: [
      {
        envelope: 'http',
        payload: { status: 500, headers: { 'X-Error-Code': 'SRV_002' }, body: { detail: 'Internal server error occurred' } },
      },
    ],
    related: ['SRV_001', 'SRV_003'],
    confusable: [
      { code: 'SRV_001', tell: 'That one gives a reason after a colon.' },
      { code: 'SRV_003', tell: 'That one says that the backend is out of service as a whole.' },
    ],
    inferred: {
      causes,
      retry: attempts,
      effect: 'The exception may come at any point of the request.',
      actor: 'Only the operator sees the traceback.',
      raisedBy: 'The handler for all exceptions covers every endpoint.',
    },
  },

  SRV_003: {
    title: 'LangGraph backend out of service',
    summary: 'The API itself answers, but the LangGraph service behind it is down or under maintenance.',
    advice: [
      'Tell the user that the service is out for the moment, and keep the input.',
      'Try again with growing pauses, beginning at some ten seconds.',
      'Look at the status page before you open a ticket.',
    ],
    status: 500,
    category: 'unavailable',
    group: 'server',
    message: 'LangGraph service temporarily unavailable',
    retry: { when: 'with-backoff', maxAttempts: 5, reason: 'An outage or a maintenance ends without any change of the request.' },
    effect: 'unknown',
    actor: 'operator',
    actions: ['RETRY_WITH_BACKOFF'],
    causes: [
      { cause: 'Planned maintenance.', sign: 'The status page announces it.', fix: 'Wait until it is over.' },
      {
        cause: 'The backend has crashed or is overloaded.',
        sign: 'The status page is silent, and all assistants fail at once.',
        fix: 'Restart or scale the backend.',
      },
      {
        cause: 'The API cannot reach a healthy backend.',
        sign: 'The backend answers its health check, and the API still fails.',
        fix: 'Check address, network and certificates between the two.',
      },
    ],
    raisedBy: ['list-assistants', 'invoke-assistant'],
    samples: [
      {
        envelope: 'http',
        payload: { status: 500, headers: { 'X-Error-Code': 'SRV_003' }, body: { detail: 'LangGraph service temporarily unavailable' } },
      },
    ],
    related: ['SRV_002', 'ASSISTANT_UNAVAILABLE', 'API_ERROR'],
    confusable: [
      { code: 'ASSISTANT_UNAVAILABLE', tell: 'That one concerns one assistant, over the socket; this one concerns all.' },
      {
        code: 'API_ERROR',
        tell: 'On the socket the same outage arrives as that one, with the status of the API in `context.apiStatusCode`.',
      },
    ],
    inferred: {
      causes,
      retry: 'The source says "retry later" without a delay; pauses and attempts are a judgement.',
      effect: 'An outage that begins during a run is reported in the same way, so a repeated call may run twice.',
      actor: 'Only the operator can bring the backend up.',
      raisedBy: 'These two endpoints need the backend; the source names none.',
    },
    decisions: [
      {
        about: 'The text says that the service is unavailable, which would be 503, and the section is "Server Errors (500)".',
        decision: 'Status 500, category unavailable.',
        why: 'The section gives the status, and the frontend handler knows 500 and no 503. The example of `API_ERROR` does show a 503 from this API: treat it in the same way.',
      },
    ],
  },
});
