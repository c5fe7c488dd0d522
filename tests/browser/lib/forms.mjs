// Filling in forms and reading pages as a person does. None of it needs the
// page's own script.

// Does what makes the browser go on, and waits for the page that answers.
export async function going(page, act) {
  await Promise.all([page.waitForEvent("load"), act()]);
}

// Presses a button by its words and waits for the page that answers.
export async function press(page, words, within = page) {
  await going(page, () => within.getByRole("button", { name: words }).first().click());
}

// Follows a link by its words; a link may look like a button.
export async function follow(page, words, within = page) {
  await going(page, () => within.locator("a", { hasText: words }).first().click());
}

// Writes into the fields of these names.
export async function write(page, fields) {
  for (const [name, value] of Object.entries(fields)) {
    await page.locator(`[name="${name}"]:not([type="hidden"])`).first().fill(value);
  }
}

// Chooses a radio or ticks a checkbox by the name and value that are sent.
export async function choose(page, name, ...values) {
  for (const value of values) await page.locator(`input[name="${name}"][value="${value}"]`).check();
}

// What the main part of the page says, with every run of white space as one space.
export async function words(page, selector = "main") {
  const text = await page.locator(selector).first().innerText();
  return text.replace(/\s+/g, " ").trim();
}

// The value beside a key of a summary list.
export async function beside(page, key) {
  const row = page.locator(".govuk-summary-list__row", { has: page.locator("dt", { hasText: key }) }).first();
  const text = await row.locator("dd").first().innerText();
  return text.replace(/\s+/g, " ").trim();
}

// The identifier at the end of an address, without what is asked of the page.
export function identifier(page, after) {
  const found = new RegExp(`${after}([^/?#]+)`).exec(new URL(page.url()).pathname);
  if (!found) throw new Error(`${page.url()} does not hold an identifier after ${after}`);
  return found[1];
}

// Sends a sheet through the page of imports, as a file that was chosen.
export async function upload(page, url, name, content, source = "police") {
  await page.goto(`${url}/imports`);
  await page.locator('input[type="file"]').setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(content) });
  await page.locator('input[name="source"]').fill(source);
  await press(page, "Upload the sheet");
}

// Waits for an import that runs beside the pages, by asking again as a person would.
export async function importFinished(page, address) {
  for (let tries = 0; tries < 60; tries += 1) {
    // With script the page loads itself again once the import is over, which cuts off what was just
    // asked for; it is the same page.
    await page.goto(address).catch(async (error) => {
      if (!error.message.includes("ERR_ABORTED")) throw error;
      await page.waitForLoadState("load");
    });
    const heading = await page.locator("h1").innerText();
    if (!heading.includes("running")) return;
    await page.waitForTimeout(500);
  }
  throw new Error(`the import at ${address} was still running after 30 seconds`);
}
