import { defineCodes } from 'errdex/catalog';
import { z } from 'zod/v3';

const decision = z.enum(['accepted', 'rejected']);

export default defineCodes({
  CONTRIB_001: {
    title: 'Unknown type of contribution',
    summary: 'The contribution was sent with a type, given in `details.received`, that the API does not know, so it was not stored.',
    advice: ['Send one of the types in `details.valid_types`.', 'Keep the list in your program in step with the API’s.'],
    status: 400,
    category: 'validation',
    group: 'contributions',
    message: 'Invalid contribution type',
    details: z.object({
      received: z.string().describe('The type that was sent.'),
      valid_types: z.array(z.enum(['new_maqam', 'correction', 'addition', 'audio'])).describe('The types that are accepted.'),
    }),
    retry: { when: 'after-change', reason: 'The same type is refused each time.' },
    effect: 'nothing',
    actor: 'developer',
    actions: ['correct_input', 'contact_support'],
    causes: [
      {
        cause: 'The label on the screen was sent in place of the value.',
        sign: '`details.received` has capitals or blanks, such as `New maqam`.',
        fix: 'Send the value from `details.valid_types`.',
      },
      {
        cause: 'A type of another version.',
        sign: '`details.received` looks sensible and is not in the list.',
        fix: 'Take the list from the API, and update the client.',
      },
      {
        cause: 'A typing error.',
        sign: 'One letter differs, or a hyphen stands for the underscore.',
        fix: 'Use constants rather than free text.',
      },
    ],
    raisedBy: ['addContribution'],
    samples: [
      {
        envelope: 'http',
        payload: {
          status: 400,
          body: {
            error: 'Invalid contribution type',
            code: 'CONTRIB_001',
            details: { received: 'invalid_type', valid_types: ['new_maqam', 'correction', 'addition', 'audio'] },
          },
        },
        params: { received: 'invalid_type', valid_types: ['new_maqam', 'correction', 'addition', 'audio'] },
      },
    ],
    examples: [{ params: { received: 'invalid_type', valid_types: ['new_maqam', 'correction', 'addition', 'audio'] } }],
    related: ['CONTRIB_003', 'VAL_001'],
    confusable: [
      { code: 'CONTRIB_003', tell: 'There the review has a wrong decision, with `details.valid_decisions`.' },
      { code: 'VAL_001', tell: 'There no type was sent at all.' },
    ],
    inferred: ['summary', 'category', 'retry', 'effect', 'actor', 'actions', 'causes', 'raisedBy'],
  },
  CONTRIB_002: {
    title: 'Contribution has been reviewed already',
    summary:
      'Somebody accepted or rejected this contribution before, at the time in `details.reviewed_at`, and a review is made once only.',
    advice: [
      'Do not send the review again. Show the decision in `details.status` and its time.',
      'Load the open contributions again.',
      'If the decision was wrong, ask an administrator.',
    ],
    status: 409,
    category: 'conflict',
    group: 'contributions',
    message: 'Contribution has already been reviewed',
    details: z.object({
      status: decision.describe('The decision that stands.'),
      reviewed_at: z.string().datetime().describe('When it was made, in UTC.'),
    }),
    retry: { when: 'never', reason: 'A review is final.' },
    effect: 'nothing',
    actor: 'end-user',
    actions: ['refresh', 'contact_support'],
    causes: [
      {
        cause: 'Another reviewer was faster.',
        sign: '`details.reviewed_at` is recent, and you sent nothing then.',
        fix: 'Refresh the list before deciding.',
      },
      {
        cause: 'Your own first request succeeded.',
        sign: '`details.reviewed_at` is the time of your first attempt, and `details.status` is your decision.',
        fix: 'Take it for a success. Block the button while a review is under way.',
      },
      {
        cause: 'The list on the screen is old.',
        sign: '`details.reviewed_at` lies before the page was opened.',
        fix: 'Load open contributions only, and refresh on return.',
      },
    ],
    raisedBy: ['reviewContribution'],
    samples: [
      {
        envelope: 'http',
        payload: {
          status: 409,
          body: {
            error: 'Contribution has already been reviewed',
            code: 'CONTRIB_002',
            details: { status: 'accepted', reviewed_at: '2026-01-10T12:00:00Z' },
          },
        },
        params: { status: 'accepted', reviewed_at: '2026-01-10T12:00:00Z' },
      },
    ],
    examples: [{ params: { status: 'accepted', reviewed_at: '2026-01-10T12:00:00Z' } }],
    related: ['CONTRIB_003', 'RES_002', 'AUTH_005'],
    confusable: [
      { code: 'CONTRIB_003', tell: 'There the review itself is malformed; the contribution may still be open.' },
      { code: 'RES_002', tell: 'There, with status 404, no such contribution exists.' },
    ],
    inferred: {
      summary: 'The source gives title and body only.',
      category: 'Status 409 for a state conflict.',
      retry: 'Follows from the state.',
      effect: 'The earlier decision stays as it was.',
      actor: 'The reviewer decides what to do about it.',
      actions: 'Follows from the advice.',
      causes: 'The usual ways to review twice.',
      raisedBy: 'The only operation that reviews.',
      details: 'The source prints `accepted`; `rejected` is the other decision that `CONTRIB_003` lists.',
    },
  },
  CONTRIB_003: {
    title: 'Unknown review decision',
    summary:
      'The review was sent with a decision, given in `details.received`, that is neither `accepted` nor `rejected`, so the contribution stays open.',
    advice: ['Send one of the values in `details.valid_decisions`.', 'To postpone a decision, send nothing.'],
    status: 400,
    category: 'validation',
    group: 'contributions',
    message: 'Invalid review decision',
    details: z.object({
      received: z.string().describe('The decision that was sent.'),
      valid_decisions: z.array(decision).describe('The decisions that are accepted.'),
    }),
    retry: { when: 'after-change', reason: 'The same decision is refused each time.' },
    effect: 'nothing',
    actor: 'developer',
    actions: ['correct_input', 'contact_support'],
    causes: [
      {
        cause: 'The verb was sent in place of the participle.',
        sign: '`details.received` is `accept`, `reject` or `approve`.',
        fix: 'Send `accepted` or `rejected`.',
      },
      {
        cause: 'The screen offers a third choice.',
        sign: '`details.received` is `maybe`, `pending` or similar.',
        fix: 'Remove the choice, or treat it as no decision.',
      },
    ],
    raisedBy: ['reviewContribution'],
    samples: [
      {
        envelope: 'http',
        payload: {
          status: 400,
          body: {
            error: 'Invalid review decision',
            code: 'CONTRIB_003',
            details: { received: 'maybe', valid_decisions: ['accepted', 'rejected'] },
          },
        },
        params: { received: 'maybe', valid_decisions: ['accepted', 'rejected'] },
      },
    ],
    examples: [{ params: { received: 'maybe', valid_decisions: ['accepted', 'rejected'] } }],
    related: ['CONTRIB_001', 'CONTRIB_002'],
    confusable: [
      { code: 'CONTRIB_001', tell: 'There the contribution has a wrong type, with `details.valid_types`.' },
      { code: 'CONTRIB_002', tell: 'There, with status 409, the decision was well formed and came too late.' },
    ],
    inferred: ['summary', 'category', 'retry', 'effect', 'actor', 'actions', 'causes', 'raisedBy'],
  },
});
