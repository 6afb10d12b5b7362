// npm run class-table -- FOLDER: reads the files of trained seeds in a folder, prints their table, and writes table and figure
// to the folder "table" inside it. It trains nothing.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { seedTable, seedTableText, type SeedFile } from "../../studies/seedTable";
import { seedChart } from "../../studies/seedChart";
import { writeFigure } from "../figures/writeFigure";
import { errorCode, readError, writeFileSafely } from "../files/safeWrite";
import { typedPath, type CommandOptions } from "./typed";

/** What `npm run class-table` takes. */
export type ClassTableOptions = CommandOptions<"classTable">;

/** The whole command; resolves to the exit code. */
export async function classTable({ folder }: ClassTableOptions): Promise<number> {
  try {
    const place = typedPath(folder);
    const table = await seedTable(readSeedFiles(place));
    const { dataset } = table.settings;
    const text = seedTableText(table);
    const target = join(place, "table");
    await writeFileSafely(join(target, "class-table.md"), `${text}\n`);
    await writeFigure(target, "class-seeds", seedChart(table, { synthetic: dataset.startsWith("synthetic") }), {
      command: "npm run class-table",
      run: null,
      dataset,
      seed: null,
    });
    console.log(`${text}\n\nWritten to ${target}: class-table.md, class-seeds.svg and .png.`);
    return 0;
  } catch (error) {
    console.error((error as Error).message);
    return 1;
  }
}

/** The .json files of the folder itself. Throws a sentence where there is no such folder. */
export function readSeedFiles(folder: string): SeedFile[] {
  let names: string[];
  try {
    names = readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => name);
  } catch (error) {
    const code = errorCode(error);
    throw new Error(
      `Expected a folder with the files of trained seeds at ${folder}, but received ` +
        `${code === "ENOTDIR" ? "a file" : `nothing that can be read (${code})`}. Correct the path.`,
    );
  }
  return names
    .filter((name) => name.endsWith(".json") && !name.startsWith("."))
    .map((name) => {
      try {
        return { name, text: readFileSync(join(folder, name), "utf8") };
      } catch (error) {
        throw readError(error, join(folder, name));
      }
    });
}
