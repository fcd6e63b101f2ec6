// Remembers in which language, and over which transport, a reader wants to see code, from page to page; it stays in this browser.

/** The browser may forbid to keep anything. */
function kept(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

const groups = [...document.querySelectorAll<HTMLElement>('[data-handling]')].map((group) => ({
  name: `errdex-${group.dataset['handling'] || 'client'}`,
  choices: [...group.querySelectorAll<HTMLInputElement>(':scope > input')],
}));

/** Shows the same in every group of a kind that has it; a page without it shows its first, and what is remembered stays. */
function show(name: string, value: string | null): void {
  for (const group of groups) {
    const wanted = group.name === name ? group.choices.find((choice) => choice.value === value) : undefined;
    if (wanted) wanted.checked = true;
  }
}

for (const { name, choices } of groups) {
  show(name, kept(name));
  for (const choice of choices) {
    choice.addEventListener('change', () => {
      show(name, choice.value);
      try {
        localStorage.setItem(name, choice.value);
      } catch {
        // Then it is chosen for this page only.
      }
    });
  }
}
