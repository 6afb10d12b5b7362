import { command, OptionError } from "../../options/declare.mjs";
import { flag, oneOf, seed, wholeNumber } from "../../options/values.mjs";

export const reproduce = command({
  summary: "Redoes the report's experiment: trains its network, executes the notebooks, draws the figures.",
  options: {
    quick: flag("a few minutes: fewer images and epochs, marked as such and kept apart"),
    epochs: wholeNumber({
      from: 1,
      to: 10_000,
      help: "exactly N epochs, no early stopping (default: at most 40, with it)",
    }),
    seed: seed("seed of weights, order and masks, a whole number from 0 (default 1)"),
    masks: oneOf(
      /** @type {const} */ (["fixed", "fresh"]),
      "fixed: drawn once, like the report's code (default); fresh: again in every epoch",
    ),
    bfloat16: flag("convolutions in bfloat16, faster where the processor has the instructions; kept apart"),
    resume: flag("continues the unfinished run"),
    update: flag("also rewrites the committed notebooks, figures/, report/ and runs/recorded/"),
  },
  check: ({ update, quick }) => {
    if (!update || !quick) return;
    throw new OptionError(
      "Expected --update without --quick, but received both: quick runs never replace committed results.",
    );
  },
});
