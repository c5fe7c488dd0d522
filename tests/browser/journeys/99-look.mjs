import { accounts } from "../lib/accounts.mjs";
import { press, write, choose } from "../lib/forms.mjs";
export const name = "look";
export async function run(ctx) {
  const server = await ctx.server({});
  await ctx.step("look", async () => {
    const page = await ctx.newPage({ width: 1280, height: 900 });
    const who = accounts(server.signIns).find((one) => one.role.startsWith("Police supervisor")) ?? accounts(server.signIns)[1];
    await ctx.signIn(page, who.signInName, who.password);
    await page.goto(`${server.url}/incidents`);
    const links = await page.locator('main table a[href^="/incidents/I-"]').evaluateAll((all) => all.map((a) => a.getAttribute("href")));
    let done = 0;
    for (const link of links.slice(0, 60)) {
      await page.goto(server.url + link);
      const people = await page.locator('main a[href^="/people/P-"]').evaluateAll((all) => [...new Set(all.map((a) => a.getAttribute("href")))]);
      for (const person of people.slice(0, 2)) {
        await page.goto(server.url + person + "/timeline");
        const rows = await page.locator("main tbody tr").count();
        if (rows < 2) continue;
        await ctx.axe(page);
        await ctx.noSidewaysScroll(page);
        await ctx.screenshot(page, `story-timeline-${done}`);
        await page.goto(server.url + person + "/links");
        await ctx.axe(page);
        await ctx.screenshot(page, `story-links-${done}`);
        const pair = await page.locator('main a[href*="/with/"]').first().getAttribute("href");
        await page.goto(server.url + pair);
        await ctx.axe(page);
        await ctx.screenshot(page, `story-pair-${done}`);
        await page.goto(server.url + person);
        await ctx.screenshot(page, `story-person-${done}`);
        done += 1;
        if (done === 2) {
          await page.setViewportSize({ width: 320, height: 800 });
          await page.goto(server.url + person + "/links");
          await ctx.noSidewaysScroll(page);
          await ctx.screenshot(page, "story-links-320");
          return;
        }
      }
    }
  });
}
