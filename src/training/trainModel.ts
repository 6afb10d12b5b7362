// The training loop: shuffled batches, one step each, validation after each epoch, early stopping on the validation loss
// (Keras's EarlyStopping with restore_best_weights). Every choice is drawn from a stream keyed by seed and epoch, so a
// run continued from its state ends with the same weights, bit for bit, as one that was never interrupted.
import * as tf from "@tensorflow/tfjs";
import { range, takeImages, takeMasks, toTensor, type ImageBatch } from "../images";
import { binaryCrossentropy } from "../losses/binaryCrossentropy";
import { randomStream, shuffledPositions } from "../random";
import { adam, type Optimizer } from "./optimizer";
import type { LogRow, NamedArray, TrainingState } from "./state";
import {
  evaluationStep, paintHolesBlack, parametersOf, runEagerly, trainingStep,
  type CompileStep, type Loss, type PrepareInput, type StepFunction, type TensorMap,
} from "./step";

export interface TrainingData {
  /** Undamaged images [N,H,W,C]; uint8 is turned to float32 in [0,1] batch by batch. */
  readonly train: ImageBatch;
  readonly validation: ImageBatch;
  /** The masks of one epoch for all training images, epochs counted from 1. */
  readonly trainingMasks: (epoch: number) => ImageBatch;
  readonly validationMasks: ImageBatch;
}

export interface StepReport {
  readonly epoch: number;
  readonly epochs: number;
  readonly step: number;
  readonly steps: number;
  /** Mean loss over the images of this epoch so far. */
  readonly loss: number;
  /** Images of this epoch so far. */
  readonly images: number;
}

export interface TrainingCallbacks {
  readonly onStep?: (report: StepReport) => void;
  /** After each epoch, with the state to save. */
  readonly onEpoch?: (row: LogRow, state: TrainingState) => void | Promise<void>;
}

export interface TrainingOptions {
  readonly model: tf.LayersModel;
  readonly data: TrainingData;
  readonly epochs: number;
  readonly seed: number;
  /** Default 128; the last batch of an epoch may be smaller. */
  readonly batchSize?: number;
  /** Epochs without a lower validation loss before stopping; null (default 5) trains to the last epoch. */
  readonly patience?: number | null;
  readonly optimizer?: Optimizer;
  readonly loss?: Loss;
  readonly prepareInput?: PrepareInput;
  readonly compileStep?: CompileStep;
  readonly callbacks?: TrainingCallbacks;
  /** Asked after every step; true ends the run there, with a state that can be continued. */
  readonly shouldStop?: () => boolean;
  /** Continues from here instead of from the model's own weights. */
  readonly resumeFrom?: TrainingState | null;
}

export interface TrainingResult {
  readonly log: readonly LogRow[];
  readonly state: TrainingState;
  readonly outcome: "finished" | "stoppedEarly" | "interrupted";
}

/** Trains `model` in place. Throws, naming epoch and step, when the loss is not finite; the model is then not to be used. */
export async function trainModel(options: TrainingOptions): Promise<TrainingResult> {
  const run = new Run(options);
  try {
    return await run.train();
  } finally {
    run.dispose();
  }
}

class Run {
  private readonly batchSize: number;
  private readonly patience: number | null;
  private readonly optimizer: Optimizer;
  private readonly step: StepFunction;
  private readonly evaluate: StepFunction;
  private readonly parameters: tf.Variable[];
  private optimizerState: tf.Tensor[];
  private epoch = 1;
  private stepInEpoch = 0;
  private lossSum = 0;
  private log: LogRow[] = [];
  private best: TrainingState["best"] = null;

  constructor(private readonly options: TrainingOptions) {
    const { model, loss = binaryCrossentropy, prepareInput = paintHolesBlack, compileStep = runEagerly } = options;
    checkOptions(options);
    this.batchSize = options.batchSize ?? 128;
    this.patience = options.patience === undefined ? 5 : options.patience;
    this.optimizer = options.optimizer ?? adam();
    this.parameters = parametersOf(model);
    this.step = compileStep(trainingStep({ model, loss, optimizer: this.optimizer, prepareInput }));
    this.evaluate = compileStep(evaluationStep({ model, loss, prepareInput }));
    this.optimizerState = this.parameters.flatMap((parameter) =>
      Array.from({ length: this.optimizer.slots }, () => tf.zeros(parameter.shape)));
    if (options.resumeFrom) this.restore(options.resumeFrom);
  }

  async train(): Promise<TrainingResult> {
    const { epochs, callbacks } = this.options;
    for (; this.epoch <= epochs; this.epoch++, this.stepInEpoch = 0, this.lossSum = 0) {
      if (this.ranOutOfPatience()) return this.end("stoppedEarly");
      if (!(await this.trainEpoch())) return this.end("interrupted");
      const row = { epoch: this.epoch, loss: this.lossSum / this.options.data.train.shape[0], valLoss: await this.validate() };
      this.log.push(row);
      if (this.best === null || row.valLoss < this.best.valLoss) {
        this.best = { epoch: row.epoch, valLoss: row.valLoss, parameters: toArrays(this.parameters, "parameter") };
      }
      await callbacks?.onEpoch?.(row, this.stateAfterEpoch());
    }
    return this.end(this.ranOutOfPatience() ? "stoppedEarly" : "finished");
  }

  /** False when it was told to stop before the epoch's end. */
  private async trainEpoch(): Promise<boolean> {
    const { data, seed, epochs, callbacks, shouldStop } = this.options;
    const count = data.train.shape[0], steps = Math.ceil(count / this.batchSize);
    const order = shuffledPositions(count, randomStream(seed, "batch order", this.epoch));
    const masks = data.trainingMasks(this.epoch);
    while (this.stepInEpoch < steps) {
      const positions = order.subarray(this.stepInEpoch * this.batchSize, (this.stepInEpoch + 1) * this.batchSize);
      const loss = this.runStep(takeImages(data.train, positions), takeMasks(masks, positions));
      this.stepInEpoch++;
      this.lossSum += loss * positions.length;
      if (!Number.isFinite(loss)) {
        throw new Error(`Expected a finite loss, but received ${loss} in epoch ${this.epoch}, step ${this.stepInEpoch} of ${steps}. ` +
          `Lower the learning rate or check the images; the last checkpoint is the state before this epoch.`);
      }
      const images = Math.min(this.stepInEpoch * this.batchSize, count);
      callbacks?.onStep?.({ epoch: this.epoch, epochs, step: this.stepInEpoch, steps, loss: this.lossSum / images, images });
      await tf.nextFrame();
      if (shouldStop?.()) return false;
    }
    return true;
  }

  private runStep(images: ImageBatch, knownMask: ImageBatch): number {
    const globalStep = (this.epoch - 1) * Math.ceil(this.options.data.train.shape[0] / this.batchSize) + this.stepInEpoch + 1;
    const inputs: TensorMap = {
      images: toTensor(images), knownMask: toTensor(knownMask), stepSize: tf.scalar(this.optimizer.stepSize(globalStep)),
    };
    const results = this.step({ ...inputs, ...Object.fromEntries(this.optimizerState.map((tensor, i) => [`state${i}`, tensor])) });
    const loss = results.loss.dataSync()[0];
    this.parameters.forEach((parameter, i) => parameter.assign(results[`parameter${i}`]));
    tf.dispose([this.optimizerState, inputs, results.loss, this.parameters.map((_, i) => results[`parameter${i}`])]);
    this.optimizerState = this.optimizerState.map((_, i) => results[`state${i}`]);
    return loss;
  }

  private async validate(): Promise<number> {
    const { validation, validationMasks } = this.options.data, count = validation.shape[0], batch = 500;
    let sum = 0;
    for (let start = 0; start < count; start += batch) {
      const positions = range(Math.min(batch, count - start), start);
      const inputs = { images: toTensor(takeImages(validation, positions)), knownMask: toTensor(takeMasks(validationMasks, positions)) };
      const { loss } = this.evaluate(inputs);
      sum += loss.dataSync()[0] * positions.length;
      tf.dispose([inputs, loss]);
      await tf.nextFrame();
    }
    return sum / count;
  }

  private ranOutOfPatience(): boolean {
    return this.patience !== null && this.best !== null && this.log.length - this.best.epoch >= this.patience;
  }

  private end(outcome: TrainingResult["outcome"]): TrainingResult {
    const state = outcome === "interrupted" ? this.state(this.epoch, this.stepInEpoch, this.lossSum, false) : this.stateAfterEpoch();
    if (outcome !== "interrupted" && this.patience !== null && this.best !== null) assign(this.parameters, this.best.parameters);
    return { log: this.log, state, outcome };
  }

  private stateAfterEpoch(): TrainingState {
    const done = this.log.length;
    return this.state(done + 1, 0, 0, done >= this.options.epochs || this.ranOutOfPatience());
  }

  private state(epoch: number, step: number, lossSum: number, finished: boolean): TrainingState {
    return {
      epoch, step, lossSum, finished, log: [...this.log], best: this.best,
      parameters: toArrays(this.parameters, "parameter"), optimizerState: toArrays(this.optimizerState, "state"),
    };
  }

  private restore(state: TrainingState): void {
    assign(this.parameters, state.parameters);
    tf.dispose(this.optimizerState);
    this.optimizerState = state.optimizerState.map(({ data, shape }) => tf.tensor(data, [...shape]));
    ({ epoch: this.epoch, step: this.stepInEpoch, lossSum: this.lossSum, best: this.best } = state);
    this.log = [...state.log];
  }

  dispose(): void {
    tf.dispose(this.optimizerState);
  }
}

/** The tensors' values as plain arrays, named name0, name1, … */
export function toArrays(tensors: readonly tf.Tensor[], name: string): NamedArray[] {
  return tensors.map((tensor, i) => ({ name: `${name}${i}`, shape: tensor.shape, data: tensor.dataSync().slice() as Float32Array }));
}

/** Gives the variables new values. Throws if a shape differs. */
export function assign(variables: readonly tf.Variable[], arrays: readonly NamedArray[]): void {
  if (variables.length !== arrays.length) {
    throw new Error(`Expected ${variables.length} parameter arrays, but received ${arrays.length}. Use the state of the same network.`);
  }
  variables.forEach((variable, i) => tf.tidy(() => variable.assign(tf.tensor(arrays[i].data, [...arrays[i].shape]))));
}

function checkOptions({ data, epochs, batchSize = 128 }: TrainingOptions): void {
  if (!(Number.isInteger(epochs) && epochs >= 1)) {
    throw new Error(`Expected epochs to be a whole number from 1 up, but received ${epochs}. Use for example 40.`);
  }
  if (!(Number.isInteger(batchSize) && batchSize >= 1)) {
    throw new Error(`Expected batchSize to be a whole number from 1 up, but received ${batchSize}. Use for example 128.`);
  }
  if (data.train.shape[0] === 0 || data.validation.shape[0] === 0) {
    throw new Error(`Expected at least one training and one validation image, but received ${data.train.shape[0]} and ` +
      `${data.validation.shape[0]}. Check how the data set was split.`);
  }
}
