import assert from "node:assert/strict";
import { test } from "node:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../support/temporaryFolder";

test("a full disk and a missing permission are said in one sentence that names the file", async () => {
  const { explain, SetupError } = await import("../../scripts/errors.mjs");
  const failed = (code: string) => explain(Object.assign(new Error("write"), { code, path: "dist/x.js" }));
  assert.equal(
    failed("ENOSPC"),
    "Could not write dist/x.js (ENOSPC). The disk is full. Free about 2 GB and run the same command again.",
  );
  assert.match(
    failed("EACCES"),
    /^Could not write dist\/x\.js \(EACCES\)\. Writing is not permitted\. Allow writing in/,
  );
  assert.match(failed("EROFS"), /read-only\. Clone the project/);
  assert.equal(explain(new SetupError("One sentence.")), "One sentence.");
});

test("the cause is read out of what npm and pip print", async () => {
  const { causeIn } = await import("../../scripts/errors.mjs");
  assert.match(causeIn("npm error code ENOSPC"), /^The disk is full/);
  assert.match(causeIn("OSError: [Errno 28] No space left on device"), /^The disk is full/);
  assert.match(causeIn("npm error EACCES: permission denied, mkdir"), /^Writing is not permitted/);
  assert.match(causeIn("npm error code ENOTFOUND"), /^The package registry could not be reached/);
  assert.match(causeIn("npm error code EINTEGRITY"), /^A download did not match its checksum/);
  assert.equal(causeIn("something else"), "");
});

test("a program that fails leaves its log and a message with the last lines", async () => {
  const { runLogged } = await import("../../scripts/process.mjs");
  const root = temporaryFolder("lab-process-");
  const log = join(root, "logs/x.log");
  const script = "console.log('first'); console.error('code ENOSPC'); process.exit(3)";
  await assert.rejects(runLogged(process.execPath, ["-e", script], { what: "npm packages", log, root }), {
    message:
      /^npm packages: could not be installed\. The disk is full\. Free [^\n]*\n {4}first\n {4}code ENOSPC\n.*logs.x\.log\)$/,
  });
  assert.match(readFileSync(log, "utf8"), /first/);
  await assert.rejects(
    runLogged(join(root, "no-such-program"), [], { what: "compiled code", log, root }),
    /^.*compiled code: .*ENOENT/s,
  );
});
