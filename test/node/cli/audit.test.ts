import assert from "node:assert/strict";
import { test } from "node:test";
import { audit } from "../../../src/node/cli/audit";

test("the older name takes the same studies, and says what they are", async (context) => {
  const said = context.mock.method(console, "error", () => undefined);
  assert.equal(await audit({ only: ["everything"] }), 1);
  assert.match(
    String(said.mock.calls[0].arguments[0]),
    /Expected to measure some of loss-parts, .*, but received "everything"\./,
  );
});

test("without names it takes all studies", async (context) => {
  const said = context.mock.method(console, "error", () => undefined);
  context.mock.method(console, "log", () => undefined);
  const engine = process.env.LAB_ENGINE;
  process.env.LAB_ENGINE = "none";
  try {
    assert.equal(await audit({}), 1);
  } finally {
    if (engine === undefined) delete process.env.LAB_ENGINE;
    else process.env.LAB_ENGINE = engine;
  }
  assert.match(String(said.mock.calls[0].arguments[0]), /Expected the native TensorFlow engine/);
});
