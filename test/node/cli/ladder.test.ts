import assert from "node:assert/strict";
import { test } from "node:test";
import { checkLadderRecord } from "../../../src/node/cli/ladder";

test("--record takes three seeds or more of CIFAR-10 on the native engine, nothing else", () => {
  const real = { synthetic: false, title: "CIFAR-10" };
  const drawn = { synthetic: true, title: "synthetic data" };
  const native = { native: true };
  assert.doesNotThrow(() => checkLadderRecord({}, real, native));
  assert.throws(
    () => checkLadderRecord({ seeds: 2 }, real, native),
    /Expected at least 3 seeds for --record, but received 2\. Leave --seeds out, or leave --record out\./,
  );
  assert.throws(
    () => checkLadderRecord({}, drawn, native),
    /for --record, but received synthetic data\. Name the archive/,
  );
  assert.throws(() => checkLadderRecord({}, real, { native: false }), /but received plain JavaScript\./);
});
