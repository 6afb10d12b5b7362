// What tests print goes to stderr. Node's runner reads its own frames from stdout, and text between them breaks them at times:
// "Unable to deserialize cloned data", https://github.com/nodejs/node/issues/64061.
if (process.env.NODE_TEST_CONTEXT === "child-v8") {
  /** @typedef {{ write: (...args: unknown[]) => boolean }} Output */
  const stdout = /** @type {Output} */ (process.stdout);
  const stderr = /** @type {Output} */ (process.stderr);
  const write = stdout.write.bind(stdout);
  stdout.write = (chunk, ...rest) => (typeof chunk === "string" ? stderr.write(chunk, ...rest) : write(chunk, ...rest));
}
