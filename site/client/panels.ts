import type { Json } from '../../scripts/model/json.ts';
import type { Message } from '../../scripts/envelope/node.ts';
import type { Live } from '../lib/live.ts';
import { rooms } from '../lib/rooms.ts';
import { show } from '../lib/show.ts';
import { pieces } from '../lib/text.ts';
import { wireTokens } from '../lib/wire.ts';

/** A line of a message as it stands on the page. */
function row(text: string, notes: Element | undefined, hit: boolean, mine: boolean): HTMLElement {
  const line = document.createElement('div');
  line.className = `line${hit ? ' hit' : ''}${mine ? ' mine' : ''}`;
  const code = document.createElement('code');
  code.className = `i${String(Math.min(8, /^ */.exec(text)?.[0].length ?? 0))}`;
  for (const { kind, text: piece } of wireTokens(text)) {
    const span = document.createElement('span');
    span.className = kind;
    span.textContent = piece;
    code.append(kind === '' ? piece : span);
  }
  line.append(code);
  if (notes) line.append(notes);
  return line;
}

/** What stands beside a line that the example does not have. */
function note(text: string): HTMLElement {
  const small = document.createElement('small');
  for (const { code, text: piece } of pieces(text)) {
    const inner = document.createElement('code');
    inner.textContent = piece;
    small.append(code ? inner : piece);
  }
  return small;
}

/** The messages of the page, to be drawn again with other values. */
export function createPanels(live: Live): { draw: (values: ReadonlyMap<string, Json>) => Message[] } {
  const boxes = [...document.querySelectorAll('[aria-labelledby="wire"] .lines')];
  const panels = live.panels.flatMap((panel, at) => {
    const box = boxes[at];
    const first = panel && show(panel, new Map(), live.tables);
    if (!panel || !first || !box) return [];
    const rows = [...box.children];
    // What the page shows must be what is drawn again, line by line; else it is left as it is.
    if (rows.length !== first.lines.length) return [];
    const known = new Map<string, { notes: Element | undefined; hit: boolean }>();
    const old = new Set<string>();
    for (const [index, { pointer, text }] of first.lines.entries()) {
      old.add(`${pointer} ${text.replace(/,$/, '')}`);
      const notes = rows[index]?.querySelector('small') ?? undefined;
      if (pointer !== '' && !known.has(pointer)) known.set(pointer, { notes, hit: rows[index]?.classList.contains('hit') ?? false });
    }
    return [{ box, panel, rows, known, old }];
  });
  return {
    draw: (values) =>
      panels.flatMap(({ box, panel, rows, known, old }) => {
        const now = show(panel, values, live.tables);
        if (!now || values.size === 0) {
          box.replaceChildren(...rows);
          return now ? [now.message] : [];
        }
        const seen = new Set<string>();
        const lines = now.lines.map(({ pointer, text }) => {
          const first = !seen.has(pointer);
          seen.add(pointer);
          const { notes, hit = false } = (first ? known.get(pointer) : undefined) ?? {};
          const more = first && !known.has(pointer) ? panel.notes?.[pointer] : undefined;
          const beside = (notes?.cloneNode(true) as Element | undefined) ?? (more === undefined ? undefined : note(more));
          return row(text, beside, hit, !old.has(`${pointer} ${text.replace(/,$/, '')}`));
        });
        for (const [index, room] of rooms(lines.map((line) => line.lastElementChild?.localName === 'small')).entries())
          if (room > 0 && !lines[index]?.classList.contains('hit')) lines[index]?.classList.add(`r${String(room)}`);
        box.replaceChildren(...lines);
        return [now.message];
      }),
  };
}
