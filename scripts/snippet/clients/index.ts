import type { Client } from '../client.ts';
import { typescriptFetch } from './typescript-fetch.ts';

/** The clients, in the order in which pages offer them. */
export const clients: readonly Client[] = [typescriptFetch];
