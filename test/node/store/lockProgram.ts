// Takes the lock of a folder for a while, as a process of its own: tsx lockProgram.ts FOLDER START MILLISECONDS waits for the clock
// to reach START, prints "taken" when it has the lock and "released" before it lets go, or why it could not have it.
import { setTimeout as wait } from "node:timers/promises";
import { withRunLock } from "../../../src/node/store/runLock";

async function main([folder, start, milliseconds]: readonly string[]): Promise<void> {
  const say = (text: string): void => void process.stdout.write(`${text}\n`);
  say("ready");
  await wait(Math.max(0, Number(start) - Date.now() - 20));
  while (Date.now() < Number(start));
  try {
    await withRunLock(folder, async () => {
      say("taken");
      await wait(Number(milliseconds));
      say("released");
    });
  } catch (error) {
    say((error as Error).message);
    process.exitCode = 1;
  }
}

void main(process.argv.slice(2));
