import { plainAnswer } from '../answer.ts';
import type { MockTransport } from '../transport.ts';

/** The stored result of a task, as a client that polls receives it. */
export const taskResult: MockTransport = {
  name: 'task-result',
  does: 'Answers a poll with the result of the task. A scenario such as `Mock-Scenario: my-run; pending=2` answers 202 twice before.',
  answer: plainAnswer,
};
