import { z } from 'zod';

/** What stands between the `---` lines at the top of a guide. */
export const guideFront = z
  .strictObject({
    title: z.string().min(1).describe('Title of the guide.'),
    summary: z.string().min(1).optional().describe('What it is about, in one sentence.'),
    order: z.number().optional().describe('Place among the guides: the lowest first, then by name. Default: 0.'),
  })
  .meta({ id: 'Guide', title: 'errdex guide' });

/** The attributes of `<CodeTable>`, each with one or several values separated by spaces: a code is listed when it fits all of them. */
export const tableFilters = [
  'status',
  'category',
  'retry',
  'group',
  'operation',
  'actor',
  'transport',
  'state',
  'effect',
  'fatal',
  'provoke',
] as const;
export type TableFilter = (typeof tableFilters)[number];

/**
 * The components that a guide can use without importing them, with their attributes.
 * `needs` must be given; the values are plain text, so that `errdex check` can follow them.
 */
export const guideComponents: Readonly<Record<string, { needs: readonly string[]; takes: readonly string[] }>> = {
  Code: { needs: ['id'], takes: ['service'] },
  Payload: { needs: ['code'], takes: ['service', 'envelope'] },
  Provoke: { needs: ['code'], takes: ['service'] },
  CodeTable: { needs: [], takes: ['service', ...tableFilters] },
};

/** The values of a list in an attribute: separated by spaces or commas. */
export function listOf(value: string): string[] {
  return value.split(/[\s,]+/).filter((one) => one !== '');
}

/** The file that the address of a picture in a guide names: `a%20b.svg` is `a b.svg`. One with a stray `%` is taken as it is. */
export function pictureName(address: string): string {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}
