import { text } from '../clients/go.ts';
import { when } from '../lines.ts';
import type { Place, Reading, Sign } from '../types.ts';
import { deeper } from './doc.ts';

export const inner = (lines: readonly string[]): string[] => deeper(lines, '\t');

/** What the transports do differently. */
export interface Ways {
  /** Expression for a place of a message, of type `any` or `string`. */
  readonly at: (place: Place) => string;
  /** Parameters that hold the message, with their types. */
  readonly message: readonly string[];
}

/** Expression for a place below a variable, by the function `at` of the file. */
export const below = (root: string, place: Place): string => (place.length === 0 ? root : `at(${[root, ...place.map(text)].join(', ')})`);

export const bare = (reading: Reading): string => reading.name.replace(/^\w+\./, '');

export const nameIn = (parameter: string): string => parameter.replace(/ .*$/, '');

export const plain = (line: string): string => line.replaceAll(/"(?:\\.|[^"\\])*"/g, '""').replace(/\/\/.*$/, '');

export const used = (parameters: readonly string[], lines: readonly string[]): string[] =>
  parameters.filter((one) => lines.some((line) => new RegExp(`(?<![\\w.])${nameIn(one)}(?!\\w)`).test(plain(line))));

/** Names and types in columns, as gofmt sets them. */
export function columns(rows: readonly (readonly [name: string, type: string])[]): string[] {
  const width = Math.max(0, ...rows.map(([name]) => name.length));
  return rows.map(([name, type]) => `${name.padEnd(width)} ${type}`);
}

/** An expression of type `any` as a text. */
export const asText = (expression: string): string => (expression.startsWith('at(') ? `text(${expression})` : expression);

export function tests(sign: Sign, at: Ways['at']): string[] {
  const value = at(sign.place);
  if ('equals' in sign) {
    const { equals } = sign;
    if (typeof equals === 'string') return [`${asText(value)} == ${text(equals)}`];
    return [sign.place[0] === 'status' ? `${value} == ${String(equals)}` : `fmt.Sprint(${value}) == "${String(equals)}"`];
  }
  return [
    ...when(sign.starts !== '', `strings.HasPrefix(${asText(value)}, ${text(sign.starts)})`),
    ...when(sign.ends !== '', `strings.HasSuffix(${asText(value)}, ${text(sign.ends)})`),
  ];
}

/**
 * What reads a message without a type for it.
 *
 * @param numbered some code is a number: what is read as a text may be one
 * @param lists some place is an element of a list
 */
export const helpers = (numbered: boolean, lists: boolean): string[] => [
  '// parsed is what JSON holds; nil where it is none.',
  'func parsed(data []byte) (value any) {',
  '\tdecoder := json.NewDecoder(bytes.NewReader(data))',
  '\tdecoder.UseNumber()',
  '\tif decoder.Decode(&value) != nil {',
  '\t\treturn nil',
  '\t}',
  '\treturn value',
  '}',
  '',
  '// at is what stands at a path; nil where there is nothing.',
  'func at(value any, path ...string) any {',
  '\tfor _, step := range path {',
  '\t\tswitch parent := value.(type) {',
  '\t\tcase map[string]any:',
  '\t\t\tvalue = parent[step]',
  ...when(
    lists,
    '\t\tcase []any:',
    '\t\t\tindex, err := strconv.ParseUint(step, 10, 31)',
    '\t\t\tif err != nil || int(index) >= len(parent) {',
    '\t\t\t\treturn nil',
    '\t\t\t}',
    '\t\t\tvalue = parent[index]',
  ),
  '\t\tdefault:',
  '\t\t\treturn nil',
  '\t\t}',
  '\t}',
  '\treturn value',
  '}',
  '',
  'func text(value any) string {',
  ...when(numbered, '\tif number, isNumber := value.(json.Number); isNumber {', '\t\treturn number.String()', '\t}'),
  '\ttext, _ := value.(string)',
  '\treturn text',
  '}',
  '',
  'func texts(value any) []string {',
  '\tlist, _ := value.([]any)',
  '\tfound := []string{}',
  '\tfor _, one := range list {',
  '\t\tfound = append(found, text(one))',
  '\t}',
  '\treturn found',
  '}',
];

/** Without the functions that nothing calls, as often as that leaves others alone. */
export function unusedOut(lines: readonly string[]): string[] {
  const start = lines.findIndex((line) => {
    const name = /^func ([a-z]\w*)\(/.exec(line)?.[1];
    return name !== undefined && lines.filter((one) => new RegExp(`(?<![\\w.])${name}\\(`).test(plain(one))).length === 1;
  });
  if (start < 0) return [...lines];
  const from = lines[start - 1]?.startsWith('//') ? start - 1 : start;
  const end = lines.findIndex((line, index) => index > start && line === '}');
  return unusedOut([...lines.slice(0, from), ...lines.slice(lines[end + 1] === '' ? end + 2 : end + 1)]);
}
