#!/usr/bin/env node
// Runs the browser journeys: finds them, walks each one, prints a line per step
// and the totals. A journey is a file in journeys/ that exports `name` and
// `async run(ctx)`; lib/journey.mjs says what `ctx` offers.
//
//   HAWTHORN_BIN=target/debug/hawthorn node tests/browser/run.mjs [--only PART-OF-A-FILE-NAME] [--full]
//
// With --full a journey that has a long form walks that: 60-live-meeting hears a whole day of 19 pairs.

import { readdir, mkdir } from "node:fs/promises";
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { launchBrowser } from "./lib/browser.mjs";
import { Journey } from "./lib/journey.mjs";
import { Tally } from "./lib/tally.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const screenshots = path.join(here, "screenshots");

async function journeyFiles(only) {
  const names = await readdir(path.join(here, "journeys"));
  return names
    .filter((name) => name.endsWith(".mjs") && name.includes(only))
    .sort()
    .map((name) => path.join(here, "journeys", name));
}

function wanted() {
  const at = process.argv.indexOf("--only");
  if (at === -1) return "";
  const value = process.argv[at + 1];
  if (!value) throw new Error("--only needs part of a journey's file name, for example --only 00-health");
  return value;
}

function hawthorn() {
  const given = process.env.HAWTHORN_BIN;
  if (!given) {
    throw new Error("HAWTHORN_BIN is not set: give the path of the built program, for example HAWTHORN_BIN=target/debug/hawthorn");
  }
  const program = path.resolve(given);
  if (!existsSync(program)) {
    throw new Error(`there is no program at ${program}: build it first (cargo build -p hawthorn-server)`);
  }
  return program;
}

async function walk(file, browser, program, tally) {
  const { name, run } = await import(pathToFileURL(file).href);
  if (typeof name !== "string" || typeof run !== "function") {
    tally.fail(path.basename(file), new Error("a journey exports `name` (text) and `async run(ctx)`"));
    return;
  }
  console.log(`# ${name}`);
  const journey = new Journey({ name, browser, program, screenshots, tally });
  const stepsBefore = tally.steps;
  try {
    await run(journey);
    if (tally.steps === stepsBefore) {
      throw new Error("the journey took no step, so it proves nothing: wrap its checks in ctx.step(…)");
    }
  } catch (error) {
    // A failed step has been counted already; anything else is a failure of
    // the journey itself and must not pass unseen.
    if (!tally.holds(error)) tally.fail(name, error);
  } finally {
    await journey.end().catch((error) => tally.fail(`${name}: clearing up`, error));
  }
}

async function main() {
  const program = hawthorn();
  if (process.argv.includes("--full")) process.env.HAWTHORN_MEETING_DAY = "full";
  const files = await journeyFiles(wanted());
  if (files.length === 0) throw new Error("no journey matches: see the file names in tests/browser/journeys");
  await mkdir(screenshots, { recursive: true });
  const tally = new Tally();
  const browser = await launchBrowser();
  try {
    for (const file of files) await walk(file, browser, program, tally);
  } finally {
    await browser.close();
  }
  console.log(`1..${tally.steps}`);
  console.log(tally.closingLine());
  return tally.failed === 0 ? 0 : 1;
}

// The reason is printed before leaving, and the exit code is set and not
// forced, so that the last lines always reach a pipe.
main().then(
  (code) => { process.exitCode = code; },
  (error) => {
    console.error(error.stack ?? String(error));
    console.log("0 passed, 1 failed");
    process.exitCode = 1;
  },
);
