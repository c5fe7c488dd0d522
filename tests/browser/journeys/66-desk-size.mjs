// The desk with much before it (HAU-3, HAU-4): a full list is light, and a large sheet with bad rows is
// followed while it runs, without script and with it.

import { beside, press, upload, words } from "../lib/forms.mjs";
import { as, hire } from "./whole-way/people.mjs";

export const name = "much at the desk";

const rows = 5000;
const bad = 40;
const limitMs = 150_000;

const heading = "Incident Ref,Date/Time Reported,Date/Time Occurred,HAU Received,Location,Postcode,DASH Level,DASH Score,DASH Form,Victim Surname,Victim Forename(s),Victim DOB,Victim Sex,Victim Phone,Suspect Surname,Suspect Forename(s),Suspect DOB,Suspect Sex,Relationship (suspect is victim's…),Children at address (name dob; …),Pregnant,Crime No,Flags,Consent to share,Attending Officer,Summary";
const letters = "abcdefghijklmnopqrstuvwxyz";
// Names that nobody shares, so that what is measured is the import and not the comparing of people.
const named = (number) => [1, 26, 676].map((place) => letters[Math.floor(number / place) % 26]).join("");
const row = (number) => {
  const reported = number % Math.floor(rows / bad) === 0 ? "no day at all" : "24/03/2026 07:10";
  return [
    `${number}/M/26`, reported, "24/03/2026 06:30", "24/03/2026 08:00", `${number} Sample Row`, "CV21 9ZW", "Standard", "4", "SafeLives DASH",
    `V${named(number)}`, `A${named(number * 7)}`, `${String((number % 28) + 1).padStart(2, "0")}/0${(number % 9) + 1}/19${50 + (number % 45)}`, "F", "",
    `S${named(number * 3)}`, `B${named(number * 11)}`, `${String((number % 27) + 1).padStart(2, "0")}/0${(number % 8) + 1}/19${51 + (number % 44)}`, "M", "Ex-partner",
    "", "N", "", "", "Y", "PC 1210", "Invented for a test.",
  ].join(",");
};
const sheet = [heading, ...Array.from({ length: rows }, (_, number) => row(number + 1))].join("\r\n");

export async function run(ctx) {
  const server = await ctx.server({ demonstration: false, at: "2026-03-25T09:00:00Z" });
  await hire(server);
  const story = { ctx, server, javascript: true };
  await ctx.step("a sheet of 5,000 rows with 40 bad ones is followed while it runs, with script and without (HAU-4)", () => large(story));
  await ctx.step("the bad rows come back as a file that says why (HAU-4)", () => badRows(story));
  await ctx.step("a list of fifty incidents is light and asks nobody else (HAU-3)", () => fifty(story));
}

async function large(story) {
  const { ctx, server } = story;
  await as(story, "officer", async (page) => {
    await upload(page, server.url, "large.csv", sheet);
    await press(page, /^Start the import of/);
    story.address = page.url().split("?")[0];
    const plain = await ctx.newPage({ javascript: false });
    await ctx.signIn(plain, "dale.supervisor", "velvet-orchard-lantern-58");
    await plain.goto(story.address);
    // With script the numbers change on the page as it stands; without, the page loads itself again.
    await page.evaluate(() => { window.stayed = true; });
    const shown = async (which) => Number(/^(\d+) of/.exec(await words(which, ".hw-progress__words"))[1]);
    const began = { script: await shown(page), plain: await shown(plain) };
    ctx.expect.ok((await plain.content()).includes('http-equiv="refresh"'), "without script the page loads itself again");
    await page.waitForFunction((before) => Number.parseInt(document.querySelector(".hw-progress__words")?.textContent ?? "0", 10) > before, began.script);
    ctx.expect.ok(await page.evaluate(() => window.stayed === true), "the numbers change without another load");
    // Pages of others are answered while it runs.
    const other = await ctx.newTab(page);
    const answer = await other.goto(`${server.url}/incidents`);
    ctx.expect.equal(answer.status(), 200, "another page while the import runs");
    await other.close();
    await plain.waitForEvent("load", { timeout: limitMs });
    ctx.expect.ok(!(await words(plain, "h1")).includes("running") || (await shown(plain)) > began.plain, "the page without script has newer numbers");
    await page.locator("h1", { hasText: "The import is finished" }).waitFor({ timeout: limitMs });
    ctx.expect.equal(await beside(page, "Made into incidents"), String(rows - bad), "incidents made");
    ctx.expect.equal(await beside(page, "Refused"), String(bad), "rows refused");
    await ctx.leave(plain);
  });
}

async function badRows(story) {
  const { ctx } = story;
  await as(story, "officer", async (page) => {
    const answer = await page.request.get(`${story.address}/problems`);
    const lines = (await answer.text()).replace(/^\uFEFF/, "").trim().split(/\r?\n/);
    ctx.expect.equal(lines.length, bad + 1, "a heading and one line for each bad row");
    ctx.expect.ok(/why this row was not taken/i.test(lines[0]), `a column says why: ${lines[0]}`);
    ctx.expect.ok(lines.slice(1).every((line) => line.includes("no day at all") && line.includes("cannot be read as a date")), `each line keeps what came and says what is wrong: ${lines[1]}`);
  });
}

async function fifty(story) {
  const { ctx, server } = story;
  await as(story, "officer", async (page) => {
    const driver = await page.context().newCDPSession(page);
    await driver.send("Network.enable");
    await driver.send("Network.setCacheDisabled", { cacheDisabled: true });
    let bytes = 0;
    driver.on("Network.loadingFinished", (one) => { bytes += one.encodedDataLength; });
    await page.goto(`${server.url}/incidents`, { waitUntil: "networkidle" });
    const shown = await page.locator("main tbody tr").count();
    ctx.expect.equal(shown, 50, "rows on the page");
    ctx.expect.ok(bytes < 90 * 1024, `under 90 KB come over the line with an empty cache; it was ${bytes} bytes`);
    ctx.noOffHostRequests(page);
    const first = await page.evaluate(() => performance.getEntriesByType("navigation")[0].responseStart);
    ctx.note(`50 of ${rows - bad} rows: ${Math.round(bytes / 1024)} KB over the line with an empty cache, first byte after ${Math.round(first)} ms`);
  });
}
