// Convolutions that commute with mirroring: the fill of a mirrored picture is the mirrored fill, for any weights. Group
// convolutions (Cohen and Welling 2016, arXiv 1602.07576, sections 4 and 6) over the group of two: stay, or mirror left to
// right. Channels come in pairs, the first half and the second; mirroring a picture mirrors its maps and exchanges the halves.
// Half of each kernel is learned, the other half is its mirror image: half the weights, the same number of multiplications.
import * as tf from "../tensorflow";
import { oneShape, oneTensor } from "./oneInput";

/**
 * lift: 3×3, channels of a picture to pairs; keep: 3×3, pairs to pairs; project: 3×3, pairs to channels of a picture;
 * halve: 2×2 with stride 2, pairs to pairs; double: its transpose.
 */
export type MirrorKind = "lift" | "keep" | "project" | "halve" | "double";

export interface MirrorConvolutionArgs {
  readonly name?: string;
  readonly kind: MirrorKind;
  /** Channels that come out; for pairs an even number. */
  readonly filters: number;
  /** Default true: one per pair or, with project, per channel. */
  readonly useBias?: boolean;
  /** Of the half that is learned; default zeros. Not saved. */
  readonly kernelInitializer?: ReturnType<typeof tf.initializers.zeros>;
}

/** [N,H,W,C] to [N,H,W,filters], halve [N,H/2,W/2,filters], double [N,2H,2W,filters]. Throws where pairs are odd in number. */
export class MirrorConvolution extends tf.layers.Layer {
  static readonly className: string = "MirrorConvolution";
  private readonly args: MirrorConvolutionArgs;
  private kernel!: tf.LayerVariable;
  private bias: tf.LayerVariable | null = null;

  constructor(args: MirrorConvolutionArgs) {
    super(args as ConstructorParameters<typeof tf.layers.Layer>[0]);
    this.args = args;
  }

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    const { kind, filters, useBias = true, kernelInitializer = tf.initializers.zeros() } = this.args;
    const channels = oneShape(inputShape)[3] as number;
    const size = kernelSize(kind);
    const inPairs = kind !== "lift";
    const outPairs = kind !== "project";
    if ((inPairs && channels % 2 === 1) || (outPairs && filters % 2 === 1)) {
      throw new Error(
        `Expected an even number of channels for pairs, but received ${channels} in and ${filters} out. ` +
          `Use for example 32 and 64.`,
      );
    }
    const learned = {
      lift: [channels, filters / 2],
      keep: [channels, filters / 2],
      halve: [channels, filters / 2],
      project: [channels / 2, filters],
      double: [filters / 2, channels],
    }[kind];
    this.kernel = this.addWeight("kernel", [size, size, ...learned], "float32", kernelInitializer);
    if (useBias)
      this.bias = this.addWeight("bias", [outPairs ? filters / 2 : filters], "float32", tf.initializers.zeros());
    this.built = true;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const x = oneTensor(inputs) as tf.Tensor4D;
    const { kind, filters } = this.args;
    return tf.tidy(() => {
      const kernel = wholeKernel(this.kernel.read() as tf.Tensor4D, kind);
      const [count, height, width] = x.shape;
      const convolved =
        kind === "double"
          ? tf.conv2dTranspose(x, kernel, [count, 2 * height, 2 * width, filters], 2, "valid")
          : kind === "halve"
            ? tf.conv2d(x, kernel, 2, "valid")
            : tf.conv2d(x, kernel, 1, "same");
      if (this.bias === null) return convolved;
      const bias = this.bias.read() as tf.Tensor1D;
      return tf.add(convolved, kind === "project" ? bias : forPairs(bias));
    });
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape {
    const [count, height, width] = oneShape(inputShape);
    const { kind, filters } = this.args;
    const scale = (side: number | null): number | null =>
      side === null ? side : kind === "halve" ? side / 2 : kind === "double" ? 2 * side : side;
    return [count, scale(height), scale(width), filters];
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { kind, filters, useBias = true } = this.args;
    return { ...super.getConfig(), kind, filters, useBias };
  }
}

/** [C/2] to [C]: the same for both of a pair. */
export function forPairs(values: tf.Tensor1D): tf.Tensor1D {
  return tf.concat([values, values], 0);
}

/** The learned half beside its mirror image, which takes and gives the other one of each pair. */
function wholeKernel(half: tf.Tensor4D, kind: MirrorKind): tf.Tensor4D {
  if (kind === "lift") return tf.concat([half, mirror(half)], 3);
  if (kind === "project") return tf.concat([half, mirror(half)], 2);
  // A transposed convolution's kernel is [k,k,out,in].
  const [inAxis, outAxis] = kind === "double" ? [3, 2] : [2, 3];
  return tf.concat([half, mirror(exchangeHalves(half, inAxis))], outAxis);
}

function mirror(kernel: tf.Tensor4D): tf.Tensor4D {
  return tf.reverse(kernel, [1]);
}

function exchangeHalves(kernel: tf.Tensor4D, axis: number): tf.Tensor4D {
  const [first, second] = tf.split(kernel, 2, axis);
  return tf.concat([second, first], axis) as tf.Tensor4D;
}

function kernelSize(kind: MirrorKind): number {
  return kind === "halve" || kind === "double" ? 2 : 3;
}

tf.serialization.registerClass(MirrorConvolution);
