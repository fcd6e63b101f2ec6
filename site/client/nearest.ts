// The page of unknown addresses: offers the codes whose names are nearest to the last part of the address.
import { nearestFew } from '../../scripts/model/nearest.ts';

const place = document.querySelector<HTMLElement>('#nearest');
const last = location.pathname.split('/').findLast((part) => part !== '') ?? '';

/** `%7E` and our own `~7E`; a broken escape stays as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('~', '%'));
  } catch {
    return text;
  }
}

if (place) {
  // The page is one for all languages; its addresses tell which is meant. That of the default language comes first and stands above the others.
  const roots = JSON.parse(place.dataset['roots'] ?? '[]') as string[];
  const response = await fetch(`${roots.findLast((root) => location.pathname.startsWith(root)) ?? '/'}e/index.json`);
  const rows = (await response.json()) as [string, string, string][];
  const names = new Set(
    nearestFew(
      decoded(last.replace(/\.(html|json|md)$/, '')),
      rows.map(([code]) => code),
      5,
    ),
  );
  const found = [...names].flatMap((name) => rows.filter(([code]) => code === name));
  place.hidden = found.length === 0;
  for (const [code, path, title] of found) {
    const item = document.createElement('li');
    const link = document.createElement('a');
    link.href = path;
    link.append(Object.assign(document.createElement('code'), { textContent: code }));
    item.append(link, ` ${title}`);
    place.querySelector('ul')?.append(item);
  }
}
