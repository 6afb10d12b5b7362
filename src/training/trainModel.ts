// The training loop: shuffled batches, one step each, validation after each epoch, early stopping on the validation loss
// (Keras's EarlyStopping with restore_best_weights). Every choice is drawn from a stream keyed by seed and epoch, so a
// run continued from its state ends with the same weights, bit for bit, as one that was never interrupted.
import * as tf from "../tensorflow";
import { range } from "../images/batch";
import { drawSeed } from "../layers/stepSeed";
import { randomStream, shuffledPositions } from "../random";
import { BatchesByEpoch, copyBatches } from "./batchSource";
import { CarriedState } from "./carriedState";
import type { LogRow, TrainingState } from "./state";
import { runEagerly, stepScalars, type CompiledStep, type StepPart, type TensorMap } from "./step";
import { checkOptions, type TrainingOptions, type TrainingResult } from "./trainingOptions";

export type { StepReport, TrainingCallbacks, TrainingData, TrainingOptions, TrainingResult } from "./trainingOptions";

/**
 * Trains the step's networks in place. Throws, naming epoch and step, when a loss is not finite; the networks are then not to be
 * used.
 */
export async function trainModel(options: TrainingOptions): Promise<TrainingResult> {
  checkOptions(options);
  const run = new Run(options);
  try {
    if (options.resumeFrom) run.restore(options.resumeFrom);
    return await run.train();
  } finally {
    run.dispose();
  }
}

type Losses = { [name: string]: number };

class Run {
  private readonly batchSize: number;
  private readonly stepsPerEpoch: number;
  private readonly patience: number | null;
  private readonly training: BatchesByEpoch;
  private readonly validation: BatchesByEpoch;
  private readonly steps: readonly CompiledStep[];
  private readonly evaluate: CompiledStep;
  private readonly carried: CarriedState;
  private readonly lossNames: readonly string[];
  private epoch = 1;
  private stepInEpoch = 0;
  /** Sums over the epoch's images so far. */
  private lossSums: Losses = {};
  private log: LogRow[] = [];
  private best: TrainingState["best"] = null;

  constructor(private readonly options: TrainingOptions) {
    const { step, data, holdData = copyBatches, compileStep = runEagerly } = options;
    this.batchSize = options.batchSize ?? 128;
    this.stepsPerEpoch = Math.ceil(data.train.count / this.batchSize);
    this.patience = options.patience === undefined ? 5 : options.patience;
    this.training = new BatchesByEpoch(holdData, data.trainingImages ?? (() => data.train), data.trainingMasks);
    this.validation = new BatchesByEpoch(
      holdData,
      () => data.validation,
      () => data.validationMasks,
    );
    this.steps = step.train((inputs) => this.training.batch(inputs)).map((train) => compileStep(train));
    this.evaluate = compileStep(step.evaluate((inputs) => this.validation.batch(inputs)));
    this.carried = new CarriedState(step);
    this.lossNames = ["loss", ...step.otherLosses];
  }

  async train(): Promise<TrainingResult> {
    for (; this.epoch <= this.options.epochs; this.epoch++, this.stepInEpoch = 0, this.lossSums = {}) {
      if (this.ranOutOfPatience()) return this.end("stoppedEarly");
      if (!(await this.trainEpoch())) return this.end("interrupted");
      if (!(await this.carried.withAverages(() => this.endEpoch()))) return this.end("interrupted");
    }
    return this.end(this.ranOutOfPatience() ? "stoppedEarly" : "finished");
  }

  /** False when it was told to stop before the epoch's end. */
  private async trainEpoch(): Promise<boolean> {
    const { data, seed, epochs, callbacks, shouldStop } = this.options;
    const { count } = data.train;
    const steps = this.stepsPerEpoch;
    const order = shuffledPositions(count, randomStream(seed, "batch order", this.epoch));
    this.training.useEpoch(this.epoch);
    while (this.stepInEpoch < steps) {
      const after = (this.stepInEpoch + 1) * this.batchSize;
      const positions = order.subarray(after - this.batchSize, after);
      await this.training.prepare(positions, order.subarray(after));
      const losses = this.runStep(positions);
      this.stepInEpoch++;
      this.addLosses(losses, positions.length);
      const images = Math.min(this.stepInEpoch * this.batchSize, count);
      const loss = this.lossSums.loss / images;
      callbacks?.onStep?.({ epoch: this.epoch, epochs, step: this.stepInEpoch, steps, loss, images });
      await tf.nextFrame();
      if (shouldStop?.()) return false;
      await callbacks?.betweenSteps?.(() => this.stateWithinEpoch());
    }
    return true;
  }

  private runStep(positions: Int32Array): Losses {
    const { step: trained, seed } = this.options;
    const { step, held } = this.training.inputs(positions);
    const ours: TensorMap = { ...step, ...stepScalars(trained, this.globalStep(this.stepInEpoch + 1)) };
    if (trained.seeded) ours.seed = tf.tensor1d(drawSeed(seed, "step", this.epoch, this.stepInEpoch + 1), "int32");
    const losses: Losses = {};
    for (const position of this.partAt(this.stepInEpoch + 1).functions) {
      const results = this.steps[position]({ ...held, ...ours, ...this.carried.inputs() });
      for (const name of this.lossNames) {
        if (results[name] === undefined) continue;
        losses[name] = results[name].dataSync()[0];
        results[name].dispose();
      }
      this.carried.take(results);
    }
    tf.dispose(ours);
    return losses;
  }

  /** Counted from 1 over all epochs, as the step in the epoch is. */
  private globalStep(stepInEpoch: number): number {
    return (this.epoch - 1) * this.stepsPerEpoch + stepInEpoch;
  }

  private partAt(stepInEpoch: number): StepPart {
    const { otherLosses, partAt } = this.options.step;
    return partAt?.(this.globalStep(stepInEpoch)) ?? { functions: [...this.steps.keys()], otherLosses };
  }

  private addLosses(losses: Losses, images: number): void {
    for (const name of ["loss", ...this.partAt(this.stepInEpoch).otherLosses]) {
      const loss = losses[name];
      this.checkFinite(name, loss, `step ${this.stepInEpoch} of ${this.stepsPerEpoch}`);
      this.lossSums[name] = (this.lossSums[name] ?? 0) + loss * images;
    }
  }

  private checkFinite(name: string, loss: number, place: string): void {
    if (Number.isFinite(loss)) return;
    throw new Error(
      `Expected a finite ${name}, but received ${loss} in epoch ${this.epoch}, ${place}. ` +
        "Lower the learning rate or check the images.",
    );
  }

  /** False when it was told to stop before the end of the validation: continued, the run validates this epoch again. */
  private async endEpoch(): Promise<boolean> {
    const { data, step, callbacks } = this.options;
    const valLoss = await this.validate();
    if (valLoss === null) return false;
    this.checkFinite("validation loss", valLoss, "after its last step");
    const given = step.otherLosses.filter((name) => this.lossSums[name] !== undefined);
    const others = Object.fromEntries(given.map((name) => [name, this.lossSums[name] / this.imagesThatGave(name)]));
    const row: LogRow = {
      epoch: this.epoch,
      loss: this.lossSums.loss / data.train.count,
      valLoss,
      ...(step.otherLosses.length > 0 ? { others } : {}),
    };
    this.log.push(row);
    if (this.best === null || row.valLoss < this.best.valLoss) {
      this.best = { epoch: row.epoch, valLoss: row.valLoss, parameters: this.carried.weights() };
    }
    await callbacks?.onEpoch?.(row, this.stateAfterEpoch());
    return true;
  }

  /** How many of the epoch's images go through steps that give this loss. */
  private imagesThatGave(name: string): number {
    const { count } = this.options.data.train;
    let images = 0;
    for (let step = 1; step <= this.stepsPerEpoch; step++) {
      if (!this.partAt(step).otherLosses.includes(name)) continue;
      images += Math.min(this.batchSize, count - (step - 1) * this.batchSize);
    }
    return images;
  }

  /** The mean loss; null when it was told to stop before its end. */
  private async validate(): Promise<number | null> {
    const { data, shouldStop, validationBatchSize: batch = 500 } = this.options;
    const { count } = data.validation;
    this.validation.useEpoch(this.epoch);
    let sum = 0;
    for (let start = 0; start < count; start += batch) {
      const positions = range(Math.min(batch, count - start), start);
      const { step, held } = this.validation.inputs(positions);
      const { loss } = this.evaluate({ ...held, ...step });
      sum += loss.dataSync()[0] * positions.length;
      tf.dispose([step, loss]);
      await tf.nextFrame();
      if (start + batch < count && shouldStop?.()) return null;
    }
    return sum / count;
  }

  private ranOutOfPatience(): boolean {
    return this.patience !== null && this.best !== null && this.log.length - this.best.epoch >= this.patience;
  }

  private end(outcome: TrainingResult["outcome"]): TrainingResult {
    const interrupted = outcome === "interrupted";
    const state = interrupted ? this.stateWithinEpoch() : this.stateAfterEpoch();
    if (!interrupted && this.patience !== null && this.best !== null) this.carried.setWeights(this.best.parameters);
    else this.carried.useAverages();
    return { log: this.log, state, outcome };
  }

  private stateWithinEpoch(): TrainingState {
    return this.state(this.epoch, this.stepInEpoch, this.lossSums, false);
  }

  private stateAfterEpoch(): TrainingState {
    const done = this.log.length;
    return this.state(done + 1, 0, {}, done >= this.options.epochs || this.ranOutOfPatience());
  }

  private state(epoch: number, step: number, lossSums: Losses, finished: boolean): TrainingState {
    return {
      epoch,
      step,
      lossSums: { ...lossSums },
      finished,
      log: [...this.log],
      best: this.best,
      ...this.carried.save(),
    };
  }

  restore(state: TrainingState): void {
    this.carried.restore(state);
    this.epoch = state.epoch;
    this.stepInEpoch = state.step;
    this.lossSums = { ...state.lossSums };
    this.best = state.best;
    this.log = [...state.log];
  }

  dispose(): void {
    for (const step of this.steps) step.dispose?.();
    this.evaluate.dispose?.();
    this.carried.dispose();
    this.training.dispose();
    this.validation.dispose();
  }
}
