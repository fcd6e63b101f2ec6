import { defineCodes } from 'errdex/catalog';

export default defineCodes({
  SRV_005: {
    title: 'AssemblyAI is not configured',
    summary:
      'The server has no AssemblyAI key, so it did not listen to the recording but analysed fixed fallback notes and says so in `warning`.',
    advice: [
      'Look for `warning` in every 200 of this endpoint, and do not show the result as an analysis of the recording.',
      'Operator: set `ASSEMBLYAI_API_KEY` and restart the server.',
      'Meanwhile let people enter the notes themselves.',
    ],
    description:
      'This is a success: status 200 and a complete result. Neither the code nor an `error` field is in the body, so it is known by its `warning` alone. ' +
      'A client that looks at the status only takes the fallback notes for real ones.',
    severity: 'warning',
    status: 200,
    category: 'unavailable',
    group: 'server',
    on: ['warning'],
    message: 'ASSEMBLYAI_API_KEY not configured, used fallback notes',
    params: {
      notes: {
        type: 'array',
        items: { type: 'string' },
        description: 'The fallback notes. They have nothing to do with the recording.',
        example: ['C', 'D', 'E', 'G'],
      },
      candidates: { type: 'array', description: 'The maqamet that fit the fallback notes.', example: [] },
    },
    retry: { when: 'after-change', reason: 'Every upload gets the fallback until the server has a key.' },
    effect: 'done',
    actor: 'operator',
    actions: ['contact_support'],
    causes: [
      {
        cause: 'The key was never set.',
        sign: 'The warning has come since the server was set up; common on local and demo servers.',
        fix: 'Set `ASSEMBLYAI_API_KEY` in the environment of the server.',
      },
      {
        cause: 'The key was lost in a release.',
        sign: 'Recordings were analysed earlier on the same server.',
        fix: 'Compare the environment with the one before, and put the key back.',
      },
    ],
    raisedBy: ['analyzeAudio'],
    provoke: [
      {
        title: 'Upload to a server without a key',
        language: 'bash',
        run: 'curl -i -X POST "$TUNIMAQAM_URL/analysis/audio" -H "Authorization: Bearer $TOKEN" -F "audio=@clip.mp3;type=audio/mpeg"',
      },
    ],
    samples: [
      {
        envelope: 'warning',
        title: 'As printed, with an empty list where the source has "[...]"',
        payload: {
          status: 200,
          body: {
            extracted_notes: ['C', 'D', 'E', 'G'],
            candidates: [],
            warning: 'ASSEMBLYAI_API_KEY not configured, used fallback notes',
          },
        },
        params: { notes: ['C', 'D', 'E', 'G'], candidates: [] },
      },
    ],
    related: ['SRV_003', 'SRV_004'],
    confusable: [{ code: 'SRV_003', tell: 'There AssemblyAI was asked and failed, with status 502 and no result.' }],
    inferred: {
      category: 'The analysis of recordings is not available, whatever the status says.',
      retry: 'Follows from the cause.',
      effect: 'The request ran to its end, on other notes than those asked for.',
      actor: 'Only who runs the server can set the key.',
      actions: 'Follows from the actor.',
      causes: 'The usual reasons for a missing setting.',
      raisedBy: 'The only operation that uses AssemblyAI.',
      provoke: 'Follows from the cause.',
      params: 'The source prints `candidates: [...]`, so only that it is a list is known.',
    },
    decisions: [
      {
        about: 'It stands among the server errors, and its status is 200.',
        decision: 'Severity warning, effect done, an envelope of its own.',
        why: 'The client gets a result and status 200; calling it a failure would make clients throw the result away, calling it a plain success would hide that it is not theirs.',
      },
      {
        about: 'The printed body has `"candidates": [...]`, which is not JSON.',
        decision: 'A list of anything; the sample has an empty one.',
        why: 'The source does not show what a candidate looks like, and nothing is invented for it.',
      },
    ],
  },
});
