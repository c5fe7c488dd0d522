// The forms that people use most, with script off: what is wrong is said at the
// top and beside the field, and nothing that was typed is lost.

import { choose, follow, press, words, write } from "../lib/forms.mjs";
import { accounts } from "../lib/accounts.mjs";

export const name = "the main forms without script";

export async function run(ctx) {
  const server = await ctx.server();
  const officer = accounts(server.signIns).find((one) => one.role.startsWith("Police support officer"));
  const page = await ctx.newPage({ javascript: false });

  await ctx.step("signing in says what is wrong and keeps the name", async () => {
    await page.goto(`${server.url}/sign-in`);
    await press(page, "Sign in");
    await saysWhatIsWrong(ctx, page, "Enter your sign-in name and your password.");
    await write(page, { name: officer.signInName, password: "not the right one" });
    await press(page, "Sign in");
    await saysWhatIsWrong(ctx, page, "The name or the password is not right.");
    ctx.expect.equal(await page.locator('[name="name"]').inputValue(), officer.signInName, "the name that was typed");
    ctx.expect.equal(await page.locator('[name="password"]').inputValue(), "", "the password is not given back");
    ctx.expect.ok(!(await page.content()).includes("not the right one"), "the password is nowhere in the page");
  });

  await ctx.step("the worklist is filtered by its address, and the filter can be taken off", async () => {
    await ctx.signIn(page, officer.signInName, officer.password);
    await page.goto(`${server.url}/incidents`);
    const all = await page.locator("main tbody tr").count();
    ctx.expect.ok(all > 1, `several incidents wait: ${all}`);
    await page.selectOption('select[name="level"]', "medium");
    await press(page, "Show this level");
    ctx.expect.equal(new URL(page.url()).searchParams.get("level"), "medium", "the level in the address");
    const levels = await page.locator("main tbody tr td:nth-child(4)").allInnerTexts();
    ctx.expect.ok(levels.every((level) => level.includes("Medium")), `only medium incidents are shown: ${levels}`);
    const shown = levels.length;
    await page.reload();
    ctx.expect.equal(await page.locator("main tbody tr").count(), shown, "rows after loading again");
    await follow(page, /Medium/, page.locator(".hw-chips"));
    ctx.expect.equal(new URL(page.url()).searchParams.get("level"), null, "the level in the address once the filter is off");
    ctx.expect.equal(await page.locator("main tbody tr").count(), all, "rows without the filter");
  });

  await ctx.step("an incident is taken and a check is recorded", async () => {
    await page.goto(`${server.url}/incidents`);
    await press(page, "Take the next incident");
    ctx.expect.ok((await words(page)).includes("You have this incident until"), "the incident is taken");
    const form = page.locator('form[action$="/check"]', { has: page.locator("textarea") }).first();
    await form.locator("textarea").fill("Read with the officer’s note.");
    await press(page, /^Done/, form);
    const said = await words(page);
    ctx.expect.ok(said.includes("1 check of 6 done") && said.includes("Read with the officer’s note."), `the check is counted and its note kept: ${said.slice(0, 600)}`);
  });

  await ctx.step("a decision without its reason is sent back with what was chosen", async () => {
    for (let left = 5; left > 0; left -= 1) {
      await press(page, /^Done/, page.locator('form[action$="/check"]', { has: page.locator("textarea") }).first());
    }
    await follow(page, "Decide what becomes of it");
    await choose(page, "outcome", "share");
    await press(page, "Record the decision");
    ctx.expect.ok((await page.title()).startsWith("Error: "), `the title begins with Error, but is ${await page.title()}`);
    const summary = page.locator(".govuk-error-summary");
    ctx.expect.equal(await summary.count(), 1, "summaries of what is wrong");
    const target = await summary.locator("a").first().getAttribute("href");
    ctx.expect.equal(target, "#reason", "where the summary leads");
    ctx.expect.equal(await page.locator("textarea#reason").count(), 1, "fields with that id");
    ctx.expect.ok(await page.locator('input[name="outcome"][value="share"]').isChecked(), "the outcome that was chosen is still chosen");
    await ctx.axe(page);
    await ctx.screenshot(page, "decision-sent-back");
  });

  await ctx.step("text that is too long or too odd is kept as it was typed", async () => {
    const odd = "Ŵyn ŷ said <script>alert(1)</script> & \"stop\" 🙂\nsecond line";
    await page.locator('input[name="outcome"][value="share"]').check();
    await write(page, { reason: `${odd} ${"x".repeat(25_000)}` });
    await press(page, "Record the decision");
    if ((await page.title()).startsWith("Error: ")) {
      const kept = await page.locator('[name="reason"]').inputValue();
      ctx.expect.ok(kept.includes(odd), `what was typed is given back: ${kept.slice(0, 120)}`);
      await write(page, { reason: odd });
      await press(page, "Record the decision");
    }
    const said = await page.locator("main").innerText();
    ctx.expect.ok(said.includes("<script>alert(1)</script>"), "markup that was typed is shown as text");
    ctx.expect.ok(said.includes("The decision is recorded"), `the decision is recorded: ${said.slice(0, 300)}`);
  });
}

async function saysWhatIsWrong(ctx, page, message) {
  ctx.expect.ok((await page.title()).startsWith("Error: "), `the title begins with Error, but is ${await page.title()}`);
  await ctx.expect.text(page, ".govuk-error-summary", message);
  await ctx.expect.text(page, ".govuk-error-message", message);
}
