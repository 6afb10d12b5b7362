// Applies a network and a loss together. Where the network ends in a sigmoid and the loss can start from logits, the
// sigmoid is left out: its logarithm then needs no clipping, and its gradient, p(1-p), no longer vanishes in float32.
import * as tf from "../tensorflow";
import { hasTerms, type Loss, type LossTerms } from "../losses/loss";

/** The loss of a batch and, by name and without their weights, the terms that it has. */
export interface BatchLoss {
  readonly loss: tf.Scalar;
  readonly terms: LossTerms;
}

/** The loss of the network's output for `input`, as prepared from a batch; `training` as layers understand it. */
export type LossOfInput = (truth: tf.Tensor, knownMask: tf.Tensor, input: tf.Tensor, training: boolean) => BatchLoss;

/** model.apply and loss as one function, by way of logits where both allow it. */
export function lossOfModel(model: tf.LayersModel, loss: Loss): LossOfInput {
  const apply = (input: tf.Tensor, training: boolean): tf.Tensor => model.apply(input, { training }) as tf.Tensor;
  if (hasTerms(loss)) {
    return (truth, knownMask, input, training) => {
      const terms = loss.terms(truth, apply(input, training), knownMask);
      return { loss: loss.weightedSum(terms), terms };
    };
  }
  const { fromLogits } = loss;
  const last = fromLogits && endingInSigmoid(model);
  if (!fromLogits || !last)
    return (truth, knownMask, input, training) => alone(loss(truth, apply(input, training), knownMask));
  const sigmoid = last.activation;
  const linear = linearActivation();
  return (truth, knownMask, input, training) => {
    last.activation = linear;
    try {
      return alone(fromLogits(truth, apply(input, training), knownMask));
    } finally {
      last.activation = sigmoid;
    }
  };
}

function alone(loss: tf.Scalar): BatchLoss {
  return { loss, terms: {} };
}

/** A layer that applies its activation last, to what is otherwise its output. */
type ActivatedLayer = tf.layers.Layer & { activation: tf.serialization.Serializable | null };

const activatedLast = new Set(["Conv2D", "Conv2DTranspose", "Dense", "Activation"]);

/** The model's last layer if it is one of these, ends in a sigmoid and is used nowhere else; else undefined. */
function endingInSigmoid({ outputs }: tf.LayersModel): ActivatedLayer | undefined {
  const layer = outputs[0].sourceLayer as ActivatedLayer;
  const fits = outputs.length === 1 && layer.inboundNodes.length === 1 && activatedLast.has(layer.getClassName());
  return fits && layer.activation?.getClassName() === "sigmoid" ? layer : undefined;
}

function linearActivation(): ActivatedLayer["activation"] {
  return (tf.layers.activation({ activation: "linear", name: "logits" }) as unknown as ActivatedLayer).activation;
}
