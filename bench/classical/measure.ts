// One workload: every contender fills a few images first, which must come out alike where the method is the same, then all take
// turns in interleaved rounds. Memory is measured apart, each contender alone in a fresh process.
import { join } from "node:path";
import { imageBatch } from "../../src/images/batch";
import { pooledHolePsnrDb } from "../../src/metrics/hole";
import type { Asking, Program } from "../contenderProcess";
import type { Quietness, QuietMachine } from "../quiet";
import { turnOrder, type NotMeasured, type Ready } from "../startAll";
import type { Contender } from "./contenders";
import { readBytes, type Prepared } from "./prepare";
import type { ReplyOf, Request } from "./protocol";
import { firstOf, imagesFor, type Workload } from "./workloads";

export type Host = Asking<Request, ReplyOf>;

export interface Measured {
  readonly contender: Contender;
  /** How many it fills in a round. */
  readonly images: number;
  /** Seconds for these images, one value per round. */
  readonly seconds: readonly number[];
  /** Pooled over the holes of the images that all fill; null where the workload is not compared. */
  readonly holePsnrDb: number | null;
}

export interface WorkloadResult {
  readonly workload: Workload;
  /** Images of the workload; some contenders fill fewer. */
  readonly images: number;
  readonly holePixels: number;
  readonly measured: readonly Measured[];
  /** How each round began. */
  readonly began: readonly Quietness[];
  readonly notMeasured: readonly NotMeasured[];
}

export interface MeasureOptions {
  readonly folder: string;
  readonly rounds: number;
  readonly say: (text: string) => void;
  /** The running program of a contender, or why there is none. */
  readonly hostOf: (contender: Contender) => Host | NotMeasured;
  /** Each round waits until it is quiet, or is marked. */
  readonly machine: Pick<QuietMachine, "beforeRound">;
  /** A fill is repeated for so long; default 0.2 s. */
  readonly atLeastSeconds?: number;
}

/** The running program of a contender, or why it cannot fill. */
export function findHost(
  { name, host, method }: Contender,
  running: readonly Ready<Program, Request, ReplyOf>[],
  notStarted: readonly NotMeasured[],
): Host | NotMeasured {
  const found = running.find((one) => one.name === host.name);
  const absent = notStarted.find((one) => one.name === host.name);
  if (found === undefined)
    return { name, reason: absent?.reason ?? `${host.name} does not run`, failed: absent?.failed ?? true };
  if (found.setup.methods.includes(method)) return found;
  return { name, reason: `${host.name} has no method "${method}"`, failed: false };
}

/** Warm-up, comparison, rounds. Contenders that cannot run are listed with the reason. */
export async function measureWorkload(
  prepared: Prepared,
  chosen: readonly Contender[],
  options: MeasureOptions,
): Promise<WorkloadResult> {
  const { workload, truth, holePixels } = prepared;
  const { say, hostOf, rounds, machine, atLeastSeconds = 0.2 } = options;
  const available = truth.shape[0];
  const counts = chosen.map(({ name }) => imagesFor(workload, name, available));
  const running: { contender: Contender; host: Host; images: number; holePsnrDb: number | null; seconds: number[] }[] =
    [];
  const notMeasured: NotMeasured[] = [];
  for (const [i, contender] of chosen.entries()) {
    say(`${contender.name}: warming up`);
    const host = hostOf(contender);
    if (!("ask" in host)) {
      notMeasured.push(host);
      continue;
    }
    const holePsnrDb = await warmUp(prepared, contender, host, Math.min(...counts), options.folder);
    running.push({ contender, host, images: counts[i], holePsnrDb, seconds: [] });
  }
  checkSameMethod(running);
  const began: Quietness[] = [];
  for (let round = 1; round <= rounds; round++) {
    began.push(await machine.beforeRound((text) => say(`round ${round} of ${rounds}: ${text}`)));
    for (const i of turnOrder(round, running.length)) {
      const {
        contender: { name, method },
        host,
        images,
        seconds,
      } = running[i];
      say(`round ${round} of ${rounds}: ${name}`);
      seconds.push((await host.ask({ do: "fill", workload: workload.name, method, images, atLeastSeconds })).seconds);
    }
  }
  const measured = running.map(({ contender, images, seconds, holePsnrDb }) => ({
    contender,
    images,
    seconds,
    holePsnrDb,
  }));
  return { workload, images: available, holePixels, measured, began, notMeasured };
}

/** Fills the images that every contender fills, writes them, and compares them with the truth. */
async function warmUp(
  prepared: Prepared,
  { method }: Contender,
  host: Host,
  images: number,
  folder: string,
): Promise<number | null> {
  const { workload } = prepared;
  const fill = { do: "fill", workload: workload.name, method, images } as const;
  if (workload.warmUp === false) return null;
  await host.ask({ ...fill, atLeastSeconds: 0.5, output: "filled.u8" });
  const { truth, knownMask } = firstOf(prepared, images);
  return pooledHolePsnrDb(truth, imageBatch(readBytes(join(folder, "filled.u8")), truth.shape), knownMask);
}

/** How far ours and a peer's may lie apart where they fill by the same method. */
const toleranceDb = 0.1;

/** Throws where ours fills otherwise than its peer: it would not be the same work that is timed. */
export function checkSameMethod(
  filled: readonly { readonly contender: Contender; readonly holePsnrDb: number | null }[],
): void {
  for (const { contender, holePsnrDb } of filled) {
    const peer = filled.find((one) => one.contender.name === contender.peer);
    if (holePsnrDb === null || peer === undefined || peer.holePsnrDb === null) continue;
    if (Math.abs(holePsnrDb - peer.holePsnrDb) <= toleranceDb) continue;
    throw new Error(
      `Expected ${contender.name} to fill like ${peer.contender.name}, which reaches ` +
        `${peer.holePsnrDb.toFixed(2)} dB in the hole, to ${toleranceDb} dB, but received ${holePsnrDb.toFixed(2)} dB. ` +
        `They do not do the same work, so nothing is timed: compare their fills.`,
    );
  }
}

export interface MeasuredMemory {
  readonly contender: Contender;
  /** The most resident memory of its process, before the picture is read and after the fill. */
  readonly before: number;
  readonly peak: number;
}

/** Fills the workload once in a process of its own. */
export async function measureMemory(
  { name }: Workload,
  contender: Contender,
  start: (contender: Contender) => Host,
  folder: string,
): Promise<MeasuredMemory> {
  const host = start(contender);
  try {
    await host.ask({ do: "setup", folder });
    const { peakBytes: before } = await host.ask({ do: "memory" });
    await host.ask({ do: "fill", workload: name, method: contender.method, images: 1, atLeastSeconds: 0 });
    const { peakBytes: peak } = await host.ask({ do: "memory" });
    return { contender, before, peak };
  } finally {
    await host.end();
  }
}
