/** A block of code of a document, and the comment above it that says what it is for: `<!-- file: a/b.yaml -->`. */
export interface Block {
  readonly mark?: string;
  /** What stands behind the colon of the mark. */
  readonly value: string;
  readonly language: string;
  readonly content: string;
}

/** The blocks of code of a Markdown document, in order. */
export function blocksOf(text: string): Block[] {
  const found = text.matchAll(/(?:<!-- (\w+)(?:: (\S+))? -->\n\n)?```(\w+)\n([\s\S]*?)```/g);
  return Array.from(found, ([, mark, value = '', language = '', content = '']) => ({
    ...(mark !== undefined && { mark }),
    value,
    language,
    content,
  }));
}
