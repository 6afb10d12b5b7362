// Batch normalisation (Ioffe and Szegedy 2015, arXiv 1502.03167) that can be frozen: Liu et al. 2018, section 3.3, train a second
// phase in which the encoder's no longer looks at the batch, so that holes stop moving its means. TensorFlow.js's own layer looks
// at the batch whenever it is trained. Constants as in PyTorch, with which the paper was made.
import * as tf from "../tensorflow";
import { normalise, normaliseBatch } from "./normaliseBatch";
import { oneShape, oneTensor } from "./oneInput";

/** The part of the moving mean and variance that stays in a step. */
const momentum = 0.9;
/** Added to the variance. */
const epsilon = 1e-5;

export interface BatchNormalizationArgs {
  readonly name?: string;
  /** Uses the moving mean and variance in training too, and leaves scale, offset and both as they are; default false. */
  readonly frozen?: boolean;
}

/**
 * [N,H,W,C] to the same shape: each channel less its mean, over its standard deviation, times a scale plus an offset. In training
 * mean and variance are the batch's over images, rows and columns, otherwise their moving averages.
 */
export class BatchNormalization extends tf.layers.Layer {
  static readonly className: string = "FreezableBatchNormalization";
  private readonly frozen: boolean;
  private scale!: tf.LayerVariable;
  private offset!: tf.LayerVariable;
  private movingMean!: tf.LayerVariable;
  private movingVariance!: tf.LayerVariable;

  constructor(args: BatchNormalizationArgs = {}) {
    super(args as ConstructorParameters<typeof tf.layers.Layer>[0]);
    this.frozen = args.frozen ?? false;
  }

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    const shape = [oneShape(inputShape)[3] as number];
    const add = (name: string, one: boolean, trained: boolean): tf.LayerVariable => {
      const initializer = one ? tf.initializers.ones() : tf.initializers.zeros();
      return this.addWeight(name, shape, "float32", initializer, undefined, trained);
    };
    this.scale = add("scale", true, !this.frozen);
    this.offset = add("offset", false, !this.frozen);
    this.movingMean = add("moving_mean", false, false);
    this.movingVariance = add("moving_variance", true, false);
    this.built = true;
  }

  override call(inputs: tf.Tensor | tf.Tensor[], kwargs: { training?: boolean }): tf.Tensor {
    const x = oneTensor(inputs) as tf.Tensor4D;
    return tf.tidy(() => {
      const [scale, offset] = [this.scale.read(), this.offset.read()];
      const [before, spread] = [this.movingMean.read(), this.movingVariance.read()];
      if (!kwargs.training || this.frozen)
        return normalise(x, { mean: before, variance: spread, scale, offset, epsilon });
      const { y, mean, variance } = normaliseBatch(x, scale, offset, epsilon);
      this.movingMean.write(moved(before, mean));
      this.movingVariance.write(moved(spread, variance));
      return y;
    });
  }

  override computeOutputShape(shape: tf.Shape | tf.Shape[]): tf.Shape | tf.Shape[] {
    return shape;
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), frozen: this.frozen };
  }
}

function moved(before: tf.Tensor, now: tf.Tensor): tf.Tensor {
  return tf.add(tf.mul(before, momentum), tf.mul(now, 1 - momentum));
}

tf.serialization.registerClass(BatchNormalization);
