// 500 random command lines and 200 random folders: npx tsx test/node/inpaint/fuzzAll.ts [SEED [LINES [FOLDERS]]]. Prints what
// failed, and how many ended how.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fuzzCase, type FuzzResult } from "./fuzz";
import { fuzzFolder } from "./fuzzFolders";

type RunCase = (seed: number, index: number, folder: string) => Promise<FuzzResult>;

/** Runs the cases and says how they ended; true where all checks held. */
async function runCases(what: string, runCase: RunCase, seed: number, count: number): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), "inpaint-fuzz-"));
  const codes = [0, 0, 0];
  const started = performance.now();
  let failed = 0;
  for (let index = 0; index < count; index++) {
    const place = join(folder, String(index));
    try {
      codes[(await runCase(seed, index, place)).code]++;
    } catch (error) {
      failed++;
      console.log(`case ${index} of the ${what}: ${(error as Error).stack}`);
    }
    rmSync(place, { recursive: true, force: true });
  }
  rmSync(folder, { recursive: true, force: true });
  const seconds = (performance.now() - started) / 1000;
  console.log(
    `${count} ${what}, seed ${seed}, ${seconds.toFixed(0)} s: ${codes[0]} filled, ${codes[1]} refused (1), ` +
      `${codes[2]} wrongly typed (2), ${failed} failed the checks`,
  );
  return failed === 0;
}

async function main(seed: number, lines: number, folders: number): Promise<number> {
  const good = await runCases("command lines", fuzzCase, seed, lines);
  return (await runCases("folders", fuzzFolder, seed, folders)) && good ? 0 : 1;
}

process.on("unhandledRejection", (error) => {
  console.log("unhandled rejection", error);
  process.exit(1);
});
void main(Number(process.argv[2] ?? 1), Number(process.argv[3] ?? 500), Number(process.argv[4] ?? 200)).then((code) =>
  process.exit(code),
);
