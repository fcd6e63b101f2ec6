import { compiledIntoFiles } from './build.ts';
import { serve } from './share/apart.ts';

// The process that compiles a large catalog: see `compiledApart` in `build.ts`.
serve(import.meta.url, compiledIntoFiles);
