// Dropout (Srivastava et al. 2014) whose choices follow from the seed of the training step: a training that is continued
// drops the same values as one that was never interrupted. TensorFlow.js's own layer draws new numbers without a seed and
// the same ones in every step with one. What is kept is scaled up in training, so nothing is scaled in prediction.
// No network of the table has it yet: it is for the U-Nets of the Weights & Biases article, which come next.
import * as tf from "../tensorflow";
import { oneTensor } from "./oneInput";
import { drawSeed, seedForLayer, type SeededLayer } from "./stepSeed";
import { statelessUniform } from "./statelessUniform";

export interface SeededDropoutArgs {
  /** The part of the values that is set to 0 in training, from 0 up, below 1. */
  readonly rate: number;
  /** Which random numbers the layer takes: those of its layerSeed, else those of its name. One of the two must be given. */
  readonly name?: string;
  readonly layerSeed?: number | null;
}

/** Any shape in, the same shape out. A layer that is applied twice in one step drops the same positions twice. */
export class SeededDropout extends tf.layers.Layer implements SeededLayer {
  static readonly className: string = "SeededDropout";
  readonly needsStepSeed = true;
  private readonly rate: number;
  private readonly layerSeed: number | null;
  private readonly own: readonly [number, number];

  constructor(args: SeededDropoutArgs) {
    super(args as ConstructorParameters<typeof tf.layers.Layer>[0]);
    this.rate = args.rate;
    this.layerSeed = args.layerSeed ?? null;
    if (!(this.rate >= 0 && this.rate < 1)) {
      throw new Error(`Expected a dropout rate from 0 up and below 1, but received ${this.rate}. Use for example 0.5.`);
    }
    if (args.name === undefined && this.layerSeed === null) {
      throw new Error(
        "Expected a name or a layerSeed for SeededDropout, but received neither. " +
          'Its random numbers depend on one: new SeededDropout({ rate: 0.5, name: "drop_1" }).',
      );
    }
    this.own = this.layerSeed === null ? drawSeed(0, `layer ${this.name}`) : drawSeed(this.layerSeed, "layer");
  }

  override call(inputs: tf.Tensor | tf.Tensor[], kwargs: { training?: boolean }): tf.Tensor {
    const x = oneTensor(inputs);
    if (!kwargs.training || this.rate === 0) return x;
    return tf.tidy(() => {
      const kept = tf.greaterEqual(statelessUniform(x.shape, seedForLayer(this.name, this.own)), this.rate);
      return tf.mul(x, tf.mul(tf.cast(kept, "float32"), 1 / (1 - this.rate)));
    });
  }

  override computeOutputShape(shape: tf.Shape | tf.Shape[]): tf.Shape | tf.Shape[] {
    return shape;
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), rate: this.rate, layerSeed: this.layerSeed };
  }
}

tf.serialization.registerClass(SeededDropout);
