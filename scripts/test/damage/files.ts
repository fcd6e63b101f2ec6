import type { Random } from './random.ts';

/** What stands at a path of a catalog folder. */
export type Entry = Buffer | { readonly link: string } | { readonly folder: true };

/** A catalog folder before it is written: entries by path, with `/`. */
export type Folder = Map<string, Entry>;

/** Damage to the bytes of a file. */
export const byteDamage: Readonly<Record<string, (bytes: Buffer, random: Random) => Buffer>> = {
  'UTF-16': (bytes, random) => {
    const little = Buffer.from(`${random.chance(80) ? '\ufeff' : ''}${bytes.toString()}`, 'utf16le');
    return random.chance(50) ? little : little.swap16();
  },
  'UTF-32': (bytes) =>
    Buffer.concat([
      Buffer.from([0xff, 0xfe, 0, 0]),
      ...[...bytes.toString()].map((one) => Buffer.from(Uint32Array.of(one.codePointAt(0) ?? 0).buffer)),
    ]),
  'a byte order mark': (bytes, random) => Buffer.concat([Buffer.from(random.one(['\ufeff', '\ufeff\ufeff', '\ufeff\n'])), bytes]),
  'invalid UTF-8': (bytes, random) => {
    const at = random.below(bytes.length + 1);
    const piece = random.one([[0xff], [0xc3], [0xe2, 0x80], [0xed, 0xa0, 0x80], [0xc0, 0x80], [0x80], [0xf4, 0x90, 0x80, 0x80]]);
    return Buffer.concat([bytes.subarray(0, at), Buffer.from(piece), bytes.subarray(at)]);
  },
  'one bit': (bytes, random) => {
    const copy = Buffer.from(bytes);
    const at = random.below(copy.length);
    copy[at] = (copy[at] ?? 0) ^ (1 << random.below(8));
    return copy;
  },
  'Latin-1': (bytes) => Buffer.from(bytes.toString().replaceAll('e', '\u00e9'), 'latin1'),
  'no content': (_bytes, random) =>
    Buffer.from(
      random.one(['', ' ', '\n\n', '# nothing\n', '---\n', '\ufeff', 'null', '[]', '{}', '42', 'word', '""', '--- {}\n--- {}\n']),
    ),
  'a picture': (_bytes, random) => Buffer.from(Array.from({ length: 400 }, () => random.below(256))),
};

/** Damage to the folder. `main` is the path of a service file. */
export const folderDamage: Readonly<Record<string, (folder: Folder, main: string, random: Random) => void>> = {
  'a file missing': (folder, main) => void folder.delete(main),
  'a folder for a file': (folder, main) => void folder.set(main, { folder: true }),
  'a link out': (folder, main, random) =>
    void folder.set(main, {
      link: random.one(['/etc/passwd', '../../../../../../etc/hostname', '/dev/zero', '/dev/null', '/proc/self/environ']),
    }),
  'a link to nothing': (folder, main, random) =>
    void folder.set(main, { link: random.one(['nowhere.yaml', '/nowhere', main.split('/').at(-1) ?? 'x', '.']) }),
  'a folder linked out': (folder, main, random) => {
    for (const path of Array.from(folder.keys())) if (path.startsWith(`${main.split('/')[0]}/codes/`)) folder.delete(path);
    folder.set(`${main.split('/')[0]}/codes`, { link: random.one(['/etc', '/proc/self', '..', '.', '/']) });
  },
  'a service linked': (folder, main, random) =>
    void folder.set(random.one(['twin', 'a b', 'x.y']), { link: random.one([main.split('/')[0] ?? '', '/etc', '.', 'nowhere', '/']) }),
  'a second service file': (folder, main) => void folder.set(main.replace(/\.\w+$/, '.yml'), folder.get(main) ?? Buffer.from('')),
  'a file of codes': (folder, main, random) => {
    const text = random.one([
      'codes: {}',
      'codes: []',
      'codes:',
      '{}',
      '[]',
      'x: 1',
      'codes: { A: 1 }',
      'codes: { __proto__: {} }',
      'A: { title: x }',
      'codes: { A: { title: A b c } }\nextra: 1',
      'codes: &a { A: *a }',
    ]);
    folder.set(
      `${main.split('/')[0]}/codes/${random.one(['a.yaml', 'a b.yml', '\u202e.yaml', '-x.yaml', '$(x).yaml', 'é.yaml'])}`,
      Buffer.from(text),
    );
  },
  'codes twice': (folder, main) => void folder.set(`${main.split('/')[0]}/codes/again.yaml`, folder.get(main) ?? Buffer.from('')),
  settings: (folder, _main, random) =>
    void folder.set(
      random.one(['catalog.yaml', 'catalog.yml']),
      Buffer.from(
        random.one([
          '[]',
          'url: nonsense',
          'url: javascript:alert(1)',
          'url: "http://["',
          'url: https://x.example/a?b#c',
          'url: file:///etc',
          'rules: { nope: off }',
          'rules: { __proto__: off, missing-summary: off }',
          'envelopes: { http: {} }',
          'envelopes: { a: { base: b }, b: { base: a } }',
          'title: 5',
          'title: { __proto__: x }',
          'editUrl: "{file"',
          'constructor: 1',
          'url: https://x.example/%00/../..//',
        ]),
      ),
    ),
  'another folder name': (folder, main, random) => {
    const [from = ''] = main.split('/');
    const to = random.one(['__proto__', 'constructor', 'A B', 'é', 'index', 'schemas', 'e', 'openapi', '-x', "'", '\n', 'CON']);
    for (const [path, entry] of Array.from(folder)) {
      if (!path.startsWith(`${from}/`)) continue;
      folder.delete(path);
      folder.set(`${to}${path.slice(from.length)}`, entry);
    }
  },
  'the same service twice': (folder, main) => void folder.set(`zz-again/${main.split('/').at(-1)}`, folder.get(main) ?? Buffer.from('')),
};
