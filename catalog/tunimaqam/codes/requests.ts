import { defineCodes } from 'errdex/catalog';
import { z } from 'zod/v3';

export default defineCodes({
  VAL_001: {
    title: 'Required field is missing',
    summary: 'The endpoint needs the field named in `details.field`, and the request does not have it where `details.location` says.',
    advice: [
      'Add the field named in `details.field` at the place named in `details.location`.',
      'Check its spelling: names are in snake_case and case counts.',
      'Send JSON with `Content-Type: application/json`, or the body is not read.',
    ],
    status: 400,
    category: 'validation',
    group: 'validation',
    message: 'Missing required field: {field}',
    details: z.object({
      field: z.string().describe('Name of the missing field.'),
      location: z.enum(['body', 'query', 'path', 'header']).describe('Where in the request it belongs.'),
    }),
    retry: { when: 'after-change', reason: 'The request lacks something and will lack it again.' },
    effect: 'nothing',
    actor: 'developer',
    actions: ['correct_input', 'contact_support'],
    causes: [
      { cause: 'The field was left out.', sign: 'The request as sent has no such key.', fix: 'Add it; in a form, mark it as required.' },
      {
        cause: 'The key is written differently.',
        sign: 'A similar key is there, such as `Notes` or `note`.',
        fix: 'Use the exact name in `details.field`.',
      },
      {
        cause: 'The body was not read as JSON.',
        sign: 'The field is in the body, but `Content-Type` is missing or `text/plain`.',
        fix: 'Set `Content-Type: application/json`.',
      },
      {
        cause: 'The value was undefined and the serialiser dropped it.',
        sign: 'Your object has the key before `JSON.stringify`, the text does not.',
        fix: 'Give it a value, or do not send the request.',
      },
    ],
    raisedBy: ['analyzeNotes', 'proposeMaqam', 'addContribution', 'reviewContribution', 'answerQuiz', 'recommendMaqam'],
    provoke: [
      {
        title: 'Analyse notes without notes',
        language: 'bash',
        run: 'curl -i -X POST "$TUNIMAQAM_URL/analysis/notes" -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" -d \'{}\'',
      },
    ],
    samples: [
      {
        envelope: 'http',
        payload: {
          status: 400,
          body: { error: 'Missing required field: notes', code: 'VAL_001', details: { field: 'notes', location: 'body' } },
        },
        params: { field: 'notes', location: 'body' },
      },
    ],
    examples: [{ params: { field: 'notes', location: 'body' } }],
    related: ['VAL_002', 'VAL_004', 'VAL_007'],
    confusable: [
      { code: 'VAL_004', tell: 'There the field `notes` was sent, as an empty list.' },
      { code: 'VAL_007', tell: 'There the missing part is the file of a multipart upload.' },
      { code: 'VAL_002', tell: 'There the field was sent, as another type.' },
      { code: 'CONTRIB_001', tell: 'There the type of a contribution was sent and is not known.' },
    ],
    inferred: ['category', 'retry', 'effect', 'actor', 'actions', 'causes', 'raisedBy', 'provoke'],
    decisions: [
      {
        about: 'The cause speaks of the request body only, yet the details have a `location`, printed as `body`.',
        decision: '`details.location` is one of `body`, `query`, `path` and `header`.',
        why: 'A field that can have one value only would be pointless; these are the places where an HTTP request carries fields (OpenAPI, Parameter Object).',
      },
    ],
  },
  VAL_002: {
    title: 'Field has the wrong type',
    summary:
      'The field named in `details.field` was sent, but as another JSON type than the endpoint expects, so its value was not looked at.',
    advice: [
      'Send `details.field` as `details.expected_type`; it came as `details.received_type`.',
      'A list of one is still a list: write `["C"]`, not `"C"`.',
      'Encode the body once. A second `JSON.stringify` turns lists and objects into strings.',
    ],
    status: 400,
    category: 'validation',
    group: 'validation',
    message: "Invalid type for field '{field}': expected {expected_type}, got {received_type}",
    details: z.object({
      field: z.string().describe('Name of the field.'),
      expected_type: z.string().describe('The JSON type that the endpoint expects.'),
      received_type: z.string().describe('The JSON type that was sent.'),
    }),
    retry: { when: 'after-change', reason: 'The type of the value does not change by itself.' },
    effect: 'nothing',
    actor: 'developer',
    actions: ['correct_input', 'contact_support'],
    causes: [
      {
        cause: 'A single value was sent in place of a list.',
        sign: '`array` expected, `string` or `number` received.',
        fix: 'Wrap the value in a list.',
      },
      {
        cause: 'A number or a truth value was sent as text.',
        sign: '`string` received; the value comes from a form or from a query string.',
        fix: 'Convert it before building the body.',
      },
      {
        cause: 'The value was encoded as JSON twice.',
        sign: '`string` received, and the value begins with `[` or `{`.',
        fix: 'Encode the whole body once.',
      },
    ],
    raisedBy: ['analyzeNotes', 'proposeMaqam', 'addContribution', 'answerQuiz', 'recommendMaqam'],
    provoke: [
      {
        title: 'Send one note as a string',
        language: 'bash',
        run: 'curl -i -X POST "$TUNIMAQAM_URL/analysis/notes" -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" -d \'{"notes": "C"}\'',
      },
    ],
    samples: [
      {
        envelope: 'http',
        payload: {
          status: 400,
          body: {
            error: "Invalid type for field 'notes': expected array, got string",
            code: 'VAL_002',
            details: { field: 'notes', expected_type: 'array', received_type: 'string' },
          },
        },
        params: { field: 'notes', expected_type: 'array', received_type: 'string' },
      },
    ],
    examples: [{ params: { field: 'notes', expected_type: 'array', received_type: 'string' } }],
    related: ['VAL_001', 'VAL_003'],
    confusable: [
      { code: 'VAL_003', tell: 'There the list has the right type and one of its items is no note.' },
      { code: 'VAL_001', tell: 'There the field is not in the request.' },
      { code: 'QUIZ_002', tell: 'There the answers are a list, of the wrong length.' },
    ],
    inferred: ['category', 'retry', 'effect', 'actor', 'actions', 'causes', 'raisedBy', 'provoke'],
  },
});
