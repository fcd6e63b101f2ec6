import type { CompiledService } from '../../scripts/compile/types.ts';

/** A way to tell somebody about a missing code. */
export interface Contact {
  label: string;
  /** An address on the web or for mail. */
  to: string;
}

/** Only the web can be linked to: the catalog may say anything. */
const isWeb = (address: string | undefined): address is string => /^https?:\/\/\S+$/.test(address ?? '');

/** Whom to tell about a code of a service that the catalog lacks: its support, then where the service and its catalog are written. */
export function contactsOf({ support, repository, codes }: CompiledService, words: { contact: string; source: string; edit: string }): Contact[] {
  const edit = codes.find(({ declaredAt }) => declaredAt.editUrl !== undefined)?.declaredAt.editUrl;
  return [
    ...(support?.email === undefined ? [] : [{ label: support.email, to: `mailto:${encodeURIComponent(support.email).replace('%40', '@')}` }]),
    ...(isWeb(support?.url) ? [{ label: words.contact, to: support.url }] : []),
    ...(isWeb(repository) ? [{ label: words.source, to: repository }] : []),
    ...(isWeb(edit) ? [{ label: words.edit, to: edit }] : []),
  ];
}
