import { readdirSync, readFileSync } from 'node:fs';

/** What Linux tells of a process; undefined elsewhere, and for one that has ended. */
function read(id: number, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${String(id)}/${file}`, 'utf8');
  } catch {
    return undefined;
  }
}

/** The fields of `/proc/<pid>/stat` behind the name of the program, which may hold spaces (proc_pid_stat(5)): `[0]` is field 3. */
function statOf(id: number): string[] | undefined {
  const text = read(id, 'stat');
  return text?.slice(text.lastIndexOf(')') + 2).split(' ');
}

/** A process and all below it, each with the one that has started it. */
function treeOf(root: number): Map<number, number | undefined> {
  const below = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    const parent = /^\d+$/.test(name) ? statOf(Number(name))?.[1] : undefined;
    if (parent !== undefined) below.set(Number(parent), [...(below.get(Number(parent)) ?? []), Number(name)]);
  }
  const tree = new Map<number, number | undefined>([[root, undefined]]);
  for (const id of tree.keys()) for (const other of below.get(id) ?? []) tree.set(other, id);
  return tree;
}

/** Resident memory of a process, in bytes. One that is not yet another program than the one that has started it has the memory of that. */
function residentOf(id: number, parent: number | undefined): number {
  const line = read(id, 'cmdline');
  if (parent !== undefined && line === read(parent, 'cmdline')) return 0;
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(read(id, 'status') ?? '')?.[1] ?? 0) * 1024;
}

/** CPU seconds of a process; fields 14 and 15, in ticks of a hundredth of a second. */
function cpuOf(id: number): number {
  const [user, system] = statOf(id)?.slice(11, 13) ?? [];
  return (Number(user ?? 0) + Number(system ?? 0)) / 100;
}

/** Watches a process and all below it. On other systems than Linux there is nothing to see, and all figures are 0. */
export interface Watch {
  /** Most bytes of all of them together since the last call. */
  peak(): number;
  /** CPU seconds since the last call: of the process, and of those below it, ended ones included. */
  cpu(): { own: number; below: number };
  stop(): void;
}

/** Looks twenty times a second: what lasts less is seen by chance only. */
export function watch(root: number): Watch {
  let most = 0;
  const spent = new Map<number, number>();
  const told = { own: 0, below: 0 };
  const look = (): void => {
    if (process.platform !== 'linux') return;
    const tree = treeOf(root);
    most = Math.max(
      most,
      Array.from(tree, ([id, parent]) => residentOf(id, parent)).reduce((sum, one) => sum + one, 0),
    );
    for (const id of tree.keys()) spent.set(id, Math.max(spent.get(id) ?? 0, cpuOf(id)));
  };
  const timer = setInterval(look, 50);
  return {
    peak() {
      look();
      const found = most;
      most = 0;
      return found;
    },
    cpu() {
      look();
      const own = spent.get(root) ?? 0;
      const below = [...spent.values()].reduce((sum, one) => sum + one, 0) - own;
      const since = { own: own - told.own, below: below - told.below };
      Object.assign(told, { own, below });
      return since;
    },
    stop: () => {
      clearInterval(timer);
    },
  };
}
