import assert from "node:assert/strict";
import { test } from "node:test";
import { drawBenchmarkMasks, chooseMaskSets } from "../../../src/benchmarks/benchmarkMasks";
import { cifar10InpaintingV1 } from "../../../src/benchmarks/cifar10InpaintingV1";
import { maskStore } from "../../../src/node/benchmarks/maskStore";

test("a set is drawn once, when it is first asked for, and comes back as it was drawn", async () => {
  const drawn: string[] = [];
  const store = maskStore(cifar10InpaintingV1, ({ name }) => drawn.push(name));
  const [set] = chooseMaskSets(["articleLines"]);
  assert.deepEqual(drawn, []);
  const wanted = await drawBenchmarkMasks(set);
  for (let again = 0; again < 2; again++) {
    const [masks] = await store.masksOf(set, 1);
    assert.deepEqual(masks.shape, wanted.shape);
    assert.ok(Buffer.from(masks.data).equals(Buffer.from(wanted.data)));
  }
  assert.deepEqual(drawn, ["articleLines"]);
  assert.deepEqual(await store.masksOf(set, 0), []);
});

test("a set that is not the published one is refused", async () => {
  const store = maskStore(cifar10InpaintingV1, () => undefined);
  const [set] = chooseMaskSets(["centre16"]);
  await assert.rejects(store.masksOf({ ...set, sha256: "0" }, 1), /Expected the masks "centre16" of cifar10-/);
});
