// 500 random command lines: npx tsx test/node/inpaint/fuzzAll.ts [SEED [COUNT]]. Prints what failed, and how many
// lines ended how.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fuzzCase } from "./fuzz";

async function main(seed: number, count: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "inpaint-fuzz-"));
  const codes = [0, 0, 0];
  const started = performance.now();
  let failed = 0;
  for (let index = 0; index < count; index++) {
    const place = join(folder, String(index));
    try {
      codes[(await fuzzCase(seed, index, place)).code]++;
    } catch (error) {
      failed++;
      console.log(`case ${index}: ${(error as Error).stack}`);
    }
    rmSync(place, { recursive: true, force: true });
  }
  rmSync(folder, { recursive: true, force: true });
  const seconds = (performance.now() - started) / 1000;
  console.log(
    `${count} command lines, seed ${seed}, ${seconds.toFixed(0)} s: ${codes[0]} filled, ${codes[1]} refused (1), ` +
      `${codes[2]} wrongly typed (2), ${failed} failed the checks`,
  );
  return failed === 0 ? 0 : 1;
}

process.on("unhandledRejection", (error) => {
  console.log("unhandled rejection", error);
  process.exit(1);
});
void main(Number(process.argv[2] ?? 1), Number(process.argv[3] ?? 500)).then((code) => process.exit(code));
