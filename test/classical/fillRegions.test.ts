import assert from "node:assert/strict";
import { test } from "node:test";
import { fillBiharmonic } from "../../src/classical/biharmonic";
import { fillRegions } from "../../src/classical/fillRegions";
import { fillHarmonic } from "../../src/classical/harmonic";
import { biharmonicStencil, laplaceStencil } from "../../src/classical/stencil";
import { randomStream } from "../../src/random";
import { countHoles, largestDifference, randomInput } from "./equationCases";

for (const [name, fill] of Object.entries({ harmonic: fillHarmonic, biharmonic: fillBiharmonic })) {
  test(`${name}: 200 random images of 1×1 to 20×20: in the known range, known pixels untouched, twice the same bits`, () => {
    const random = randomStream(1, "random inputs");
    const inputs = Array.from({ length: 200 }, () => randomInput(random));
    const filled = inputs.map(({ image, knownMask }) => fill(image, knownMask).data);
    inputs.forEach(({ image, knownMask }, n) => {
      const channels = image.shape[3];
      for (let c = 0; c < channels; c++) {
        const known = [...image.data].filter(
          (_, k) => k % channels === c && knownMask.data[Math.floor(k / channels)] === 1,
        );
        for (let k = c; k < image.data.length; k += channels) {
          if (knownMask.data[Math.floor(k / channels)] === 1) assert.equal(filled[n][k], image.data[k]);
          else assert.ok(filled[n][k] >= Math.min(...known) && filled[n][k] <= Math.max(...known));
        }
      }
    });
    inputs
      .reverse()
      .forEach(({ image, knownMask }, n) => assert.deepEqual(fill(image, knownMask).data, filled[199 - n]));
  });
}

test("more than four channels are filled like each of them alone", () => {
  const random = randomStream(2, "channels");
  const known = Uint8Array.from({ length: 100 }, (_, p) => (p > 20 && p < 70 ? 0 : 1));
  const canvas = { height: 10, width: 10, known, peak: 1 as const, holePixels: countHoles(known) };
  const values = Float32Array.from({ length: 600 }, () => random.uniform());
  for (const stencil of [laplaceStencil, biharmonicStencil]) {
    const together = values.slice();
    fillRegions({ ...canvas, channels: 6, values: together }, stencil);
    for (let c = 0; c < 6; c++) {
      const alone = values.filter((_, k) => k % 6 === c);
      fillRegions({ ...canvas, channels: 1, values: alone }, stencil);
      assert.equal(
        largestDifference(
          alone,
          together.filter((_, k) => k % 6 === c),
        ),
        0,
      );
    }
  }
});
