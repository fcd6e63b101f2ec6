import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { isObject } from '../model/json.ts';
import type { JsonObject } from '../model/json.ts';
import { contentOf } from './content.ts';
import { parsed } from './options.ts';
import { badOption, Refusal } from './problem.ts';
import { checkedKey, planOf } from './scenarios.ts';
import type { Scenario, Step } from './scenarios.ts';
import type { World } from './world.ts';

const stepText = (step: Step): string => (step.kind === 'error' ? (step.options.code ?? 'error') : step.kind);

function shown(world: World, scenario: Scenario): object {
  const { key, attempts, steps, rest, when } = scenario;
  return { key, attempts, steps: steps.map(stepText), then: stepText(rest), when, log: world.log.events(key) };
}

/** Checks the codes of a plan when it is made, so that a misprint is told at once and not at the third attempt. */
function checkCodes(world: World, steps: readonly Step[]): void {
  for (const step of steps) {
    const code = step.kind === 'error' ? step.options.code : undefined;
    if (step.kind !== 'error' || code === undefined || code.startsWith('~')) continue;
    const service = step.options.service === undefined ? undefined : world.catalog.service(step.options.service);
    world.catalog.find(code, service && [service]);
  }
}

async function bodyOf({ incoming }: HttpBindings, limit: number): Promise<JsonObject> {
  const value = parsed(await contentOf(incoming, limit));
  if (isObject(value)) return value;
  throw badOption('body', 'a scenario is a JSON object such as {"key": "my-run", "code": "...", "fail": 2}');
}

/** Scenarios and the log over HTTP: `/~mock/scenarios`, `/~mock/scenarios/<key>`, `/~mock/log`. */
export function controlApp(world: World): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  const known = (key: string): Scenario => {
    const scenario = world.scenarios.get(key);
    if (scenario) return scenario;
    throw new Refusal(404, `there is no scenario \`${key}\``, { parameter: 'key' });
  };
  const put = (key: string, body: JsonObject): object => {
    const plan = planOf(body);
    checkCodes(world, [...plan.steps, plan.rest]);
    world.log.clear(key);
    return shown(world, world.scenarios.define(key, plan));
  };
  app.post('/scenarios', async (context) => {
    const body = await bodyOf(context.env, world.limits.body);
    return context.json(put(checkedKey(body.key), body), 201);
  });
  app.put('/scenarios/:key', async (context) =>
    context.json(put(checkedKey(context.req.param('key')), await bodyOf(context.env, world.limits.body)), 201),
  );
  app.get('/scenarios/:key', (context) => context.json(shown(world, known(context.req.param('key')))));
  app.delete('/scenarios/:key', (context) => {
    const { key } = known(context.req.param('key'));
    world.scenarios.drop(key);
    world.log.clear(key);
    return context.body(null, 204);
  });
  app.get('/log', (context) => context.json(world.log.events(context.req.query('key'))));
  app.delete('/log', (context) => {
    world.log.clear(context.req.query('key'));
    return context.body(null, 204);
  });
  return app;
}
