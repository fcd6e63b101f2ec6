import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Gives what has V8 collect garbage: all of it, or only what is young. To be asked for once: it takes a context of its own, which is garbage too. */
export function collector(): (type: 'minor' | 'major') => void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as (options: { type: string }) => void;
  return (type) => {
    collect({ type });
  };
}
