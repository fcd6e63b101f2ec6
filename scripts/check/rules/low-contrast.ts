import { contrast } from '../../model/contrast.ts';
import type { Rule } from '../rule.ts';

/** Papers on which links stand, in `site/styles/tokens.css`: the page, panels, and the washes of notices. */
export const papers = {
  light: { paper: '#fcfcfa', worst: '#e9eff6' },
  dark: { paper: '#121416', worst: '#30281a' },
} as const;

/** What normal text needs (WCAG 2.2, 1.4.3). */
const least = 4.5;

/** Colours of links that many people cannot read. */
export const lowContrast: Rule = {
  id: 'low-contrast',
  title: 'The accent colours can be read on the pages',
  severity: 'error',
  why: 'Links are text in this colour; below a contrast of 4.5 to 1 many people cannot read them (WCAG 2.2, 1.4.3).',
  fix: 'Take a darker colour for light pages, a lighter one for dark pages.',
  examples: {
    good: ["catalog: { site: { accent: { light: '#1a57b3', dark: '#8ab4f8' } } }"],
    bad: ["catalog:\n  site:\n    accent:\n      light: '#3fa7ff' # <--\n      dark: '#1a57b3' # <--"],
  },
  catalog({ settings }, report) {
    for (const side of ['light', 'dark'] as const) {
      const colour = settings.site?.accent?.[side];
      if (colour === undefined) continue;
      const { paper, worst } = papers[side];
      const ratio = Math.min(contrast(colour, paper), contrast(colour, worst));
      if (ratio >= least) continue;
      // Rounded down: 4.49 is not 4.5.
      const shown = (Math.floor(ratio * 100) / 100).toFixed(2);
      report({
        message: `\`${colour}\` has a contrast of ${shown} to 1 on ${side} pages, less than ${least}`,
        path: ['site', 'accent', side],
      });
    }
  },
};
