import { defineCodes } from 'errdex/catalog';
import { z } from 'zod/v3';

export default defineCodes({
  VAL_006: {
    title: 'Audio format is not supported',
    summary:
      'A file was uploaded, but its media type, given in `details.received_format`, is not one of the audio formats that the API takes.',
    advice: [
      'Upload MP3, WAV or OGG: `audio/mpeg`, `audio/wav` or `audio/ogg`.',
      'Convert the file; a new name alone does not change its format.',
      'Limit the file picker to the types in `details.supported_formats`.',
    ],
    status: 400,
    category: 'validation',
    group: 'validation',
    message: 'Unsupported audio format. Supported: MP3, WAV, OGG',
    details: z.object({
      received_format: z.string().describe('Media type of the uploaded file.'),
      supported_formats: z.array(z.enum(['audio/mpeg', 'audio/wav', 'audio/ogg'])).describe('Media types that are accepted.'),
    }),
    retry: { when: 'after-change', reason: 'The same file is refused each time.' },
    effect: 'nothing',
    actor: 'end-user',
    actions: ['choose_file'],
    causes: [
      {
        cause: 'The file is a video or another kind of audio.',
        sign: '`details.received_format` is the true type, such as `video/mp4` or `audio/flac`.',
        fix: 'Extract or convert the sound to MP3, WAV or OGG.',
      },
      {
        cause: 'The recorder of the browser makes WebM or MP4.',
        sign: 'The file was recorded in the page; the type begins with `audio/webm` or `audio/mp4`.',
        fix: 'Choose a supported `mimeType` for the recorder, or convert before uploading.',
      },
      {
        cause: 'The upload names no type or a generic one.',
        sign: 'The file plays as MP3, yet `details.received_format` is `application/octet-stream`.',
        fix: 'Set the `Content-Type` of the multipart part.',
      },
    ],
    raisedBy: ['analyzeAudio', 'uploadMaqamAudio'],
    provoke: [
      {
        title: 'Upload something that is no audio',
        language: 'bash',
        run: 'curl -i -X POST "$TUNIMAQAM_URL/analysis/audio" -H "Authorization: Bearer $TOKEN" -F "audio=@clip.mp4;type=video/mp4"',
      },
    ],
    samples: [
      {
        envelope: 'http',
        payload: {
          status: 400,
          body: {
            error: 'Unsupported audio format. Supported: MP3, WAV, OGG',
            code: 'VAL_006',
            details: { received_format: 'video/mp4', supported_formats: ['audio/mpeg', 'audio/wav', 'audio/ogg'] },
          },
        },
        params: { received_format: 'video/mp4', supported_formats: ['audio/mpeg', 'audio/wav', 'audio/ogg'] },
      },
    ],
    examples: [{ params: { received_format: 'video/mp4', supported_formats: ['audio/mpeg', 'audio/wav', 'audio/ogg'] } }],
    related: ['VAL_007', 'SRV_003'],
    confusable: [
      { code: 'VAL_007', tell: 'There no file arrived under the name `audio`.' },
      { code: 'SRV_003', tell: 'There, with status 502, the file was accepted and could not be handed on to AssemblyAI.' },
    ],
    inferred: ['category', 'retry', 'effect', 'actor', 'actions', 'causes', 'raisedBy', 'provoke'],
    decisions: [
      {
        about: 'The status could be 415 Unsupported Media Type; the source says 400.',
        decision: 'Status 400, as stated.',
        why: 'It is what goes over the wire, and 415 is not even in the overview of statuses.',
      },
      {
        about: 'The formats stand twice: as names in the message (MP3, WAV, OGG) and as media types in the details.',
        decision: 'The message is a constant, `details.supported_formats` is what programs read.',
        why: 'The two agree today, and only the list can grow without breaking anybody.',
      },
    ],
  },
  VAL_007: {
    title: 'Audio file was not sent',
    summary: 'The upload arrived without a file in the multipart field `audio`, so there was nothing to listen to.',
    advice: [
      'Send the file as `multipart/form-data` in a field named exactly `audio`.',
      'Do not set `Content-Type` by hand: the library must add the boundary.',
      'Check that a file is chosen before sending.',
    ],
    status: 400,
    category: 'validation',
    group: 'validation',
    message: "audio file is required (field 'audio')",
    retry: { when: 'after-change', reason: 'Without the file the answer stays the same.' },
    effect: 'nothing',
    actor: 'developer',
    actions: ['choose_file', 'contact_support'],
    causes: [
      {
        cause: 'The field has another name.',
        sign: 'The request has a file under `file`, `upload` or similar.',
        fix: 'Name the field `audio`.',
      },
      {
        cause: 'The multipart boundary is missing.',
        sign: '`Content-Type` of the request has no `boundary=`.',
        fix: 'Leave the header to `FormData` or to your HTTP library.',
      },
      {
        cause: 'The body is not multipart.',
        sign: 'The request is JSON or the bare bytes of the file.',
        fix: 'Build a multipart form with one file part.',
      },
      { cause: 'No file was chosen.', sign: 'The part `audio` has no file name.', fix: 'Ask for a file first.' },
    ],
    raisedBy: ['analyzeAudio', 'uploadMaqamAudio'],
    provoke: [
      {
        title: 'Send the file under a wrong name',
        language: 'bash',
        run: 'curl -i -X POST "$TUNIMAQAM_URL/analysis/audio" -H "Authorization: Bearer $TOKEN" -F "file=@clip.mp3"',
      },
    ],
    samples: [{ envelope: 'http', payload: { status: 400, body: { error: "audio file is required (field 'audio')", code: 'VAL_007' } } }],
    related: ['VAL_006', 'VAL_001'],
    confusable: [
      {
        code: 'VAL_001',
        tell: 'There `details.field` names the missing field. Here there are no details and the field is always `audio`.',
      },
      { code: 'VAL_006', tell: 'There a file arrived and has the wrong format.' },
      { code: 'RES_003', tell: 'There, with status 404, an audio record on the server is missing, not an upload.' },
    ],
    inferred: ['category', 'retry', 'effect', 'actor', 'actions', 'causes', 'raisedBy', 'provoke'],
  },
});
