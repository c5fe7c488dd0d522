// Small expectations. Each failure says what was wanted and what was there.

function ok(truth, what) {
  if (!truth) throw new Error(what);
}

function equal(actual, wanted, what) {
  ok(Object.is(actual, wanted), `${what}: wanted ${JSON.stringify(wanted)}, found ${JSON.stringify(actual)}`);
}

async function titleContains(page, fragment) {
  const title = await page.title();
  ok(title.includes(fragment), `the title of ${page.url()} should contain "${fragment}" but is "${title}"`);
}

async function text(page, selector, fragment) {
  const found = await page.locator(selector).first().innerText();
  ok(found.includes(fragment), `${selector} on ${page.url()} should contain "${fragment}" but says "${found}"`);
}

async function count(page, selector, wanted) {
  equal(await page.locator(selector).count(), wanted, `how many ${selector} on ${page.url()}`);
}

function pathIs(page, wanted) {
  equal(new URL(page.url()).pathname, wanted, "the page's path");
}

// One heading of the first level names the page (G12 of the acceptance list).
async function oneHeading(page) {
  await count(page, "h1", 1);
}

export const expectations = { ok, equal, titleContains, text, count, path: pathIs, oneHeading };
