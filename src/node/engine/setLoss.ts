// A network's loss on a whole set, computed as training validates: the same graph, the same batches of 500, the same order of
// sums, so that it gives the number in log.csv bit for bit.
import * as tf from "../../tensorflow";
import { imagesInMemory } from "../../datasets/imageSource";
import { range, type ImageBatch } from "../../images/batch";
import { binaryCrossentropy } from "../../losses/binaryCrossentropy";
import { masksInMemory } from "../../masks/maskSource";
import type { BatchSource } from "../../training/batchSource";
import type { CompiledStep } from "../../training/step";
import { evaluationStep } from "../../training/steps/supervised";
import { holdBytes } from "./holdBytes";
import { compileTraced } from "../tracedGraph/compile";

const batchSize = 500;

/** The binary cross-entropy of a network on these images; its weights may change between two calls. */
export class SetLoss {
  private readonly source: BatchSource;
  private readonly evaluate: CompiledStep;

  /** `images` [N,H,W,C] and `knownMask` [N,H,W,1]; both are held until dispose(). */
  constructor(
    model: tf.LayersModel,
    private readonly images: ImageBatch,
    knownMask: ImageBatch,
  ) {
    this.source = holdBytes(imagesInMemory(images), masksInMemory(knownMask));
    this.evaluate = compileTraced(
      evaluationStep({ model, loss: binaryCrossentropy }, (inputs) => this.source.batch(inputs)),
    );
  }

  /** Other masks for the same images. */
  setMasks(knownMask: ImageBatch): void {
    this.source.setMasks(masksInMemory(knownMask));
  }

  /** The mean over all images, in nats per value. */
  async mean(): Promise<number> {
    const count = this.images.shape[0];
    let sum = 0;
    for (let start = 0; start < count; start += batchSize) {
      const positions = range(Math.min(batchSize, count - start), start);
      const { step, held } = this.source.inputs(positions);
      const { loss } = this.evaluate({ ...held, ...step });
      sum += loss.dataSync()[0] * positions.length;
      tf.dispose([step, loss]);
      await tf.nextFrame();
    }
    return sum / count;
  }

  dispose(): void {
    this.evaluate.dispose?.();
    this.source.dispose();
  }
}
