// The police sheets of this story. Everyone in them is invented.

const headings = [
  "Incident Ref", "Date/Time Reported", "Date/Time Occurred", "HAU Received", "Location", "Postcode", "DASH Level", "DASH Score",
  "DASH Form", "Victim Surname", "Victim Forename(s)", "Victim DOB", "Victim Sex", "Victim Phone", "Suspect Surname",
  "Suspect Forename(s)", "Suspect DOB", "Suspect Sex", "Relationship (suspect is victim's…)", "Children at address (name dob; …)",
  "Pregnant", "Crime No", "Flags", "Consent to share", "Attending Officer", "Summary",
];

const sheet = (...rows) => [headings, ...rows].map((row) => row.map((cell) => `"${cell}"`).join(",")).join("\r\n");

export const autumn = sheet([
  "23/30501/25", "11/10/2025 21:10", "11/10/2025 20:30", "12/10/2025 07:00", "7 Sample Close, Rugby", "CV21 9ZZ", "Medium", "9",
  "SafeLives DASH", "Marlow", "Teresa", "14/05/1988", "F", "07700 900311", "Marlow", "Denis", "02/09/1985", "M", "Husband",
  "Poppy Marlow 03/06/2016", "N", "", "Alcohol", "Y", "PC 1201", "Shouting heard by neighbours; a chair was broken.",
]);

// The unit has it on Friday 27 March 2026 at 7pm, winter time. Its 72 hours run
// over the change to summer time on 29 March.
export const spring = sheet([
  "23/41777/26", "27/03/2026 16:20", "27/03/2026 15:45", "27/03/2026 19:00", "7 Sample Close, Rugby", "CV21 9ZZ", "Medium", "11",
  "SafeLives DASH", "Marlowe", "Theresa", "14/05/1988", "F", "07700 900311", "Marlow", "Dennis", "02/09/1985", "M", "Husband",
  "Poppy Marlow 03/06/2016", "N", "", "Alcohol", "Y", "PC 1207", "Pushed against a door in front of the child; says she fears him.",
]);

// Thursday 2 April 2026, the last working day before Good Friday.
export const easter = sheet([
  "23/42050/26", "02/04/2026 08:10", "02/04/2026 07:30", "02/04/2026 09:00", "41 Invented Street, Nuneaton", "CV11 9ZY", "Medium", "10",
  "SafeLives DASH", "Quill", "Anwen", "21/08/1994", "F", "07700 900322", "Harrow", "Piers", "30/01/1990", "M", "Ex-partner",
  "", "N", "", "", "Y", "PC 1215", "Many calls at night after the separation.",
]);
