// The protocol with real processes: small programs in place of contenders.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ContenderProcess, MissingError, type Program } from "../../bench/contenderProcess";
import { readReply } from "../../bench/protocol";
import type { ReplyOf, Request } from "../../bench/training/protocol";
import { projectRoot } from "../../src/node/paths";
import { temporaryFolder } from "../support/temporaryFolder";

const program = `
console.log("a library says hello");
require("node:readline").createInterface(process.stdin).on("line", (line) => {
  const request = JSON.parse(line);
  if (request.do === "setup") console.log(JSON.stringify({ version: request.folder, firstLoss: 1, warmUpLoss: 2 }));
  if (request.do === "train") console.log(JSON.stringify({ error: "the step broke" }));
  if (request.do === "memory") console.log(JSON.stringify({ missing: "a compiler is missing" }));
  if (request.do === "predict") { console.error("out of luck"); process.exitCode = 3; process.stdin.destroy(); }
});`;

function start(language: Program["language"] = "node"): ContenderProcess<Request, ReplyOf> {
  const file = join(temporaryFolder("lab-contender-"), "contender.cjs");
  writeFileSync(file, program);
  const contender: Program = { name: "someone", language, program: file, args: [] };
  return new ContenderProcess(contender, { python: null, cwd: projectRoot, env: process.env });
}

test("requests are answered, failures told, and the program ends with its input", async () => {
  const someone = start();
  assert.deepEqual(await someone.ask({ do: "setup", folder: "here" }), {
    version: "here",
    firstLoss: 1,
    warmUpLoss: 2,
  });
  await assert.rejects(someone.ask({ do: "train", epoch: 1 }), /^Error: someone: the step broke$/);
  await assert.rejects(
    someone.ask({ do: "memory" }),
    (error: Error) => error instanceof MissingError && error.message === "a compiler is missing",
  );
  await someone.end();
  await assert.rejects(someone.ask({ do: "memory" }), /someone: it ended \(code 0\)/);
});

test("a program that dies gives its last words", async () => {
  await assert.rejects(start().ask({ do: "predict" }), /someone: it ended \(code 3\): out of luck/);
});

test("a Python contender without the peers is missing, not broken", () => {
  assert.throws(
    () => start("python"),
    (error: Error) => error instanceof MissingError && error.message === "the peers are not installed",
  );
});

test("only JSON objects are answers", () => {
  assert.deepEqual(readReply('{"seconds":1}'), { seconds: 1 });
  for (const line of ["hello", "{broken", "[1]", "", "null"]) assert.equal(readReply(line), null, line);
});
