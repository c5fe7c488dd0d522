// The public pages in Welsh and in Urdu, which is written from right to left: every page, both forms to
// their ends, in forced colours and at four times the size (R46, D6, VIC-10 of ux.md).

import { choose, press, write } from "../lib/forms.mjs";

export const name = "languages";

const except = { region: "the exit button stands outside the landmarks by design" };
const tongues = [
  { code: "cy", dir: "ltr", goOn: "Ymlaen", send: "Ei anfon", find: "Dangos pwy all helpu", code_: "Eich cod", name: "Cymraeg" },
  { code: "ur", dir: "rtl", goOn: "آگے بڑھیں", send: "بھیج دیں", find: "دکھائیں کون مدد کر سکتا ہے", code_: "آپ کا کوڈ", name: "اردو" },
];
const telling = ["/", "/before", "/safe", "/find", "/words", "/privacy", "/accessibility", "/contact", "/refer", "/refer/track", "/back", "/refer/check", "/nothing"];
const asking = [...Array(9).keys()].map((place) => `/refer/${place + 1}`).concat([...Array(6).keys()].map((place) => `/q/${place + 1}`));

export async function run(ctx) {
  const server = await ctx.server({ publicPages: true, at: "2026-03-24T15:00:00Z", languages: ["cy", "ur"] });
  const home = server.publicUrl;
  for (const tongue of tongues) {
    await everyPage(ctx, home, tongue);
    for (const javascript of [true, false]) {
      await referred(ctx, home, tongue, javascript);
      await asks(ctx, home, tongue, javascript);
    }
    await found(ctx, home, tongue);
  }
  await ctx.step("the language is changed where somebody is, and nothing that was written goes", () => changed(ctx, home));
}

// What every page in another language has: its language, its direction, and no English words of ours.
async function whole(ctx, page, tongue, path) {
  const root = await page.evaluate(() => ({ lang: document.documentElement.lang, dir: document.documentElement.dir || "ltr" }));
  ctx.expect.equal(root.lang, tongue.code, `${path}: its language`);
  ctx.expect.equal(root.dir, tongue.dir, `${path}: its direction`);
  await ctx.expect.oneHeading(page);
  const own = await page.evaluate(() => {
    const copy = document.body.cloneNode(true);
    for (const foreign of copy.querySelectorAll('[lang="en"], bdi, script, nav[class="hw-languages"], option, .govuk-header, input, textarea')) foreign.remove();
    return copy.textContent;
  });
  const english = own.match(/\b(the|and|you|your|with|this|what|not|links|support|page|error|back)\b/gi) ?? [];
  ctx.expect.equal(english.length, 0, `${path} says in English: ${english.join(", ")} in ${own.replace(/\s+/g, " ").slice(0, 600)}`);
  const links = await page.$$eval("main a[href^='/'], form[action^='/'], footer a[href^='/']", (all) => all.map((one) => one.getAttribute("href") ?? one.getAttribute("action")));
  ctx.expect.ok(links.every((href) => href.startsWith(`/${tongue.code}`)), `${path} leads out of the language: ${links.filter((href) => !href.startsWith(`/${tongue.code}`)).join(", ")}`);
}

async function everyPage(ctx, home, tongue) {
  // 320 px at 1280 is four times the size (WCAG 1.4.10).
  for (const look of [{ width: 1280 }, { width: 320 }, { width: 320, forcedColors: "active" }]) {
    const how = `${look.width} px${look.forcedColors ? " in forced colours" : ""}`;
    await ctx.step(`every page in ${tongue.name} is whole at ${how}`, async () => {
      const page = await ctx.newPage(look);
      for (const path of [...telling, ...asking]) {
        await page.goto(`${home}/${tongue.code}${path === "/" ? "" : path}`);
        await whole(ctx, page, tongue, path);
        await ctx.axe(page, { except });
        await ctx.noSidewaysScroll(page);
        if (!look.forcedColors && ["/", "/before", "/refer/2"].includes(path)) await ctx.screenshot(page, `${tongue.code}${path.replaceAll("/", "-")}-${look.width}`);
      }
      await ctx.leave(page);
    });
  }
}

async function referred(ctx, home, tongue, javascript) {
  await ctx.step(`somebody is referred in ${tongue.name} ${javascript ? "with" : "without"} script`, async () => {
    const page = await ctx.newPage({ javascript, width: 320, height: 568 });
    const at = async (path) => ctx.expect.path(page, `/${tongue.code}${path}`);
    const on = () => press(page, tongue.goOn);
    await page.goto(`${home}/${tongue.code}/refer/1`);
    await on();
    await whole(ctx, page, tongue, "the first question left out");
    await ctx.axe(page, { except });
    await choose(page, "about", "somebody");
    await on();
    await choose(page, "age", "18_over");
    await choose(page, "connection", "partner");
    await on();
    await write(page, { happening: "Invented for a test." });
    await on();
    await write(page, { name: "Wren Hollowell" });
    await on();
    await on();
    await choose(page, "agreed", "yes");
    await on();
    await on();
    await on();
    await on();
    await at("/refer/check");
    await ctx.axe(page, { except });
    await ctx.noSidewaysScroll(page);
    await ctx.screenshot(page, `${tongue.code}-check`);
    await press(page, tongue.send);
    await at("/refer/done");
    await whole(ctx, page, tongue, "the receipt");
    await ctx.axe(page, { except });
    await ctx.screenshot(page, `${tongue.code}-done`);
    await ctx.leave(page);
  });
}

async function asks(ctx, home, tongue, javascript) {
  await ctx.step(`somebody asks for themself in ${tongue.name} ${javascript ? "with" : "without"} script`, async () => {
    const page = await ctx.newPage({ javascript, width: 320, height: 568 });
    await page.goto(`${home}/${tongue.code}/q/1`);
    await choose(page, "safe_now", "yes");
    await press(page, tongue.goOn);
    for (let place = 2; place < 6; place += 1) await press(page, tongue.goOn);
    await write(page, { happening: `Invented for a test, ${tongue.code} ${javascript}.`, word: "kettle" });
    await press(page, tongue.goOn);
    ctx.expect.path(page, `/${tongue.code}/q/check`);
    await ctx.axe(page, { except });
    await press(page, tongue.send);
    ctx.expect.path(page, `/${tongue.code}/q/done`);
    await whole(ctx, page, tongue, "the receipt of who asked for themself");
    await ctx.axe(page, { except });
    await ctx.screenshot(page, `${tongue.code}-asked`);
    await ctx.leave(page);
  });
}

async function found(ctx, home, tongue) {
  await ctx.step(`help is found in ${tongue.name}`, async () => {
    const page = await ctx.newPage({ width: 320, height: 568 });
    await page.goto(`${home}/${tongue.code}/find`);
    await press(page, tongue.find);
    await whole(ctx, page, tongue, "what was found");
    await ctx.axe(page, { except });
    await ctx.screenshot(page, `${tongue.code}-found`);
    await page.locator("main li a").first().click();
    await whole(ctx, page, tongue, "a service");
    await ctx.axe(page, { except });
    await ctx.noSidewaysScroll(page);
    await ctx.screenshot(page, `${tongue.code}-service`);
    await ctx.leave(page);
  });
}

async function changed(ctx, home) {
  const page = await ctx.newPage({ javascript: false });
  await page.goto(`${home}/refer/1`);
  await choose(page, "about", "somebody");
  await press(page, "Go on");
  await choose(page, "age", "18_over");
  await press(page, "Go on");
  await write(page, { happening: "Invented for a test." });
  await press(page, "Go on");
  await page.locator(".hw-languages a", { hasText: "Cymraeg" }).click();
  ctx.expect.path(page, "/cy/refer/4");
  await page.goto(`${home}/ur/refer/3`);
  ctx.expect.equal(await page.locator("[name=happening]").inputValue(), "Invented for a test.", "what was written");
  await page.goto(`${home}/fr/refer/3`);
  ctx.expect.ok((await page.title()).startsWith("Page not found"), "a language that is not there");
}
