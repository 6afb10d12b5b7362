import assert from "node:assert/strict";
import { test } from "node:test";
import { drawDeadLeaves } from "../../src/datasets/deadLeaves";
import { reportMaskPlans } from "../../src/masks/plan";
import type { ImageBatch } from "../../src/images/batch";
import { redrawnMasksStudy } from "../../src/studies/redrawnMasks";
import type { StudyContext, StudyMethod } from "../../src/studies/study";

const dataset = drawDeadLeaves({ trainCount: 1, testCount: 3 });

/** A network whose loss is the place of the first hole. */
function placeOfHole(disposed: string[]): StudyMethod {
  return {
    name: "mine",
    trainedWith: reportMaskPlans.fresh,
    fill: (images) => images,
    openSetLoss: (images, first) => {
      let masks: ImageBatch = first;
      return {
        setMasks: (knownMask) => void (masks = knownMask),
        mean: async () => masks.data.indexOf(0) + images.shape[0] / 10,
        dispose: () => void disposed.push("disposed"),
      };
    },
  };
}

function contextOf(method: StudyMethod, progress: StudyContext["progress"]): StudyContext {
  return { dataset, methods: { mine: method }, trainings: {}, progress };
}

test("each of twenty draws has its loss, and the masks change from draw to draw", async () => {
  const disposed: string[] = [];
  const told: string[] = [];
  const { images, values } = await redrawnMasksStudy.measure(
    contextOf(placeOfHole(disposed), async (text) => void told.push(text)),
  );
  const { losses } = values.runs.mine;
  assert.deepEqual([images, values.draws, losses.length, disposed.length], [3, 20, 20, 1]);
  assert.ok(new Set(losses).size > 10, losses.join());
  assert.equal(told[19], "redrawn-masks, mine: draw 20 of 20");
});

test("what is held is freed where the measurement is stopped", async () => {
  const disposed: string[] = [];
  const stop = async (): Promise<void> => {
    throw new Error("stopped");
  };
  await assert.rejects(redrawnMasksStudy.measure(contextOf(placeOfHole(disposed), stop)), /stopped/);
  assert.deepEqual(disposed, ["disposed"]);
});

test("a method without a loss is refused", async () => {
  const method: StudyMethod = { ...placeOfHole([]), openSetLoss: undefined };
  await assert.rejects(
    redrawnMasksStudy.measure(contextOf(method, async () => undefined)),
    /Expected networks, whose loss can be taken, but received mine\. Name some: --methods report-fixed-seed1\./,
  );
});
