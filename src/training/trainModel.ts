// The training loop: shuffled batches, one step each, validation after each epoch, early stopping on the validation loss
// (Keras's EarlyStopping with restore_best_weights). Every choice is drawn from a stream keyed by seed and epoch, so a
// run continued from its state ends with the same weights, bit for bit, as one that was never interrupted.
import * as tf from "@tensorflow/tfjs";
import { range } from "../images";
import { drawSeed, needsStepSeed } from "../layers/stepSeed";
import { binaryCrossentropy } from "../losses/binaryCrossentropy";
import { randomStream, shuffledPositions } from "../random";
import { adam } from "./adam";
import { BatchesByEpoch, copyBatches } from "./batchSource";
import { CarriedState } from "./carriedState";
import type { LogRow, TrainingState } from "./state";
import {
  evaluationStep, paintHolesBlack, runEagerly, stepScalars, trainingStep, type CompiledStep, type StepParts, type TensorMap,
} from "./step";
import { checkOptions, type TrainingOptions, type TrainingResult } from "./trainingOptions";

export type { StepReport, TrainingCallbacks, TrainingData, TrainingOptions, TrainingResult } from "./trainingOptions";

/** Trains `model` in place. Throws, naming epoch and step, when the loss is not finite; the model is then not to be used. */
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

class Run {
  private readonly batchSize: number;
  private readonly stepsPerEpoch: number;
  private readonly patience: number | null;
  private readonly parts: StepParts;
  private readonly seeded: boolean;
  private readonly training: BatchesByEpoch;
  private readonly validation: BatchesByEpoch;
  private readonly step: CompiledStep;
  private readonly evaluate: CompiledStep;
  private readonly carried: CarriedState;
  private epoch = 1;
  private stepInEpoch = 0;
  private lossSum = 0;
  private log: LogRow[] = [];
  private best: TrainingState["best"] = null;

  constructor(private readonly options: TrainingOptions) {
    const { model, data, loss = binaryCrossentropy, prepareInput = paintHolesBlack, optimizer = adam() } = options;
    const { clipNorm, averageDecay, holdData = copyBatches, compileStep = runEagerly } = options;
    this.batchSize = options.batchSize ?? 128;
    this.stepsPerEpoch = Math.ceil(data.train.shape[0] / this.batchSize);
    this.patience = options.patience === undefined ? 5 : options.patience;
    this.training = new BatchesByEpoch(holdData, data.trainingImages ?? (() => data.train), data.trainingMasks);
    this.validation = new BatchesByEpoch(holdData, () => data.validation, () => data.validationMasks);
    this.parts = {
      model, loss, prepareInput, optimizer, clipNorm, averageDecay, parallelParts: options.parallelParts,
      batch: (inputs) => this.training.batch(inputs),
    };
    this.seeded = needsStepSeed(model);
    this.step = compileStep(trainingStep(this.parts));
    this.evaluate = compileStep(evaluationStep({ model, loss, prepareInput, batch: (inputs) => this.validation.batch(inputs) }));
    this.carried = new CarriedState(this.parts);
  }

  async train(): Promise<TrainingResult> {
    for (; this.epoch <= this.options.epochs; this.epoch++, this.stepInEpoch = 0, this.lossSum = 0) {
      if (this.ranOutOfPatience()) return this.end("stoppedEarly");
      if (!(await this.trainEpoch())) return this.end("interrupted");
      if (!(await this.carried.withAverages(() => this.endEpoch()))) return this.end("interrupted");
    }
    return this.end(this.ranOutOfPatience() ? "stoppedEarly" : "finished");
  }

  /** False when it was told to stop before the epoch's end. */
  private async trainEpoch(): Promise<boolean> {
    const { data, seed, epochs, callbacks, shouldStop } = this.options, count = data.train.shape[0], steps = this.stepsPerEpoch;
    const order = shuffledPositions(count, randomStream(seed, "batch order", this.epoch));
    this.training.useEpoch(this.epoch);
    while (this.stepInEpoch < steps) {
      const positions = order.subarray(this.stepInEpoch * this.batchSize, (this.stepInEpoch + 1) * this.batchSize);
      const loss = this.runStep(positions);
      this.stepInEpoch++;
      this.lossSum += loss * positions.length;
      if (!Number.isFinite(loss)) {
        throw new Error(`Expected a finite loss, but received ${loss} in epoch ${this.epoch}, step ${this.stepInEpoch} of ` +
          `${steps}. Lower the learning rate or check the images; the last checkpoint is the state before this epoch.`);
      }
      const images = Math.min(this.stepInEpoch * this.batchSize, count);
      callbacks?.onStep?.({ epoch: this.epoch, epochs, step: this.stepInEpoch, steps, loss: this.lossSum / images, images });
      await tf.nextFrame();
      if (shouldStop?.()) return false;
    }
    return true;
  }

  private runStep(positions: Int32Array): number {
    const { step, held } = this.training.inputs(positions);
    const globalStep = (this.epoch - 1) * this.stepsPerEpoch + this.stepInEpoch + 1;
    const ours: TensorMap = { ...step, ...stepScalars(this.parts, globalStep) };
    if (this.seeded) ours.seed = tf.tensor1d(drawSeed(this.options.seed, "step", this.epoch, this.stepInEpoch + 1), "int32");
    const results = this.step({ ...held, ...ours, ...this.carried.inputs() });
    const loss = results.loss.dataSync()[0];
    this.carried.take(results);
    tf.dispose([ours, results.loss]);
    return loss;
  }

  /** False when it was told to stop before the end of the validation: continued, the run validates this epoch anew. */
  private async endEpoch(): Promise<boolean> {
    const loss = this.lossSum / this.options.data.train.shape[0], valLoss = await this.validate();
    if (valLoss === null) return false;
    const row = { epoch: this.epoch, loss, valLoss };
    this.log.push(row);
    if (this.best === null || row.valLoss < this.best.valLoss) {
      this.best = { epoch: row.epoch, valLoss: row.valLoss, parameters: this.carried.weights() };
    }
    await this.options.callbacks?.onEpoch?.(row, this.stateAfterEpoch());
    return true;
  }

  /** The mean loss; null when it was told to stop before its end. */
  private async validate(): Promise<number | null> {
    const count = this.options.data.validation.shape[0], batch = 500;
    this.validation.useEpoch(this.epoch);
    let sum = 0;
    for (let start = 0; start < count; start += batch) {
      const positions = range(Math.min(batch, count - start), start), { step, held } = this.validation.inputs(positions);
      const { loss } = this.evaluate({ ...held, ...step });
      sum += loss.dataSync()[0] * positions.length;
      tf.dispose([step, loss]);
      await tf.nextFrame();
      if (start + batch < count && this.options.shouldStop?.()) return null;
    }
    return sum / count;
  }

  private ranOutOfPatience(): boolean {
    return this.patience !== null && this.best !== null && this.log.length - this.best.epoch >= this.patience;
  }

  private end(outcome: TrainingResult["outcome"]): TrainingResult {
    const interrupted = outcome === "interrupted";
    const state = interrupted ? this.state(this.epoch, this.stepInEpoch, this.lossSum, false) : this.stateAfterEpoch();
    if (!interrupted && this.patience !== null && this.best !== null) this.carried.setWeights(this.best.parameters);
    else this.carried.useAverages();
    return { log: this.log, state, outcome };
  }

  private stateAfterEpoch(): TrainingState {
    const done = this.log.length;
    return this.state(done + 1, 0, 0, done >= this.options.epochs || this.ranOutOfPatience());
  }

  private state(epoch: number, step: number, lossSum: number, finished: boolean): TrainingState {
    return { epoch, step, lossSum, finished, log: [...this.log], best: this.best, ...this.carried.save() };
  }

  restore(state: TrainingState): void {
    this.carried.restore(state);
    ({ epoch: this.epoch, step: this.stepInEpoch, lossSum: this.lossSum, best: this.best } = state);
    this.log = [...state.log];
  }

  dispose(): void {
    this.step.dispose?.();
    this.evaluate.dispose?.();
    this.carried.dispose();
    this.training.dispose();
    this.validation.dispose();
  }
}
