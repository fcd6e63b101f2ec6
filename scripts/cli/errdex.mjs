#!/usr/bin/env node
// JavaScript, so that an old Node gets as far as saying what is missing.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 12)) {
  console.error(`errdex needs Node 22.12 or newer; this is Node ${process.versions.node}.`);
  process.exitCode = 2;
} else {
  // Node strips no types below `node_modules`: what is installed there has the compiled tool instead of the source.
  // Half of the time of a small check is the reading of our own modules: Node keeps them compiled, where it can.
  const { enableCompileCache } = await import('node:module');
  enableCompileCache();
  const isSource = !import.meta.url.includes('/node_modules/');
  if (isSource && !process.features.typescript) {
    console.error(`errdex runs from source on Node 22.18 or newer; this is Node ${process.versions.node}.`);
    process.exitCode = 2;
  } else await import(isSource ? './main.ts' : '../../lib/cli/main.js');
}
