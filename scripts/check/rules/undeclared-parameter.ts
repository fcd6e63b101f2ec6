import { engineRule } from '../engine-rule.ts';

/** `{name}` in a message, or `$params.name` in an envelope, that no code declares. */
export const undeclaredParameter = engineRule({
  id: 'undeclared-parameter',
  title: 'Every parameter that is used is declared',
  severity: 'error',
  why: 'Without a type there is no example, no schema and no way to read the value back.',
  fix: 'Declare it under `params`; write `{{` and `}}` for literal braces.',
  examples: {
    good: ["codes:\n  OUT_OF_STOCK:\n    message: Item {item} is out of stock, use '{{item}}'"],
    bad: [
      'codes:\n  OUT_OF_STOCK:\n    message: Item {itm} is out of stock # <--',
      'envelopes:\n  http:\n    body:\n      left?: $params.left # <--',
    ],
  },
});
