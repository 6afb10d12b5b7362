// Partial convolution (Liu, Reda, Shih, Wang, Tao and Catanzaro 2018, arXiv 1804.07723, section 3.1): each window is weighed by
// how much of it is known, and the holes of the mask close from layer to layer. Beyond the image's border lies hole. The mask is
// computed, not learned: no weight of the layer has a part in it.
import * as tf from "../tensorflow";

export interface PartialConv2DArgs {
  readonly name?: string;
  /** Channels that come out. */
  readonly filters: number;
  /** Height and width of the kernel; default 3. */
  readonly kernelSize?: number;
  /** Default 1. */
  readonly strides?: number;
  /** Of the features; default "linear". Leaky ReLU has slope .2 (paper, section 3.2). */
  readonly activation?: PartialActivation;
  /** Default true. The bias is added where something is known, and nowhere else. */
  readonly useBias?: boolean;
  /**
   * The mask, of one channel, holds the share of channels that are known, and features are 0 where they are not: what JoinMasked
   * gives. Default false.
   */
  readonly shares?: boolean;
  /**
   * Sums are multiplied by sum(1), the count of a window's numbers; default true. false is a slip of the project viv66/image-inpainting
   * (Inpainting_Partial_Convolution-2.ipynb), kept to be compared: where all is known, a mean comes out in place of a sum.
   */
  readonly windowFactor?: boolean;
  /** Default glorotUniform, as Keras's Conv2D has it. Not saved. */
  readonly kernelInitializer?: ReturnType<typeof tf.initializers.glorotUniform>;
}

export type PartialActivation = "linear" | "relu" | "leakyRelu";

const activations: { readonly [name in PartialActivation]: (x: tf.Tensor) => tf.Tensor } = {
  linear: (x) => x,
  relu: (x) => tf.relu(x),
  leakyRelu: (x) => tf.leakyRelu(x, 0.2),
};

/** Below the least share of a window that can be known: one channel of a thousand. */
const leastShare = 1e-4;

/**
 * [features [N,H,W,C], knownMask [N,H,W,1] or [N,H,W,C] of 0 and 1] to [features [N,H/s,W/s,filters], knownMask
 * [N,H/s,W/s,1]], sides rounded up ("same" padding). Equations 1 and 2: W·(X⊙M)·sum(1)/sum(M) + b where sum(M) > 0, else 0;
 * the new mask is 1 where sum(M) > 0. sum(1) counts the k·k·C numbers of a window, those beyond the border too. A mask of one
 * channel stands for all of them. Throws where the mask has another number of channels.
 */
export class PartialConv2D extends tf.layers.Layer {
  static readonly className: string = "PartialConv2D";
  protected readonly args: PartialConv2DArgs;
  private kernel!: tf.LayerVariable;
  protected bias: tf.LayerVariable | null = null;

  constructor(args: PartialConv2DArgs) {
    super(args as ConstructorParameters<typeof tf.layers.Layer>[0]);
    this.args = args;
  }

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    const { filters, kernelSize = 3, useBias = true } = this.args;
    const { kernelInitializer = tf.initializers.glorotUniform({}) } = this.args;
    const [channels, maskChannels] = channelsOf(inputShape);
    if (maskChannels !== 1 && maskChannels !== channels) {
      throw new Error(
        `Expected a mask of 1 or ${channels} channels for features of ${channels}, but received ${maskChannels}. ` +
          "Join masks as their features are joined, or give one for all channels.",
      );
    }
    const shape = [kernelSize, kernelSize, channels, filters];
    this.kernel = this.addWeight("kernel", shape, "float32", kernelInitializer);
    if (useBias) this.bias = this.addWeight("bias", [filters], "float32", tf.initializers.zeros());
    this.built = true;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor[] {
    const [features, knownMask] = inputs as [tf.Tensor4D, tf.Tensor4D];
    const { kernelSize = 3, strides = 1, shares = false, windowFactor = true } = this.args;
    return tf.tidy(() => {
      const masked = shares ? features : tf.mul<tf.Tensor4D>(features, knownMask);
      const sums = tf.conv2d(masked, this.kernelValue(), strides, "same");
      const perPixel: tf.Tensor4D = knownMask.shape[3] === 1 ? knownMask : tf.sum(knownMask, 3, true);
      const window = tf.ones([kernelSize, kernelSize, 1, 1]) as tf.Tensor4D;
      const known = tf.conv2d(perPixel, window, strides, "same");
      const updated = tf.cast(tf.greater(known, leastShare), "float32");
      // sum(1), or 1, in the units in which `known` counts: a mask of one channel stands for all of them.
      const factor = (windowFactor ? kernelSize * kernelSize : 1 / features.shape[3]) * knownMask.shape[3];
      const weighed = tf.mul(sums, tf.divNoNan(factor, known));
      const shifted = this.bias === null ? weighed : tf.add(weighed, tf.mul(updated, this.bias.read()));
      return [this.activate(shifted), updated];
    });
  }

  protected kernelValue(): tf.Tensor4D {
    return this.kernel.read() as tf.Tensor4D;
  }

  protected activate(features: tf.Tensor): tf.Tensor {
    return activations[this.args.activation ?? "linear"](features);
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape[] {
    const [[count, height, width]] = inputShape as tf.Shape[];
    const { filters, strides = 1 } = this.args;
    const smaller = (side: number | null): number | null => (side === null ? null : Math.ceil(side / strides));
    const place = [count, smaller(height), smaller(width)];
    return [
      [...place, filters],
      [...place, 1],
    ];
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { filters, kernelSize = 3, strides = 1, activation = "linear", useBias = true, shares = false } = this.args;
    const { windowFactor = true } = this.args;
    return { ...super.getConfig(), filters, kernelSize, strides, activation, useBias, shares, windowFactor };
  }
}

function channelsOf(inputShape: tf.Shape | tf.Shape[]): [features: number, knownMask: number] {
  const [features, knownMask] = inputShape as (tf.Shape | undefined)[];
  if (Array.isArray(features) && Array.isArray(knownMask)) return [features[3] as number, knownMask[3] as number];
  throw new Error("Expected features and their mask as inputs of a partial convolution, but received one. Give both.");
}

tf.serialization.registerClass(PartialConv2D);
