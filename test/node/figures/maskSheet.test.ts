// The contact sheet of all mask families as a picture. It guards the look; that masks keep their bits is tested elsewhere.
import { test } from "node:test";
import { maskSheet } from "../../../src/figures/maskSheet";
import { sampleMaskFamilies } from "../../../src/masks";
import { assertLooksAsBefore } from "../../support/snapshot";

test("the mask sheet looks as it did", async () => {
  // By name, so that a further family leaves the picture as it is.
  const names = [
    "square8",
    "square8FullRange",
    "rectangles4to12",
    "articleSquare",
    "articleLines",
    "centre16",
    "rectangle28x14",
    "overlappingBlocks",
    "pixels50",
    "everySecondRow",
    "superResolution2",
    "outpainting",
    "lostBlocks",
    "threeTechniques",
    "randomWalk",
    "linesCirclesEllipses",
    "overlappingRectangles",
    "freeForm",
    "blob",
  ];
  await assertLooksAsBefore("mask-families", maskSheet(sampleMaskFamilies([10, 32, 32, 3], 1, names)));
});
