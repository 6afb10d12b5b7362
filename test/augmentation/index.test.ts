import assert from "node:assert/strict";
import { test } from "node:test";
import { augmentationNamed, augmentations } from "../../src/augmentation";
import { mirrorAtRandom } from "../../src/augmentation/mirror";
import { imageBatch } from "../../src/images/batch";
import { randomStream } from "../../src/random";

test("mirroring by its name; an unknown name is refused with those that there are", () => {
  assert.deepEqual(augmentationNamed("mirror"), { augment: mirrorAtRandom, streamName: "mirroring" });
  assert.throws(
    () => augmentationNamed("crop"),
    /Expected an augmentation among mirror.*, but received "crop"\. Use one of these names\./,
  );
  assert.throws(() => augmentationNamed("valueOf"), /received "valueOf"/);
});

test("each keeps shape, type and the images it was given, and follows its stream", () => {
  for (const [name, { augment }] of Object.entries(augmentations)) {
    const images = imageBatch(
      Uint8Array.from({ length: 40 * 48 }, (_, i) => (7 * i) % 251),
      [40, 4, 4, 3],
    );
    const before = images.data.slice();
    const changed = augment(images, randomStream(1, "test"));
    assert.deepEqual(images.data, before, name);
    assert.deepEqual(changed.shape, images.shape, name);
    assert.ok(changed.data instanceof Uint8Array, name);
    assert.notDeepEqual(changed.data, images.data, name);
    assert.deepEqual(augment(images, randomStream(1, "test")), changed, name);
    assert.notDeepEqual(augment(images, randomStream(2, "test")), changed, name);
  }
});
