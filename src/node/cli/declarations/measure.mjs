import { command, onlyWith, OptionError } from "../../options/declare.mjs";
import { someNames } from "../../options/operands.mjs";
import { flag, names, path, sentence, wholeNumber } from "../../options/values.mjs";
import { benchmarkNames, ladderName, maskSetNames, measurableNames, methodNames } from "../names.mjs";

const ladder = () => [ladderName];

export const measure = command({
  summary:
    "Measures the report's studies, on their own methods or on others, or a benchmark; without a name lists them.",
  operand: { names: someNames(measurableNames, "studies, all, repair-ladder, or a benchmark") },
  options: {
    list: flag("says what can be measured, as without a name"),
    methods: names(
      methodNames,
      "these methods instead of the study's own, or only these of a benchmark (a wrong name prints the list)",
    ),
    resume: flag("skips what is measured and goes on with unfinished rows, studies and trainings"),
    record: flag(
      "also rewrites runs/recorded/audit/, or a benchmark's, and the figures; a study with its own methods only",
    ),
    why: onlyWith(
      benchmarkNames,
      sentence("for a benchmark, with --record: why networks are measured, for runs/recorded/TEST-SET.md"),
    ),
    masks: onlyWith(
      benchmarkNames,
      names(maskSetNames, "for a benchmark: only these mask sets (a wrong name prints the list)"),
    ),
    seeds: onlyWith(
      ladder,
      wholeNumber({
        from: 1,
        to: 20,
        help: "for the repair ladder: seeds 1 to N, at most 20 (default 3), about three minutes each",
      }),
    ),
    limit: onlyWith(
      benchmarkNames,
      wholeNumber({ from: 1, to: 10_000, help: "for a benchmark: only the first N test images, 1 to 10000" }),
    ),
    json: onlyWith(benchmarkNames, path("FILE", "for a benchmark: also writes the rows to this file")),
    export: onlyWith(
      benchmarkNames,
      path("FOLDER", "for a benchmark: only writes the masks as plain files to this folder"),
    ),
  },
  check: (options) => {
    const measured = /** @type {readonly string[]} */ (options.names);
    const single = measured.find((name) => [ladderName, ...benchmarkNames()].includes(name));
    if (single !== undefined && measured.length > 1) {
      throw new OptionError(
        `Expected ${single} alone, but received ${measured.join(", ")}.`,
        "Measure it by a command of its own.",
      );
    }
    if (options.why !== undefined && !options.record) {
      throw new OptionError(
        "Expected --record beside --why, since only recorded measurements are entered in runs/recorded/TEST-SET.md.",
        "Add --record, or leave --why out.",
      );
    }
    if (single !== ladderName || options.methods === undefined) return;
    throw new OptionError(
      `Expected no --methods with ${ladderName}, which measures its own rungs, ` +
        `but received ${/** @type {readonly string[]} */ (options.methods).join(", ")}.`,
      "Leave --methods out.",
    );
  },
});
