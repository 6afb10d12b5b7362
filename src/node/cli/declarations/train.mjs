import { command, OptionError, severalTimes } from "../../options/declare.mjs";
import { oneName } from "../../options/operands.mjs";
import { flag, path, seed, wholeNumber } from "../../options/values.mjs";
import { experimentNames } from "../names.mjs";

/** @type {import("../../options/declare.mjs").Option<string>} */
const setting = {
  value: "KEY=VALUE",
  help: "another setting than the experiment's, such as epochs=3 or step.clipNorm=1; may stand several times",
  read: (text) => {
    if (/^[\w.]+=./s.test(text)) return text;
    throw new OptionError(
      `Expected --set to be key=value, but received "${text}".`,
      "Write for example --set batchSize=64.",
    );
  },
};

export const train = command({
  summary: "Runs an experiment, in parts of any length; everything goes to runs/local/. Without a name lists them.",
  operand: { experiment: oneName(experimentNames, "the experiment, for example report-fixed") },
  options: {
    list: flag("says which experiments there are, as without a name"),
    seed: seed("another seed of weights, order, masks; a whole number from 0"),
    samples: wholeNumber({
      from: 1,
      to: 1_000_000_000,
      help: "planned samples, rounded to whole passes over the training images",
    }),
    images: path("FOLDER", "the pictures below this folder, in place of the photographs that the experiment names"),
    set: severalTimes(setting),
    minutes: wholeNumber({
      from: 1,
      to: 10_000,
      help: "ends this part after N minutes, 1 to 10000 (default: at the run's end or at Ctrl-C)",
    }),
    bfloat16: flag("convolutions in bfloat16, faster where the processor has the instructions"),
    logPredictions: flag(
      "after each epoch also writes 32 predictions, of photographs 8, into the run's folder: predictions/epoch-001.png, … and TensorBoard's events",
    ),
    resume: flag("goes on with the run, from its checkpoint"),
    record: flag("also copies the finished run to runs/recorded/"),
  },
});
