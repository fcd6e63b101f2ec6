/// <reference lib="dom" />

/** What is in a page, as an HTML parser sees it. */
export interface Seen {
  /** `tag` and `tag attribute`, each once. */
  readonly kinds: string[];
  /** How often each element stands there that could load or run something. */
  readonly counts: Record<string, number>;
  /** Values of all attributes that hold an address. */
  readonly addresses: string[];
  /** Texts of scripts and styles. */
  readonly code: string[];
}

/** Reads a page with the parser of the browser, without running it. Runs in the browser: it can use nothing from outside. */
export function look(html: string): Seen {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const kinds = new Set<string>();
  const counts: Record<string, number> = { script: 0, style: 0, link: 0, meta: 0, base: 0, iframe: 0, object: 0, embed: 0, form: 0 };
  const addresses: string[] = [];
  const code: string[] = [];
  const all = [
    ...page.querySelectorAll('*'),
    ...[...page.querySelectorAll('template')].flatMap((one) => [...one.content.querySelectorAll('*')]),
  ];
  for (const element of all) {
    kinds.add(element.localName);
    if (Object.hasOwn(counts, element.localName)) counts[element.localName] = (counts[element.localName] ?? 0) + 1;
    const text = element.textContent ?? '';
    // Data is no code: it has to be JSON, and nothing in it may end the element or open another.
    const data = element.localName === 'script' && /^application\/(?:ld\+)?json$/.test(element.getAttribute('type') ?? '');
    if (data && !text.includes('<')) JSON.parse(text);
    else if (element.localName === 'script' || element.localName === 'style') code.push(text);
    for (const { name, value } of element.attributes) {
      kinds.add(`${element.localName} ${name}`);
      if (/^(href|src|srcset|action|formaction|data|poster|cite|ping|xlink:href|background)$/.test(name)) addresses.push(value);
      if (element.localName === 'meta' && /^\s*\d+\s*;/.test(value)) addresses.push(value.replace(/^\s*\d+\s*;\s*(url=)?/i, ''));
    }
  }
  return { kinds: [...kinds].toSorted(), counts, addresses, code };
}
