// Waits for a promise, but not for ever.

export function within(milliseconds, promise, failure) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(failure())), milliseconds);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
