// Is the machine quiet? Before each round the share of processor time that nobody uses, while the contenders wait, and the time of
// a loop beside the best one seen. What disturbs is waited out for a while; a round that begins disturbed all the same is marked.
import { cpus } from "node:os";
import { setTimeout as wait } from "node:timers/promises";

export interface Reading {
  /** Of the time of all processors, the part in which they did nothing; 0 to 1. */
  readonly idle: number;
  /** How long the loop took, as a multiple of its best time. */
  readonly loop: number;
}

/** How a round began. */
export interface Quietness extends Reading {
  readonly quiet: boolean;
}

export interface QuietOptions {
  /** Times the loop and the idle processors; default: this machine's. */
  readonly read?: () => Promise<Reading>;
  /** How often it looks before a round begins all the same; default 12. */
  readonly attempts?: number;
  /** Seconds between two looks; default 5. */
  readonly pause?: number;
}

/** At least so much of the processors is idle, and the loop takes at most so much longer, where a machine counts as quiet. */
export const quietFrom = { idle: 0.95, loop: 1.1 };

/** Looks before every round; the same object for all rounds of a benchmark, since the loop's best time is kept in it. */
export class QuietMachine {
  private readonly read: () => Promise<Reading>;

  constructor(private readonly options: QuietOptions = {}) {
    const loop = new TimedLoop();
    this.read = options.read ?? (async () => ({ idle: await idleShare(0.5), loop: loop.relative() }));
  }

  /** Resolves when the machine is quiet, or when it was looked at often enough. */
  async beforeRound(say: (text: string) => void): Promise<Quietness> {
    const { attempts = 12, pause = 5 } = this.options;
    for (let attempt = 1; ; attempt++) {
      const reading = await this.read();
      const quiet = reading.idle >= quietFrom.idle && reading.loop <= quietFrom.loop;
      if (quiet || attempt >= attempts) return { ...reading, quiet };
      say(`waiting for a quiet machine: ${readingText(reading)}`);
      await wait(1000 * pause);
    }
  }
}

/** "72 % idle, the loop takes 1.31 times its best" */
export function readingText({ idle, loop }: Reading): string {
  return `${Math.round(100 * idle)} % idle, the loop takes ${loop.toFixed(2)} times its best`;
}

/** Which rounds, from 1, began disturbed. */
export function disturbedRounds(rounds: readonly Quietness[]): number[] {
  return rounds.flatMap(({ quiet }, i) => (quiet ? [] : [i + 1]));
}

/** What a table says of rounds that began on a machine that was not quiet; nothing where all did. */
export function disturbedLines(rounds: readonly Quietness[]): string[] {
  return rounds.flatMap((round, i) => (round.quiet ? [] : [`round ${i + 1} began disturbed: ${readingText(round)}`]));
}

/** The part of all processors' time that passed idle in these seconds; 1 where the system does not say. */
async function idleShare(seconds: number): Promise<number> {
  const before = processorTimes();
  await wait(1000 * seconds);
  const after = processorTimes();
  const total = after.total - before.total;
  return total === 0 ? 1 : (after.idle - before.idle) / total;
}

function processorTimes(): { idle: number; total: number } {
  let idle = 0;
  let total = 0;
  for (const { times } of cpus()) {
    idle += times.idle;
    total += times.user + times.nice + times.sys + times.idle + times.irq;
  }
  return { idle, total };
}

/** A loop of some tens of milliseconds, and its best time so far: the first ten runs are the calibration. */
class TimedLoop {
  private best = Infinity;

  constructor() {
    for (let i = 0; i < 10; i++) this.relative();
  }

  /** The best of three runs as a multiple of the best run ever. */
  relative(): number {
    const time = Math.min(runOnce(), runOnce(), runOnce());
    this.best = Math.min(this.best, time);
    return time / this.best;
  }
}

function runOnce(): number {
  const began = performance.now();
  let value = 1;
  for (let i = 1; i < 10_000_000; i++) value = (value * 1.000_000_1 + i) % 1_000_003;
  return value < 0 ? Infinity : performance.now() - began;
}
