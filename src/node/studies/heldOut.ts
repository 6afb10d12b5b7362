// held-out: the report's network trained on 45,000 images and validated on the 5,000 others, with the test loss beside it.
import { compareChoices } from "../../studies/heldOut";
import { readLog } from "../store/runRecord";
import type { AuditContext, AuditPart, Measured } from "./context";
import { extraRunFolder } from "./extraRunStage";
import { readTestLosses, testLossFile } from "./trainExtra";

const recorded = "runs/recorded/audit/runs/held-out-seed1";

export const heldOutPart: AuditPart<"held-out"> = {
  name: "held-out",
  training: "held-out",
  inputs: () => [`${recorded}/log.csv`, `${recorded}/${testLossFile}`],
  measure: async (context) => measureHeldOut(context),
};

function measureHeldOut({ folder, dataset }: AuditContext): Measured<"held-out"> {
  const run = extraRunFolder("held-out", folder), testLosses = readTestLosses(run);
  const epochs = readLog(run).map(({ epoch, loss, valLoss }, i) =>
    ({ epoch, loss, heldOutLoss: valLoss, testLoss: testLosses[i] }));
  return { images: dataset.test.labels.length, values: compareChoices(epochs) };
}
