// JSON files against the schema of what they should hold. What is wrong ends in one sentence: the file, the key, what was
// expected, what came, and the way out.
import type { GenericSchema } from "valibot";
import { fitting } from "../../schema";
import { readRegularFileSync } from "./regularFile";

/** What the file holds. Throws where it holds no JSON or does not fit, with `wayOut` at the end, and where it cannot be read. */
export function readJsonFile<Type>(path: string, schema: GenericSchema<Type>, wayOut: string): Type {
  const text = readRegularFileSync(path, { what: "JSON in a file", wayOut }).toString("utf8");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Error(`Expected JSON in ${path}, but received other text (${(error as Error).message}). ${wayOut}`);
  }
  return checkJson(value, schema, path, wayOut);
}

/** The very value from the file, where it fits. Throws the sentence, with `wayOut` at its end: "Make it again: npm run report." */
export function checkJson<Type>(value: unknown, schema: GenericSchema<Type>, path: string, wayOut: string): Type {
  return fitting(value, schema, ({ place, expected, received }) => {
    const what = place === "" ? `${path} to hold` : `${place} in ${path} to be`;
    return new Error(`Expected ${what} ${expected}, but received ${received}. ${wayOut}`);
  });
}
