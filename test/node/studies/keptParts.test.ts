import assert from "node:assert/strict";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import * as v from "valibot";
import { keptParts } from "../../../src/node/studies/keptParts";
import { temporaryFolder } from "../../support/temporaryFolder";

const schema = v.looseObject({ times: v.number() });

test("a part is done once for a key, in plain file names, until all are taken away", async () => {
  const folder = temporaryFolder("lab-parts-");
  let times = 0;
  const work = async (): Promise<{ times: number }> => ({ times: ++times });
  const { keep, clear, keptSeconds } = keptParts(folder, "a-study", "one");
  assert.deepEqual(await keep("CIFAR-10, half: a", schema, work), { times: 1 });
  assert.equal(keptSeconds(), 0);
  const later = keptParts(folder, "a-study", "one");
  assert.deepEqual(await later.keep("CIFAR-10, half: a", schema, work), { times: 1 });
  assert.ok(later.keptSeconds() > 0);
  assert.deepEqual(await keep("b", schema, work), { times: 2 });
  assert.deepEqual(readdirSync(join(folder, "parts", "a-study")), ["CIFAR-10-half-a.json", "b.json", "sha256sums.txt"]);
  assert.deepEqual(await keptParts(folder, "a-study", "two").keep("b", schema, work), { times: 3 });
  await clear();
  assert.deepEqual(await keep("b", schema, work), { times: 4 });
});

test("work that throws keeps nothing, and a damaged part is named with the command that makes it", async () => {
  const folder = temporaryFolder("lab-parts-");
  const { keep } = keptParts(folder, "a-study", "one");
  await assert.rejects(
    keep("a", schema, async () => Promise.reject(new Error("stopped"))),
    /stopped/,
  );
  assert.deepEqual(await keep("a", schema, async () => ({ times: 1 })), { times: 1 });
  writeFileSync(join(folder, "parts", "a-study", "a.json"), "{");
  await assert.rejects(
    keep("a", schema, async () => ({ times: 2 })),
    /a\.json.*npm run measure -- a-study/s,
  );
});
