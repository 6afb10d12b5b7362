import assert from "node:assert/strict";
import { test } from "node:test";
import { sixTermsTable } from "../../src/studies/sixTermsTable";
import type { AugmentationRow, SixTermFigures } from "../../src/studies/sixTermsValues";
import { interval } from "./recordSamples";

const figures = (holePsnrDb: number): SixTermFigures => ({
  holePsnrDb: interval(holePsnrDb),
  holeSsim: interval(0.5),
  holeL1: interval(0.04),
  knownL1: interval(0.012345),
  totalVariationRatio: interval(0.75),
});
const row = (run: string, heldOut: number, trained: number): AugmentationRow => ({
  run,
  heldOut: figures(heldOut),
  trained: figures(trained),
  gap: figures(trained - heldOut),
});

test("a line for each loss with its difference to all six, and augmentation on, off and their difference", () => {
  const text = sixTermsTable({
    photographs: 30,
    cropsOfEach: 16,
    terms: [
      { run: "a", without: null, figures: figures(21), differences: null },
      { run: "b", without: "totalVariation", figures: figures(20.5), differences: figures(-0.5) },
    ],
    augmentation: {
      on: row("a", 21, 21.25),
      off: row("c", 20.75, 22),
      differences: { heldOut: figures(0.25), trained: figures(-0.75) },
    },
  });
  const lines = text.split("\n");
  assert.match(lines[0], /^30 held-out photographs, 16 crops of each/);
  assert.ok(lines.every((line) => line.length <= 120));
  assert.match(text, /^all six +21\.00 +0\.5000 +0\.0400 +0\.0123 +0\.750$/m);
  assert.match(text, /^without total variation +20\.50 .*0\.750 +−0\.50 \(−0\.57 to −0\.43\)$/m);
  assert.match(text, /^on +21\.00 +21\.25 +\+0\.25 \(\+0\.18 to \+0\.32\)$/m);
  assert.match(text, /^on − off +\+0\.25 \(.*\) +−0\.75 \(−0\.82 to −0\.68\)$/m);
});
