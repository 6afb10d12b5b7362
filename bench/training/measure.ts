// One workload: checks that all contenders train the same network, and times them in interleaved rounds.
import { setTimeout as wait } from "node:timers/promises";
import { turnOrder, type Ready } from "../startAll";
import { median } from "../statistics";
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
  readonly peakBytes: number;
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
  /** Done before each round. */
  readonly beforeRound?: () => Promise<void>;
  /** Seconds of quiet before anything is timed; default 0.3. */
  readonly pause?: number;
}

/** The timed rounds: everyone trains, then predicts. */
export async function runRounds(running: readonly Running[], options: RoundsOptions): Promise<Measured[]> {
  const { rounds, say, beforeRound, pause = 0.3 } = options;
  const training = running.map((): number[] => []);
  const prediction = running.map((): number[] => []);
  for (let round = 1; round <= rounds; round++) {
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
