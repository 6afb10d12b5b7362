import assert from "node:assert/strict";
import { test } from "node:test";
import { evaluate } from "../../../src/node/cli/evaluate";

test("the older name measures cifar10-inpainting-v1 or another benchmark, with the older options", async (context) => {
  const said = context.mock.method(console, "error", () => undefined);
  assert.equal(await evaluate({ method: ["nobody"] }), 1);
  assert.equal(await evaluate({ masks: ["nothing"] }), 1);
  assert.equal(await evaluate({ benchmark: "photographs" }), 1);
  const lines = said.mock.calls.map(({ arguments: [line] }) => String(line));
  assert.match(lines[0], /Expected the name of a method, but received "nobody"\. Use one of mean/);
  assert.match(lines[1], /Expected --masks to name some of square8/);
  assert.match(lines[2], /Expected the name of a benchmark, but received "photographs"\. Use/);
});
