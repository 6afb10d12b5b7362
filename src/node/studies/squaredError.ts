// squared-error: the report's network trained with the squared error, beside the recorded one.
import { compareLosses } from "../../studies/squaredError";
import type { AuditPart } from "./context";
import { extraRunFolder } from "./extraRunStage";
import { benchmarkHoles, partOf } from "./holes";
import { loadNetwork, withNetworks } from "./networks";
import { weightsOf } from "./weights";

export const squaredErrorPart: AuditPart<"squared-error"> = {
  name: "squared-error",
  training: "squared-error",
  inputs: () => [weightsOf(), "runs/recorded/audit/runs/squared-error-seed1/model/weights.bin"],
  measure: async (context) => {
    const { images, knownMask } = await benchmarkHoles(context), own = extraRunFolder("squared-error", context.folder);
    const values = await withNetworks([loadNetwork(), loadNetwork(own)], (crossentropy, squaredError) =>
      compareLosses({ crossentropy: crossentropy.fill, squaredError: squaredError.fill }, images, knownMask,
        partOf(context, "squared-error", images)));
    return { images: images.shape[0], values };
  },
};
