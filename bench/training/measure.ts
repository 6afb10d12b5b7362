// One workload: checks that all contenders train the same network, and times them in interleaved rounds.
import { setTimeout as wait } from "node:timers/promises";
import { turnOrder, type Ready } from "../startAll";
import { median } from "../statistics";
import type { Quietness, QuietMachine } from "../quiet";
import type { Contender } from "./contenders";
import type { ReplyOf, Request, SetupReply } from "./protocol";

/** A contender that is warm. */
export type Running = Ready<Contender, Request, ReplyOf>;

export interface Measured {
  readonly contender: Contender;
  readonly version: string;
  /** Images per second of each round. */
  readonly training: readonly number[];
  readonly prediction: readonly number[];
  /** Seconds of each round that `fit` takes besides and that are not counted; none for loops of our own. */
  readonly idleSeconds: readonly number[];
  readonly peakBytes: number;
}

/** All rounds of a workload. */
export interface MeasuredRounds {
  readonly measured: readonly Measured[];
  /** How each round began. */
  readonly began: readonly Quietness[];
}

/** How far a first loss and a warm-up loss may lie from the others' median, as a part of it. */
const tolerance = { float32: { first: 1e-3, warmUp: 0.03 }, bfloat16: { first: 0.02, warmUp: 0.06 } };

/** Throws where one contender's loss is not the others': it would not be the same training that is timed. */
export function checkSameTraining(
  running: readonly { readonly contender: Contender; readonly setup: SetupReply }[],
): void {
  for (const [kind, lossOf, words] of [
    ["first", (setup: SetupReply) => setup.firstLoss, "with the shared initial weights"],
    ["warmUp", (setup: SetupReply) => setup.warmUpLoss, "over the warm-up epoch"],
  ] as const) {
    if (running.length === 0) return;
    const middle = median(running.map(({ setup }) => lossOf(setup)));
    for (const { contender, setup } of running) {
      const loss = lossOf(setup);
      const allowed = tolerance[contender.precision][kind];
      if (Math.abs(loss - middle) <= allowed * middle) continue;
      throw new Error(
        `Expected every contender's loss ${words} to be within ${allowed * 100} % of their median ` +
          `${middle.toPrecision(5)}, but received ${loss.toPrecision(5)} from ${contender.name}. It trains something else, so ` +
          `nothing is timed: compare its network, weights and loss with the others'.`,
      );
    }
  }
}

export interface RoundsOptions {
  readonly rounds: number;
  readonly say: (line: string) => void;
  /** Each round waits until it is quiet, or is marked. */
  readonly machine: Pick<QuietMachine, "beforeRound">;
  /** Done before each round. */
  readonly beforeRound?: () => Promise<void>;
  /** Seconds of quiet before anything is timed; default 0.3. */
  readonly pause?: number;
}

/** The timed rounds: everyone trains, then predicts. */
export async function runRounds(running: readonly Running[], options: RoundsOptions): Promise<MeasuredRounds> {
  const { rounds, say, machine, beforeRound, pause = 0.3 } = options;
  const training = running.map((): number[] => []);
  const prediction = running.map((): number[] => []);
  const idle = running.map((): number[] => []);
  const began: Quietness[] = [];
  for (let round = 1; round <= rounds; round++) {
    began.push(await machine.beforeRound((text) => say(`round ${round} of ${rounds}: ${text}`)));
    await beforeRound?.();
    for (const i of turnOrder(round, running.length)) {
      const { name } = running[i];
      say(`round ${round} of ${rounds}: ${name}`);
      await wait(pause * 1000);
      const trained = await running[i].ask({ do: "train", epoch: round });
      if (!Number.isFinite(trained.loss)) {
        throw new Error(
          `Expected ${name} to train with a finite loss, but received ${trained.loss}. Look at its training step.`,
        );
      }
      training[i].push(trained.images / trained.seconds);
      if (trained.idleSeconds !== undefined) idle[i].push(trained.idleSeconds);
      const predicted = await running[i].ask({ do: "predict" });
      prediction[i].push(predicted.images / predicted.seconds);
    }
  }
  const measured: Measured[] = [];
  for (const [i, { contender, setup, ask }] of running.entries()) {
    const { peakBytes } = await ask({ do: "memory" });
    const { version } = setup;
    const values = { training: training[i], prediction: prediction[i], idleSeconds: idle[i] };
    measured.push({ contender, version, ...values, peakBytes });
  }
  return { measured, began };
}
