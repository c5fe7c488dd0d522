// What is left on paper and in the histories when the story ends.

import { spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";

// The minutes as a file, fetched within the page's own session.
export async function minutes(story, page, meeting, actions) {
  const { ctx, server } = story;
  const answer = await page.request.get(`${server.url}/meetings/${meeting}/minutes.pdf`);
  ctx.expect.equal(answer.status(), 200, "the status of the minutes");
  const bytes = await answer.body();
  ctx.expect.equal(bytes.subarray(0, 4).toString("latin1"), "%PDF", "how the minutes begin");
  const text = await pdfText(bytes);
  if (text === null) {
    ctx.note("pdftotext is not installed (poppler-utils), so the words of the minutes were not read");
    return;
  }
  for (const action of actions) ctx.expect.ok(text.includes(action.what), `the minutes hold the action "${action.what}"`);
}

async function pdfText(bytes) {
  if (spawnSync("pdftotext", ["-v"]).error) return null;
  const folder = await mkdtemp(path.join(os.tmpdir(), "hawthorn-minutes-"));
  try {
    const file = path.join(folder, "minutes.pdf");
    await writeFile(file, bytes);
    const read = spawnSync("pdftotext", ["-raw", file, "-"], { encoding: "utf8" });
    if (read.status !== 0) throw new Error(`pdftotext could not read the minutes: ${read.stderr}`);
    return read.stdout.replace(/\s+/g, " ");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

// Each wanted line is [who, when as a pattern, words]. All have to stand in the history.
export async function history(story, page, kind, id, wanted) {
  const { ctx, server } = story;
  await page.goto(`${server.url}/history/${kind}/${id}`);
  const items = await page.locator("main").innerText();
  const lines = await page.locator(".hw-timeline__item").allInnerTexts();
  const flat = lines.map((line) => line.replace(/\s+/g, " "));
  for (const [who, when, said] of wanted) {
    const found = flat.some((line) => line.includes(who) && when.test(line) && line.includes(said));
    ctx.expect.ok(found, `the history of the ${kind} should say that ${who} at ${when}: ${said}; it says:\n${items}`);
  }
}
