/**
 * The address of a page of the catalog in a browser.
 * @param root address of the site in the language of the page, without a slash at the end
 * @param path of the page, `/service/CODE/`
 * @param end how addresses of pages end on this site: in a slash, or in nothing
 */
export function pageAddress(root: string, path: string, end = '/'): string {
  return root + path.replace(/\/$/, end);
}
