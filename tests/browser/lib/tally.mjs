// Counts steps and prints them in the Test Anything Protocol's style.

export class Tally {
  passed = 0;
  failed = 0;
  #seen = new WeakSet();

  get steps() {
    return this.passed + this.failed;
  }

  pass(what, milliseconds) {
    this.passed += 1;
    console.log(`ok ${this.steps} - ${what} (${(milliseconds / 1000).toFixed(1)} s)`);
  }

  fail(what, error) {
    this.failed += 1;
    if (error instanceof Object) this.#seen.add(error);
    console.log(`not ok ${this.steps} - ${what}`);
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    for (const line of text.split("\n")) console.log(`  # ${line}`);
  }

  // Whether this very error has been counted, so that it is not counted twice
  // on its way out of a journey.
  holds(error) {
    return error instanceof Object && this.#seen.has(error);
  }

  closingLine() {
    return `${this.passed} passed, ${this.failed} failed`;
  }
}
