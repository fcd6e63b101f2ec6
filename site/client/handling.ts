// Remembers in which language a reader wants to see code, from page to page; it stays in this browser.
export {};
const storedAs = 'errdex-client';
const choices = [...document.querySelectorAll<HTMLInputElement>('[data-handling] > input')];

/** The browser may forbid to keep anything. */
function kept(): string | null {
  try {
    return localStorage.getItem(storedAs);
  } catch {
    return null;
  }
}

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
