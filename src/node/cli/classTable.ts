// npm run class-table -- FOLDER: reads the files of trained seeds in a folder, prints their table, and writes table and figure
// to the folder "table" inside it. It trains nothing.
import { join } from "node:path";
import { seedTable, seedTableText, type SeedFile } from "../../studies/seedTable";
import { seedChart } from "../../studies/seedChart";
import { writeFigure } from "../figures/writeFigure";
import { namesInFolder, pathKind, readRegularFileSync } from "../files/regularFile";
import { sentenceOf, writeFileSafely } from "../files/safeWrite";
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
    console.error(sentenceOf(error));
    return 1;
  }
}

/** The .json files of the folder itself. Throws a sentence where there is no such folder, or one of them is no ordinary file. */
export function readSeedFiles(folder: string): SeedFile[] {
  const what = "a folder with the files of trained seeds";
  return namesInFolder(folder, { what, wayOut: "Correct the path." })
    .filter((name) => name.endsWith(".json") && !name.startsWith("."))
    .map((name) => ({ name, path: join(folder, name) }))
    .filter(({ path }) => pathKind(path) !== "folder")
    .map(({ name, path }) => {
      const expected = { what: "the file of a trained seed", wayOut: "Move it out of the folder." };
      return { name, text: readRegularFileSync(path, expected).toString("utf8") };
    });
}
