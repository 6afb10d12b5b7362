// One workload: starts every contender, each warming up while nothing else runs, checks that all train the same network, and
// times them in interleaved rounds. A round begins with another contender each time, so that none always follows the same one.
import { setTimeout as wait } from "node:timers/promises";
import type { Contender } from "./contenders";
import { MissingError, type Asking } from "./contenderProcess";
import type { SetupReply } from "./protocol";
import { median } from "./statistics";

/** A contender that is warm. */
export interface Running extends Asking {
  readonly contender: Contender;
  readonly setup: SetupReply;
  end(): Promise<void>;
}

export interface Measured {
  readonly contender: Contender;
  readonly version: string;
  /** Images per second of each round. */
  readonly training: readonly number[];
  readonly prediction: readonly number[];
  readonly peakBytes: number;
}

export interface NotMeasured {
  readonly name: string;
  readonly reason: string;
  /** Something broke, as opposed to something that this machine lacks. */
  readonly failed: boolean;
}

export interface Started {
  readonly running: readonly Running[];
  readonly notMeasured: readonly NotMeasured[];
}

/** Starts them one after the other. Those that cannot run are left out, with the reason. */
export async function startAll(
  contenders: readonly Contender[], start: (contender: Contender) => Asking & { end(): Promise<void> }, folder: string,
  say: (line: string) => void,
): Promise<Started> {
  const running: Running[] = [], notMeasured: NotMeasured[] = [];
  for (const contender of contenders) {
    let asked: ReturnType<typeof start> | undefined;
    try {
      say(`${contender.name}: warming up`);
      const started = (asked = start(contender)), setup = await started.ask({ do: "setup", folder });
      running.push({ name: started.name, contender, setup, ask: (request) => started.ask(request), end: () => started.end() });
    } catch (error) {
      await asked?.end();
      const reason = (error as Error).message.replace(`${contender.name}: `, "");
      notMeasured.push({ name: contender.name, reason, failed: !(error instanceof MissingError) });
    }
  }
  return { running, notMeasured };
}

/** How far a first loss and a warm-up loss may lie from the others' median, as a part of it. */
const tolerance = { float32: { first: 1e-3, warmUp: 0.03 }, bfloat16: { first: 0.02, warmUp: 0.06 } };

/** Throws where one contender's loss is not the others': it would not be the same training that is timed. */
export function checkSameTraining(running: readonly { readonly contender: Contender; readonly setup: SetupReply }[]): void {
  for (const [kind, lossOf, words] of [
    ["first", (setup: SetupReply) => setup.firstLoss, "with the shared initial weights"],
    ["warmUp", (setup: SetupReply) => setup.warmUpLoss, "over the warm-up epoch"],
  ] as const) {
    if (running.length === 0) return;
    const middle = median(running.map(({ setup }) => lossOf(setup)));
    for (const { contender, setup } of running) {
      const loss = lossOf(setup), allowed = tolerance[contender.precision][kind];
      if (Math.abs(loss - middle) <= allowed * middle) continue;
      throw new Error(`Expected every contender's loss ${words} to be within ${allowed * 100} % of their median ` +
        `${middle.toPrecision(5)}, but received ${loss.toPrecision(5)} from ${contender.name}. It trains something else, so ` +
        `nothing is timed: compare its network, weights and loss with the others'.`);
    }
  }
}

export interface RoundsOptions {
  readonly rounds: number;
  readonly say: (line: string) => void;
  /** Done before each round. */
  readonly beforeRound?: () => Promise<void>;
  /** Seconds of quiet before anything is timed; default 0.3. */
  readonly pause?: number;
}

/** The timed rounds: everyone trains, then predicts. */
export async function runRounds(running: readonly Running[], options: RoundsOptions): Promise<Measured[]> {
  const { rounds, say, beforeRound, pause = 0.3 } = options;
  const training = running.map((): number[] => []), prediction = running.map((): number[] => []);
  for (let round = 1; round <= rounds; round++) {
    await beforeRound?.();
    for (let turn = 0; turn < running.length; turn++) {
      const i = (turn + round - 1) % running.length, { name } = running[i];
      say(`round ${round} of ${rounds}: ${name}`);
      await wait(pause * 1000);
      const trained = await running[i].ask({ do: "train", epoch: round });
      if (!Number.isFinite(trained.loss)) {
        throw new Error(`Expected ${name} to train with a finite loss, but received ${trained.loss}. Look at its training step.`);
      }
      training[i].push(trained.images / trained.seconds);
      const predicted = await running[i].ask({ do: "predict" });
      prediction[i].push(predicted.images / predicted.seconds);
    }
  }
  const measured: Measured[] = [];
  for (const [i, { contender, setup, ask }] of running.entries()) {
    const { peakBytes } = await ask({ do: "memory" });
    measured.push({ contender, version: setup.version, training: training[i], prediction: prediction[i], peakBytes });
  }
  return measured;
}
