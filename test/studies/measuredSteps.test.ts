import assert from "node:assert/strict";
import { test } from "node:test";
import { composite, paintHoles } from "../../src/images/holes";
import { postprocessSteps } from "../../src/postprocess";
import { randomStream } from "../../src/random";
import { measuredSteps, noStep } from "../../src/studies/measuredSteps";
import { toFloat } from "../../src/images/batch";
import { noisyImages, randomImages, randomMasks } from "../metrics/samples";

test("every step of the table with a number is measured, by its usual number and two others", () => {
  const wanted = Object.entries(postprocessSteps).filter(([, { setting }]) => setting !== null);
  assert.deepEqual(
    measuredSteps.map(({ name, numbers: [usual] }) => [name, usual]),
    wanted.map(([name, { setting }]) => [name, setting?.usual]),
  );
  for (const { name, numbers } of measuredSteps) assert.equal(new Set(numbers).size, 3, name);
});

const random = randomStream(1, "measured steps");
const shape = [2, 12, 13, 3] as const;
const truth = randomImages(shape, random);
const knownMask = randomMasks(shape, random);
const filled = toFloat(noisyImages(truth, random));
const given = paintHoles(truth, knownMask);

test("they are the steps that commands do", () => {
  for (const { name, numbers, make } of measuredSteps) {
    for (const number of numbers) {
      const wanted = postprocessSteps[name].make(number)(filled, given, knownMask);
      assert.deepEqual(make(number)(filled, given, knownMask), wanted, `${name}:${number}`);
    }
  }
});

test("no step is the composite, cut off at 0 and 1", () => {
  const cut = filled.data.map((value) => Math.min(1, Math.max(0, value)));
  assert.deepEqual(noStep(filled, given, knownMask), composite(given, { ...filled, data: cut }, knownMask));
});
