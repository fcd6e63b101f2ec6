import type { Client } from '../client.ts';
import { curl } from './curl.ts';
import { pythonHttpx } from './python-httpx.ts';
import { pythonSocketio } from './python-socketio.ts';
import { pythonTask } from './python-task.ts';
import { pythonWebsockets } from './python-websockets.ts';
import { goHttp } from './go-http.ts';
import { goTask } from './go-task.ts';
import { goWebsocket } from './go-websocket.ts';
import { javaHttp } from './java-http.ts';
import { javaSocketio } from './java-socketio.ts';
import { javaTask } from './java-task.ts';
import { javaWebsocket } from './java-websocket.ts';
import { phpHttp } from './php-http.ts';
import { phpTask } from './php-task.ts';
import { rubyHttp } from './ruby-http.ts';
import { rubyTask } from './ruby-task.ts';
import { rustHttp } from './rust-http.ts';
import { rustTask } from './rust-task.ts';
import { rustWebsocket } from './rust-websocket.ts';
import { typescriptFetch } from './typescript-fetch.ts';
import { typescriptSocketIo } from './typescript-socket-io.ts';
import { typescriptTask } from './typescript-task.ts';
import { typescriptWebsocket } from './typescript-websocket.ts';

/** The clients, in the order in which pages offer them. */
export const clients: readonly Client[] = [
  typescriptFetch,
  typescriptWebsocket,
  typescriptSocketIo,
  typescriptTask,
  pythonHttpx,
  pythonWebsockets,
  pythonSocketio,
  pythonTask,
  curl,
  goHttp,
  goWebsocket,
  goTask,
  javaHttp,
  javaWebsocket,
  javaSocketio,
  javaTask,
  rustHttp,
  rustWebsocket,
  rustTask,
  rubyHttp,
  rubyTask,
  phpHttp,
  phpTask,
];
