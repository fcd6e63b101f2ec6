import { $, defineService } from 'errdex/catalog';

export default defineService({
  service: 'tunimaqam',
  title: 'TuniMaqam API',
  summary: 'A REST API about the Tunisian maqamet: a reference of them, quizzes to learn them, and analysis of notes and recordings.',
  description:
    'Every failure is a JSON body with `error` for people and `code` for programs; `details` is there for the codes that have any. ' +
    'Match on `code`: several codes share one status, and the wording may change.\n\n' +
    'One answer does not look like this. When speech analysis is not configured, the audio analysis succeeds with status 200, has no `code`, ' +
    'and says so in `warning` only (`SRV_005`).',
  repository: 'https://github.com/RouaSmida/TuniMaqam',
  support: { fields: ['code', 'request', 'time'] },
  codePattern: '^(AUTH|VAL|RES|RATE|SRV|CONTRIB|QUIZ)_\\d{3}$',
  actions: {
    sign_in: { title: 'Sign in', description: 'Send the person to `/auth/google/login`, then repeat the request with the new token.' },
    request_access: { title: 'Ask for access', description: 'Ask an administrator for the missing role, or sign in with another account.' },
    correct_input: { title: 'Correct the input', description: 'Point at the field that is wrong and let the person change it.' },
    choose_file: { title: 'Choose another file', description: 'Open the file picker, limited to the supported formats.' },
    start_quiz: { title: 'Start a new quiz', description: 'Begin a fresh quiz session.' },
    refresh: { title: 'Refresh', description: 'Load the list or record again and go on from its present state.' },
    wait: { title: 'Wait', description: 'Show when the next request is allowed.' },
    retry: { title: 'Try again', description: 'Repeat the same request.' },
    contact_support: {
      title: 'Contact support',
      description: 'Report the code, the method and path of the request, and the time, without tokens or personal data.',
    },
  },
  groups: {
    authentication: { title: 'Authentication', description: 'Who is asking, and whether they may.' },
    validation: { title: 'Validation', description: 'The request does not have the form that the endpoint needs.' },
    resources: { title: 'Resources', description: 'The thing that was asked for is not there.' },
    limits: { title: 'Rate limits', description: 'Too many requests in one window.' },
    server: { title: 'Server', description: 'Faults of the server, its database, and AssemblyAI, which listens to the recordings.' },
    contributions: { title: 'Contributions', description: 'Proposals of the community and their review.' },
    quizzes: { title: 'Quizzes', description: 'Quiz sessions and their answers.' },
  },
  envelopes: {
    http: {
      transport: 'http',
      title: 'Error response',
      status: $.status,
      headers: { 'Retry-After?': $.retryAfter },
      body: { error: $.message, code: $.code, 'details?': $.details },
      notes: {
        'headers.Retry-After': 'Whole seconds until the next request is allowed.',
        'body.error': 'For people. May be reworded: never match on it.',
        'body.code': 'For programs: match on this.',
        'body.details': 'What is particular to this occurrence. Left out by codes that have none.',
      },
    },
    warning: {
      transport: 'http',
      title: 'Success with a warning',
      description: 'The result of the request, and why it is worth less than usual. The code is not sent.',
      status: $.status,
      body: {
        extracted_notes: $.params.notes,
        candidates: $.params.candidates,
        warning: $.message,
      },
      notes: {
        'body.extracted_notes': 'The notes that were analysed.',
        'body.candidates': 'The maqamet that fit these notes.',
        'body.warning': 'The only sign that the notes do not come from the recording.',
      },
    },
  },
  on: ['http'],
  operations: {
    googleLogin: { title: 'Sign in with Google', method: 'GET', path: '/auth/google/login' },
    demoToken: { title: 'Get a demo token', method: 'GET', path: '/auth/demo-token' },
    whoAmI: { title: 'Show the current user and level', method: 'GET', path: '/auth/whoami' },
    getMaqam: { title: 'Get a maqam by id', method: 'GET', path: '/knowledge/maqam/{maqam_id}' },
    getMaqamByName: { title: 'Get a maqam by English name', method: 'GET', path: '/knowledge/maqam/by-name/{name_en}' },
    proposeMaqam: { title: 'Propose a new maqam', method: 'POST', path: '/knowledge/maqam' },
    updateMaqam: { title: 'Change a maqam', method: 'PUT', path: '/knowledge/maqam/{maqam_id}' },
    deleteMaqam: { title: 'Delete a maqam', method: 'DELETE', path: '/knowledge/maqam/{maqam_id}' },
    uploadMaqamAudio: {
      title: 'Upload a recording of a maqam',
      method: 'POST',
      path: '/knowledge/maqam/{maqam_id}/audio',
      contentType: 'multipart/form-data',
    },
    updateAudio: { title: 'Change an audio record', method: 'PUT', path: '/knowledge/maqam/audio/{audio_id}' },
    deleteAudio: { title: 'Delete an audio record', method: 'DELETE', path: '/knowledge/maqam/audio/{audio_id}' },
    addContribution: { title: 'Contribute to a maqam', method: 'POST', path: '/knowledge/maqam/{maqam_id}/contributions' },
    reviewContribution: { title: 'Review a contribution', method: 'POST', path: '/knowledge/contributions/{contribution_id}/review' },
    startQuiz: { title: 'Start a quiz', method: 'POST', path: '/learning/quiz/start' },
    answerQuiz: { title: 'Hand in the answers of a quiz', method: 'POST', path: '/learning/quiz/{quiz_id}/answer' },
    analyzeNotes: { title: 'Find the maqam of some notes', method: 'POST', path: '/analysis/notes' },
    analyzeAudio: { title: 'Find the maqam of a recording', method: 'POST', path: '/analysis/audio', contentType: 'multipart/form-data' },
    recommendMaqam: { title: 'Recommend a maqam for an occasion', method: 'POST', path: '/recommendations/maqam' },
  },
  decisions: [
    {
      about: 'How audio is sent. Only `VAL_007` tells: the file is missing "in multipart form data".',
      decision: 'Both operations that take a recording take `multipart/form-data`; all others that send something send JSON.',
      why: 'The message of `VAL_007` names a field of a form, `audio`, and both operations can raise it.',
    },
    {
      about: 'Which operations raise which code. The error catalog names two paths only, `/auth/google/login` and `/auth/demo-token`.',
      decision:
        'The other methods and paths are those of the project’s public README and sources. Which code each raises is inferred from the code’s cause.',
      why: 'Real paths help more than invented ones. Every code lists `raisedBy` as inferred.',
    },
    {
      about: 'The overview of statuses has 422 Unprocessable Entity, but no code of the catalog has that status.',
      decision: 'No code here has status 422. Faults of the request’s content are 400.',
      why: 'Each code states its own status, and a code’s own entry outweighs an overview of what may occur.',
    },
    {
      about:
        '"All error responses follow a consistent JSON structure", yet `SRV_005` is listed as an error with status 200 and another body.',
      decision: 'Two envelopes: `http` for the 26 failures, `warning` for `SRV_005`, which has severity warning.',
      why: 'The printed body of `SRV_005` has neither `error` nor `code`. It is a usable result with a reservation.',
    },
    {
      about: 'The general form shows `"details": {}` as optional, and entries without details print no `details` at all.',
      decision: 'A code without details sends no `details` key; it is never an empty object.',
      why: 'Nine error bodies are printed without the key and none with an empty object.',
    },
    {
      about: 'Best practice 2 asks for exponential backoff on 429, while `RATE_001` sends `Retry-After`.',
      decision: 'On 429 the server’s delay is followed. Backoff is for 5xx, and for a 429 that lost its header on the way.',
      why: 'A shorter guess is refused again, a longer one wastes time; the server knows when the window ends (RFC 9110, section 10.2.3).',
    },
    {
      about:
        'Best practice 1 says to check the status before parsing, and the example handler looks at the body only when `response.ok` is false.',
      decision: 'Clients of the audio analysis also look for `warning` in a 200.',
      why: 'Otherwise `SRV_005` passes as a real analysis of the recording.',
    },
    {
      about: 'The example handler sends the person to `/auth/google/login` on every 401.',
      decision: '`sign_in` is offered for `AUTH_003` and `AUTH_004`, not for `AUTH_001` and `AUTH_002`.',
      why: 'A missing or malformed header is a fault of the program. Signing in again does not mend it and ends in a loop.',
    },
    {
      about: 'The example handler reads every failed response as JSON.',
      decision: 'A body that is not JSON is taken for a failure of a proxy, not for one of these codes.',
      why: 'A gateway before the API can answer 502 and 504 with HTML; `response.json()` would throw and hide the status.',
    },
    {
      about: '409 is described as "resource already exists or state conflict", and one code uses it.',
      decision: 'Only `CONTRIB_002` has status 409, and it means a state conflict.',
      why: 'No entry describes a duplicate; nothing is invented for it.',
    },
  ],
});
