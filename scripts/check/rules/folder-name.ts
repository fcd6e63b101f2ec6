import type { Rule } from '../rule.ts';

/** Services in a folder of another name. */
export const folderName: Rule = {
  id: 'folder-name',
  title: 'A service stands in the folder of its name',
  severity: 'error',
  why: 'Two folders could otherwise hold the same service, and nobody finds a service by its URL.',
  fix: 'Rename the folder, or correct `service`.',
  examples: { good: ['service: shop'], bad: ['service: store # <--'] },
  isLocal: true,
  service({ service, unit }, report) {
    if (service.service !== unit)
      report({ message: `the service \`${service.service}\` stands in the folder \`${unit}\``, path: ['service'] });
  },
};
