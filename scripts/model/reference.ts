import type { factNames, namedFacts } from './vocabulary.ts';

/** A reference in a template. As text it is `$(name)`; called with a pipe it is `$(name|pipe)`. */
export type Reference = string & ((pipe: string) => Reference);

type Fact = Exclude<(typeof factNames)[number], 'params'>;
type Named = (typeof namedFacts)[number];

/** What `$` offers to authors in TypeScript: `$.status`, `$.context.traceId`, `$.code('number')`. */
export type References = Record<Fact, Reference> & Record<Named, Reference & Record<string, Reference>> & Record<string, Reference>;

function reference(name: string): Reference {
  const text = (): string => `$(${name})`;
  // A function, so that it can be called with a pipe; a proxy, so that every further name is a reference too.
  return new Proxy(text as unknown as Reference, {
    apply: (_target, _self, [pipe]: string[]) => reference(`${name}|${pipe ?? ''}`),
    get: (_target, key) => {
      if (key === Symbol.toPrimitive || key === 'toString' || key === 'toJSON' || key === 'valueOf') return text;
      return typeof key === 'symbol' ? undefined : reference(`${name}.${key}`);
    },
  });
}

/**
 * The references of a template, for TypeScript: each turns into the string that YAML would hold, so there is one grammar.
 * `$.retryAfter` is `$(retryAfter)`; `` `https://e.example/${$.code}` `` is `https://e.example/$(code)`.
 */
export const $ = new Proxy({} as References, {
  get: (_target, key) => (typeof key === 'symbol' ? undefined : reference(key)),
});
