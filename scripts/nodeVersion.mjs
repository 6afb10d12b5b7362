// Which versions of Node the project runs on. Written so that Node 12 and later can read it and say what is wrong.

/**
 * The sentence to show when this version of Node is too old, else "".
 * @param {string} version for example "20.19.0"
 * @returns {string}
 */
export function nodeProblem(version) {
  var parts = version.split(".").map(Number);
  if (parts[0] > 20 || (parts[0] === 20 && parts[1] >= 19)) return "";
  return (
    "Expected Node 20.19 or later, but this is Node " +
    version +
    ". Install a newer one (20, 22 and 24 are tested) and run the same command again."
  );
}
