import assert from "node:assert/strict";
import { test } from "node:test";
import { imageBatch } from "../../src/images/batch";
import { followedBy } from "../../src/methods/followedBy";
import type { InpaintingMethod } from "../../src/methods/inpaintingMethod";
import type { Postprocess } from "../../src/postprocess/postprocess";
import { putKnownBack } from "../../src/postprocess/putKnownBack";

const images = imageBatch(Float32Array.of(0.2, 0, 0.6, 0), [1, 2, 2, 1]);
const knownMask = imageBatch(Uint8Array.of(1, 0, 1, 0), [1, 2, 2, 1]);

function grey(dispose?: () => void): InpaintingMethod {
  return {
    name: "grey",
    title: "Grey",
    sizes: { kind: "one", height: 2, width: 2 },
    parameters: 3,
    fill: async ({ shape, data }) => imageBatch(new Float32Array(data.length).fill(0.5), shape),
    dispose,
  };
}

test("known pixels are put back after a method that changes them, and the rest stays the method's", async () => {
  let freed = 0;
  const method = followedBy(
    grey(() => freed++),
    putKnownBack,
  );
  assert.deepEqual([method.name, method.title, method.parameters], ["grey+composite", "Grey, composited", 3]);
  assert.deepEqual(method.sizes, grey().sizes);
  const filled = await method.fill(images, knownMask);
  assert.deepEqual(filled, imageBatch(Float32Array.of(0.2, 0.5, 0.6, 0.5), [1, 2, 2, 1]));
  method.dispose?.();
  assert.equal(freed, 1);
});

test("steps follow one another, each on what the one before it made", async () => {
  const halve: Postprocess = {
    name: "half",
    title: "halved",
    apply: async (filled) =>
      imageBatch(
        filled.data.map((value) => value / 2),
        filled.shape,
      ),
  };
  const method = followedBy(followedBy(grey(), halve), putKnownBack);
  assert.equal(method.name, "grey+half+composite");
  assert.deepEqual((await method.fill(images, knownMask)).data, Float32Array.of(0.2, 0.25, 0.6, 0.25));
});
