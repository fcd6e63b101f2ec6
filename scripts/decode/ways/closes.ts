import type { Json } from '../../model/json.ts';

/** A close frame that a tool tells of: its place in the text, and what it carries. */
export interface FoundClose {
  start: number;
  end: number;
  close: Record<string, Json>;
}

/** Status codes that a close frame carries (RFC 6455, section 7.4.2). */
const CODE = '([1-4]\\d{3})';
/** A text in quotes, up to the same quote. */
const QUOTED = `(?:"([^"\\n]*)"|'([^'\\n]*)')`;

/** How tools and libraries print a close frame: the code first, then the reason; each is like nothing else that stands in a log. */
const forms: readonly RegExp[] = [
  // wscat
  new RegExp(`Disconnected \\(code: ${CODE}(?:, reason: ${QUOTED})?\\)`, 'g'),
  // A browser's console, and the event as JSON.
  new RegExp(`\\bclose(?:Event)? ?\\{[^{}\\n]*?\\bcode: ${CODE}, reason: ${QUOTED}[^{}\\n]*\\}?`, 'gi'),
  new RegExp(`\\{(?=[^{}\\n]*"wasClean")[^{}\\n]*"code": ?${CODE}, ?"reason": ?"([^"\\n]*)"[^{}\\n]*\\}`, 'g'),
  // Rust: websocat -vv, tungstenite.
  new RegExp(`\\bClose(?:Data|Frame) \\{ (?:status_)?code: (?:\\w+\\()?${CODE}\\)?, reason: (?:\\w+\\()*${QUOTED}\\)* \\}`, 'g'),
  // Go: gorilla, coder.
  new RegExp(`\\bwebsocket: close ${CODE}(?: \\([^()\\n]*\\))?(?:: ([^\\n]+))?`, 'g'),
  new RegExp(`\\bstatus = (?:\\w+\\()?${CODE}\\)? and reason = ${QUOTED}`, 'g'),
  // Python: websockets, in its present words and those before version 10.1.
  new RegExp(`\\breceived ${CODE} \\([^()\\n]*\\)(?: ([^\\n]*?))?(?:; (?:then sent|no close|sent)[^\\n]*|$)`, 'gm'),
  new RegExp(`\\bcode = ${CODE} \\([^()\\n]*\\), (?:no reason|reason = ([^\\n]*))`, 'g'),
];

/** All close frames that a text tells of in the words of a tool, in order. */
export function findCloses(text: string): FoundClose[] {
  const found = forms.flatMap((form) =>
    [...text.matchAll(form)].map((match): FoundClose => {
      const reason = match.slice(2).find((part) => part !== undefined && part !== '');
      const close = { code: Number(match[1]), ...(reason !== undefined && { reason }) };
      return { start: match.index, end: match.index + match[0].length, close };
    }),
  );
  return found.toSorted((one, two) => one.start - two.start);
}
