import assert from "node:assert/strict";
import { test } from "node:test";
import { typedCommand } from "../../../src/node/cli/typed";

test("a command with its options as they are typed: dashes between words, lists with commas, what is off left out", () => {
  const options = { logPredictions: true, resume: false, minutes: 5, seed: undefined, methods: ["mean", "telea"] };
  const typed = "npm run train -- report-fixed --log-predictions --minutes 5 --methods mean,telea --set epochs=3";
  assert.equal(typedCommand("train", { ...options, set: ["epochs=3"] }, "report-fixed"), typed);
  assert.equal(typedCommand("lab", {}), "npm run lab");
});
