// A loss as settings that can be written as JSON: a name in the table of losses, or the six terms of Liu et al. 2018 with their weights
// and the network whose features two of them compare. That network's weights are no setting: whoever runs the experiment opens it.
import * as v from "valibot";
import { lossNamed } from "../losses";
import type { Loss } from "../losses/loss";
import { sixTermLoss, type FeatureExtractor } from "../losses/sixTerms";
import { sixTermSettingsSchema, type SixTermSettings } from "../losses/sixTermSettings";

export interface SixTermLossSettings extends SixTermSettings {
  /**
   * "classifier": the blocks of the recorded experiment of this name. "vgg16": the first three poolings of VGG16, whose weights
   * VGG16_WEIGHTS names. null: none, where perceptual and styles have weight 0.
   */
  readonly features: FeatureNetwork | null;
}

export type FeatureNetwork = "classifier" | "vgg16";

/** A name in the table of losses, or the six terms. */
export type LossSettings = string | SixTermLossSettings;

export const lossSettingsSchema: v.GenericSchema<LossSettings> = v.union([
  v.string(),
  v.intersect([
    sixTermSettingsSchema,
    v.looseObject({ features: v.nullable(v.picklist(["classifier", "vgg16"] satisfies FeatureNetwork[])) }),
  ]),
]);

/** The network whose features the loss compares; null where it compares none. */
export function featureNetworkOf(loss: LossSettings): FeatureNetwork | null {
  if (typeof loss === "string" || loss.perceptual + loss.styleOut + loss.styleComposite === 0) return null;
  return loss.features;
}

/** The loss of these settings. Throws on names and weights that there are not, and without features that it needs. */
export function lossFrom(loss: LossSettings, features: FeatureExtractor | null): Loss {
  return typeof loss === "string" ? lossNamed(loss) : sixTermLoss(loss, features);
}

/** What decides the loss, for the key of a cache. */
export function lossFunctions(loss: LossSettings): object[] {
  return typeof loss === "string" ? [lossFrom, lossNamed(loss)] : [lossFrom, sixTermLoss];
}
