// A convolution under spectral normalisation (Miyato, Kataoka, Koyama and Yoshida 2018, arXiv 1802.05957, section 2.1 and algorithm 1):
// its kernel, as a matrix with a column per output channel, is divided by its largest singular value, which bounds how fast a
// discriminator of such layers can change with its input. The power method estimates that value, a round each time that the layer is
// applied in training, from the vector where the last round ended; the vector is saved with the network.
import * as tf from "../tensorflow";
import { oneShape, oneTensor } from "./oneInput";

export interface SpectralConv2DArgs {
  readonly name?: string;
  /** Channels that come out. */
  readonly filters: number;
  /** Height and width of the kernel. */
  readonly kernelSize: number;
  /** Default 1. */
  readonly strides?: number;
  /** Default "same". */
  readonly padding?: "same" | "valid";
  /** Seeds the vector that the power method begins with; default 1. */
  readonly seed?: number;
  /** Default glorotUniform; its scale is divided out. Not saved. */
  readonly kernelInitializer?: ReturnType<typeof tf.initializers.glorotUniform>;
}

/** Added to squared lengths, so that a kernel of zeros has a gradient. */
const epsilon = 1e-24;

/** [N,H,W,C] to [N,H',W',filters]: the input convolved with the kernel over its largest singular value, plus a bias. */
export class SpectralConv2D extends tf.layers.Layer {
  static readonly className: string = "SpectralConv2D";
  private readonly args: SpectralConv2DArgs;
  private kernel!: tf.LayerVariable;
  private bias!: tf.LayerVariable;
  private vector!: tf.LayerVariable;

  constructor(args: SpectralConv2DArgs) {
    super(args as ConstructorParameters<typeof tf.layers.Layer>[0]);
    this.args = args;
  }

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    const { filters, kernelSize, seed = 1, kernelInitializer = tf.initializers.glorotUniform({}) } = this.args;
    const channels = oneShape(inputShape)[3] as number;
    const shape = [kernelSize, kernelSize, channels, filters];
    this.kernel = this.addWeight("kernel", shape, "float32", kernelInitializer);
    this.bias = this.addWeight("bias", [filters], "float32", tf.initializers.zeros());
    const drawn = tf.initializers.randomNormal({ seed });
    this.vector = this.addWeight("vector_u", [filters, 1], "float32", drawn, undefined, false);
    this.built = true;
  }

  override call(inputs: tf.Tensor | tf.Tensor[], kwargs: { training?: boolean }): tf.Tensor {
    const { strides = 1, padding = "same" } = this.args;
    return tf.tidy(() => {
      const [given, before] = [this.kernel.read() as tf.Tensor4D, this.vector.read() as tf.Tensor2D];
      const { kernel, vector } = spectralNormalisation(given, before);
      if (kwargs.training) this.vector.write(vector);
      return tf.add(tf.conv2d(oneTensor(inputs) as tf.Tensor4D, kernel, strides, padding), this.bias.read());
    });
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape {
    const [count, height, width] = oneShape(inputShape);
    const { filters, kernelSize, strides = 1, padding = "same" } = this.args;
    const lost = padding === "same" ? 0 : kernelSize - 1;
    const places = (side: number | null): number | null => (side === null ? null : Math.ceil((side - lost) / strides));
    return [count, places(height), places(width), filters];
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { filters, kernelSize, strides = 1, padding = "same", seed = 1 } = this.args;
    return { ...super.getConfig(), filters, kernelSize, strides, padding, seed };
  }
}

/**
 * The kernel [k,k,C,filters] over the estimate of its largest singular value that a round of the power method gives from `vector`
 * [filters,1], and the vector after that round, of length 1. The gradient is the paper's (section 2.1): both singular vectors count
 * as constants.
 */
export function spectralNormalisation(
  kernel: tf.Tensor4D,
  vector: tf.Tensor2D,
): { readonly kernel: tf.Tensor4D; readonly vector: tf.Tensor2D } {
  const matrix = tf.reshape(kernel, [-1, kernel.shape[3]]) as tf.Tensor2D;
  const image = tf.matMul(matrix, leftVector(matrix, vector), true) as tf.Tensor2D;
  const largest = lengthOf(image);
  return { kernel: tf.div(kernel, largest), vector: tf.div(image, largest) };
}

/** matrix · vector at length 1, without a gradient. */
function leftVector(matrix: tf.Tensor2D, vector: tf.Tensor2D): tf.Tensor2D {
  const run = tf.customGrad((...given) => {
    const [columns, save] = given as [tf.Tensor2D, (tensors: tf.Tensor[]) => void];
    save([columns]);
    const image = tf.matMul(columns, vector);
    return {
      value: tf.div(image, lengthOf(image)),
      gradFunc: (_: tf.Tensor, [saved]: tf.Tensor[]) => tf.zerosLike(saved),
    };
  });
  return run(matrix) as tf.Tensor2D;
}

function lengthOf(x: tf.Tensor): tf.Scalar {
  return tf.sqrt(tf.add(tf.sum(tf.square(x)), epsilon)) as tf.Scalar;
}

tf.serialization.registerClass(SpectralConv2D);
