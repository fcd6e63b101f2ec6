import { isObject } from '../../model/json.ts';
import type { JsonObject } from '../../model/json.ts';
import type { MockTransport } from '../transport.ts';

/** The record as JSON, in place of a broker. */
export const kafka: MockTransport = {
  name: 'kafka',
  does: 'There is no broker here: the record is answered over HTTP as `{"key", "headers", "value"}`, for feeding it to a consumer by hand.',
  answer: ({ message }) => {
    const record: JsonObject = {
      ...(message.key !== undefined && { key: message.key }),
      headers: isObject(message.headers) ? message.headers : {},
      value: message.body ?? null,
    };
    return { status: 200, headers: [['Content-Type', 'application/json']], body: JSON.stringify(record) };
  },
};
