import type { Mutation } from './mutation.ts';
import { facts } from './facts.ts';
import { steps } from './steps.ts';
import { tests } from './tests.ts';

/** The ways in which snippets are broken. */
export const mutations: readonly Mutation[] = [...facts, ...tests, ...steps];
