import type { Client } from './client.ts';
import { typescriptFetch } from './clients/typescript-fetch.ts';

export { plansOf } from './plan.ts';
export type { Client, Snippet } from './client.ts';
export type { Plan } from './types.ts';

/** The clients, in the order in which pages offer them. */
export const clients: readonly Client[] = [typescriptFetch];
