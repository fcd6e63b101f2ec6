/** The two-way template: what a message looks like, sent, described and read. */
export { createDecoder } from './decode.ts';
export type { Decoder } from './decode.ts';
export type { Candidate, DecodeOptions } from './candidate.ts';
export { lexiconOf } from './catalog.ts';
export type { Lexicon } from './catalog.ts';
export { project } from './project.ts';
export type { Projection } from './project.ts';
export { schemaOf } from './schema.ts';
export type { SchemaOptions } from './schema.ts';
export { envelopesOf, resolveService } from './service.ts';
export type { ResolvedService, ServiceProblem } from './service.ts';
export { overlappingPairs } from './overlap.ts';
export { verdicts } from './verdict.ts';
export type { Stranger, Verdict, VerdictName } from './verdict.ts';
export { render, transportSpec, transportSpecs } from './transports/index.ts';
export type { TransportSpec, WireLine } from './transports/index.ts';
