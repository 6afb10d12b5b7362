import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { temporaryFolder } from "../../support/temporaryFolder";

const folder = temporaryFolder("inpaint-write-");

test("a process that ends while it writes leaves nothing", () => {
  const script = `const { writeWhole } = require("./src/node/inpaint/writeWhole"), { readdirSync } = require("node:fs");
    void writeWhole(${JSON.stringify(join(folder, "out.png"))}, Buffer.alloc(50_000_000));
    setInterval(() => { if (readdirSync(${JSON.stringify(folder)}).length > 0) process.exit(130); }, 0);`;
  const { status, stderr } = spawnSync(process.execPath, ["--import", "tsx", "-e", script],
    { cwd: join(__dirname, "../../.."), encoding: "utf8" });
  assert.deepEqual([status, stderr, readdirSync(folder)], [130, "", []]);
});
