import { github } from './github.ts';
import { json } from './json.ts';
import { sarif } from './sarif.ts';
import { text } from './text.ts';
import type { ReportFormat } from './types.ts';

/** The ways to write findings, in the order of `--help`; the first is the default. */
export const reportFormats = [text, json, sarif, github] as const satisfies readonly ReportFormat[];
