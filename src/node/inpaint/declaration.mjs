// What `inpaint` takes, declared; everything that needs a file to be judged comes later.
import { command, OptionError, required, severalTimes } from "../options/declare.mjs";
import { flag, path, wholeNumber } from "../options/values.mjs";
import { after } from "./afterOption.mjs";
import { folderOptions } from "./folderOptions.mjs";
import { otherNames } from "./otherNames.mjs";
import { checkTogether } from "./together.mjs";

export const defaultTolerance = 16;
export const defaultMegapixels = 100;

/**
 * Where the holes are told, as typed: a file or folder, x,y,w,h, a colour (0 to 255), or alpha.
 * @typedef {{ readonly kind: "path", readonly path: string } |
 *   { readonly kind: "rectangle", readonly rectangles: readonly (readonly number[])[] } |
 *   { readonly kind: "colour", readonly colour: readonly [number, number, number] } | { readonly kind: "alpha" }} TypedMask
 */

/** @type {import("../options/declare.mjs").Option<TypedMask>} */
const mask = {
  value: "MASK",
  short: "m",
  help: "where the hole is",
  forms: [
    [
      "FILE",
      "white = hole, black = known; soft, antialiased edges belong to the hole. Of a layer with transparency: strokes of one " +
        "colour on a transparent ground, or what was erased from an opaque picture",
    ],
    [
      "FOLDER",
      "masks by name: for a.jpg the file a.png, a-mask.png, a_mask.png or a_mask001.png, or another format; in the folder of " +
        "the pictures only those with mask in their name",
    ],
    [
      "x,y,w,h",
      "a rectangle in pixels, from 0,0 at the top left of the upright picture; --mask may stand once for each of several",
    ],
    ["'#ff00ff'", "every pixel of this colour, as far as --tolerance allows"],
    ["alpha", "every pixel that is not fully opaque; it becomes opaque"],
  ],
  missing: `A colour needs quotes: --mask '#ff00ff'.`,
  absent: "Expected --mask to say where the hole is, but received none. Give a file, x,y,w,h, a colour or alpha.",
  read: readMask,
};

/** @type {import("../options/declare.mjs").Option<string>} */
const output = {
  ...path("FILE", ".png .jpg .webp .tif .avif; never overwritten without --force; - is standard output"),
  value: "OUT",
  short: "o",
  absent: "Expected -o with the file to write, but received none. Add for example -o filled.png.",
};

/** @type {import("../options/declare.mjs").Option<number>} */
const megapixels = {
  value: "N",
  help: `refuses larger pictures before decoding them (default ${defaultMegapixels})`,
  read: (text, name) => {
    const value = Number(text);
    if (/^\d*\.?\d+$/.test(text) && value > 0) return value;
    throw new OptionError(`Expected ${name} to be a number above 0, but received "${text}".`, "Type for example 300.");
  },
};

/** @type {import("../options/declare.mjs").Option<string>} */
const method = {
  value: "NAME",
  help:
    "default biharmonic for holes up to about three pixels wide, such as scratches and text, and harmonic for wider ones: of the " +
    "methods that need no training they came closest to photographs there. residual-inpainter, a network, came closest under " +
    "text. For an object to remove take exemplar, which continues texture, and takes long",
  read: (text, name) => nonEmpty(text, `a value behind ${name}`),
};

/** @type {import("../options/declare.mjs").Operand<readonly string[]>} */
const pictures = {
  value: "PICTURE…",
  help:
    "JPEG, PNG, WebP, TIFF, GIF, AVIF; several, or a folder: then OUT is a folder and names are kept; - is standard input, " +
    "also for --mask",
  read: (words) => {
    if (words.length > 0) return words.map((word) => nonEmpty(word, "a picture"));
    throw new OptionError(
      "Expected a picture or a folder of pictures, but received none.",
      "Name one, for example photo.jpg.",
    );
  },
};

export const inpaint = command({
  summary:
    "Fills the holes of a picture. Everything outside the hole stays as it is: bit by bit where the formats are lossless.",
  operand: { inputs: pictures },
  options: {
    output: required(output),
    mask: required(severalTimes(mask)),
    tolerance: wholeNumber({
      from: 0,
      to: 255,
      help: `with a colour: red, green and blue may each differ by N (default ${defaultTolerance})`,
    }),
    grow: wholeNumber({ from: 0, to: 1000, help: "makes the hole N pixels wider all around" }),
    threshold: wholeNumber({
      from: 1,
      to: 255,
      help: "with a mask file: levels from N up are the hole, whatever its edges; for grey masks, such as infra-red scans",
    }),
    invert: flag("with a mask file: black marks the hole, and levels below --threshold"),
    resizeMask: flag("stretches a mask file of another size and the same proportions"),
    method,
    after,
    compare: flag("writes a labelled sheet of all methods to OUT instead"),
    ...folderOptions,
    open: flag("opens what was written in the system's viewer"),
    quiet: flag("prints errors only"),
    json: flag("prints the results as JSON"),
    force: flag("overwrites"),
    quality: wholeNumber({
      from: 1,
      to: 100,
      help: "of JPEG, WebP and AVIF (default 95, 95 and 90; WebP from a lossless file: lossless)",
    }),
    acceptDamaged: flag("works on what can still be read of a damaged picture"),
    limitMegapixels: megapixels,
  },
  otherNames,
  check: (options) => {
    const { kind } = joinMasks(/** @type {readonly TypedMask[]} */ (options.mask));
    if (options.method !== undefined && options.compare) {
      throw new OptionError("Expected --method or --compare, but received both.", "--compare shows all methods.");
    }
    checkTogether(options);
    if (options.tolerance !== undefined && kind !== "colour") {
      throw new OptionError(
        `Expected a colour for --mask beside --tolerance, but received ${kindWords[kind]}.`,
        "Leave --tolerance out.",
      );
    }
    const ofFiles = {
      "--resize-mask": options.resizeMask,
      "--threshold": options.threshold,
      "--invert": options.invert,
    };
    const [odd] = Object.entries(ofFiles).find(([, value]) => value !== undefined) ?? [];
    if (odd === undefined || kind === "path") return;
    throw new OptionError(
      `Expected a file for --mask beside ${odd}, but received ${kindWords[kind]}.`,
      `Leave ${odd} out.`,
    );
  },
});

const kindWords = { path: "a file", rectangle: "a rectangle", colour: "a colour", alpha: "alpha" };

/**
 * What several --mask say together: their rectangles. Throws where one of them is no rectangle.
 * @param {readonly TypedMask[]} masks
 * @returns {TypedMask}
 */
export function joinMasks(masks) {
  if (masks.length === 1) return masks[0];
  const rectangles = masks.flatMap((mask) => {
    if (mask.kind === "rectangle") return mask.rectangles;
    throw new OptionError(
      `Expected --mask once, or rectangles alone, but received ${kindWords[mask.kind]} as one of ${masks.length}.`,
      "Leave the others out.",
    );
  });
  return { kind: "rectangle", rectangles };
}

/** @param {string} text @param {string} what */
function nonEmpty(text, what) {
  if (text.trim() !== "" && !text.includes("\0")) return text;
  throw new OptionError(`Expected ${what}, but received "${text.trim()}".`);
}

/** @param {string} text @param {string} name @returns {TypedMask} */
function readMask(text, name) {
  if (text.startsWith("#")) return { kind: "colour", colour: readColour(text) };
  if (text === "alpha") return { kind: "alpha" };
  if (!/^[-\d.\s]+(,[-\d.\s]*)+$/.test(text)) return { kind: "path", path: nonEmpty(text, `a value behind ${name}`) };
  if (/^\d+,\d+,\d+,\d+$/.test(text)) return { kind: "rectangle", rectangles: [text.split(",").map(Number)] };
  throw new OptionError(
    `Expected --mask x,y,w,h as four whole numbers, but received ${text}.`,
    "Type for example 40,60,120,80.",
  );
}

/** @param {string} text @returns {[number, number, number]} */
function readColour(text) {
  const [, short, long] = /^#(?:([\da-f]{3})|([\da-f]{6}))$/i.exec(text) ?? [];
  if (short === undefined && long === undefined) {
    throw new OptionError(
      `Expected --mask to be a colour such as #ff00ff, but received ${text}.`,
      "Give three or six hexadecimal digits.",
    );
  }
  const digits = long ?? [...short].map((digit) => digit + digit).join("");
  /** @param {number} at */
  const channel = (at) => parseInt(digits.slice(at, at + 2), 16);
  return [channel(0), channel(2), channel(4)];
}
