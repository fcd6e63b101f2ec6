import { defineCodes } from 'errdex/catalog';
import { z } from 'zod/v3';

export default defineCodes({
  RES_001: {
    title: 'Maqam does not exist',
    summary: 'No maqam has the id or name in the address of the request, so there is nothing to show, change or contribute to.',
    advice: [
      'Load the list of maqamet from `/knowledge/maqam` and use an id or name from it.',
      'Show "not found" with a way back to the list.',
    ],
    status: 404,
    category: 'not-found',
    group: 'resources',
    message: 'Maqam not found',
    details: z.object({ maqam_id: z.number().int().describe('The id that was asked for.') }),
    retry: { when: 'after-change', reason: 'It needs an id that exists; waiting does not bring one.' },
    effect: 'nothing',
    actor: 'client',
    actions: ['refresh'],
    causes: [
      {
        cause: 'The maqam was deleted.',
        sign: 'The id comes from a bookmark or a cache and used to work.',
        fix: 'Drop the stored id and load the list again.',
      },
      {
        cause: 'The id was never given.',
        sign: 'The id was typed or counted up; it is higher than any in the list.',
        fix: 'Take ids from answers of the API only.',
      },
      {
        cause: 'The name is spelt otherwise.',
        sign: 'The request was by name; names come from Arabic in several spellings.',
        fix: 'Use the English name exactly as the list has it.',
      },
      {
        cause: 'The id belongs to another environment or a fresh database.',
        sign: 'Nearly all ids fail.',
        fix: 'Check the base address; the operator loads the data.',
      },
    ],
    raisedBy: ['getMaqam', 'getMaqamByName', 'updateMaqam', 'deleteMaqam', 'uploadMaqamAudio', 'addContribution'],
    provoke: [{ title: 'Ask for an id that nobody has', language: 'bash', run: 'curl -i "$TUNIMAQAM_URL/knowledge/maqam/999"' }],
    samples: [
      {
        envelope: 'http',
        payload: { status: 404, body: { error: 'Maqam not found', code: 'RES_001', details: { maqam_id: 999 } } },
        params: { maqam_id: 999 },
      },
    ],
    examples: [{ params: { maqam_id: 999 } }],
    related: ['RES_002', 'RES_003'],
    confusable: [
      { code: 'RES_002', tell: 'There the contribution is missing, with `details.contribution_id`.' },
      { code: 'RES_003', tell: 'There the maqam may well exist; its audio record does not.' },
    ],
    inferred: ['category', 'retry', 'effect', 'actor', 'actions', 'causes', 'raisedBy', 'provoke'],
    decisions: [
      {
        about: 'The cause is "maqam ID or name", but the details have only a numeric `maqam_id`.',
        decision: '`details.maqam_id` is an integer and always there, as printed. What a search by name sends is not documented.',
        why: 'Nothing else is printed. A client that shows what was missing should use what it asked for, not the details.',
      },
    ],
  },
  RES_002: {
    title: 'Contribution does not exist',
    summary: 'No contribution has the id in the address of the request, so there is nothing to review.',
    advice: [
      'Load the contributions of the maqam again and choose from them.',
      'Check that the id is a contribution’s: ids of maqamet look the same.',
    ],
    status: 404,
    category: 'not-found',
    group: 'resources',
    message: 'Contribution not found',
    details: z.object({ contribution_id: z.number().int().describe('The id that was asked for.') }),
    retry: { when: 'after-change', reason: 'It needs an id that exists; waiting does not bring one.' },
    effect: 'nothing',
    actor: 'client',
    actions: ['refresh'],
    causes: [
      {
        cause: 'The id of something else was sent.',
        sign: 'A maqam with the same id exists.',
        fix: 'Use the `id` that the API answered when the contribution was made.',
      },
      {
        cause: 'The list on the screen is old.',
        sign: 'Another reviewer’s screen no longer shows it.',
        fix: 'Refresh the list before reviewing.',
      },
      { cause: 'The id belongs to another environment.', sign: 'All contributions of the list fail.', fix: 'Check the base address.' },
    ],
    raisedBy: ['reviewContribution'],
    samples: [
      {
        envelope: 'http',
        payload: { status: 404, body: { error: 'Contribution not found', code: 'RES_002', details: { contribution_id: 123 } } },
        params: { contribution_id: 123 },
      },
    ],
    examples: [{ params: { contribution_id: 123 } }],
    related: ['RES_001', 'CONTRIB_002'],
    confusable: [
      { code: 'CONTRIB_002', tell: 'There the contribution exists, and its review is over.' },
      { code: 'RES_001', tell: 'There the maqam is missing, with `details.maqam_id`.' },
    ],
    inferred: ['category', 'retry', 'effect', 'actor', 'actions', 'causes', 'raisedBy'],
  },
  RES_003: {
    title: 'Audio record does not exist',
    summary: 'No audio record has the id in the address of the request, whether or not the maqam that it belonged to is there.',
    advice: ['Load the maqam again and take the id of an audio record from it.', 'Remove the dead player or link from the page.'],
    status: 404,
    category: 'not-found',
    group: 'resources',
    message: 'Audio record not found',
    retry: { when: 'after-change', reason: 'It needs an id that exists; waiting does not bring one.' },
    effect: 'nothing',
    actor: 'client',
    actions: ['refresh'],
    causes: [
      { cause: 'The record was deleted, alone or together with its maqam.', sign: 'The id worked earlier.', fix: 'Load the maqam again.' },
      {
        cause: 'The id of the maqam was sent.',
        sign: 'The id in the address is that of the maqam on the page.',
        fix: 'Use the id of the audio record.',
      },
    ],
    raisedBy: ['updateAudio', 'deleteAudio'],
    samples: [{ envelope: 'http', payload: { status: 404, body: { error: 'Audio record not found', code: 'RES_003' } } }],
    related: ['RES_001', 'VAL_007'],
    confusable: [
      { code: 'VAL_007', tell: 'There, with status 400, the file of an upload is missing.' },
      { code: 'RES_001', tell: 'There the maqam is missing, and the details carry `maqam_id`.' },
    ],
    inferred: ['category', 'retry', 'effect', 'actor', 'actions', 'causes', 'raisedBy'],
    decisions: [
      {
        about: '`RES_001` and `RES_002` carry the id that was not found, `RES_003` and `RES_004` carry nothing.',
        decision: 'No details for `RES_003` and `RES_004`.',
        why: 'Their printed bodies have none. The id is in the address of the request anyway.',
      },
    ],
  },
  RES_004: {
    title: 'User has no statistics yet',
    summary: 'The person who asks is known, but the API has no statistics of their learning, as a rule because they have done nothing yet.',
    advice: [
      'Show an empty state that invites to a first quiz, not an error.',
      'Ask again after the person has finished a quiz or another exercise.',
    ],
    status: 404,
    category: 'not-found',
    group: 'resources',
    message: 'User statistics not found',
    retry: { when: 'after-change', reason: 'Statistics come with the first finished exercise.' },
    effect: 'nothing',
    actor: 'client',
    actions: ['start_quiz'],
    causes: [
      { cause: 'The person is new.', sign: 'They have never finished an exercise.', fix: 'Offer a first quiz.' },
      {
        cause: 'They signed in with another account than usual.',
        sign: 'They remember earlier results.',
        fix: 'Show the signed-in address and let them change the account.',
      },
      { cause: 'The database was set up anew.', sign: 'All people lost their statistics at once.', fix: 'The operator restores the data.' },
    ],
    raisedBy: ['whoAmI'],
    samples: [{ envelope: 'http', payload: { status: 404, body: { error: 'User statistics not found', code: 'RES_004' } } }],
    related: ['RES_001', 'AUTH_001'],
    inferred: ['category', 'retry', 'effect', 'actor', 'actions', 'causes', 'raisedBy'],
  },
});
