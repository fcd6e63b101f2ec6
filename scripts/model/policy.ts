/**
 * The content security policy of every page, as the pages carry it in a meta element. Pagefind, which searches prose, is WebAssembly; the decoder is a worker.
 * `frame-ancestors` has no effect there (Content Security Policy Level 3, 3.3), so servers add it: {@link serverPolicy}.
 */
export const pagePolicy =
  "default-src 'none'; style-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'";

/** The same as a response header, with what only a header can say. */
export const serverPolicy = `${pagePolicy}; frame-ancestors 'none'`;
