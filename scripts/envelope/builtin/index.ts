import type { Envelope } from '../../model/shared.ts';
import { problemDetails } from './problem-details.ts';

/** Envelopes that every catalog can name as `base`. */
export const builtinEnvelopes: readonly { readonly name: string; readonly envelope: Envelope }[] = [
  { name: 'problem-details', envelope: problemDetails },
];
