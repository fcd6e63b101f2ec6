import { createRequire } from 'node:module';

type YamlPackage = typeof import('yaml');

const require = createRequire(import.meta.url);

const late = {
  get yaml(): YamlPackage {
    const value = require('yaml') as YamlPackage;
    // Where another module has loaded it before, Node looks for it on the disk at each `require`: a fifth of a millisecond for every map of a
    // file.
    Object.defineProperty(this, 'yaml', { value });
    return value;
  },
};

/** The `yaml` package: 72 modules, of which a catalog of plain files needs none. Loaded when it is first asked for something. */
export function yamlPackage(): YamlPackage {
  return late.yaml;
}
