// What a guide tells of a code on hover and focus: Escape puts it away (WCAG 2.2, 1.4.13), and it stays within the window.
const mentions = [...document.querySelectorAll<HTMLElement>('.mention')];

for (const mention of mentions) {
  const tip = mention.querySelector<HTMLElement>('.tip');
  const place = (): void => {
    if (!tip) return;
    tip.style.left = '0';
    const over = tip.getBoundingClientRect().right - document.documentElement.clientWidth + 8;
    if (over > 0) tip.style.left = `${String(-over)}px`;
  };
  const again = (): void => {
    // Away only while the pointer or the focus that called it stays.
    if (!mention.matches(':hover') && !mention.contains(document.activeElement)) delete mention.dataset['away'];
  };
  mention.addEventListener('pointerenter', place);
  mention.addEventListener('focusin', place);
  mention.addEventListener('pointerleave', again);
  mention.addEventListener('focusout', () => setTimeout(again));
}
if (mentions.length > 0)
  document.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape') return;
    for (const mention of mentions) if (mention.matches(':hover, :focus-within')) mention.dataset['away'] = '';
  });
