/** What programs import as `errdex`: the command line's work as functions. Whatever is exported here stays as it is until a new major version. */
export { build } from './build.ts';
export type { BuildOptions, BuildResult } from './build.ts';
export { check } from './check.ts';
export { compile } from './compile.ts';
export { decode, loadDecoder } from './decode.ts';
export type { Decode, Decoded, Reading } from './decode.ts';
export { mock } from './mock.ts';
export type { Options } from './options.ts';
export { CatalogError } from '../check/catalog-error.ts';
export type { Finding } from '../check/locate.ts';
export type {
  CompiledCatalog,
  CompiledCode,
  CompiledEnvelope,
  CompiledMessage,
  CompiledOperation,
  CompiledService,
  Texts,
} from '../compile/types.ts';
export type { DecodeOptions } from '../envelope/index.ts';
export type { Message, Occurrence, Problem } from '../envelope/node.ts';
export type { Mock, MockOptions } from '../mock/index.ts';
