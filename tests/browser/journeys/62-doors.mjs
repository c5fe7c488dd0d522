// Somebody is referred on the public pages, without script and on a small phone,
// and the desk takes it: nothing is lost by going back, nothing is sent twice,
// and leaving forgets what was written (REF-1 to REF-5, VIC-2, VIC-7 of ux.md).

import { accounts } from "../lib/accounts.mjs";
import { Mailbox } from "../lib/mailbox.mjs";
import { choose, follow, press, words, write } from "../lib/forms.mjs";

export const name = "doors";

const except = { region: "the exit button stands outside the landmarks by design" };
// REF-2: with the style sheet and the script the first page, and later ones alone.
const firstPageBytes = 40 * 1024;
const laterPageBytes = 12 * 1024;
const worry = "She says that he holds her by the throat when he is angry.";

export async function run(ctx) {
  const mailbox = await Mailbox.open();
  const server = await ctx.server({ publicPages: true, mailbox });
  for (const javascript of [true, false]) {
    await refer(ctx, server.publicUrl, javascript);
  }
  await childOnly(ctx, server.publicUrl);
  await leaves(ctx, server.publicUrl);
  await desk(ctx, server);
  await provesTheirMail(ctx, server.publicUrl, mailbox);
  await mailbox.close();
}

// What the browser was sent since the last time this was asked, in bytes on the line.
function weighed(page) {
  let sizes = [];
  page.on("requestfinished", (request) => sizes.push(request.sizes().then((size) => size.responseBodySize + size.responseHeadersSize)));
  return async () => {
    const all = await Promise.all(sizes);
    sizes = [];
    return all.reduce((sum, size) => sum + size, 0);
  };
}

// Nothing stands in the browser's stores, no field offers what was typed before, and pasting is left alone (VIC-7, REF-4).
async function keepsNothing(ctx, page) {
  const kept = await page.evaluate(() => {
    const fields = [...document.querySelectorAll("main input:not([type=hidden]):not([type=radio]):not([type=checkbox]), main textarea")];
    const pasted = fields.every((field) => field.dispatchEvent(new Event("paste", { bubbles: true, cancelable: true })));
    const offering = fields.filter((field) => field.autocomplete !== "off" && field.type !== "file").map((field) => field.name);
    return { stores: localStorage.length + sessionStorage.length, offering, pasted };
  });
  ctx.expect.equal(kept.stores, 0, "things in the browser's stores");
  ctx.expect.equal(kept.offering.length, 0, `fields that offer earlier entries: ${kept.offering.join(", ")}`);
  ctx.expect.ok(kept.pasted, "pasting is blocked");
}

async function looks(ctx, page, picture) {
  await ctx.axe(page, { except });
  await ctx.noSidewaysScroll(page);
  await ctx.screenshot(page, picture);
}

async function refer(ctx, home, javascript) {
  const how = javascript ? "with script" : "without script";
  await ctx.step(`somebody is referred in twelve pages ${how}, at 320 px`, async () => {
    const page = await ctx.newPage({ javascript, width: 320, height: 568 });
    let pages = 1;
    const weight = weighed(page);
    const on = async () => {
      await press(page, "Go on");
      pages += 1;
      await keepsNothing(ctx, page);
      const bytes = await weight();
      ctx.expect.ok(bytes <= laterPageBytes, `page ${pages} is ${bytes} bytes (REF-2)`);
    };
    await page.goto(`${home}/refer`, { waitUntil: "networkidle" });
    const first = await weight();
    ctx.note(`the first page of the form is ${first} bytes`);
    ctx.expect.ok(first <= firstPageBytes, `the first page is ${first} bytes (REF-2)`);
    await looks(ctx, page, `doors-start-${how.replace(" ", "-")}`);
    await follow(page, "Begin");
    pages += 1;
    await looks(ctx, page, `doors-question-${how.replace(" ", "-")}`);
    await press(page, "Go on");
    ctx.expect.ok((await words(page, "body")).includes("Choose whom it is about"), "what is left out is said");
    await looks(ctx, page, `doors-problem-${how.replace(" ", "-")}`);
    await choose(page, "about", "somebody");
    await on();
    await choose(page, "age", "18_over");
    await choose(page, "connection", "partner");
    await on();
    await write(page, { happening: worry });
    await on();
    await write(page, { name: "Wren Hollowell", born: "34" });
    await on();
    await page.goBack();
    ctx.expect.equal(await page.locator("[name=name]").inputValue(), "Wren Hollowell", "Back loses an answer");
    await page.goForward();
    await on();
    await choose(page, "agreed", "yes");
    await on();
    await write(page, { phone: "07700 900123" });
    await choose(page, "phone_safety", "safe");
    await on();
    await choose(page, "signs", "choking");
    await on();
    await write(page, { your_name: "Asha Example" });
    await on();
    ctx.expect.ok((await words(page)).includes(worry), "the check shows what was written");
    await looks(ctx, page, `doors-check-${how.replace(" ", "-")}`);
    await press(page, "Send it");
    pages += 1;
    ctx.expect.path(page, "/refer/done");
    ctx.expect.ok(pages <= 12, `${pages} pages`);
    await looks(ctx, page, `doors-done-${how.replace(" ", "-")}`);
    await page.reload();
    ctx.expect.ok((await words(page)).includes("Your code is"), "reading again sends nothing again");
    ctx.noComplaints(page);
    await ctx.leave(page);
  });
}

async function provesTheirMail(ctx, home, mailbox) {
  await ctx.step("a code sent to a work address proves it, without script and at 320 px", async () => {
    const page = await ctx.newPage({ javascript: false, width: 320, height: 568 });
    const answers = [{ about: "somebody" }, { age: "18_over" }, {}, {}, {}, { agreed: "yes" }, {}, {}];
    for (const [index, chosen] of answers.entries()) {
      await page.goto(`${home}/refer/${index + 1}`);
      for (const [question, answer] of Object.entries(chosen)) await choose(page, question, answer);
      if (index === 2) await write(page, { happening: worry });
      if (index === 3) await write(page, { name: "Isolde Fenwright" });
      await press(page, "Go on");
    }
    await write(page, { your_name: "Asha Example", your_email: "asha@surgery.nhs.uk" });
    await press(page, "Go on");
    await press(page, "Send me a code");
    ctx.expect.path(page, "/refer/email");
    await looks(ctx, page, "doors-code");
    const mail = await mailbox.arrived();
    ctx.expect.ok(mail.includes("Subject: Your code") && !mail.includes("Isolde"), `the mail says too much:\n${mail}`);
    await write(page, { code_sent: "11111111" });
    await press(page, "Go on");
    ctx.expect.ok((await words(page, "body")).includes("The code is not right"), "a wrong code is told");
    await looks(ctx, page, "doors-code-wrong");
    await write(page, { code_sent: /Your code is (\d{8})/.exec(mail)[1] });
    await press(page, "Go on");
    ctx.expect.ok((await words(page)).includes("the address is yours"), "the check says that it was right");
    await looks(ctx, page, "doors-code-right");
    await press(page, "Send it");
    ctx.expect.path(page, "/refer/done");
    await ctx.leave(page);
  });
}

async function childOnly(ctx, home) {
  await ctx.step("a worry about a child alone is sent on before anything personal is asked", async () => {
    const page = await ctx.newPage({ javascript: false });
    await page.goto(`${home}/refer/1`);
    await choose(page, "about", "child_only");
    await press(page, "Go on");
    ctx.expect.ok((await words(page)).includes("children’s front door"), "who takes it is said");
    ctx.expect.equal(await forms(page), 0, "forms that are open");
    await looks(ctx, page, "doors-child");
    await ctx.leave(page);
  });
}

// How many forms the browser holds a cookie for.
async function forms(page) {
  return (await page.context().cookies()).filter((cookie) => cookie.name.startsWith("form")).length;
}

async function leaves(ctx, home) {
  await ctx.step("leaving forgets what was written, also in the browser", async () => {
    const page = await ctx.newPage({ javascript: false });
    await page.goto(`${home}/refer/3`);
    await write(page, { happening: worry });
    await press(page, "Go on");
    ctx.expect.equal(await forms(page), 1, "one cookie while a form is open");
    const dull = page.waitForRequest((request) => !request.url().startsWith(home));
    await page.locator(".govuk-exit-this-page__button").click();
    await dull;
    ctx.expect.equal((await page.context().cookies()).length, 0, "cookies left");
    await page.goto(`${home}/refer/3`);
    ctx.expect.equal(await page.locator("[name=happening]").inputValue(), "", "what was written is gone");
    await ctx.leave(page);
  });
}

async function desk(ctx, server) {
  await ctx.step("the desk takes it, opens the number after the check and keeps the try", async () => {
    const page = await ctx.newPage({ javascript: false });
    const idva = accounts(server.signIns).find((one) => one.role.startsWith("Independent domestic violence advocate"));
    await ctx.signIn(page, idva.signInName, idva.password);
    await page.goto(`${server.url}/doors`);
    await ctx.axe(page);
    await ctx.screenshot(page, "doors-desk");
    const latest = page.locator("main tbody tr", { hasText: "To take" }).last();
    await latest.locator("a").first().click();
    ctx.expect.ok(!(await page.content()).includes("+447700900123"), "the number is not in the page before it is opened");
    await press(page, "Take this report");
    await press(page, "Show the number");
    ctx.expect.ok((await words(page)).includes("+447700900123"), "the number is shown");
    await ctx.axe(page);
    await choose(page, "result", "spoke");
    await press(page, "Keep this try");
    ctx.expect.ok((await words(page)).includes("Under way"), "speaking ends the promise");
    await ctx.axe(page);
    await ctx.screenshot(page, "doors-report");
    await page.setViewportSize({ width: 320, height: 568 });
    await ctx.noSidewaysScroll(page);
  });

  await ctx.step("a call is kept with one box filled in", async () => {
    const page = await ctx.newPage({ javascript: false });
    const idva = accounts(server.signIns).find((one) => one.role.startsWith("Independent domestic violence advocate"));
    await ctx.signIn(page, idva.signInName, idva.password);
    await page.goto(`${server.url}/doors`);
    await follow(page, "Log a call or a visit");
    await ctx.axe(page);
    await ctx.screenshot(page, "doors-call");
    await write(page, { happening: "Asks where to keep her papers.", advice: "With a friend." });
    await choose(page, "then", "advice");
    await press(page, "Keep this contact");
    ctx.expect.ok((await words(page)).includes("Finished"), "advice alone promises nothing");
  });
}
