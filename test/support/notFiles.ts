// What is no ordinary file and must not be read: a named pipe, on which a reader waits for ever, a socket, devices, a folder.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { checkNotRun } from "./inputs";
import { temporaryFolder } from "./temporaryFolder";

/** Path by the word that the sentences have for it; those that this system cannot make are written down as not run. */
export async function notFiles(prefix: string): Promise<{ readonly [kind: string]: string }> {
  const folder = temporaryFolder(prefix);
  const found: { [kind: string]: string } = { folder: join(folder, "folder") };
  mkdirSync(found.folder);
  const pipe = join(folder, "pipe");
  if (spawnSync("mkfifo", [pipe]).status === 0) found["named pipe"] = pipe;
  else checkNotRun("a named pipe in place of a file: this system has no mkfifo");
  if (existsSync("/dev/zero")) Object.assign(found, { device: "/dev/zero" });
  else checkNotRun("a device in place of a file: this system has no /dev/zero");
  const socket = join(folder, "socket");
  const server = createServer().unref();
  await new Promise<void>((done) => {
    server.once("error", () => {
      checkNotRun("a socket in place of a file: this system makes none");
      done();
    });
    server.listen(socket, () => {
      found.socket = socket;
      done();
    });
  });
  return found;
}
