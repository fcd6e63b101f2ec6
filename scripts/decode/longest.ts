/** What is longer is not read: 5 MB, in characters. */
export const longestPaste = 5 * 1024 * 1024;
