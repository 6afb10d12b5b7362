import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { folderName, verify } from "../../../src/node/cli/verify";
import type { VerifiableFigures } from "../../../src/node/benchmarks/verifiable";
import { temporaryFolder } from "../../support/temporaryFolder";

/** Runs the command and gathers what it prints. */
async function printed(options: Parameters<typeof verify>[0]): Promise<{ code: number; out: string; errors: string }> {
  const { log, error } = console;
  const out: string[] = [];
  const errors: string[] = [];
  console.log = (text: string) => void out.push(text);
  console.error = (text: string) => void errors.push(text);
  try {
    return { code: await verify(options), out: out.join("\n"), errors: errors.join("\n") };
  } finally {
    Object.assign(console, { log, error });
  }
}

test("without a name it lists the methods", async () => {
  const { code, out } = await printed({ method: undefined });
  assert.equal(code, 0);
  assert.match(out, /^ {2}telea +Telea$/m);
  assert.match(out, /^ {2}residual-inpainter +Residual inpainter$/m);
});

for (const method of ["telea", "report-fixed-seed1"]) {
  test(`${method}: the files are written, and the figures and the next step printed`, async () => {
    const to = join(temporaryFolder("lab-verify-"), "files of mine");
    const { code, out, errors } = await printed({ method, limit: 8, masks: ["centre16"], to });
    assert.equal(code, 0, errors);
    const { images, maskSets } = JSON.parse(readFileSync(join(to, "figures.json"), "utf8")) as VerifiableFigures;
    assert.equal(images, 8);
    assert.deepEqual(
      maskSets.map(({ name }) => name),
      ["centre16"],
    );
    assert.match(out, new RegExp(`^ {2}centre16 +${maskSets[0].figures.pooledHolePsnrDb.toFixed(2)} `, "m"));
    assert.ok(out.includes(`python3 '${join(to, "verify.py")}'`), out);
  });
}

test("a file in the folder's place is one sentence", async () => {
  const to = join(temporaryFolder("lab-verify-"), "a file");
  writeFileSync(to, "");
  const { code, errors } = await printed({ method: "mean", limit: 1, masks: ["centre16"], to });
  assert.equal(code, 1);
  assert.equal(
    errors,
    `Expected a folder for the files at ${to}, but received a file. Move it away or name another folder.`,
  );
});

test("Ctrl-C ends it with code 130 and writes nothing", async () => {
  const to = temporaryFolder("lab-verify-");
  const before = process.listenerCount("SIGINT");
  const press = setInterval(() => {
    if (process.listenerCount("SIGINT") === before) return;
    clearInterval(press);
    process.emit("SIGINT", "SIGINT");
  }, 1);
  const { code, errors } = await printed({ method: "mean", limit: 1000, to });
  assert.deepEqual([code, errors], [130, "Interrupted; nothing was written."]);
  assert.deepEqual(readdirSync(to), []);
});

test("an unknown mask set is refused with the list", async () => {
  const { code, errors } = await printed({ method: "mean", masks: ["centre17"] });
  assert.equal(code, 1);
  assert.match(errors, /^Expected --masks to name some of square8, .*, but received "centre17"\.$/);
});

test("fills of drawn images keep to a folder of their own", () => {
  assert.equal(folderName("telea", { synthetic: false }), "verify-telea");
  assert.equal(folderName("telea", { synthetic: true }), "verify-telea-synthetic");
});
