import { defineCodes } from 'errdex/catalog';
import { z } from 'zod';
import { reason } from '../fields.ts';

const inferred = {
  status: 'The source gives none; 500 is the default of `LangGraphError`.',
  effect: 'Nodes that came before may have run, and tools may have acted.',
  causes: 'The source names one context in a line; the finer ones and all signs are reasoned.',
  raisedBy: 'Graphs run when an assistant is invoked; the source names no endpoint.',
};

export default defineCodes({
  GRAPH_001: {
    title: 'Graph node failed',
    summary: 'One node of the graph that makes up the assistant raised an exception, and the run ended there without an answer.',
    advice: [
      'Read the name of the node and the reason in the text.',
      'As operator, check configuration, credentials and dependencies of that node.',
      'Offer another assistant until it is repaired.',
    ],
    description: 'Affects `research-assistant` and `data-analyst`. The id is a name of this catalog; on the wire there is only the text.',
    status: 500,
    category: 'server',
    group: 'graph',
    on: ['uncoded'],
    message: "Graph node '{node}' failed: {reason}",
    params: {
      node: z
        .string()
        .regex(/^[^']+$/)
        .meta({ description: 'Name of the node in the graph.', example: 'search_web' }),
      reason: reason.meta({ example: 'API key not configured' }),
    },
    retry: { when: 'after-change', reason: 'A node that lacks its configuration fails every time.' },
    effect: 'unknown',
    actor: 'operator',
    actions: ['SHOW_ERROR', 'CONTACT_SUPPORT'],
    causes: [
      {
        cause: 'The node lacks a setting, such as an API key.',
        sign: 'The reason names something that is not configured, and every run through this node fails.',
        fix: 'Add the setting and start the service again.',
      },
      {
        cause: 'Something that the node calls is down.',
        sign: 'The reason speaks of a connection or a timeout, and the node worked earlier today.',
        fix: 'Wait for it or replace it, then run again.',
      },
      {
        cause: 'A programming error in the node.',
        sign: 'Only certain inputs fail, and the reason is an exception of Python.',
        fix: 'Reproduce it with that input and repair the node.',
      },
    ],
    raisedBy: ['invoke-assistant'],
    samples: [
      {
        envelope: 'uncoded',
        payload: { status: 500, headers: {}, body: { detail: "Graph node 'search_web' failed: API key not configured" } },
        params: { node: 'search_web', reason: 'API key not configured' },
      },
    ],
    related: ['TOOL_002', 'GRAPH_002', 'SRV_001'],
    confusable: [
      { code: 'SRV_001', tell: 'That one has a code and names no node.' },
      { code: 'TOOL_002', tell: 'That one means that a key was sent and refused; here the key may be missing altogether.' },
    ],
    inferred: {
      ...inferred,
      retry: 'From the solution, to check configuration and dependencies.',
      actor: 'Nodes are configured by whoever runs the service.',
    },
  },

  GRAPH_002: {
    title: 'Graph state not valid',
    summary: 'The state that was handed from one node to the next, or into the graph, lacks something that the node requires.',
    advice: [
      'Supply what the text says is missing, in the input of the assistant.',
      'Compare the input with what this assistant expects; assistants differ.',
      'If the input is complete, repair the node that should have written the field.',
    ],
    description: 'Affects all assistants with state dependencies. The id is a name of this catalog; on the wire there is only the text.',
    status: 500,
    category: 'server',
    group: 'graph',
    on: ['uncoded'],
    message: 'Invalid graph state: {reason}',
    params: { reason: reason.meta({ description: 'What is wrong with the state.', example: "Missing required field 'query'" }) },
    retry: { when: 'after-change', reason: 'The same input leads to the same state.' },
    effect: 'unknown',
    actor: 'developer',
    actions: ['SHOW_ERROR'],
    causes: [
      {
        cause: 'The input lacks a field that the graph requires.',
        sign: 'The field named in the text is missing from the request.',
        fix: 'Send it.',
      },
      {
        cause: 'An earlier node did not write a field that a later one reads.',
        sign: 'The request is complete, and only one branch of the graph fails.',
        fix: 'Let the earlier node write the field on every branch.',
      },
      {
        cause: 'A stored conversation has the state of an older release.',
        sign: 'Old conversations fail after a deployment, new ones succeed.',
        fix: 'Migrate stored states, or begin new conversations.',
      },
    ],
    raisedBy: ['invoke-assistant'],
    samples: [
      {
        envelope: 'uncoded',
        payload: { status: 500, headers: {}, body: { detail: "Invalid graph state: Missing required field 'query'" } },
        params: { reason: "Missing required field 'query'" },
      },
    ],
    related: ['GRAPH_001', 'VAL_001', 'MEM_002'],
    confusable: [
      { code: 'VAL_001', tell: 'That one is found before the graph runs, with status 400.' },
      { code: 'MEM_002', tell: 'That one concerns stored state, and the conversation is reset.' },
    ],
    inferred: {
      ...inferred,
      retry: 'From the solution, to format the input properly.',
      actor: 'Whoever builds the input or the graph; a user cannot see the state.',
      params: 'The source shows one text; as the context is general, all that follows the colon is taken as the reason.',
    },
    decisions: [
      {
        about: 'The solution speaks of the input, which would make it a 400.',
        decision: 'Status 500.',
        why: 'The source gives no status; the state may be wrong because of a node as well, and one rule for all seven errors is easier to correct than seven guesses.',
      },
    ],
  },

  GRAPH_003: {
    title: 'Graph runs in circles',
    summary: 'The run was stopped because its conditional routing led through the same nodes again and again without coming to an end.',
    advice: [
      'Do not repeat the same message: it leads around the same circle.',
      'Rephrase the request or split it into smaller ones.',
      'As developer, find the condition that never becomes true, and give the loop an exit.',
    ],
    description: 'Affects complex graphs with conditional routing. The id is a name of this catalog; on the wire there is only the text.',
    status: 500,
    category: 'server',
    group: 'graph',
    on: ['uncoded'],
    message: 'Graph execution cycle detected',
    retry: { when: 'after-change', reason: 'The same input takes the same way through the graph.' },
    effect: 'unknown',
    actor: 'developer',
    actions: ['SHOW_ERROR', 'CONTACT_SUPPORT'],
    causes: [
      {
        cause: 'A routing condition never leads out of a loop.',
        sign: 'Every input that takes this branch fails.',
        fix: 'Add an exit, such as a counter in the state.',
      },
      {
        cause: 'The model keeps calling a tool because the result does not satisfy it.',
        sign: 'The trace shows the same tool with nearly the same arguments over and over.',
        fix: 'Limit the calls, or let the tool say that there is nothing more to find.',
      },
      {
        cause: 'The task really needs more steps than are allowed.',
        sign: 'The trace shows progress up to the last step.',
        fix: 'Raise the recursion limit for this assistant.',
      },
    ],
    raisedBy: ['invoke-assistant'],
    samples: [{ envelope: 'uncoded', payload: { status: 500, headers: {}, body: { detail: 'Graph execution cycle detected' } } }],
    related: ['GRAPH_001', 'TIMEOUT'],
    confusable: [{ code: 'TIMEOUT', tell: 'A slow run ends with that one; this one counts steps, not seconds.' }],
    inferred: {
      ...inferred,
      retry: 'From the solution, to review the logic of the graph.',
      actor: 'The way out of a loop is a matter of the graph.',
      effect: 'The nodes of the circle have run, perhaps many times.',
    },
  },
});
