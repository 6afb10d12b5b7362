// A loss that has terms, differentiated: tf.variableGrads gives the loss and its gradients alone, and disposes of all else that its
// function made.
import * as tf from "../tensorflow";
import type { LossTerms } from "../losses/loss";
import type { BatchLoss } from "./logits";

export interface GradientsAndTerms extends BatchLoss {
  /** In the order of the parameters. */
  readonly gradients: readonly tf.Tensor[];
}

/** The loss, its terms, which have no gradient of their own, and its gradients by these parameters. */
export function gradientsAndTerms(lossOf: () => BatchLoss, parameters: readonly tf.Variable[]): GradientsAndTerms {
  let kept: LossTerms = {};
  const { value, grads } = tf.variableGrads(() => {
    const { loss, terms } = lossOf();
    kept = Object.fromEntries(Object.entries(terms).map(([name, term]) => [name, tf.keep(term)]));
    return loss;
  }, [...parameters]);
  const terms = Object.fromEntries(Object.entries(kept).map(([name, term]) => [name, released(term)]));
  return { loss: value, terms, gradients: parameters.map(({ name }) => grads[name]) };
}

/** The term as a tensor that goes, like others, with the scope that it is in. */
function released(kept: tf.Scalar): tf.Scalar {
  const term = kept.clone();
  kept.dispose();
  return term;
}
