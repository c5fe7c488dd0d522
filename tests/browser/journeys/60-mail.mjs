// Mail: one that fits nothing waits on a page, is read without being opened, and
// is placed or discarded with a reason; and the pages for a contact without an
// account say the same whatever link they were opened by.

import { press, write } from "../lib/forms.mjs";

export const name = "mail";

const password = "velvet-orchard-lantern-58";
const worker = { signInName: "di.third", name: "Di Third", agency: "police", roles: ["police_supervisor"] };
const long = "a-very-long-sender-name-that-no-screen-has-room-for".repeat(2);
const mail = [
  `From: <${long}@housing.example>`,
  "Subject: About your request <script>alert(1)</script>",
  "MIME-Version: 1.0",
  'Content-Type: multipart/mixed; boundary="part"',
  "",
  "--part",
  "Content-Type: text/html; charset=utf-8",
  "",
  "<p>Known since 2024.</p><script>document.title = 'run'</script><img src=\"http://elsewhere.example/x.png\">",
  "--part",
  "Content-Type: application/pdf",
  'Content-Disposition: attachment; filename="../../summary.pdf.exe"',
  "",
  "MZ invented",
  "--part--",
  "",
].join("\r\n");

export async function run(ctx) {
  const server = await ctx.server({ demonstration: false });
  await server.addAccount({ ...worker, password });
  await server.receiveMail(mail);

  await ctx.step("a mail that fits nothing waits in the letterbox, on a narrow screen too", async () => {
    const page = await ctx.newPage({ width: 320, height: 640 });
    await ctx.signIn(page, worker.signInName, password);
    await page.goto(`${server.url}/mail`);
    await ctx.expect.text(page, "main", "Nothing proves that it comes from the sender it names");
    await ctx.axe(page);
    await ctx.noSidewaysScroll(page);
    await ctx.screenshot(page, "letterbox");
  });

  await ctx.step("it is read without being opened, and a file is what its content says", async () => {
    const page = await ctx.newPage();
    await ctx.signIn(page, worker.signInName, password);
    await page.goto(`${server.url}/mail`);
    await page.locator('main a[href^="/mail/"]').first().click();
    await ctx.expect.text(page, "main", "Known since 2024.");
    await ctx.expect.text(page, "main", "Program");
    await ctx.expect.text(page, "main", "Save summary.pdf.exe");
    ctx.noOffHostRequests(page);
    ctx.noComplaints(page);
    await ctx.axe(page);
    await ctx.screenshot(page, "one-mail");
    const waiting = page.waitForEvent("download");
    await page.locator('main a[href$="/file/0"]').click();
    ctx.expect.equal((await waiting).suggestedFilename(), "summary.pdf.exe", "the name of the saved file");
  });

  await ctx.step("placing and discarding want a reason, and keep it", async () => {
    const page = await ctx.newPage({ javascript: false });
    await ctx.signIn(page, worker.signInName, password);
    await page.goto(`${server.url}/mail`);
    await page.locator('main a[href^="/mail/"]').first().click();
    await write(page, { request: "Q-AAAAAA", words: "Spoken to them." });
    await press(page, "Place the mail");
    await ctx.expect.text(page, ".govuk-error-summary", "No request with this reference is open to you.");
    await ctx.axe(page);
    await write(page, { discard: "Not for us." });
    await press(page, "Discard the mail");
    await ctx.expect.text(page, "main", "The mail is discarded.");
    await page.goto(`${server.url}/messages`);
    await ctx.expect.text(page, "main", "No message waits for a person.");
    await ctx.axe(page);
  });

  await ctx.step("a link that opens nothing looks like any other, without script and at 320 pixels", async () => {
    const page = await ctx.newPage({ javascript: false, width: 320, height: 640 });
    await page.goto(`${server.url}/answer/${"0".repeat(64)}`);
    await ctx.expect.text(page, "main", "we send a code to your agency’s registered address");
    await ctx.axe(page);
    await press(page, "Send me a code");
    await ctx.expect.text(page, "main", "If the link is good, a code is on its way");
    await ctx.axe(page);
    await ctx.noSidewaysScroll(page);
    await ctx.screenshot(page, "code");
    await write(page, { code: "12345678" });
    await press(page, "Open the request");
    await ctx.expect.text(page, ".govuk-error-summary", "The code is not right, or it no longer works.");
    await page.goto(`${server.url}/answer`);
    await ctx.expect.text(page, "main", "Open the link in your message again.");
    await ctx.axe(page);
  });
}
