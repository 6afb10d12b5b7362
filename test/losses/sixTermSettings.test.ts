import assert from "node:assert/strict";
import { test } from "node:test";
import * as v from "valibot";
import {
  checkSixTermSettings,
  liuSixTerms,
  sixTermNames,
  sixTermSettings,
  sixTermSettingsSchema,
  studentProjectSixTerms,
  type SixTermSettings,
} from "../../src/losses/sixTermSettings";

test("the weights of the paper and of the student project, as plain values that fit their schema", () => {
  assert.deepEqual(Object.keys(sixTermSettings), ["liuSixTerms", "studentProjectSixTerms", "classifierSixTerms"]);
  const common = { valid: 1, hole: 6, perceptual: 0.05 };
  const { totalVariationOver, ...weights } = liuSixTerms;
  assert.deepEqual(weights, { ...common, styleOut: 120, styleComposite: 120, totalVariation: 0.1 });
  assert.equal(totalVariationOver, "dilated hole");
  assert.deepEqual(studentProjectSixTerms, {
    ...common,
    styleOut: 240,
    styleComposite: 240,
    totalVariation: 2,
    totalVariationOver: "whole composite",
  });
  for (const settings of Object.values(sixTermSettings)) {
    assert.ok(v.is(sixTermSettingsSchema, JSON.parse(JSON.stringify(settings))));
    checkSixTermSettings(settings);
  }
  for (const wrong of [{ hole: "6" }, { totalVariationOver: "hole" }, { styleOut: undefined }]) {
    assert.ok(!v.is(sixTermSettingsSchema, { ...liuSixTerms, ...wrong }));
  }
});

test("settings that make no sense are refused with the way out", () => {
  for (const hole of [-6, NaN, Infinity]) {
    assert.throws(() => checkSixTermSettings({ ...liuSixTerms, hole }), {
      message:
        `Expected the six-term loss's weight hole to be a finite number from 0 up, but received ${hole}. ` +
        "Use for example 6.",
    });
  }
  assert.throws(() => checkSixTermSettings({ ...liuSixTerms, styleOut: "120" as unknown as number }), {
    message:
      'Expected the six-term loss\'s weight styleOut to be a finite number from 0 up, but received "120". ' +
      "Use for example 120.",
  });
  assert.throws(
    () => checkSixTermSettings({ ...liuSixTerms, ...Object.fromEntries(sixTermNames.map((name) => [name, 0])) }),
    {
      message:
        "Expected a weight above 0 for one of the terms valid, hole, perceptual, styleOut, styleComposite, totalVariation, " +
        "but received 0 for all. Use for example valid: 1, hole: 6.",
    },
  );
  assert.throws(
    () => checkSixTermSettings({ ...liuSixTerms, totalVariationOver: "hole" as SixTermSettings["totalVariationOver"] }),
    {
      message:
        'Expected totalVariationOver to be "dilated hole" or "whole composite", but received "hole". Use one of the two.',
    },
  );
});
