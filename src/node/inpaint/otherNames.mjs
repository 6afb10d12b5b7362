// What ImageMagick, IOPaint, rembg, scripts around OpenCV and habit call the options of inpaint. None of these names is taken;
// whoever types one reads what it is called here.

/** @param {string} name */
const means = (name) => `Here that is ${name}.`;
const picture = "Type the picture's name without an option before it.";
const folders = "Folders within folders are not entered: name each.";

/** @type {{ readonly [typed: string]: string }} without hyphens in front */
export const otherNames = {
  ...all(picture, "i image images input inputs in source src file"),
  ...all(means("-o"), "out-dir output-dir outdir out-file outfile dest destination target save to d"),
  ...all(means("--method"), "model algorithm algo alg engine inpainter inpaint-method flags"),
  ...all(means("--after"), "post postprocess post-process then filter filters"),
  ...all(means("--after feather"), "feather blend soften mask-blur edge-blur"),
  ...all(means("--after poisson"), "poisson seamless seamless-clone"),
  ...all(means("--after smooth"), "smooth denoise bilateral"),
  ...all(means("--after sharpen"), "sharpen unsharp"),
  ...all(means("--after grain"), "grain noise"),
  ...all(means("--grow"), "dilate dilation expand expand-mask mask-dilation padding pad margin"),
  ...all(means("--tolerance"), "fuzz distance delta"),
  ...all(means("--mask x,y,w,h"), "rect rectangle box bbox roi region crop"),
  ...all(means("--mask '#ff00ff'"), "color colour transparent key"),
  ...all(means("--mask alpha"), "alpha"),
  ...all(means("--force"), "overwrite y yes clobber"),
  ...all(means("--force or --format"), "f"),
  ...all(means("--skip-existing"), "resume continue no-clobber no-overwrite skip"),
  ...all(means("--dry-run or --skip-existing"), "n"),
  ...all(means("--dry-run"), "list plan simulate"),
  ...all(means("--format"), "type ext extension suffix output-format"),
  ...all(means("--quiet"), "q silent s no-progress"),
  ...all(means("--strict"), "fail-on-skip werror"),
  ...all(means("--version"), "v V"),
  ...all(means("--open"), "show view display preview"),
  ...all(folders, "r R recursive recurse"),
};

/** @param {string} advice @param {string} names */
function all(advice, names) {
  return Object.fromEntries(names.split(" ").map((name) => [name, advice]));
}
