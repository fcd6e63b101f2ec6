import { isObject } from '../model/json.ts';
import type { Path } from '../model/json.ts';
import type { Code } from '../model/code.ts';
import type { Localized } from '../model/shared.ts';

/** The HTTP statuses of a code: none, one or several. */
export function statusesOf(code: Code): number[] {
  return code.status === undefined ? [] : Array.isArray(code.status) ? code.status : [code.status];
}

/** The versions of a text: by locale, or the one that has none, each with its place below the text. */
export function versionsOf(text: Localized): { locale?: string; text: string; path: Path }[] {
  if (typeof text === 'string') return [{ text, path: [] }];
  return Object.entries(text).map(([locale, one]) => ({ locale, text: one, path: [locale] }));
}

/** The wire messages of a code as written: each template with its place in the code, and its locale where it names one. */
export function templatesOf(code: Code): { template: string; path: Path; locale?: string }[] {
  const { message } = code;
  const wordings = (value: string | string[], path: Path, more: { locale?: string } = {}) =>
    Array.isArray(value) ? value.map((template, at) => ({ template, path: [...path, at], ...more })) : [{ template: value, path, ...more }];
  if (message === undefined) return [];
  if (!isObject(message)) return wordings(message, ['message']);
  return Object.entries(message).flatMap(([locale, value]) => wordings(value, ['message', locale], { locale }));
}

/** True while clients can receive it: neither removed nor merely set aside. */
export function isLive(code: Code): boolean {
  return code.removed === undefined && code.reserved !== true;
}
