// Copy buttons: shown where there is a clipboard, and telling that they did it.
if (navigator.clipboard) {
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
    const label = button.textContent;
    button.hidden = false;
    button.addEventListener('click', () => {
      void navigator.clipboard.writeText(button.dataset['copy'] ?? '').then(() => {
        button.textContent = button.dataset['done'] ?? '';
        setTimeout(() => (button.textContent = label), 1600);
      });
    });
  }
}
