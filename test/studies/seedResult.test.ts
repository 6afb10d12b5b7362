import assert from "node:assert/strict";
import { test } from "node:test";
import { readSeedResult, sealSeedResult, seedMaskSet, settingsDifference } from "../../src/studies/seedResult";
import { seedResult, settings } from "./seedFiles";

test("a result comes back from its text, however it is laid out", async () => {
  const result = await seedResult(7, 17.1);
  assert.deepEqual(await readSeedResult(JSON.stringify(result)), result);
  assert.deepEqual(await readSeedResult(`${JSON.stringify(result, null, 2)}\n`), result);
  assert.deepEqual(await sealSeedResult(result), result, "sealing again changes nothing");
  assert.equal(seedMaskSet.name, "square8");
});

test("a changed number, a broken file, another file and an empty one each get their words", async () => {
  const text = JSON.stringify(await seedResult(7, 17.1));
  await assert.rejects(readSeedResult(text.replace("17.1", "18.1")), {
    message: "its checksum does not fit: it was changed",
  });
  await assert.rejects(readSeedResult(text.slice(0, 100)), { message: "it is no whole JSON" });
  await assert.rejects(readSeedResult(" \n"), { message: "it is empty" });
  for (const other of ['{"epochs": 3}', "null", "[]", "12"]) {
    await assert.rejects(readSeedResult(other), {
      message: 'it is no result of a seed (its format is not "inpainting-lab seed result 2")',
    });
  }
});

test("a result with a part of another kind is told by the part", async () => {
  const result = await seedResult(7, 17.1);
  await assert.rejects(readSeedResult(JSON.stringify({ ...result, settings: { ...settings, epochs: "5" } })), {
    message: 'its settings.epochs is "5" instead of a number',
  });
  await assert.rejects(readSeedResult(JSON.stringify({ ...result, figures: undefined })), {
    message: "its figures is nothing instead of an object",
  });
});

test("settings differ by what has another value", () => {
  assert.equal(settingsDifference(settings, { ...settings }), "");
  assert.equal(
    settingsDifference({ ...settings, epochs: 3, dataset: "synthetic data" }, settings),
    "dataset synthetic data instead of CIFAR-10, epochs 3 instead of 5",
  );
});
