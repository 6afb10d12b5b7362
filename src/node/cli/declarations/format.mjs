import { command, flag } from "../../options/declare.mjs";

export const format = command({
  summary: "Formats the code with Prettier.",
  options: { check: flag("only says which files are not formatted") },
});
