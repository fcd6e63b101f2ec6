import { defineCodes } from 'errdex/catalog';
import { reason } from '../fields.ts';

const inferred = {
  status: 'The source gives none; 500 is the default of `LangGraphError`.',
  causes: 'The source names one context in a line; the finer ones and all signs are reasoned.',
  raisedBy: 'State is read and saved when an assistant is invoked; the source names no endpoint.',
};

export default defineCodes({
  MEM_001: {
    title: 'Conversation state not saved',
    summary: 'The assistant ran, but the state of the conversation could not be written to its store, so this turn may be forgotten.',
    advice: [
      'Reload the conversation and see whether the turn is in it before you send it again.',
      'If it is missing, try again up to twice with growing pauses.',
      'Or go on without persistence and warn the user that the conversation will not be remembered.',
      'As operator, check the database that holds the checkpoints.',
    ],
    description: 'Affects `chatbot-persistent`. The id is a name of this catalog; on the wire there is only the text.',
    status: 500,
    category: 'server',
    group: 'memory',
    on: ['uncoded'],
    message: 'Failed to save conversation state: {reason}',
    params: { reason: reason.meta({ description: 'Why the store refused or did not answer.', example: 'Database connection timeout' }) },
    retry: { when: 'with-backoff', maxAttempts: 3, reason: 'A store that is busy or restarting comes back.' },
    effect: 'unknown',
    actor: 'operator',
    actions: ['RETRY_WITH_BACKOFF', 'CONTACT_SUPPORT'],
    causes: [
      {
        cause: 'The database cannot be reached or is overloaded.',
        sign: 'The reason speaks of a connection or a timeout, and many conversations are concerned.',
        fix: 'Restore the database, or enlarge its connection pool.',
      },
      {
        cause: 'The disk or the quota of the database is full.',
        sign: 'Reading works and every write fails.',
        fix: 'Make room, and delete old checkpoints regularly.',
      },
      {
        cause: 'The state is too large or cannot be serialised.',
        sign: 'One conversation fails every time, others are saved.',
        fix: 'Shorten its history, and keep files out of the state.',
      },
    ],
    raisedBy: ['invoke-assistant'],
    samples: [
      {
        envelope: 'uncoded',
        payload: { status: 500, headers: {}, body: { detail: 'Failed to save conversation state: Database connection timeout' } },
        params: { reason: 'Database connection timeout' },
      },
    ],
    related: ['MEM_002'],
    confusable: [{ code: 'MEM_002', tell: 'That one is about reading: the stored state is broken and is being reset.' }],
    inferred: {
      ...inferred,
      retry: 'The source says "retry"; pauses and attempts are a judgement.',
      effect: 'Checkpoints are written while a graph runs, so nodes and tools have acted, and earlier checkpoints may be stored.',
      actor: 'The store is in the hands of whoever runs the service.',
    },
  },

  MEM_002: {
    title: 'Stored conversation is corrupted',
    summary: 'The saved state of the conversation can no longer be read, and the service is resetting it: its history is lost.',
    advice: [
      'Tell the user that the history of this conversation is gone.',
      'Send the last message again, once, with the context that it needs.',
      'As operator, keep a copy of the broken checkpoint if it happens more than once.',
    ],
    description: 'Affects persistent assistants only. The id is a name of this catalog; on the wire there is only the text.',
    status: 500,
    category: 'server',
    group: 'memory',
    on: ['uncoded'],
    message: 'Corrupted thread state detected, resetting conversation',
    retry: { when: 'at-once', maxAttempts: 2, reason: 'The reset clears the way; if it comes a second time, the reset has failed.' },
    effect: 'unknown',
    actor: 'client',
    actions: ['SHOW_ERROR', 'OFFER_RETRY'],
    causes: [
      {
        cause: 'A new release cannot read states of an older one.',
        sign: 'Many conversations are reset right after a deployment.',
        fix: 'Migrate stored states before deploying.',
      },
      {
        cause: 'A write was cut off by a crash.',
        sign: 'A few conversations are concerned, all of them active at the time of a restart.',
        fix: 'Let requests finish before the process stops.',
      },
      {
        cause: 'Two requests wrote to one conversation at the same time.',
        sign: 'The conversation had been open in two windows.',
        fix: 'Allow one request at a time for each conversation.',
      },
    ],
    raisedBy: ['invoke-assistant'],
    samples: [
      {
        envelope: 'uncoded',
        payload: { status: 500, headers: {}, body: { detail: 'Corrupted thread state detected, resetting conversation' } },
      },
    ],
    related: ['MEM_001', 'GRAPH_002'],
    confusable: [
      { code: 'MEM_001', tell: 'That one is about writing: the history up to the last turn is still there.' },
      { code: 'CONVERSATION_NOT_FOUND', tell: 'That one means that the conversation itself is unknown, over the socket.' },
    ],
    inferred: {
      ...inferred,
      retry: 'The source says that the conversation resets automatically, so the next message should succeed.',
      effect: 'The stored history has been discarded; whether the message was still answered is not stated.',
      actor: 'The service repairs itself; the client has to tell the user and send the message again.',
    },
  },
});
