// The police sheets of two records that are taken for one person. Everyone in them is invented.

const headings = [
  "Incident Ref", "Date/Time Reported", "HAU Received", "Location", "Postcode", "DASH Level", "DASH Score", "DASH Form",
  "Victim Surname", "Victim Forename(s)", "Victim DOB", "Victim Sex", "Victim Phone", "Suspect Surname", "Suspect Forename(s)",
  "Suspect DOB", "Suspect Sex", "Relationship (suspect is victim's…)", "Children at address (name dob; …)", "Pregnant", "Flags",
  "Consent to share", "Attending Officer", "Summary",
];

const sheet = (rows) => [headings, ...rows].map((row) => row.map((cell) => `"${cell}"`).join(",")).join("\r\n");

const row = ([reference, day], [line, postcode], [surname, forename, born, phone], [other, otherForename, otherBorn]) => [
  reference, `${day} 07:10`, `${day} 07:30`, line, postcode, "Standard", "4", "Police DASH 2009", surname, forename, born, "F", phone,
  other, otherForename, otherBorn, "M", "Ex-partner", "", "N", "", "Y", "PC 1301", "Invented for a journey.",
];

// Two sisters-in-law with one name, one day of birth between them and one telephone in the house.
export const first = sheet([
  row(["23/50101/26", "02/03/2026"], ["3 Sample Close, Rugby", "CV21 9ZZ"], ["Ellwood", "Katarzyna", "02/11/1976", "07700 900411"], ["Davies", "Sunil", "02/10/1974"]),
]);
export const second = sheet([
  row(["23/50102/26", "03/03/2026"], ["3 Sample Close, Rugby", "CV21 9ZZ"], ["Elwood", "Kasia", "02/11/1976", "07700 900411"], ["Harrow", "Piers", "30/01/1990"]),
]);

const families = [
  "Abernathy", "Brockhurst", "Calloway", "Dunmore", "Eversley", "Fairclough", "Garrick", "Hollins", "Ibbotson", "Jessop", "Kirkbride", "Lomas",
  "Mossley", "Nuttall", "Oakenfold", "Pickering", "Quayle", "Rudge", "Stapleton", "Tunnicliffe", "Uttley", "Varley", "Wadsworth", "Yardley",
  "Ashdown", "Birtwistle", "Cresswell", "Drinkwater", "Entwhistle", "Fothergill", "Greenhalgh", "Hargreave", "Ingleby", "Jowett", "Kershaw", "Lathom",
];
const two = (number) => String(number).padStart(2, "0");
const other = (number) => row(
  [`23/60${two(number)}1/26`, `0${4 + (number % 3)}/03/2026`],
  [`${number + 1} Invented Street, Nuneaton`, `CV1${number % 2} ${1 + (number % 8)}AB`],
  [families[number], ["Maud", "Iris", "Nora", "Edith", "Olive", "Freda"][number % 6], `${two(1 + (number % 28))}/${two(1 + (number % 12))}/${1950 + number}`, `07700 900${500 + number}`],
  [families[(number + 7) % families.length], ["Walter", "Cecil", "Ernest", "Harold", "Stanley"][number % 5], `${two(28 - (number % 28))}/${two(12 - (number % 12))}/${1949 + number}`],
);

// Thirty-six more reports; the last one is of the first woman again.
export const more = sheet([
  ...families.slice(0, 35).map((_, number) => other(number)),
  row(["23/50103/26", "06/03/2026"], ["3 Sample Close, Rugby", "CV21 9ZZ"], ["Ellwood", "Katarzyna", "02/11/1976", "07700 900411"], ["Davies", "Sunil", "02/10/1974"]),
]);
