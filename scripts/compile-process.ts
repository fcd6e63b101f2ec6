import { compileIntoFiles } from './compile-apart.ts';
import { serve } from './share/apart.ts';

// The process that compiles a large catalog.
serve(import.meta.url, compileIntoFiles);
