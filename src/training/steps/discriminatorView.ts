// What a discriminator is shown of images, true ones and predictions alike: the hole and nothing else. Were it shown the context, the
// border between what is given and what is filled would tell the two apart (Pathak et al. 2016, section 3.2).
import type { Rectangle } from "../../masks/drawing";
import * as tf from "../../tensorflow";

/** Of images [N,H,W,3] in [0,1] and their knownMask [N,H,W,1], what the discriminator sees. */
export type DiscriminatorView = (images: tf.Tensor4D, knownMask: tf.Tensor4D) => tf.Tensor4D;

/** Everything but the hole set to 0, [N,H,W,3]: for holes of any place and outline, which no one rectangle fits. */
export const holeOnly: DiscriminatorView = (images, knownMask) => tf.mul(images, tf.sub(1, knownMask));

/** This rectangle, [N,height,width,3]: for holes that all lie there, so that no layer spends itself on zeros. */
export function cutRectangle({ top, left, height, width }: Rectangle): DiscriminatorView {
  return (images) => tf.slice(images, [0, top, left, 0], [-1, height, width, -1]);
}
