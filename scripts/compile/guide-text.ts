/** A guide in one language. */
export interface CompiledGuideText {
  file: string;
  body: string;
  prose: string;
  /** Its pictures, by their names as the text has them, relative to the file: their path in the output, and their size where it is known. Absent where there are none. */
  images?: Record<string, { path: string; width?: number; height?: number }>;
}
