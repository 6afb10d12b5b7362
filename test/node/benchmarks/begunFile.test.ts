import assert from "node:assert/strict";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { cifar10InpaintingV1 as benchmark } from "../../../src/benchmarks/cifar10InpaintingV1";
import { begunKeeper, readBegun } from "../../../src/node/benchmarks/begunFile";
import type { BegunRow } from "../../../src/node/benchmarks/runBenchmark";
import { sampleErrors } from "../../benchmarks/sampleRows";
import { temporaryFolder } from "../../support/temporaryFolder";

const parts = [0, 8].map((first, set) => ({ first, fillSeconds: 0.25 + set, errors: sampleErrors("mean", set) }));
const row: BegunRow = { method: "mean", maskSet: "square8", images: 24, parts };

test("what was saved is read bit for bit, and another key finds nothing", async () => {
  const folder = temporaryFolder("begun-");
  assert.equal(readBegun(folder, "k", benchmark), null);
  const keeper = begunKeeper(folder, "k");
  await keeper.save();
  assert.equal(readBegun(folder, "k", benchmark), null, "nothing was taken yet");
  await keeper.keep(row);
  await keeper.save();
  assert.deepEqual(readBegun(folder, "k", benchmark), row);
  assert.equal(readBegun(folder, "other", benchmark), null);
  await keeper.clear();
  assert.equal(readBegun(folder, "k", benchmark), null);
  assert.ok(!existsSync(join(folder, "begun")));
  await keeper.save();
  assert.ok(!existsSync(join(folder, "begun")), "a finished row is not written again");
});

test("a row is written where the last time is twenty seconds ago, several parts at once one after another", async () => {
  const folder = temporaryFolder("begun-");
  let time = 0;
  const keeper = begunKeeper(folder, "k", () => time);
  time = 19_000;
  await keeper.keep({ ...row, parts: parts.slice(0, 1) });
  assert.equal(readBegun(folder, "k", benchmark), null);
  time = 20_000;
  await Promise.all([keeper.keep(row), keeper.save(), keeper.save()]);
  assert.deepEqual(readBegun(folder, "k", benchmark), row);
  time = 39_000;
  await keeper.keep({ ...row, images: 25 });
  assert.deepEqual(readBegun(folder, "k", benchmark), row);
});

test("a damaged file is named, with the command that measures anew", async () => {
  const folder = temporaryFolder("begun-");
  const keeper = begunKeeper(folder, "k");
  await keeper.keep(row);
  await keeper.save();
  writeFileSync(join(folder, "begun/row.json"), "{}");
  assert.throws(
    () => readBegun(folder, "k", benchmark),
    /Expected .*row\.json as it was written, but it has changed since: .* npm run measure -- cifar10-inpainting-v1 --record\./,
  );
});
