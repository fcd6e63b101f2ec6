/** Where the wish is kept: on this machine only. */
const key = 'errdex-shortcuts';

/** What somebody types into keeps its keys. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName));
}

/** `/` and Ctrl-K (or Command-K) lead to the box, unless switched off (WCAG 2.2, 2.1.4). Where nothing can be kept, the wish holds for this page. */
export function shortcuts(input: HTMLInputElement, wish: HTMLInputElement): void {
  try {
    wish.checked = localStorage.getItem(key) !== 'off';
  } catch {
    wish.checked = true;
  }
  wish.addEventListener('change', () => {
    try {
      localStorage.setItem(key, wish.checked ? 'on' : 'off');
    } catch {
      // Storage is closed to this site.
    }
  });
  document.addEventListener('keydown', (event) => {
    if (!wish.checked || event.altKey || event.shiftKey) return;
    const command = event.ctrlKey || event.metaKey;
    if (command ? event.key.toLowerCase() !== 'k' : event.key !== '/' || isTyping(event.target)) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
}
