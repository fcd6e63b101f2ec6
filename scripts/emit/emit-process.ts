import { serve } from '../share/apart.ts';
import { emitted } from './emit-apart.ts';

// The process that writes artifacts of a large catalog.
serve(import.meta.url, emitted);
