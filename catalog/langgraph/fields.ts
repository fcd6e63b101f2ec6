import { z } from 'zod';

/** Fields that several codes share. Those of REST are in snake case, those of Socket.IO in camel case, as on the wire. */

export const assistantId = z
  .string()
  .regex(/^\S+$/)
  .meta({ description: 'Id of the assistant, as in the list of `GET /assistants`.', example: 'chatbot' });

export const conversationId = z.string().meta({ description: 'Id of the conversation.', example: 'conv_123' });

export const reason = z
  .string()
  .meta({ description: 'What went wrong underneath, in the words of whatever failed.', example: 'Connection timeout' });

export const unixSeconds = z.int().min(0).meta({ unit: 's', description: 'Time in seconds since 1970-01-01 UTC.', example: 1640995200 });
