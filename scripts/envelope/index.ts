/** The two-way template: what a message looks like, sent, described and read. */
export { createDecoder } from './decode.ts';
export type { Decoder } from './decode.ts';
export type { Candidate, DecodeOptions } from './candidate.ts';
export { lexiconOf } from './catalog.ts';
export { project } from './project.ts';
export { resolveService } from './service.ts';
export { overlappingPairs } from './overlap.ts';
export type { Verdict } from './verdict.ts';
