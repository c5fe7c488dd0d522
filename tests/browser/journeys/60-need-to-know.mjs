// Need to know: how to reach somebody safely is written down and told on every page.

import { accounts } from "../lib/accounts.mjs";
import { press } from "../lib/forms.mjs";

export const name = "need to know";

export async function run(ctx) {
  const server = await ctx.server();
  const who = (role) => accounts(server.signIns).find((one) => one.role.startsWith(role));
  const officer = who("Police support officer");
  const page = await ctx.newPage({ javascript: false });
  const narrow = await ctx.newPage({ javascript: false, width: 320, height: 700 });
  for (const one of [page, narrow]) await ctx.signIn(one, officer.signInName, officer.password);

  let card;
  await ctx.step("a card is written down in the person's words, and the strip tells it", async () => {
    await page.goto(`${server.url}/incidents`);
    await page.locator('main table a[href^="/incidents/I-"]').first().click();
    await page.locator(".hw-identity__link").first().click();
    await page.getByRole("link", { name: "Open the safe-contact card" }).click();
    card = page.url();
    await ctx.axe(page);
    await ctx.screenshot(page, "safe-contact-empty");
    await page.getByRole("button", { name: "Write down what is said now" }).click();
    await ctx.axe(page);
    await page.getByLabel("Another phone number", { exact: true }).fill("07700 900123");
    await press(page, "Keep this card");
    await ctx.expect.text(page, "main", "Say whose words these are.");
    await ctx.screenshot(page, "safe-contact-refused");
    await page.locator('input[name="new_phone_safety"][value="safe"]').check();
    await page.getByLabel("When is it safe?").fill("Weekdays 10am to 2pm, when the children are at school");
    await page.getByLabel("What must never be done?").fill("Never leave a message, never come to the door.");
    await page.locator('input[name="whose"][value="person"]').check();
    await press(page, "Keep this card");
    await ctx.expect.text(page, ".hw-identity", "Safe: by phone");
  });

  await ctx.step("one number is shown once, after the check, with what never to do", async () => {
    await page.locator('main table form button').first().click();
    await ctx.expect.text(page, "main", "+447700900123");
    await ctx.axe(page);
    await ctx.screenshot(page, "safe-contact-shown");
    await narrow.goto(card);
    await ctx.noSidewaysScroll(narrow);
    await ctx.screenshot(narrow, "safe-contact-320");
  });

  const manager = who("MASH service manager") ?? who("Police supervisor");
  const keeper = await ctx.newPage({ javascript: false });
  await ctx.signIn(keeper, manager.signInName, manager.password);
  let reference;
  await ctx.step("the keepers see what is held closely and who may open it", async () => {
    await keeper.goto(`${server.url}/restricted`);
    await ctx.axe(keeper);
    await ctx.screenshot(keeper, "restricted-list");
    const first = keeper.locator('main table a[href^="/restricted/incident/"]').first();
    reference = (await first.innerText()).trim();
    await first.click();
    await ctx.expect.text(keeper, "main", "Nobody is named.");
    await ctx.axe(keeper);
    await ctx.screenshot(keeper, "restricted-one");
    await press(keeper, "Name this person");
    await ctx.expect.text(keeper, "main", "Say why, in words that do not tell the case.");
  });

  await ctx.step("somebody who needs it now opens it with a reason, and the keepers are told", async () => {
    await page.goto(`${server.url}/emergency`);
    await press(page, "Open it now and tell its keepers");
    await ctx.expect.text(page, "main", "Type the reference of the record");
    await page.getByLabel("Reference of the record").fill(reference);
    await page.locator('input[name="emergency"][value="danger"]').check();
    await page.getByLabel("Why must you open it now?").fill("The line went dead during a call.");
    await ctx.axe(page);
    await ctx.screenshot(page, "emergency");
    await press(page, "Open it now and tell its keepers");
    await ctx.expect.text(page, "main", reference);
    await keeper.goto(server.url);
    await ctx.expect.text(keeper, "main", "To look into");
    await keeper.goto(`${server.url}/restricted`);
    await ctx.expect.text(keeper, "main", "A record was opened in an emergency");
    await ctx.screenshot(keeper, "restricted-told");
  });
}
