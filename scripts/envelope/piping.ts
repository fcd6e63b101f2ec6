import type { Json, JsonSchema } from '../model/json.ts';
import { conforms } from './conforms.ts';
import { typesOf } from './quick-schema.ts';
import type { Pipe } from './pipes.ts';

/** A constant through pipes; undefined where one of them does not take it. */
export function pipeConstant(value: Json, pipes: readonly Pipe[]): Json | undefined {
  let result: Json | undefined = value;
  for (const pipe of pipes) result = result === undefined ? undefined : pipe.to(result);
  return result;
}

/** The value that was sent through pipes, undone; undefined where it cannot have been. */
export function unpipe(sent: Json, pipes: readonly Pipe[], schema: JsonSchema): Json | undefined {
  let result: Json | undefined = sent;
  for (const pipe of pipes.toReversed()) result = result === undefined ? undefined : pipe.from?.(result);
  // The keys of a table are texts, the fact may be a number (a status).
  if (typeof result === 'string' && !conforms(schema, result) && /^-?\d+$/.test(result) && typesOf(schema)?.includes('integer'))
    return Number(result);
  return result;
}

/** Schema of what is sent, after all pipes. */
export function pipedSchema(schema: JsonSchema, pipes: readonly Pipe[]): JsonSchema {
  return pipes.reduce((inner, pipe) => pipe.schema(inner), schema);
}
