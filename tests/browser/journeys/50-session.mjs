// Sessions: guessing is stopped in words, signing out everywhere works, and a
// second factor is set up and asked for.

import { createHmac } from "node:crypto";
import { press, words, write } from "../lib/forms.mjs";

export const name = "sessions and second factor";

const password = "velvet-orchard-lantern-58";
const first = { signInName: "bo.first", name: "Bo First", agency: "police", roles: ["police_support_officer"] };
const second = { signInName: "cy.second", name: "Cy Second", agency: "police", roles: ["police_support_officer"] };
const attempts = 5;

export async function run(ctx) {
  const server = await ctx.server({ demonstration: false });
  for (const account of [first, second]) await server.addAccount({ ...account, password });

  await ctx.step("after several wrong passwords the name is locked, and the page says for how long", async () => {
    const page = await ctx.newPage();
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      await tryToSignIn(page, server, second.signInName, "wrong-wrong-wrong-00");
      await ctx.expect.text(page, ".govuk-error-summary", "The name or the password is not right.");
    }
    await tryToSignIn(page, server, second.signInName, password);
    await ctx.expect.text(page, "main", "Too many attempts failed. Try again in 1");
    await ctx.axe(page);
    await ctx.screenshot(page, "locked-out");
  });

  await ctx.step("a name that nobody has is locked in the same words", async () => {
    const page = await ctx.newPage();
    for (let attempt = 1; attempt <= attempts; attempt += 1) await tryToSignIn(page, server, "nobody.here", password);
    await tryToSignIn(page, server, "nobody.here", password);
    await ctx.expect.text(page, "main", "Too many attempts failed. Try again in 1");
  });

  await ctx.step("signing out everywhere else ends the other session and keeps this one", async () => {
    const [here, there] = [await ctx.newPage(), await ctx.newPage({ javascript: false })];
    for (const page of [here, there]) await ctx.signIn(page, first.signInName, password);
    await here.goto(`${server.url}/account`);
    await press(here, "Sign out everywhere else");
    await ctx.expect.text(here, "main", "You are signed out everywhere else");
    await ctx.expect.text(here, "main", "You are signed in nowhere else.");
    await there.goto(`${server.url}/incidents`);
    ctx.expect.path(there, "/sign-in");
    await press(here, "Sign out");
    await ctx.expect.text(here, "main", "You have signed out");
    await here.goBack();
    await here.reload();
    ctx.expect.path(here, "/sign-in");
  });

  await ctx.step("after signing in the reader comes to the page that was asked for", async () => {
    const page = await ctx.newPage();
    await page.goto(`${server.url}/incidents?queue=mine`);
    ctx.expect.path(page, "/sign-in");
    await write(page, { name: first.signInName, password });
    await press(page, "Sign in");
    ctx.expect.equal(new URL(page.url()).pathname + new URL(page.url()).search, "/incidents?queue=mine", "where signing in leads");
  });

  await secondFactor(ctx, server);
}

async function secondFactor(ctx, server) {
  let secret;
  let used;
  let recovery;
  await ctx.step("a second factor is set up; a mistyped code keeps the key", async () => {
    const page = await ctx.newPage();
    await ctx.signIn(page, first.signInName, password);
    await page.goto(`${server.url}/account`);
    await Promise.all([page.waitForEvent("load"), page.locator('a[href="/account/second-factor"]').click()]);
    secret = (await page.locator("main code").innerText()).replaceAll(" ", "");
    await write(page, { code: "000000" });
    await press(page, "Set up second factor");
    ctx.expect.ok((await page.title()).startsWith("Error: "), "a wrong code is sent back");
    ctx.expect.equal((await page.locator("main code").innerText()).replaceAll(" ", ""), secret, "the key after a wrong code");
    await ctx.axe(page);
    await ctx.screenshot(page, "second-factor");
    used = codeOf(secret, 0);
    await write(page, { code: used });
    await press(page, "Set up second factor");
    recovery = await page.locator("main code").allInnerTexts();
    ctx.expect.ok(recovery.length >= 8, `recovery codes are shown: ${recovery.length}`);
    await ctx.axe(page);
    await page.goto(`${server.url}/account`);
    ctx.expect.ok(!(await words(page)).includes(recovery[0]), "the codes are shown once only");
  });

  await ctx.step("from then on a password alone does not do", async () => {
    const page = await ctx.newPage();
    await tryToSignIn(page, server, first.signInName, password);
    await ctx.expect.text(page, ".govuk-error-summary", "Your account has a second factor.");
    await tryToSignIn(page, server, first.signInName, password, used);
    // The code that set the factor up counts as used.
    await ctx.expect.text(page, ".govuk-error-summary", "The code is not right, or it was used before.");
    await tryToSignIn(page, server, first.signInName, password, codeOf(secret, 1));
    ctx.expect.path(page, "/");
  });

  await ctx.step("a recovery code works once", async () => {
    const page = await ctx.newPage();
    await tryToSignIn(page, server, first.signInName, password, recovery[0]);
    ctx.expect.path(page, "/");
    const again = await ctx.newPage();
    await tryToSignIn(again, server, first.signInName, password, recovery[0]);
    await ctx.expect.text(again, ".govuk-error-summary", "The code is not right, or it was used before.");
  });
}

async function tryToSignIn(page, server, signInName, word, code = "") {
  await page.goto(`${server.url}/sign-in`);
  await write(page, { name: signInName, password: word, code });
  await press(page, "Sign in");
}

// The code that an app shows `later` half minutes from now (RFC 6238).
function codeOf(secret, later) {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...secret].map((letter) => letters.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + later));
  const digest = createHmac("sha1", key).update(counter).digest();
  const offset = digest.at(-1) & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}
