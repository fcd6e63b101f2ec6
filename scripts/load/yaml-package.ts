import { createRequire } from 'node:module';

type YamlPackage = typeof import('yaml');

const require = createRequire(import.meta.url);

/** The `yaml` package: 72 modules, of which a catalog of plain files needs none. Loaded when it is first asked for something; Node keeps it. */
export function yamlPackage(): YamlPackage {
  return require('yaml') as YamlPackage;
}
