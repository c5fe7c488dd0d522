// Who can sign in to the demonstration county.

// The rows of what `hawthorn demo` printed: role, name, sign-in name, password.
export function accounts(signIns) {
  const rows = signIns.split("\n").map((line) => line.split(/ {2,}/)).filter((row) => row.length === 4 && row[0] !== "Role");
  if (rows.length < 20) throw new Error(`the demonstration county printed only ${rows.length} sign-ins:\n${signIns}`);
  return rows.map(([role, person, signInName, password]) => ({ role, person, signInName, password: password.trim() }));
}
