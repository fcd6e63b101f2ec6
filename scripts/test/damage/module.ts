import { readFileSync } from 'node:fs';
import type { Folder } from './files.ts';
import { randomOf } from './random.ts';
import type { Random } from './random.ts';
import { textDamage } from './text.ts';

const fixture = new URL('../fixtures/model/same-in-both-languages/input/ts/', import.meta.url);
const main = 'hotel/service.ts';
const paths = ['catalog.ts', main, 'hotel/codes/rooms.ts'];

/** The sound catalog whose modules are damaged: settings, a service, a file of codes. */
export function soundModules(): Folder {
  return new Map(paths.map((path) => [path, readFileSync(new URL(path, fixture))]));
}

/** Statements that do harm where they run: each goes between two statements of a module. */
const statements: Readonly<Record<string, string>> = {
  'throws an error': `throw new Error('no luck');`,
  'throws nothing': 'throw undefined;',
  'throws a text': `throw 'a text';`,
  'throws what cannot be shown': `throw { toString() { throw new Error('again'); }, get message() { throw new Error('again'); } };`,
  'throws an error without a stack': `throw Object.assign(new Error('bare'), { stack: 5 });`,
  'ends the process': 'process.exit(0);',
  'ends the thread later': 'setTimeout(() => process.exit(1), 1);',
  'throws later': `setTimeout(() => { throw new Error('late'); }, 0);`,
  'rejects and nobody listens': `void Promise.reject(new Error('unheard'));`,
  talks: `console.log('talk'); process.stdout.write('more talk'); console.error('and more');`,
  'calls itself for ever': 'const again = (): number => again() + 1; again();',
  'changes the prototype of all objects': `(Object.prototype as any).service = 'evil'; (Object.prototype as any).title = 'evil';`,
  'takes JSON away': 'globalThis.JSON = undefined as never;',
  'takes a method of lists away': 'delete (Array.prototype as any).map;',
  'freezes the world': 'Object.freeze(Object.prototype); Object.freeze(Array.prototype); Object.freeze(globalThis);',
  'leaves the folder': `process.chdir('/');`,
  'imports what is not there': `import nothing from './nowhere.ts'; console.log(nothing);`,
  'imports itself': `import itself from './service.ts'; console.log(itself);`,
  'imports what is no module': `import text from './context.txt'; console.log(text);`,
  'exports twice': 'export default 1;',
  'has a type error': `const number: number = 'text'; void number;`,
  'uses an enum': `enum Colour { Red }; void Colour.Red;`,
  'speaks JSX': 'const page = <p>page</p>; void page;',
  'awaits what never comes, with a timer': `await new Promise((resolve) => setTimeout(resolve, 50));`,
  'keeps a timer': 'setInterval(() => undefined, 1000);',
  'posts to the thread': `const { parentPort } = await import('node:worker_threads'); parentPort?.postMessage({ modules: 'none' });`,
  'closes the port': `const { parentPort } = await import('node:worker_threads'); parentPort?.close();`,
};

/** What stands in the place of the definition. */
const exportsInstead: Readonly<Record<string, string>> = {
  'a class': 'class Shop { service = "shop"; title = "Shop"; envelopes = {}; }; export default Shop;',
  'an instance': 'class Shop { service = "shop"; title = "Shop"; envelopes = {}; }; export default new Shop();',
  'a function': 'export default () => ({ service: "shop" });',
  'a promise': 'export default Promise.resolve({ service: "shop" });',
  'a promise that fails': 'export default Promise.reject(new Error("later"));',
  nothing: 'export default undefined;',
  null: 'export default null;',
  'a list': 'export default [1, [2], { a: 3 }];',
  'a text': 'export default "shop";',
  'a number that is none': 'export default NaN;',
  'a map': 'export default new Map([["service", "shop"]]);',
  'a proxy': 'export default new Proxy({}, { ownKeys() { throw new Error("no keys"); } });',
  'a proxy without end':
    'const deep: any = new Proxy({}, { ownKeys: () => ["a"], getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true, value: deep }), get: () => deep }); export default deep;',
  'a circle': 'const a: any = { service: "shop" }; a.codes = { A: a }; export default a;',
  'a thenable': 'export default { service: "shop", title: "Shop", envelopes: {}, then(ok: (value: unknown) => void) { ok(5); } };',
  'symbols as keys': 'export default { [Symbol("service")]: "shop", title: "Shop" };',
  'keys of the prototype': 'export default JSON.parse(\'{"__proto__": {"service": "shop"}, "constructor": 1, "service": "shop"}\');',
  'a revoked proxy': 'const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); export default proxy;',
  'a very deep value':
    'let deep: any = {}; for (let at = 0; at < 20000; at += 1) deep = { a: deep }; export default { service: "shop", title: "Shop", envelopes: {}, parts: { deep } };',
  'a very long text': 'export default { service: "shop", title: "x".repeat(30_000_000), envelopes: {} };',
  'a class with a getter': 'export default { service: "shop", get title(): string { throw new Error("no title"); }, envelopes: {} };',
};

const inText = [
  'cut off',
  'a piece missing',
  'a character between',
  'several characters between',
  'a line twice',
  'a line missing',
  'two lines swapped',
  'other line ends',
];

/** Names of all kinds of damage to a module. */
export const moduleDamages: readonly string[] = [
  ...Object.keys(statements),
  ...Object.keys(exportsInstead).map((name) => `exports ${name}`),
  ...inText,
];

/** The damaged catalog of a number. Every kind in turn; where, and what exactly, is left to chance. */
export function damagedModules(sound: Folder, number: number): { folder: Folder; what: string } {
  const random = randomOf(number);
  const what = moduleDamages[number % moduleDamages.length] ?? '';
  const path = Object.hasOwn(textDamage, what) ? random.one(paths) : random.chance(70) ? main : random.one(paths);
  const entry = sound.get(path);
  if (!Buffer.isBuffer(entry)) throw new Error(`no ${path} in the sound catalog`);
  return { folder: new Map([...sound, [path, Buffer.from(changed(entry.toString('utf8'), what, random), 'utf8')]]), what };
}

function changed(text: string, what: string, random: Random): string {
  if (Object.hasOwn(textDamage, what)) return textDamage[what]?.(text, random) ?? text;
  const instead = what.startsWith('exports ') ? exportsInstead[what.slice('exports '.length)] : undefined;
  if (instead !== undefined) return `${random.chance(50) ? text.replace(/export default[^]*/, '') : ''}${instead}\n`;
  const statement = statements[what] ?? '';
  // Before the imports, between them and the definition, or after it.
  const at = random.one([0, text.indexOf('export default'), text.length]);
  return `${text.slice(0, at)}${statement}\n${text.slice(at)}`;
}
