import assert from "node:assert/strict";
import { test } from "node:test";
import { unaugmentedCrops } from "../../src/experiments/photographsSmall";
import { heldOutPhotographs, perPhotograph, trainedCrops } from "../../src/studies/photographCrops";
import { drawnPhotographs } from "../node/experiments/drawnPhotographs";

const photographs = drawnPhotographs({ ...unaugmentedCrops, size: 16, perPicture: 3 }, 20);

test("as many crops of training photographs as are held out, photograph by photograph in turn", async () => {
  assert.equal(heldOutPhotographs(photographs), 2);
  const crops = await trainedCrops(photographs);
  assert.deepEqual(crops.shape, photographs.heldOut.shape);
  // Three rounds over 18 photographs, of which the first two are taken.
  const source = photographs.trainCrops(1, 0);
  assert.deepEqual(crops.data, source.batch([0, 1, 18, 19, 36, 37]).data);
  assert.notDeepEqual(crops.data, photographs.trainCrops(1, 1).batch([0, 1, 18, 19, 36, 37]).data);
});

test("crops that have to be prepared are", async () => {
  const asked: string[] = [];
  const trainCrops: typeof photographs.trainCrops = (seed, epoch) => ({
    ...photographs.trainCrops(seed, epoch),
    prepare: async (positions, next) => void asked.push(`${Array.from(positions).join()}, then ${next.length}`),
  });
  await trainedCrops({ ...photographs, trainCrops });
  assert.deepEqual(asked, ["0,1,18,19,36,37, then 0"]);
});

test("the crops of a photograph are added up, and the figure stays what it is", () => {
  const ratio = {
    name: "error",
    numerators: Float64Array.of(1, 2, 3, 4),
    denominators: Float64Array.of(10, 20, 0, 40),
    finish: (value: number) => 2 * value,
  };
  const { numerators, denominators, finish, name } = perPhotograph(ratio, 2);
  assert.deepEqual(Array.from(numerators), [4, 6]);
  assert.deepEqual(Array.from(denominators), [10, 60]);
  assert.deepEqual([finish, name], [ratio.finish, "error"]);
});
