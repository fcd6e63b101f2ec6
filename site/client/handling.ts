// Remembers in which language a reader wants to see code, from page to page; it stays in this browser.
const storedAs = 'errdex-client';

/** The browser may forbid to keep anything. */
export function kept(): string | null {
  try {
    return localStorage.getItem(storedAs);
  } catch {
    return null;
  }
}

const choices = [...document.querySelectorAll<HTMLInputElement>('[data-handling] > input')];
const wanted = choices.find(({ value }) => value === kept());
if (wanted) wanted.checked = true;
for (const choice of choices) {
  choice.addEventListener('change', () => {
    try {
      localStorage.setItem(storedAs, choice.value);
    } catch {
      // Then it is chosen for this page only.
    }
  });
}
