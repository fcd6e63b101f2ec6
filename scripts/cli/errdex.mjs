#!/usr/bin/env node
// JavaScript, so that an old Node gets as far as saying what is missing.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 12)) {
  console.error(`errdex needs Node 22.12 or newer; this is Node ${process.versions.node}.`);
  process.exitCode = 2;
} else {
  const isSource = new URL('.', import.meta.url).pathname.endsWith('/scripts/cli/');
  if (isSource && !process.features.typescript) {
    console.error(`errdex runs from source on Node 22.18 or newer; this is Node ${process.versions.node}.`);
    process.exitCode = 2;
  } else await import(isSource ? './main.ts' : './main.js');
}
