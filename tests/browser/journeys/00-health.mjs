// The first thing anyone sees: a server that has just started asks who you
// are, on any width, with or without script, and asks no other host.

export const name = "a fresh county asks for sign-in";

const windows = [
  { javascript: true, width: 1280 },
  { javascript: true, width: 320 },
  { javascript: false, width: 1280 },
  { javascript: false, width: 320 },
];

export async function run(ctx) {
  const server = await ctx.server();
  for (const { javascript, width } of windows) {
    const told = `${width} px, script ${javascript ? "on" : "off"}`;
    const page = await ctx.newPage({ javascript, width, height: width === 320 ? 640 : 900 });
    await ctx.step(`the sign-in page opens (${told})`, async () => {
      const answer = await page.goto(`${server.url}/`);
      ctx.expect.equal(answer.status(), 200, "the status of the page that / leads to");
      await ctx.expect.titleContains(page, "Sign in");
      await ctx.expect.oneHeading(page);
    });
    await ctx.step(`it has no barrier that axe knows (${told})`, () => ctx.axe(page));
    await ctx.step(`it does not scroll sideways (${told})`, () => ctx.noSidewaysScroll(page));
    await ctx.step(`it asks no other host (${told})`, async () => ctx.noOffHostRequests(page));
    await ctx.screenshot(page, `sign-in-${width}-${javascript ? "script" : "plain"}`);
  }
}
