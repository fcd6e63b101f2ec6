import type { Rule } from '../rule.ts';
import { ambiguousEnvelope } from './ambiguous-envelope.ts';
import { ambiguousFallback } from './ambiguous-fallback.ts';
import { codePattern } from './code-pattern.ts';
import { collidingCode } from './colliding-code.ts';
import { deprecatedWithoutUse } from './deprecated-without-use.ts';
import { folderName } from './folder-name.ts';
import { guideComponent } from './guide-component.ts';
import { guideLanguage } from './guide-language.ts';
import { guideReference } from './guide-reference.ts';
import { invalidExample } from './invalid-example.ts';
import { invalidLocale } from './invalid-locale.ts';
import { invalidSchema } from './invalid-schema.ts';
import { localeName } from './locale-name.ts';
import { longName } from './long-name.ts';
import { lowContrast } from './low-contrast.ts';
import { messageOnlyParameter } from './message-only-parameter.ts';
import { missingAdvice } from './missing-advice.ts';
import { missingCause } from './missing-cause.ts';
import { missingFact } from './missing-fact.ts';
import { missingSummary } from './missing-summary.ts';
import { missingTranslation } from './missing-translation.ts';
import { nameClash } from './name-clash.ts';
import { noEnvelope } from './no-envelope.ts';
import { noTransport } from './no-transport.ts';
import { pipeDomain } from './pipe-domain.ts';
import { removalOverdue } from './removal-overdue.ts';
import { reservedName } from './reserved-name.ts';
import { retryContradiction } from './retry-contradiction.ts';
import { retryDelay } from './retry-delay.ts';
import { sampleMismatch } from './sample-mismatch.ts';
import { statusCategory } from './status-category.ts';
import { templateSyntax } from './template-syntax.ts';
import { textLength } from './text-length.ts';
import { textOfStructure } from './text-of-structure.ts';
import { textRules } from './text-rules.ts';
import { touchingTexts } from './touching-texts.ts';
import { twinCode } from './twin-code.ts';
import { undeclaredParameter } from './undeclared-parameter.ts';
import { unknownCode } from './unknown-code.ts';
import { unknownFact } from './unknown-fact.ts';
import { unknownNote } from './unknown-note.ts';
import { unknownReference } from './unknown-reference.ts';
import { unknownRule } from './unknown-rule.ts';
import { unknownSlot } from './unknown-slot.ts';
import { unusedParameter } from './unused-parameter.ts';

/** All lint rules, in the order of their names. A new rule is a file and a line here; its examples are its test and its documentation. */
export const rules: readonly Rule[] = [
  ambiguousEnvelope,
  ambiguousFallback,
  codePattern,
  collidingCode,
  deprecatedWithoutUse,
  folderName,
  guideComponent,
  guideLanguage,
  guideReference,
  invalidExample,
  invalidLocale,
  invalidSchema,
  localeName,
  longName,
  lowContrast,
  messageOnlyParameter,
  missingAdvice,
  missingCause,
  missingFact,
  missingSummary,
  missingTranslation,
  nameClash,
  noEnvelope,
  noTransport,
  pipeDomain,
  removalOverdue,
  reservedName,
  retryContradiction,
  retryDelay,
  sampleMismatch,
  statusCategory,
  templateSyntax,
  textLength,
  textOfStructure,
  textRules,
  touchingTexts,
  twinCode,
  undeclaredParameter,
  unknownCode,
  unknownFact,
  unknownNote,
  unknownReference,
  unknownRule,
  unknownSlot,
  unusedParameter,
];
