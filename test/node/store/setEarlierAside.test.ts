import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { setEarlierAside } from "../../../src/node/store/setEarlierAside";
import { temporaryFolder } from "../../support/temporaryFolder";

test("what is there gets the next free name, what is empty or absent stays", (context) => {
  const said = context.mock.method(console, "log", () => undefined);
  const folder = join(temporaryFolder("lab-aside-"), "run");
  setEarlierAside(folder, true);
  mkdirSync(folder);
  setEarlierAside(folder, true);
  assert.ok(existsSync(folder) && said.mock.callCount() === 0);
  for (const [number, unfinished] of [
    [1, true],
    [2, false],
  ] as const) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "log.csv"), String(number));
    setEarlierAside(folder, unfinished);
    assert.ok(!existsSync(folder));
    assert.equal(readFileSync(join(`${folder}.earlier-${number}`, "log.csv"), "utf8"), String(number));
  }
  assert.match(
    String(said.mock.calls[0].arguments[0]),
    /An earlier unfinished run was set aside as .*run\.earlier-1 \(--resume would have/,
  );
  assert.match(String(said.mock.calls[1].arguments[0]), /An earlier run was set aside as .*run\.earlier-2\.$/);
});
