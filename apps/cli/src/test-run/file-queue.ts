// The files that are still to run, shared by threads through memory: each takes its next file itself, so that none waits for another.

/** Goes to other threads as it is. */
export interface SharedQueue {
  readonly memory: SharedArrayBuffer;
  readonly files: number;
  readonly threads: number;
}

/** A thread's end of the queue. */
export interface QueueEnd {
  /** Position of the next file to run; `undefined` once all are taken or the queue is closed. */
  take(): number | undefined;
  /** Position of the file that was taken last; `undefined` before the first. */
  current(): number | undefined;
  /** How many files nobody has taken or laid aside. */
  left(): number;
  /** Nobody takes any more. */
  close(): void;
}

/** Files that lie beside each other use the same contracts, so a thread lays some aside at once; the last ones singly, so that all end together. */
const PORTIONS_FOR_EACH_THREAD = 8;
/** Where what nobody has laid aside begins. */
const SHARED_NEXT = 0;
/** For each thread, after that: the next file it has laid aside, where these end, and the one it runs. */
const FIRST_THREAD = 1;
const Field = { next: 0, end: 1, current: 2 } as const;
const FIELDS = 3;
const NONE = -1;

export function createSharedQueue(files: number, threads: number): SharedQueue {
  const memory = new SharedArrayBuffer((FIRST_THREAD + threads * FIELDS) * Int32Array.BYTES_PER_ELEMENT);
  const cells = new Int32Array(memory);
  for (let thread = 0; thread < threads; thread++) cells[FIRST_THREAD + thread * FIELDS + Field.current] = NONE;
  return { memory, files, threads };
}

/** `thread` counts from 0; one after it may go on where it has ended. */
export function openQueue({ memory, files, threads }: SharedQueue, thread: number): QueueEnd {
  const cells = new Int32Array(memory);
  const own = FIRST_THREAD + thread * FIELDS;
  const load = (cell: number): number => Atomics.load(cells, cell);
  const layAside = (): boolean => {
    for (;;) {
      const next = load(SHARED_NEXT);
      if (next >= files) return false;
      const end = next + Math.ceil((files - next) / (threads * PORTIONS_FOR_EACH_THREAD));
      if (Atomics.compareExchange(cells, SHARED_NEXT, next, end) !== next) continue;
      Atomics.store(cells, own + Field.next, next);
      Atomics.store(cells, own + Field.end, end);
      return true;
    }
  };
  return {
    take: () => {
      if (load(own + Field.next) >= load(own + Field.end) && !layAside()) return undefined;
      const taken = Atomics.add(cells, own + Field.next, 1);
      Atomics.store(cells, own + Field.current, taken);
      return taken;
    },
    current: () => {
      const current = load(own + Field.current);
      return current === NONE ? undefined : current;
    },
    left: () => Math.max(0, files - load(SHARED_NEXT)),
    close: () => {
      Atomics.store(cells, SHARED_NEXT, files);
      for (let other = 0; other < threads; other++) Atomics.store(cells, FIRST_THREAD + other * FIELDS + Field.end, 0);
    },
  };
}
