/**
 * Fills the block for a support ticket.
 *
 * @param values by reference; sensitive ones are not among them
 * @param fragment what the link in the block carries, so that support sees the same values
 */
export function fillTicket(values: ReadonlyMap<string, string>, fragment: string): void {
  for (const place of document.querySelectorAll<HTMLElement>('#ticket-text [data-ref], #ticket-text [data-link]')) {
    const { ref, first = place.textContent } = place.dataset;
    place.dataset['first'] = first;
    place.textContent = ref === undefined ? first + fragment : (values.get(ref) ?? first);
  }
}
