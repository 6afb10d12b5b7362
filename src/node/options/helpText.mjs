// What --help prints of a declared command.
import { typedName } from "./readOptions.mjs";

/**
 * @param {import("./declare.mjs").Command} command
 * @param {string} usage "npm run train --"
 */
export function helpText(command, usage) {
  const { summary, options, operand = {} } = command;
  const behind = Object.values(operand);
  const rows = Object.entries(options).flatMap(([name, { value, help, short, forms }]) => {
    const typed = `${short ? `-${short}, ` : ""}--${typedName(name)}`;
    if (forms !== undefined) return forms.map(([form, meaning]) => [`${typed} ${form}`, meaning]);
    return [[value ? `${typed} ${value}` : typed, help]];
  });
  const must = Object.entries(options).filter(([, { required }]) => required);
  const words = [
    ...behind.map(({ value }) => value),
    ...must.map(([name, { value, short }]) => `${short ? `-${short}` : `--${typedName(name)}`} ${value}`),
    ...(rows.length > must.length ? ["[options]"] : []),
  ];
  return [
    words.length > 0 ? `${usage} ${words.join(" ")}` : usage.replace(/ --$/, ""),
    "",
    summary,
    "",
    ...columns([
      ...behind.map(({ value, help }) => [value.replace(/[[\]]/g, ""), help]),
      ...rows,
      ["--help", "prints this and does nothing"],
    ]),
  ].join("\n");
}

const lineWidth = 120;

/** Two columns; what is too long for a line goes on below it. @param {readonly (readonly string[])[]} rows */
export function columns(rows) {
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  return rows.map(([left, right]) => `  ${left.padEnd(width)}${wrapped(right, width + 2)}`);
}

/** @param {string} text @param {number} indent */
function wrapped(text, indent) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const last = lines[lines.length - 1];
    if (last !== "" && indent + last.length + 1 + word.length > lineWidth) lines.push(word);
    else lines[lines.length - 1] = last === "" ? word : `${last} ${word}`;
  }
  return lines.join(`\n${" ".repeat(indent)}`);
}
