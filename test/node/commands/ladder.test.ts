import assert from "node:assert/strict";
import { test } from "node:test";
import { checkUpdate } from "../../../src/node/commands/ladder";

test("--update records three seeds or more of CIFAR-10 on the native engine, nothing else", () => {
  const real = { synthetic: false, title: "CIFAR-10" }, drawn = { synthetic: true, title: "synthetic data" },
    native = { native: true };
  assert.doesNotThrow(() => checkUpdate({ update: true }, real, native));
  assert.doesNotThrow(() => checkUpdate({ seeds: 1 }, drawn, { native: false }));
  assert.throws(() => checkUpdate({ update: true, seeds: 2 }, real, native),
    /Expected at least 3 seeds for --update, but received 2\. Leave --seeds out, or leave --update out\./);
  assert.throws(() => checkUpdate({ update: true }, drawn, native),
    /for --update, but received synthetic data\. Name the archive/);
  assert.throws(() => checkUpdate({ update: true }, real, { native: false }), /but received plain JavaScript\./);
});
