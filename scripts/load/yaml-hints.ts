const quote = "Quote the whole text: '...'. Plain text may not hold `: ` or ` #`, nor begin with one of `{ [ * & ! | > @ %` or a backtick.";

const hints: Readonly<Record<string, string>> = {
  BAD_ALIAS: quote,
  BAD_SCALAR_START: quote,
  BLOCK_IN_FLOW: quote,
  BLOCK_AS_IMPLICIT_KEY: quote,
  MISSING_CHAR: 'Close the quote or bracket that is open here; a text that only begins with one is quoted as a whole.',
  UNEXPECTED_TOKEN: quote,
  BAD_INDENT: 'Indent the keys of one map by the same number of spaces.',
  TAB_AS_INDENT: 'Indent with spaces; YAML does not allow tabs.',
  MULTIPLE_DOCS: 'Keep one document a file: no second `---`.',
  MULTILINE_IMPLICIT_KEY: 'Keep the key on one line, or quote the text: `: ` in a plain text begins a map.',
  BAD_DQ_ESCAPE: "Use single quotes, in which a backslash is a backslash: '...'.",
};

/** What to write instead, for an error code of the YAML parser; undefined where its message says enough. */
export function yamlHint(code: string): string | undefined {
  return Object.hasOwn(hints, code) ? hints[code] : undefined;
}
