import assert from "node:assert/strict";
import { test } from "node:test";
import { toFloat } from "../../src/images/batch";
import { composite } from "../../src/images/holes";
import { afterSteps, postprocessSteps } from "../../src/postprocess";
import { feather } from "../../src/postprocess/feather";
import { grain } from "../../src/postprocess/grain";
import { inOrder } from "../../src/postprocess/inOrder";
import { poisson } from "../../src/postprocess/poisson";
import { randomStream } from "../../src/random";
import { randomCase, row } from "./postprocessCases";

const { filled, image, knownMask } = randomCase(randomStream(1, "chain"), "rectangle", 3);

test("a chain is read from its text, with usual numbers where none is said", async () => {
  const chain = afterSteps(" feather:3, grain ");
  assert.deepEqual([chain.name, chain.title], ["feather:3,grain", "feathered, with grain"]);
  const made = await chain.apply(filled, image, knownMask);
  assert.deepEqual(made, inOrder([feather({ radius: 3 }), grain()])(filled, image, knownMask));
  assert.deepEqual(
    await afterSteps("poisson:2").apply(filled, image, knownMask),
    poisson({ reach: 2 })(filled, image, knownMask),
  );
  assert.deepEqual(await afterSteps("composite").apply(filled, image, knownMask), composite(image, filled, knownMask));
});

test("names may be written with hyphens and in small letters, numbers with a point first", () => {
  assert.deepEqual(afterSteps("match-rim:.5,MatchRim").name, "matchRim:0.5,matchRim");
});

test("each step goes on from what the one before made of known pixels too", () => {
  const step = row("...###", [0.8, 0.8, 0.8, NaN, NaN, NaN], [0, 0, 0, 0.2, 0.2, 0.2]);
  const feathered = feather({ radius: 1 })(step.filled, step.image, step.knownMask);
  const kept = inOrder([feather({ radius: 1 }), postprocessSteps.composite.make()]);
  assert.deepEqual(kept(step.filled, step.image, step.knownMask), feathered);
  assert.notEqual(feathered.data[2], step.image.data[2]);
  assert.equal(inOrder([])(step.filled, step.image, step.knownMask), step.filled);
});

test("bytes may be filled images", async () => {
  const bytes = { data: Uint8Array.from(filled.data, (value) => Math.round(255 * value)), shape: filled.shape };
  assert.deepEqual(
    await afterSteps("smooth").apply(bytes, image, knownMask),
    await afterSteps("smooth").apply(toFloat(bytes), image, knownMask),
  );
});

test("a step that is none is answered with all there are, a number with its range", () => {
  const names = Object.keys(postprocessSteps).join(", ");
  assert.equal(names, "composite, feather, poisson, matchRim, smooth, sharpen, grain");
  for (const [text, received] of [
    ["blur", "blur"],
    ["feather,,grain", ""],
    ["", ""],
    ["constructor", "constructor"],
  ]) {
    assert.throws(() => afterSteps(text), {
      message: `Expected steps among ${names}, but received "${received}". Write for example feather:3,grain.`,
    });
  }
  for (const [text, message] of [
    ["feather:9", `the radius of feather to be a whole number from 1 to 4, but received "9". Use for example 2.`],
    ["feather:1.5", `the radius of feather to be a whole number from 1 to 4, but received "1.5". Use for example 2.`],
    [
      "grain,poisson:-1",
      `the reach of poisson to be a whole number from 0 to 4, but received "-1". Use for example 0.`,
    ],
    ["grain:", `the strength of grain to be a number from 0 to 2, but received "". Use for example 1.`],
    ["grain:1:2", `the strength of grain to be a number from 0 to 2, but received "1:2". Use for example 1.`],
    ["sharpen:much", `the amount of sharpen to be a number from 0 to 3, but received "much". Use for example 0.5.`],
    ["composite:1", `composite without a number, but received "composite:1". Write composite alone.`],
  ]) {
    assert.throws(() => afterSteps(text), { message: `Expected ${message}` });
  }
});

test("usual numbers lie in their ranges", () => {
  for (const [name, { setting, make, title }] of Object.entries(postprocessSteps)) {
    assert.ok(title.length > 0, name);
    if (setting === null) continue;
    assert.doesNotThrow(() => [setting.usual, setting.from, setting.to].map(make));
    assert.throws(() => make(setting.to + 1), new RegExp(`^Error: Expected the ${setting.name} of ${name} to be`));
  }
});
