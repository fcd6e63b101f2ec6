import { shapeRules } from '../check/shape/index.ts';
import { rules } from '../check/rules/index.ts';
import type { Run } from '../pipeline.ts';
import { writeRules } from '../emit/writer.ts';
import { loadRules } from '../load/index.ts';
import { proofRules } from '../snippet/proof-rules.ts';
import { reportFormats } from './format/index.ts';
import type { RuleDocs } from './format/types.ts';
import type { Io } from './io.ts';
import { locateFindings } from '../check/locate.ts';
import type { Finding } from '../check/locate.ts';

/** Every rule of every stage, for descriptions of findings. */
const allRules: readonly RuleDocs[] = [...loadRules, ...shapeRules, ...rules, ...proofRules, ...writeRules];

/** The findings of a run with their places, in order. */
export function findingsOf(run: Run, root: string, io: Io): Finding[] {
  return locateFindings(run.diagnostics, run.loaded, root, io.cwd);
}

/** Findings as text in a format; in colour only where they go to the terminal as text. */
export function report(findings: readonly Finding[], run: Run, format: string, io: Io, colour = io.colour): string {
  const chosen = reportFormats.find((one) => one.name === format) ?? reportFormats[0];
  return chosen.print(findings, { version: io.version, files: run.loaded?.files.length ?? 0, rules: allRules, colour });
}
