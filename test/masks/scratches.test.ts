import assert from "node:assert/strict";
import { test } from "node:test";
import { drawScratchMasks } from "../../src/masks/scratches";
import { holeFraction } from "../../src/metrics/holeFraction";
import { dilateHoles, erodeHoles } from "../../src/masks/morphology";
import { randomStream } from "../../src/random";

test("scratches are at most three pixels wide at every size, so that they take less of larger images", () => {
  let last = 1;
  for (const side of [64, 256, 1024]) {
    const masks = drawScratchMasks([12, side, side, 3], randomStream(1, "test"));
    const mean = holeFraction(masks).reduce((sum, share) => sum + share, 0) / 12;
    assert.ok(mean < last / 3 && mean > last / 12, `${side}: ${mean}`);
    last = mean;
    // What an opening with 9×9 pixels leaves are crossings, not lines.
    const thick = holeFraction(dilateHoles(erodeHoles(masks, 4), 4));
    assert.ok(thick.reduce((sum, share) => sum + share, 0) / 12 < mean / 20 || side === 64);
  }
});

test("on a photograph they take .3 to 7 %, 3 % on average", () => {
  const shares = holeFraction(drawScratchMasks([200, 321, 481, 3], randomStream(1, "test")));
  assert.ok(
    Math.min(...shares) > 0.003 && Math.max(...shares) < 0.07,
    `${Math.min(...shares)} to ${Math.max(...shares)}`,
  );
  assert.ok(Math.abs(shares.reduce((sum, share) => sum + share, 0) / 200 - 0.03) < 0.003);
});
