import { command, required } from "../../options/declare.mjs";
import { path, seed, wholeNumber } from "../../options/values.mjs";

export const classSeed = command({
  summary:
    "One student's part of the class experiment: trains the report's network with a seed, writes one small file.",
  options: {
    seed: required(seed("each student another, a whole number from 0")),
    epochs: wholeNumber({
      from: 1,
      to: 10_000,
      help: "default 5, about two minutes on two cores; the same for the whole class",
    }),
    to: path("FOLDER", "where seed-N.json goes (default runs/local/class)"),
  },
});
