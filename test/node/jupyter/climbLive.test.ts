import assert from "node:assert/strict";
import { before, test } from "node:test";
import { drawDeadLeaves } from "../../../src/datasets/deadLeaves";
import { repairLadder } from "../../../src/experiments/repairLadder";
import { ladderMaskSets } from "../../../src/studies/repairLadder";
import { firstImages } from "../../../src/images/batch";
import { composite } from "../../../src/images/holes";
import { startEngine } from "../../../src/node/engine/startEngine";
import { climbLive, loadLadder } from "../../../src/node/jupyter/climbLive";
import { temporaryFolder } from "../../support/temporaryFolder";
import { inNotebook } from "./fakeKernel";

before(async () => {
  await startEngine({ purpose: "training", quiet: true });
});

const dataset = drawDeadLeaves({ trainCount: 300, testCount: 10 });
const sizes = { trainImages: 128, epochs: 1, testImages: 16 };

test("a ladder of one's own is climbed with its picture growing in place, marked as synthetic", async (context) => {
  const { sent } = inNotebook(context);
  const change = { composited: true, maskChannel: true, loss: "hole", prefill: true } as const;
  const images = firstImages(dataset.test.images, 3);
  const knownMask = ladderMaskSets[0].draw(images);
  const ladder = [repairLadder[0], { name: "all at once", change }];
  const watch = { images, knownMask };
  const { rows, fills } = await climbLive(dataset, ladder, { seed: 2, sizes, watch });
  assert.deepEqual(
    fills.map(({ label, filled }) => [label, filled.shape[0]]),
    [
      ["as in the report", 3],
      ["all at once", 3],
    ],
  );
  assert.deepEqual(
    fills[1].filled.data,
    composite(images, fills[1].filled, knownMask).data,
    "known pixels are as they were",
  );
  assert.deepEqual(
    rows.map(({ rung, seed }) => [rung, seed]),
    [
      ["as in the report", 2],
      ["all at once", 2],
    ],
  );
  const last = sent[sent.length - 1];
  assert.ok(sent.length >= 2 && new Set(sent.map(({ transient }) => transient.display_id)).size === 1);
  assert.match(String(last.data["text/plain"]), /Repairs one by one, mixed holes: 2 of 2 rungs \(synthetic data\)/);
  assert.ok("application/vnd.plotly.v1+json" in last.data);
});

test("without a recorded ladder a sentence says how to make one", () => {
  assert.throws(
    () => loadLadder(temporaryFolder("lab-ladder-")),
    /Expected a recorded ladder, but there is none\. To climb it: npm run measure -- repair-ladder --record\./,
  );
});
