/** The text of an element of the page, as it stands now: of a payload its lines without their notes. */
function textOf(id: string): string {
  const element = document.getElementById(id);
  const lines = [...(element?.querySelectorAll('.line > code') ?? [])];
  return lines.length > 0 ? lines.map((line) => line.textContent).join('\n') : (element?.textContent ?? '');
}

// Copy buttons: shown where there is a clipboard, and telling that they did it.
if (navigator.clipboard) {
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
    const label = button.textContent;
    button.hidden = false;
    button.addEventListener('click', () => {
      const { from, copy = '' } = button.dataset;
      void navigator.clipboard.writeText(from === undefined ? copy : textOf(from)).then(() => {
        button.textContent = button.dataset['done'] ?? '';
        setTimeout(() => (button.textContent = label), 1600);
      });
    });
  }
}
