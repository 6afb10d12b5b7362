// The contact sheet of all mask families as a picture. It guards the look; that masks keep their bits is tested elsewhere.
import { test } from "node:test";
import { maskSheet } from "../../../src/figures/maskSheet";
import { sampleMaskFamilies } from "../../../src/masks";
import { assertLooksAsBefore } from "../../support/snapshot";

test("the mask sheet looks as it did", async () => {
  await assertLooksAsBefore("mask-families", maskSheet(sampleMaskFamilies([10, 32, 32, 3], 1)));
});
