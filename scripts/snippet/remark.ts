/** A text for a comment: one line, nothing that ends a comment or begins an escape. */
export const remark = (text: string): string => text.replaceAll(/[^\x20-\x7e]+|\*\/|\\|"""/g, ' ').trim();
