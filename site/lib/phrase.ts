/** A text by plural category of its language (CLDR, as `Intl.PluralRules` names them); `{count}` stands for the number. */
export type Plural = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/**
 * A string of the interface with its `{names}` replaced: what a dictionary gives to scripts, which cannot be sent functions.
 * @param values by name; a name that has none stays as it stands
 */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(values, name) ? String(values[name]) : whole));
}

/** The text for a number of things, in the plural form of the language: `1 error`, `2 ошибки`, `5 ошибок`. */
export function counted(forms: Plural, count: number, lang: string): string {
  const form = forms[new Intl.PluralRules(lang).select(count)] ?? forms.other;
  return fill(form, { count: new Intl.NumberFormat(lang).format(count) });
}
