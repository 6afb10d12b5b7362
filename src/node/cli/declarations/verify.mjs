import { command } from "../../options/declare.mjs";
import { oneName } from "../../options/operands.mjs";
import { names, path, wholeNumber } from "../../options/values.mjs";
import { maskSetNames, methodNames } from "../names.mjs";

export const verify = command({
  summary:
    "Writes a method's fills of test images with a Python program that measures them by NumPy; without a name lists the methods.",
  operand: { method: oneName(methodNames, "the method, for example residual-inpainter") },
  options: {
    limit: wholeNumber({ from: 1, to: 10_000, help: "the first N test images, 1 to 10000 (default 500)" }),
    masks: names(maskSetNames, "only these mask sets of the benchmark (a wrong name prints the list)"),
    to: path("FOLDER", "where the files go (default runs/local/verify-NAME)"),
  },
});
