import assert from "node:assert/strict";
import { test } from "node:test";
import { studies } from "../../src/studies";

test("every study has a name of its own, a title for the list, and methods with keys of their own", () => {
  assert.equal(new Set(studies.map(({ name }) => name)).size, studies.length);
  for (const { name, title, methods } of studies) {
    assert.match(name, /^[a-z]+(-[a-z]+)*$/);
    assert.ok(title.length > 20 && title.length < 90 && !title.endsWith("."), title);
    assert.equal(new Set(methods.map(({ key }) => key)).size, methods.length, name);
  }
});

test("a study without methods measures trainings", () => {
  for (const { name, methods, experiments = [], recordedRuns = [] } of studies)
    assert.ok(methods.length > 0 || experiments.length + recordedRuns.length > 0, name);
});
