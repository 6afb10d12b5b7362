// The figures of the study six-terms as two tables for a terminal: a line for each run of the loss, and one for augmentation on
// and off.
import { textTable } from "../textTable";
import type { Interval } from "./records";
import { withoutText, type AugmentationRow, type SixTermFigures, type SixTermValues } from "./sixTermsValues";

export function sixTermsTable({ photographs, cropsOfEach, terms, augmentation }: SixTermValues): string {
  const { on, off, differences } = augmentation;
  const ofTerms = terms.map((row) => [
    withoutText(row.without),
    ...figureCells(row.figures),
    row.differences === null ? "" : signed(row.differences.holePsnrDb),
  ]);
  const ofAugmentation = [
    ["on", ...augmentationCells(on)],
    ["off", ...augmentationCells(off)],
    ["on − off", signed(differences.heldOut.holePsnrDb), signed(differences.trained.holePsnrDb), ""],
  ];
  return [
    `${photographs} held-out photographs, ${cropsOfEach} crops of each; differences in dB with 95 % intervals over photographs.`,
    "",
    ...textTable([
      ["loss", "hole PSNR", "hole SSIM", "hole L1", "known L1", "variation / truth's", "PSNR − all six"],
      ...ofTerms,
    ]),
    "",
    ...textTable([["augmentation", "held-out PSNR", "trained PSNR", "trained − held out"], ...ofAugmentation]),
  ].join("\n");
}

function figureCells({ holePsnrDb, holeSsim, holeL1, knownL1, totalVariationRatio }: SixTermFigures): string[] {
  return [
    holePsnrDb.value.toFixed(2),
    holeSsim.value.toFixed(4),
    holeL1.value.toFixed(4),
    knownL1.value.toFixed(4),
    totalVariationRatio.value.toFixed(3),
  ];
}

function augmentationCells({ heldOut, trained, gap }: AugmentationRow): string[] {
  return [heldOut.holePsnrDb.value.toFixed(2), trained.holePsnrDb.value.toFixed(2), signed(gap.holePsnrDb)];
}

/** "+0.12 (−0.01 to +0.25)" */
function signed({ value, low, high }: Interval): string {
  const text = (number: number): string => `${number < 0 ? "−" : "+"}${Math.abs(number).toFixed(2)}`;
  return `${text(value)} (${text(low)} to ${text(high)})`;
}
