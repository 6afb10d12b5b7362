import assert from "node:assert/strict";
import { test } from "node:test";
import { maskFamilies, maskMixtures } from "../../src/masks";
import { drawMixedMasks } from "../../src/masks/mixture";
import { drawNamedMasks, maskFunctions } from "../../src/masks/named";
import { randomStream } from "../../src/random";

const shape = [20, 32, 32, 3] as const;

test("a name draws what the family or the mixture draws", () => {
  assert.deepEqual(
    drawNamedMasks("freeForm", shape, randomStream(1, "test")),
    maskFamilies.freeForm.draw(shape, randomStream(1, "test")),
  );
  assert.deepEqual(
    drawNamedMasks("pixelMixture", shape, randomStream(1, "test")),
    drawMixedMasks(shape, randomStream(1, "test"), maskMixtures.pixelMixture),
  );
});

test("a cache follows a family's function, and of a mixture its parts' functions, its shares and how it is drawn", () => {
  assert.deepEqual(maskFunctions("square8"), [maskFamilies.square8.draw]);
  const { focusedMixture } = maskMixtures;
  const draws = focusedMixture.parts.map(({ family }) => maskFamilies[family].draw);
  assert.equal(draws.length, 11);
  assert.deepEqual(maskFunctions("focusedMixture"), [focusedMixture, drawMixedMasks, ...draws]);
});

test("an unknown name is refused with all that there are", () => {
  const wanted = new RegExp(
    "Expected masks of a family among square8, .+, blob.*, or of a mixture among inpainterMixture, " +
      'focusedMixture, pixelMixture.*, but received "focused mixture"\\. Use one of these names\\.',
  );
  assert.throws(() => drawNamedMasks("focused mixture", shape, randomStream(1, "test")), wanted);
  assert.throws(() => maskFunctions("focused mixture"), wanted);
  assert.throws(() => maskFunctions("constructor"), /received "constructor"/);
});
