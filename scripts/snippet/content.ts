import type { Call } from './types.ts';

/** What the body of a request is to a client. */
export type Content = 'nothing' | 'json' | 'form' | 'other';

/** How the body of a request is made: from a value, from a form, or by the caller. */
export function contentOf({ contentType }: Call): Content {
  if (contentType === undefined) return 'nothing';
  if (/[/+]json$/.test(contentType)) return 'json';
  return contentType === 'multipart/form-data' ? 'form' : 'other';
}
