import { serve } from '../share/apart.ts';
import { makeBundle } from './bundle.ts';
import type { BundleTask } from './bundle.ts';

// The process that bundles the pages of large catalogs: Astro and its bundler take 300 MB.
serve(import.meta.url, async (task: BundleTask) => await makeBundle(task));
