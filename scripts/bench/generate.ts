import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { blockYaml } from './block-yaml.ts';
import { generateService } from './generate-service.ts';

/** Writes a catalog of `size` codes in YAML below `root`: five services unless told, all transports, four payloads a code. */
export function writeCatalog(root: string, size: number, services = 5): void {
  const save = (path: string, text: string): void => {
    writeFileSync(join(root, path), text);
  };
  mkdirSync(root, { recursive: true });
  save('catalog.yaml', "title: { en: Generated errors, ru: Ошибки }\nurl: 'https://errors.example'\n");
  for (let at = 0; at < services; at += 1) {
    const count = Math.floor(((at + 1) * size) / services) - Math.floor((at * size) / services);
    if (count === 0) continue;
    const { name, service, codes } = generateService(at, count);
    mkdirSync(join(root, name, 'codes'), { recursive: true });
    save(`${name}/service.yaml`, blockYaml(service));
    for (const [file, some] of codes.entries()) save(`${name}/codes/group-${String(file + 1)}.yaml`, `codes:\n${blockYaml(some, '  ')}`);
  }
}

/** Changes the title of one code of a generated catalog, as an author would. */
export function changeCode(root: string): void {
  const file = join(root, 'service-1/codes/group-1.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/(\n {4}title:(?:\n {6}en:)? )(\w)/, '$1Changed $2'));
}
