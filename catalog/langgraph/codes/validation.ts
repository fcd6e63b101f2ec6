import { defineCodes } from 'errdex/catalog';
import { z } from 'zod';
import { assistantId } from '../fields.ts';

const inferred = {
  effect: 'The request is refused before an assistant runs.',
  causes: 'The source names one cause in a line; the finer ones and all signs are reasoned.',
};
const bound = z.string().regex(/^-?\d+(\.\d+)?$/);

export default defineCodes({
  VAL_001: {
    title: 'Request format not valid',
    summary: 'The body of the request cannot be read as JSON, or a field that the endpoint requires is missing or of the wrong kind.',
    advice: [
      'Where the text names a field, correct that field first.',
      'Check that the body is valid JSON and that `Content-Type` is `application/json`.',
      'Compare the fields with the reference of the endpoint and add what is missing.',
    ],
    description: 'Two wordings exist: the plain one, and one that names the field and the reason.',
    status: 400,
    category: 'validation',
    group: 'validation',
    message: ['Invalid request format', 'Validation error for {field}: {reason}'],
    params: {
      field: z
        .string()
        .regex(/^[^\s:]+$/)
        .meta({ description: 'Name or path of the field that was refused.', example: 'message' }),
      reason: z.string().meta({ description: 'Why it was refused.', example: 'field required' }),
    },
    retry: { when: 'after-change', reason: 'The same body is refused every time.' },
    effect: 'nothing',
    actor: 'developer',
    actions: ['SHOW_ERROR'],
    causes: [
      {
        cause: 'The body is not valid JSON.',
        sign: 'A JSON parser refuses the body that left the client.',
        fix: 'Build the body with a JSON library instead of joining text.',
      },
      {
        cause: 'The body was sent as a form.',
        sign: 'The body is valid JSON, and `Content-Type` is not `application/json`; `curl -d` does that by default.',
        fix: 'Send `Content-Type: application/json`.',
      },
      {
        cause: 'A required field is missing or misspelt.',
        sign: 'The body is valid JSON, and a name differs from the reference.',
        fix: 'Add or rename the field.',
      },
    ],
    raisedBy: ['invoke-assistant'],
    provoke: [
      {
        title: 'A body that ends too early',
        language: 'bash',
        run: 'curl -i -X POST http://localhost:8000/assistants/chatbot/invoke \\\n  -H "Authorization: Bearer $TOKEN" \\\n  -H "Content-Type: application/json" \\\n  -d \'{"message": \'',
      },
    ],
    examples: [
      { name: 'plain', title: 'Plain wording', variant: 0 },
      { name: 'field', title: 'A field is named', variant: 1 },
    ],
    samples: [
      { envelope: 'http', payload: { status: 400, headers: { 'X-Error-Code': 'VAL_001' }, body: { detail: 'Invalid request format' } } },
    ],
    related: ['VAL_003', 'VAL_004'],
    confusable: [{ code: 'VALIDATION_ERROR', tell: 'The same on the socket, where `context.field` names the field.' }],
    inferred: {
      ...inferred,
      retry: 'The source says only "No"; that a corrected body helps follows from its solution.',
      actor: 'Programs build bodies, users do not.',
      raisedBy: 'Follows from the cause; the source names no endpoint.',
      provoke: 'Made from the cause "malformed JSON".',
      params: 'The exception class names both; their values in the example are made up.',
    },
    decisions: [
      {
        about:
          'The class `ValidationError` (400) words its text `Validation error for {field}: {reason}`, which no documented error shows.',
        decision: 'It is a second wording of this code.',
        why: 'It is raised "for request validation errors", which is this code; the other three codes of the section have texts of their own.',
      },
      {
        about: 'FastAPI by itself answers a body that fails its model with 422 and a list in `detail`.',
        decision: 'Status 400 and a text, as the source says.',
        why: 'The section is "Validation Errors (400)". A 422 with a list is a sign that the exception handler of the service is not installed.',
      },
    ],
  },

  VAL_002: {
    title: 'Assistant id not valid',
    summary: 'The request names an assistant that this deployment does not have, and validation refused it before looking any further.',
    advice: [
      'List the valid ids with `GET /assistants` and use one of them.',
      'Treat it like `RES_001`: the text is the same, only status and `X-Error-Code` differ.',
      'If the id came from a configuration file, correct it there.',
    ],
    status: 400,
    category: 'validation',
    group: 'validation',
    message: 'Assistant {assistant_id} not found',
    params: { assistant_id: assistantId.meta({ example: 'chatbot-invalid' }) },
    retry: { when: 'after-change', reason: 'The same id is refused every time.' },
    effect: 'nothing',
    actor: 'developer',
    actions: ['SHOW_ERROR'],
    causes: [
      { cause: 'The id is misspelt.', sign: 'The list of `GET /assistants` holds a similar one.', fix: 'Use the id exactly as listed.' },
      {
        cause: 'The id belongs to another deployment or an older release.',
        sign: 'Nothing similar is listed.',
        fix: 'Choose from the list at start-up instead of writing the id into the program.',
      },
    ],
    raisedBy: ['invoke-assistant'],
    provoke: [
      {
        title: 'Invoke an assistant that does not exist; a 400 is this code, a 404 is RES_001',
        language: 'bash',
        run: 'curl -i -X POST http://localhost:8000/assistants/invalid-assistant/invoke \\\n  -H "Authorization: Bearer $TOKEN" \\\n  -H "Content-Type: application/json" \\\n  -d \'{"message": "test"}\'',
      },
    ],
    samples: [
      {
        envelope: 'http',
        payload: { status: 400, headers: { 'X-Error-Code': 'VAL_002' }, body: { detail: 'Assistant chatbot-invalid not found' } },
        params: { assistant_id: 'chatbot-invalid' },
      },
    ],
    related: ['RES_001', 'ASSISTANT_UNAVAILABLE'],
    confusable: [{ code: 'RES_001', tell: 'The text is the same. This one has status 400, that one 404.' }],
    inferred: {
      ...inferred,
      retry: 'The source says only "No"; that another id helps follows from its solution.',
      actor: 'Ids of assistants stand in programs and configurations.',
      raisedBy: 'By the scenario "invalid assistant ID", which names no code.',
    },
    decisions: [
      {
        about: 'The same text as `RES_001`, under another status.',
        decision: 'Two codes, told apart by the status and by `X-Error-Code`.',
        why: 'The source lists both. The id is refused either by validation (400) or by the look-up that raises `AssistantNotFoundError` (404).',
      },
    ],
  },

  VAL_003: {
    title: 'Message content is empty',
    summary: 'The message for the assistant is an empty text or `null`, so there is nothing that it could answer.',
    advice: [
      'Ask the user for a text and send the message again.',
      'Keep the send button disabled while the trimmed input is empty.',
      'If the user did write something, check that it goes into the field `message`.',
    ],
    status: 400,
    category: 'validation',
    group: 'validation',
    message: 'Message content cannot be empty',
    retry: { when: 'after-change', retryable: true, reason: 'The same empty message is refused every time; any text is accepted.' },
    effect: 'nothing',
    actor: 'end-user',
    actions: ['SHOW_ERROR'],
    causes: [
      {
        cause: 'The user sent the form without any text.',
        sign: 'The input field is empty or holds only blanks.',
        fix: 'Do not let an empty message be sent.',
      },
      {
        cause: 'The client cleared the input before it read it.',
        sign: 'The user saw a text, and the request has `""` or `null`.',
        fix: 'Take the text first, then clear the field.',
      },
    ],
    raisedBy: ['invoke-assistant'],
    provoke: [
      {
        title: 'Invoke an assistant with an empty message',
        language: 'bash',
        run: 'curl -i -X POST http://localhost:8000/assistants/chatbot/invoke \\\n  -H "Authorization: Bearer $TOKEN" \\\n  -H "Content-Type: application/json" \\\n  -d \'{"message": ""}\'',
      },
    ],
    samples: [
      {
        envelope: 'http',
        payload: { status: 400, headers: { 'X-Error-Code': 'VAL_003' }, body: { detail: 'Message content cannot be empty' } },
      },
    ],
    related: ['VAL_001', 'VALIDATION_ERROR'],
    confusable: [{ code: 'VALIDATION_ERROR', tell: 'The same on the socket, where `context.field` says that it is about the content.' }],
    inferred: {
      ...inferred,
      retry: 'The source says only "Yes"; that it needs another text follows from its solution.',
      actor: 'The user writes the message.',
    },
    decisions: [
      {
        about: 'Marked as retryable, although the frontend handler shows every 400 as final.',
        decision: '`X-Retryable: true`, retry policy `after-change`.',
        why: 'The flag invites the user to try again with another text; a program that repeats the message fails again.',
      },
    ],
  },

  VAL_004: {
    title: 'Configuration value out of range',
    summary:
      'A parameter in the configuration of the assistant, such as the temperature, lies outside the limits that are named in the text.',
    advice: [
      'Set the parameter named in the text to a value within the limits named there.',
      'Limit sliders and defaults of the client to the same range.',
      'Do not assume the range of another provider: a temperature here ends at 1.0.',
    ],
    status: 400,
    category: 'validation',
    group: 'validation',
    message: '{parameter} must be between {minimum} and {maximum}',
    params: {
      parameter: z
        .string()
        .regex(/^[A-Z][A-Za-z0-9_]*( [A-Za-z0-9_]+)*$/)
        .meta({ description: 'Name of the parameter, as a title.', example: 'Temperature' }),
      minimum: bound.meta({ description: 'Least value allowed, as written by the service.', example: '0.0' }),
      maximum: bound.meta({ description: 'Greatest value allowed, as written by the service.', example: '1.0' }),
    },
    retry: { when: 'after-change', retryable: true, reason: 'The same value is refused every time; one within the limits is accepted.' },
    effect: 'nothing',
    actor: 'developer',
    actions: ['SHOW_ERROR'],
    causes: [
      {
        cause: 'The value suits another provider, whose range is wider.',
        sign: 'The value lies a little outside, such as a temperature of 1.5.',
        fix: 'Map the range of the client to the one in the text.',
      },
      {
        cause: 'The value is in another unit.',
        sign: 'The value is far outside, such as 70 for 0.7.',
        fix: 'Send a fraction instead of a percentage.',
      },
    ],
    raisedBy: ['invoke-assistant'],
    samples: [
      {
        envelope: 'http',
        payload: { status: 400, headers: { 'X-Error-Code': 'VAL_004' }, body: { detail: 'Temperature must be between 0.0 and 1.0' } },
        params: { parameter: 'Temperature', minimum: '0.0', maximum: '1.0' },
      },
    ],
    related: ['VAL_001'],
    inferred: {
      ...inferred,
      retry: 'The source says only "Yes"; that it needs another value follows from its solution.',
      actor: 'Limits belong into the client, which should never send such a value.',
      raisedBy: 'Follows from the cause; the source names no endpoint.',
      params: 'The source shows one text, about the temperature, and speaks of parameters in general.',
    },
    decisions: [
      {
        about: 'The only text shown is about the temperature, the cause speaks of configuration parameters.',
        decision: 'The name and both limits are parameters of the text.',
        why: 'A code for all parameters cannot have a text for one. Limits are kept as text, since `0.0` would not survive as a number.',
      },
    ],
  },
});
