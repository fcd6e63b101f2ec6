import { expect, it } from 'vitest';
import { compiledCode, compiledService } from '../../scripts/astro/fixtures/make.ts';
import { contactsOf } from './contacts.ts';

const words = { contact: 'Support', source: 'Source', edit: 'File' };
const facts = { service: "shop", title: { en: "Shop" } };
const service = (more: object): ReturnType<typeof compiledService> => compiledService({ ...facts, transports: [], envelopes: [], codes: [], ...more });

it('offers mail, support, source and the file of the catalog, as far as they are known', () => {
  const code = compiledCode({
    service: 'shop',
    id: 'A',
    title: { en: 'A' },
    retry: { when: 'never' },
    effect: 'nothing',
    actor: 'client',
    declaredAt: { file: 'shop/service.yaml', line: 1, editUrl: 'https://git.example/shop' },
  });
  const support = { email: 'help@shop.example', url: 'https://help.example', fields: [] };
  expect(contactsOf(service({ support, repository: 'https://code.example', codes: [code] }), words)).toEqual([
    { label: 'help@shop.example', to: 'mailto:help@shop.example' },
    { label: 'Support', to: 'https://help.example' },
    { label: 'Source', to: 'https://code.example' },
    { label: 'File', to: 'https://git.example/shop' },
  ]);
  expect(contactsOf(service({}), words)).toEqual([]);
});

it('links to nothing but the web and mail, whatever the catalog says', () => {
  const support = { email: 'a@b?bcc=c@d', url: 'javascript:alert(1)', fields: [] };
  expect(contactsOf(service({ support, repository: 'file:///etc' }), words)).toEqual([{ label: 'a@b?bcc=c@d', to: 'mailto:a@b%3Fbcc%3Dc%40d' }]);
});
