import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import files from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test, type TestContext } from "node:test";
import { projectRoot } from "../../../src/node/paths";
import { readError, sentenceOf, setAside, writeError, writeFileSafely } from "../../../src/node/files/safeWrite";

const folder = mkdtempSync(join(tmpdir(), "safe-write-"));
after(() => rmSync(folder, { recursive: true }));

const failure = (code: string): Error => Object.assign(new Error(`${code}: injected`), { code });

/** From now on writing into a file that was opened fails half-way. */
function failWriting(context: TestContext, code: string): void {
  const { open } = files;
  context.mock.method(files, "open", async (...args: Parameters<typeof open>) => {
    const handle = await open(...args);
    handle.writeFile = async () => {
      await handle.write("half");
      throw failure(code);
    };
    return handle;
  });
}

test("a file is written with the folders above it, and replaced", async () => {
  const path = join(folder, "a", "b", "text.txt");
  await writeFileSafely(path, "first");
  await writeFileSafely(path, Buffer.from("second"));
  assert.equal(readFileSync(path, "utf8"), "second");
  assert.deepEqual(readdirSync(join(folder, "a", "b")), ["text.txt"]);
});

test("permissions of the earlier file stay, and a link stays a link", async () => {
  const path = join(folder, "private.txt");
  const link = join(folder, "link.txt");
  await writeFileSafely(path, "first");
  chmodSync(path, 0o600);
  symlinkSync(path, link);
  await writeFileSafely(link, "second");
  assert.equal(readFileSync(path, "utf8"), "second");
  assert.equal(statSync(path).mode & 0o777, 0o600);
  assert.ok(lstatSync(link).isSymbolicLink());
});

test("with onlyNew a file that is there stays, and so does a link that leads nowhere", async () => {
  const path = join(folder, "only-new.txt");
  const link = join(folder, "nowhere.txt");
  await writeFileSafely(path, "first", { onlyNew: true });
  symlinkSync(join(folder, "no such file"), link);
  for (const taken of [path, link]) {
    await assert.rejects(writeFileSafely(taken, "second", { onlyNew: true }), {
      message: `Expected ${taken} not to exist yet, but it does by now. Add --force to overwrite it.`,
    });
  }
  assert.equal(readFileSync(path, "utf8"), "first");
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.endsWith(".tmp")),
    [],
  );
});

test("with onlyNew a file has its name only once it is whole; a drive without links gets it too, and keeps what is there", async (context) => {
  const path = join(folder, "at-once.txt");
  const { open } = files;
  const opened: string[] = [];
  context.mock.method(files, "open", (...args: Parameters<typeof open>) => {
    opened.push(String(args[0]));
    return open(...args);
  });
  await writeFileSafely(path, "whole", { onlyNew: true });
  assert.ok(!opened.includes(path), "an empty file had the name");
  context.mock.method(files, "link", () => Promise.reject(failure("EPERM")));
  const other = join(folder, "without-links.txt");
  await writeFileSafely(other, "whole", { onlyNew: true });
  await assert.rejects(writeFileSafely(other, "second", { onlyNew: true }), /not to exist yet, but it does by now/);
  assert.deepEqual([readFileSync(path, "utf8"), readFileSync(other, "utf8")], ["whole", "whole"]);
  assert.ok(readdirSync(folder).every((name) => !name.endsWith(".tmp")));
});

test("a name as long as the file system takes is written", async () => {
  const path = join(folder, `${"n".repeat(251)}.txt`);
  await writeFileSafely(path, "long");
  assert.equal(readFileSync(path, "utf8"), "long");
});

test("a full disk leaves the earlier file and no half one", async (context) => {
  const path = join(folder, "full", "log.csv");
  await writeFileSafely(path, "whole");
  failWriting(context, "ENOSPC");
  await assert.rejects(writeFileSafely(path, "another"), {
    message: `Expected room on the disk to write ${path}, but received ENOSPC. Free some space and run the command again.`,
  });
  assert.equal(readFileSync(path, "utf8"), "whole");
  assert.deepEqual(readdirSync(join(folder, "full")), ["log.csv"]);
});

test("a missing permission is named with the way out", async (context) => {
  const path = join(folder, "locked.json");
  context.mock.method(files, "open", () => Promise.reject(failure("EACCES")));
  await assert.rejects(writeFileSafely(path, "x"), {
    message:
      `Expected permission to write ${path}, but received EACCES. ` +
      `Change the permissions of its folder or write to another one.`,
  });
  assert.ok(!existsSync(path));
});

test("an error that comes as the file system gives it becomes a sentence by its call and path; others keep theirs", () => {
  const given = (code: string, syscall: string, paths: object): Error =>
    Object.assign(new Error(`${code}: raw`), { code, syscall, ...paths });
  assert.equal(
    sentenceOf(given("ENOSPC", "copyfile", { path: "/from", dest: "/to" })),
    "Expected room on the disk to write /to, but received ENOSPC. Free some space and run the command again.",
  );
  assert.match(sentenceOf(given("ENOSPC", "write", {})), /^Expected room on the disk to write a file, but/);
  assert.match(sentenceOf(given("EROFS", "open", { path: "/to" })), /^Expected permission to write \/to, but/);
  assert.equal(
    sentenceOf(given("EACCES", "open", { path: "/from" })),
    "Expected permission to read /from, but received EACCES. Change the permissions of the file.",
  );
  assert.equal(sentenceOf(new Error("A sentence.")), "A sentence.");
});

test("other errors of the file system are named too, errors of the program are not touched", async () => {
  mkdirSync(join(folder, "is-a-folder"));
  await assert.rejects(writeFileSafely(join(folder, "is-a-folder"), "x"), {
    message:
      `Expected to write ${join(folder, "is-a-folder")}, but received EISDIR. ` +
      `Check the path and the disk, and run the command again.`,
  });
  const own = new Error("own");
  assert.equal(writeError(own, "x"), own);
  assert.equal(writeError("text", "x").message, "text");
});

test("errors met while reading become a sentence", () => {
  assert.equal(
    readError(failure("ENOENT"), "p").message,
    "Expected a file at p, but received nothing (ENOENT). Correct the path.",
  );
  assert.equal(
    readError(failure("EACCES"), "p").message,
    "Expected permission to read p, but received EACCES. Change the permissions of the file.",
  );
  assert.equal(
    readError(failure("EIO"), "p").message,
    "Expected to read p, but received EIO. Check the path and the disk.",
  );
  const other = failure("Z_DATA_ERROR");
  assert.equal(readError(other, "p"), other);
  assert.equal(readError("text", "p").message, "text");
});

test("setting aside takes the first free number", async () => {
  const path = join(folder, "data.bin");
  for (const number of [1, 2]) {
    writeFileSync(path, `copy ${number}`);
    assert.equal(await setAside(path), `${path}.damaged-${number}`);
    assert.equal(readFileSync(`${path}.damaged-${number}`, "utf8"), `copy ${number}`);
    assert.ok(!existsSync(path));
  }
});

test("setting aside without permission is named", async (context) => {
  const path = join(folder, "stuck.bin");
  writeFileSync(path, "x");
  context.mock.method(files, "open", () => Promise.reject(failure("EROFS")));
  await assert.rejects(setAside(path), { message: /^Expected permission to write .*stuck\.bin, but received EROFS\./ });
  assert.ok(existsSync(path));
});

test("a process that ends while it writes leaves nothing", () => {
  const place = mkdtempSync(join(folder, "ended-"));
  const script = `const { writeFileSafely } = require("./src/node/files/safeWrite"), { readdirSync } = require("node:fs");
    void writeFileSafely(${JSON.stringify(join(place, "out.png"))}, Buffer.alloc(50_000_000));
    setInterval(() => { if (readdirSync(${JSON.stringify(place)}).length > 0) process.exit(130); }, 0);`;
  const { status, stderr } = spawnSync(process.execPath, ["--import", "tsx", "-e", script], {
    cwd: projectRoot,
    encoding: "utf8",
  });
  assert.deepEqual([status, stderr, readdirSync(place)], [130, "", []]);
});
