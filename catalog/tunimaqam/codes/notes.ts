import { defineCodes } from 'errdex/catalog';
import { z } from 'zod/v3';

export default defineCodes({
  VAL_003: {
    title: 'Not a musical note',
    summary:
      'An item of the `notes` list, given in `details.invalid_note`, is not a note name that the API knows, so nothing was analysed.',
    advice: [
      'Replace `details.invalid_note` by a name from `details.valid_notes`.',
      'Write notes as letters with `#` or `b`, such as `C#` or `Db`. No solfège names, no octave numbers, no signs such as ♯ and ♭.',
      'Let people choose from a list rather than type.',
    ],
    status: 400,
    category: 'validation',
    group: 'validation',
    message: "Invalid note format: '{invalid_note}' is not a valid musical note",
    details: z.object({
      invalid_note: z.string().describe('The item that is not a note.'),
      valid_notes: z.array(z.string()).describe('Note names that the API accepts.'),
    }),
    retry: { when: 'after-change', reason: 'The same name is refused each time.' },
    effect: 'nothing',
    actor: 'end-user',
    actions: ['correct_input'],
    causes: [
      { cause: 'A typing error.', sign: 'The letter is not one of A to G.', fix: 'Correct the note.' },
      {
        cause: 'Another way of naming notes.',
        sign: 'The value is `do`, `re`, `H`, `C4` or has ♯ or ♭.',
        fix: 'Translate it to letters with `#` or `b` before sending.',
      },
      {
        cause: 'White space or several notes in one item.',
        sign: 'The value has blanks, commas or hyphens.',
        fix: 'Split and trim: one note an item.',
      },
    ],
    raisedBy: ['analyzeNotes'],
    provoke: [
      {
        title: 'Analyse a note that does not exist',
        language: 'bash',
        run: 'curl -i -X POST "$TUNIMAQAM_URL/analysis/notes" -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" -d \'{"notes": ["X"]}\'',
      },
    ],
    samples: [
      {
        envelope: 'http',
        title: 'As printed, with its list cut short',
        payload: {
          status: 400,
          body: {
            error: "Invalid note format: 'X' is not a valid musical note",
            code: 'VAL_003',
            details: { invalid_note: 'X', valid_notes: ['C', 'D', 'E', 'F', 'G', 'A', 'B', 'C#', 'Db', '...'] },
          },
        },
        params: { invalid_note: 'X', valid_notes: ['C', 'D', 'E', 'F', 'G', 'A', 'B', 'C#', 'Db', '...'] },
      },
    ],
    examples: [{ params: { invalid_note: 'X', valid_notes: ['C', 'D', 'E', 'F', 'G', 'A', 'B', 'C#', 'Db'] } }],
    related: ['VAL_002', 'VAL_004'],
    confusable: [
      { code: 'VAL_002', tell: 'There `notes` as a whole is not a list.' },
      { code: 'VAL_004', tell: 'There the list is empty.' },
    ],
    inferred: ['category', 'retry', 'effect', 'actor', 'actions', 'causes', 'raisedBy', 'provoke'],
    decisions: [
      {
        about: 'The printed `valid_notes` ends in the item `"..."`.',
        decision:
          'It stands for the names that the source leaves out. The items are plain strings without a pattern; the example shows the nine names that are printed.',
        why: 'An API that lists valid notes would not list three dots. A pattern for notes would refuse the sample as printed, and a longer list would be invented.',
      },
    ],
  },
  VAL_004: {
    title: 'List of notes is empty',
    summary: 'The request has a `notes` list without a single note in it, and a maqam cannot be looked for in nothing.',
    advice: [
      'Send at least one note, such as `{"notes": ["C", "D", "E"]}`. More notes give a better match.',
      'Keep the button disabled until a note is chosen.',
    ],
    status: 400,
    category: 'validation',
    group: 'validation',
    message: 'notes list is required',
    retry: { when: 'after-change', reason: 'An empty list stays empty.' },
    effect: 'nothing',
    actor: 'developer',
    actions: ['correct_input'],
    causes: [
      {
        cause: 'The person had chosen no note yet.',
        sign: 'The request went out on opening the page or on an empty form.',
        fix: 'Send it only when the list has an item.',
      },
      {
        cause: 'A filter of your program removed all notes.',
        sign: 'Notes were entered, and the body that left has `[]`.',
        fix: 'Log the list before and after the filter, and tell the person what was dropped.',
      },
    ],
    raisedBy: ['analyzeNotes'],
    provoke: [
      {
        title: 'Analyse an empty list',
        language: 'bash',
        run: 'curl -i -X POST "$TUNIMAQAM_URL/analysis/notes" -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" -d \'{"notes": []}\'',
      },
    ],
    samples: [{ envelope: 'http', payload: { status: 400, body: { error: 'notes list is required', code: 'VAL_004' } } }],
    related: ['VAL_001', 'VAL_003'],
    confusable: [
      { code: 'VAL_001', tell: 'There the field is absent, and `details.field` names it. Here there are no details.' },
      { code: 'VAL_003', tell: 'There the list has items, and one of them is no note.' },
    ],
    inferred: ['category', 'retry', 'effect', 'actor', 'actions', 'causes', 'raisedBy', 'provoke'],
    decisions: [
      {
        about:
          'The title says "Empty Notes Array", the message says "notes list is required", which reads like a missing field (`VAL_001`, whose example is `notes` too).',
        decision: '`VAL_004` means that the list was sent and is empty; a missing `notes` is `VAL_001`.',
        why: 'The title and the stated cause agree on this, and the two codes would otherwise mean the same. The message is kept as it is on the wire.',
      },
    ],
  },
});
