import { defineCodes } from 'errdex/catalog';
import { z } from 'zod/v3';

export default defineCodes({
  VAL_005: {
    title: 'Quiz session is not known',
    summary: 'The server knows no quiz session with the id in `details.quiz_id`: it never existed here, or it is gone already.',
    advice: [
      'Start a new quiz and use the `quiz_id` of that answer.',
      'Tell the person that the answers of the lost session cannot be counted.',
    ],
    status: 400,
    category: 'not-found',
    group: 'validation',
    message: 'Invalid or expired quiz session',
    details: z.object({ quiz_id: z.string().describe('The id that was sent, as text.') }),
    retry: { when: 'after-change', reason: 'Only an id that the server knows can succeed.' },
    effect: 'nothing',
    actor: 'end-user',
    actions: ['start_quiz'],
    causes: [
      {
        cause: 'The server forgot its sessions.',
        sign: 'The id is well formed and recent; other people lost theirs at the same moment.',
        fix: 'Start a new quiz. Operator: keep sessions outside the memory of the process.',
      },
      {
        cause: 'The session expired and was removed.',
        sign: 'The quiz was begun long ago.',
        fix: 'Start a new quiz, and finish it in one go.',
      },
      {
        cause: 'The id is wrong.',
        sign: '`details.quiz_id` is no number, or belongs to another server.',
        fix: 'Use the `quiz_id` that starting the quiz answered, unchanged.',
      },
    ],
    raisedBy: ['answerQuiz'],
    samples: [
      {
        envelope: 'http',
        payload: { status: 400, body: { error: 'Invalid or expired quiz session', code: 'VAL_005', details: { quiz_id: 'abc123' } } },
        params: { quiz_id: 'abc123' },
      },
    ],
    examples: [{ params: { quiz_id: 'abc123' } }],
    related: ['QUIZ_001', 'QUIZ_002'],
    confusable: [
      {
        code: 'QUIZ_001',
        tell: 'There the server still knows the session and says in `details.expired_at` when it ended; `quiz_id` is a number.',
      },
    ],
    inferred: ['category', 'retry', 'effect', 'actor', 'actions', 'causes', 'raisedBy'],
    decisions: [
      {
        about: 'Two codes for an expired quiz: this one ("does not exist or has expired") and `QUIZ_001` ("has expired").',
        decision: '`QUIZ_001` while the server still knows the session and its end; `VAL_005` once it knows it no longer, or never did.',
        why: 'Only `QUIZ_001` carries `expired_at`, which needs a session to read it from. A server that has forgotten it cannot tell expired from never there, and the wording here says just that.',
      },
      {
        about: '`details.quiz_id` is the text `"abc123"` here and the number 123 in `QUIZ_001`.',
        decision: 'A string here, an integer there, as printed. Clients should treat a quiz id as opaque.',
        why: 'It fits the reading above: an unknown id can only be echoed as it was sent, a known one is the stored number.',
      },
      {
        about: 'A session that does not exist has status 400; maqamet and contributions have 404.',
        decision: 'Status 400 as stated, category not-found.',
        why: 'The status is what goes over the wire; the category says what kind of trouble it is.',
      },
    ],
  },
  QUIZ_001: {
    title: 'Quiz session has expired',
    summary: 'The quiz was open for a limited time, which ended at `details.expired_at`, so its answers are no longer taken.',
    advice: [
      'Start a new quiz. The old one cannot be reopened.',
      'Show the time left during a quiz, and hand the answers in before it ends.',
    ],
    status: 400,
    category: 'conflict',
    group: 'quizzes',
    message: 'Quiz session has expired',
    details: z.object({
      quiz_id: z.number().int().describe('The session that expired.'),
      expired_at: z.string().datetime().describe('When it ended, in UTC.'),
    }),
    retry: { when: 'never', reason: 'An expired session stays expired; a new quiz is another session.' },
    effect: 'nothing',
    actor: 'end-user',
    actions: ['start_quiz'],
    causes: [
      {
        cause: 'The person took too long.',
        sign: '`details.expired_at` is a little before the answers were sent.',
        fix: 'Start a new quiz; show a countdown.',
      },
      {
        cause: 'An old page was used again.',
        sign: '`details.expired_at` lies hours or days back.',
        fix: 'Start a new quiz when such a page is opened again.',
      },
      {
        cause: 'The answers waited in the client.',
        sign: 'The person finished in time, the request left later, for instance offline.',
        fix: 'Send answers at once, and say so when that fails.',
      },
    ],
    raisedBy: ['answerQuiz'],
    samples: [
      {
        envelope: 'http',
        payload: {
          status: 400,
          body: { error: 'Quiz session has expired', code: 'QUIZ_001', details: { quiz_id: 123, expired_at: '2026-01-10T12:00:00Z' } },
        },
        params: { quiz_id: 123, expired_at: '2026-01-10T12:00:00Z' },
      },
    ],
    examples: [{ params: { quiz_id: 123, expired_at: '2026-01-10T12:00:00Z' } }],
    related: ['VAL_005', 'QUIZ_002'],
    confusable: [
      { code: 'VAL_005', tell: 'There the server knows no such session; there is no `expired_at`, and `quiz_id` is text.' },
      { code: 'AUTH_003', tell: 'There, with status 401, the access token expired, not the quiz.' },
    ],
    inferred: ['summary', 'category', 'retry', 'effect', 'actor', 'actions', 'causes', 'raisedBy'],
  },
  QUIZ_002: {
    title: 'Number of answers is wrong',
    summary: 'The list of answers has `details.received` items where the quiz has `details.expected` questions, so nothing was marked.',
    advice: [
      'Send one answer for each question, in the order of the questions.',
      'For a question that was left out send an empty answer in its place.',
      'Then hand in the same quiz again.',
    ],
    status: 400,
    category: 'validation',
    group: 'quizzes',
    message: 'Answer count does not match question count',
    details: z.object({
      expected: z.number().int().describe('Questions of the quiz.'),
      received: z.number().int().describe('Answers in the request.'),
    }),
    retry: { when: 'after-change', reason: 'The session stays open for a complete list.' },
    effect: 'nothing',
    actor: 'developer',
    actions: ['correct_input'],
    causes: [
      {
        cause: 'Unanswered questions were dropped.',
        sign: '`details.received` is lower by the number of questions left out.',
        fix: 'Keep a place for each question.',
      },
      { cause: 'Each answer is sent alone.', sign: '`details.received` is 1.', fix: 'Collect the answers, and send them once.' },
      {
        cause: 'The answers belong to another quiz.',
        sign: 'The numbers fit an earlier session of the same person.',
        fix: 'Keep answers together with their `quiz_id`, and empty them on starting a quiz.',
      },
    ],
    raisedBy: ['answerQuiz'],
    samples: [
      {
        envelope: 'http',
        payload: {
          status: 400,
          body: { error: 'Answer count does not match question count', code: 'QUIZ_002', details: { expected: 20, received: 15 } },
        },
        params: { expected: 20, received: 15 },
      },
    ],
    examples: [{ params: { expected: 20, received: 15 } }],
    related: ['QUIZ_001', 'VAL_002'],
    confusable: [{ code: 'VAL_002', tell: 'There `answers` is no list at all.' }],
    inferred: ['summary', 'category', 'retry', 'effect', 'actor', 'actions', 'causes', 'raisedBy'],
  },
});
