import type { LoadText } from '../../scripts/search/shelf.ts';

/** Loads files below an address that ends in a slash. Rejects where a file is not there. */
export function loader(base: string): LoadText {
  return async (path) => {
    const response = await fetch(`${base}${path}`);
    if (!response.ok) throw new Error(`${path}: ${String(response.status)}`);
    return response.text();
  };
}
