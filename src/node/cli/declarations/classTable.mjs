import { command } from "../../options/declare.mjs";
import { oneFolder } from "../../options/operands.mjs";

export const classTable = command({
  summary: "The class experiment's table and figure: mean, spread and interval over the seeds in a folder.",
  operand: { folder: oneFolder("folder with the files of class-seed") },
  options: {},
});
