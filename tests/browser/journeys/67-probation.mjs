// Probation's part and the cases of a team, without script and at the width of a telephone (R206-R212).

import { accounts } from "../lib/accounts.mjs";
import { choose, follow, press, words } from "../lib/forms.mjs";

export const name = "probation and a team";

const phone = { width: 320, height: 700 };

export async function run(ctx) {
  const server = await ctx.server();
  const all = accounts(server.signIns);
  const page = await ctx.newPage({ javascript: false });

  async function as(role) {
    const who = all.find((one) => one.role.startsWith(role));
    await page.context().clearCookies();
    await ctx.signIn(page, who.signInName, who.password);
  }
  async function fits(picture) {
    await ctx.axe(page);
    await ctx.screenshot(page, picture);
    const before = page.viewportSize();
    await page.setViewportSize(phone);
    await ctx.noSidewaysScroll(page);
    await ctx.screenshot(page, `${picture}-narrow`);
    await page.setViewportSize(before);
  }

  let person = "";
  await ctx.step("an incident with children says what the area has settled", async () => {
    await as("Police support officer");
    await page.goto(`${server.url}/incidents`);
    const rows = page.locator("main tbody tr").filter({ hasText: "youngest" });
    await rows.first().locator("a").first().click();
    await page.locator("summary", { hasText: "Children at the address" }).click();
    ctx.expect.ok((await words(page)).includes("Children's services liaison manager".toLowerCase().slice(1)), "whom to ask");
    await fits("children-at-the-address");
    const part = page.locator("main tbody tr").filter({ hasText: /harm/i }).locator('a[href^="/people/"]');
    person = (await part.first().getAttribute("href")).split("/").pop();
  });

  await ctx.step("probation records who manages somebody, and gets a summary that names nobody", async () => {
    await as("Probation officer");
    await page.goto(`${server.url}/matac/person/${person}`);
    await follow(page, "Supervision by probation");
    await fits("no-supervision");
    await page.selectOption("select[name=body]", "probation");
    await page.selectOption("select[name=harm]", "high");
    await press(page, "Record the supervision");
    await press(page, "Get a summary");
    ctx.expect.ok((await page.title()).startsWith("Error: "), "it is said for what");
    await choose(page, "stage", "before_sentence");
    await press(page, "Get a summary");
    const said = await words(page);
    ctx.expect.ok(/\d+ reports? in all, naming/.test(said), `the summary: ${said.slice(0, 600)}`);
    await press(page, "Record that they were told");
    ctx.expect.ok((await page.title()).startsWith("Error: "), "somebody has to be chosen");
    await fits("supervision");
  });

  await ctx.step("a team takes a case and says what it does with it", async () => {
    await as("MARAC coordinator");
    await page.goto(`${server.url}/marac/flags`);
    await page.locator('main tbody a[href^="/marac/C"]').first().click();
    await page.selectOption("select[name=agency]", "domestic_abuse_unit");
    await press(page, "Give the victim to this service");
    await as("Domestic abuse risk officer");
    await page.goto(`${server.url}/caseload`);
    await fits("caseload-of-a-team");
    await page.locator('main tbody a[href^="/clients/"]').first().click();
    await page.check('input[name="work"][value="victim"]');
    await press(page, "Record the work");
    ctx.expect.ok(await page.isChecked('input[name="work"][value="victim"]'), "the work is kept");
    await fits("case-of-a-team");
  });
}
