/** What a link brings besides the page that it leads to. */
interface Address {
  search: string;
  hash: string;
}

/** True for a fragment that names an element of the page, as links to sections do. */
function isAnchor(hash: string): boolean {
  return hash.length < 2 || document.getElementById(decodeURI(hash.slice(1))) !== null;
}

/** The id that a link carries for a support ticket: `?id=7f3a`, or a bare fragment `#7f3a` that is no place of the page. */
export function idIn({ search, hash }: Address): string | undefined {
  const asked = new URLSearchParams(search).get('id');
  if (asked !== null && asked !== '') return asked;
  return hash.includes('=') || isAnchor(hash) ? undefined : decodeURIComponent(hash.slice(1));
}

/** True when a link carries values or an id. */
export function arrivesWith(address: Address): boolean {
  return address.hash.includes('=') || idIn(address) !== undefined;
}
