/** What can be wrong with the record, for descriptions of findings. */
export const proofRules = [
  {
    id: 'proofs-unreadable',
    title: '`proofs.json` is the record that `errdex prove` wrote',
    why: 'Without the record no snippet counts as run, and none is shown.',
    fix: 'Run `errdex prove` again, or delete the file.',
  },
  {
    id: 'stale-proof',
    title: 'Recorded snippets are those that would be shown',
    why: 'The snippet, its payload or the runtime has changed since it ran, so it is not shown: nobody knows whether it still works.',
    fix: 'Run `errdex prove` again.',
  },
] as const;
