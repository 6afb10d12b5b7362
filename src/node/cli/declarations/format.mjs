import { command } from "../../options/declare.mjs";
import { flag } from "../../options/values.mjs";

export const format = command({
  summary: "Formats the code with Prettier.",
  options: { check: flag("only says which files are not formatted") },
});
