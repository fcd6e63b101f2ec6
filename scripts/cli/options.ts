import { InvalidArgumentError, Option } from 'commander';
import { shellWord } from '../model/shell-word.ts';
import { reportFormats } from './format/index.ts';

/** The folder to read. */
export const catalogOption = (): Option => new Option('--catalog <folder>', 'folder of the catalog').default('catalog');

const usualOut = 'dist';

/** The folder that `errdex build` writes. */
export const outOption = (description: string): Option => new Option('--out <folder>', description).default(usualOut);

/** What names that folder in a command for the reader to type; nothing for the usual one. */
export const outArgument = (out: string): string => (out === usualOut ? '' : ` --out ${shellWord(out)}`);

/** How to write findings. */
export const reportOption = (): Option =>
  new Option('--format <format>', `how to write findings (${reportFormats.map(({ name, title }) => `${name}: ${title}`).join('; ')})`)
    .choices(reportFormats.map((one) => one.name))
    .default(reportFormats[0].name);

/** A number from 0 up, for options. */
export function count(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 0 up.');
  return Number(text);
}

/** One value or several with commas between; may be repeated. */
export function several(text: string, before: readonly string[] = []): string[] {
  return [...before, ...text.split(',').map((part) => part.trim())];
}

/** Like {@link several}, for a closed list of words. */
export function severalOf(choices: readonly string[]): (text: string, before?: readonly string[]) => string[] {
  return (text, before) => {
    const values = several(text, before);
    const wrong = values.find((value) => !choices.includes(value));
    if (wrong !== undefined) throw new InvalidArgumentError(`Allowed choices are ${choices.join(', ')}.`);
    return values;
  };
}

/** An address with http or https. */
export function address(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new InvalidArgumentError('It must be an address such as https://errors.example/docs.');
  return text.replace(/\/+$/, '');
}
