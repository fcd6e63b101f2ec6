import type { Face } from './atlas.ts';

/** More characters than any card has room for: texts have no limit, the time for a card has. */
const most = 1000;

/** A letter or sign with the marks on it as one character where Unicode has one; what has no shape of its own is left out. */
export function shaped(text: string): string[] {
  return [
    ...text
      .slice(0, most)
      .normalize('NFC')
      .replaceAll(/\s+/gu, ' ')
      .replaceAll(/[\p{Cc}\p{Cf}\p{Mn}\p{Me}\p{Cs}\p{Co}\p{Cn}]/gu, ''),
  ];
}

/** False where so many characters are unknown that boxes would say nothing: a script that the typeface lacks. */
export function canSay(face: Face, text: string): boolean {
  const chars = shaped(text);
  return chars.filter((char) => face.glyph(char) === undefined).length * 4 <= chars.length;
}

/** Width in pixels. */
export function widthOf(face: Face, chars: readonly string[]): number {
  return chars.reduce((sum, char) => sum + (face.glyph(char) ?? face.unknown)[4], 0);
}

/** Breaks a text into lines of at most `width` pixels: between words, else after a separator of names, else anywhere. */
export function linesOf(face: Face, text: string, width: number, atMost: number): string[] {
  const rest = shaped(text.trim());
  const lines: string[] = [];
  if (atMost < 1) return lines;
  while (rest.length > 0) {
    let fits = 0;
    for (let used = 0; fits < rest.length; fits += 1) {
      used += widthOf(face, [rest[fits] ?? '']);
      if (used > width) break;
    }
    if (fits === rest.length || lines.length === atMost - 1) {
      lines.push(shortened(face, rest, width));
      break;
    }
    const end = Math.max(1, breakBefore(rest, fits));
    lines.push(rest.splice(0, end).join('').trim());
    while (rest[0] === ' ') rest.shift();
  }
  return lines;
}

/** Where to break a line of which `fits` characters fit. */
function breakBefore(chars: readonly string[], fits: number): number {
  const space = chars.lastIndexOf(' ', fits);
  if (space > 0) return space;
  const separator = chars.slice(0, fits).findLastIndex((char) => /[_.:/-]/.test(char));
  return separator > fits / 3 ? separator + 1 : fits;
}

/** The text in one line, with an ellipsis where it is too long. */
export function shortened(face: Face, chars: readonly string[], width: number): string {
  if (widthOf(face, chars) <= width) return chars.join('');
  let kept = 0;
  for (let used = widthOf(face, ['\u2026']); kept < chars.length; kept += 1) {
    used += widthOf(face, [chars[kept] ?? '']);
    if (used > width) break;
  }
  return `${chars.slice(0, kept).join('').trimEnd()}\u2026`;
}
