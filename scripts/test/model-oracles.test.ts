import { createConfig, lintFromString } from '@redocly/openapi-core';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Parser } from '@asyncapi/parser';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { features, fixtures, tryOut } from './model-fixture.ts';

/** Severities of the AsyncAPI parser: 0 is an error, 1 a warning. */
const GRAVE: readonly number[] = [0, 1];

/** Whatever a catalog says, the documents made from it are sound in the eyes of tools that are not ours. */
describe.each(features)('documents of %s', (feature) => {
  test('are found sound', async () => {
    const input = join(fixtures, feature, 'input');
    const { files } = await tryOut(existsSync(join(input, 'yaml')) ? join(input, 'yaml') : input);
    const config = await createConfig({ extends: ['recommended'] });
    const found: string[] = [];
    let documents = 0;
    for (const [path, source] of files) {
      if (path.startsWith('openapi/')) {
        documents += 1;
        const problems = await lintFromString({ source, absoluteRef: path, config });
        found.push(...problems.map(({ ruleId, message, location }) => `${path} ${ruleId}: ${message} ${location[0]?.pointer ?? ''}`));
        const { errors } = await new Validator().validate(JSON.parse(source) as Record<string, unknown>);
        if (errors) found.push(`${path}: ${JSON.stringify(errors)}`);
      }
      if (path.startsWith('asyncapi/')) {
        documents += 1;
        const { diagnostics } = await new Parser().parse(source);
        const grave = diagnostics.filter(({ severity }) => GRAVE.includes(severity));
        found.push(...grave.map((each) => `${path} ${String(each.code)}: ${each.message} ${each.path.join('/')}`));
      }
    }
    expect(documents).toBeGreaterThan(0);
    expect(found).toEqual([]);
  });
});
