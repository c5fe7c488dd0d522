// Who sits at this meeting, and the pairs on its agenda. Everyone is invented.

export const password = "velvet-orchard-lantern-58";

const seat = (signInName, name, agency, ...roles) => ({ signInName, name, agency, roles, password });

export const officer = seat("robin.desk", "Robin Desk", "police", "police_supervisor");
export const minuteTaker = seat("max.coordinator", "Max Coordinator", "refuge", "marac_coordinator");
export const chair = seat("una.chair", "Una Chair", "police", "marac_chair");
export const representatives = [
  seat("ivy.advocate", "Ivy Advocate", "refuge", "idva"),
  seat("rae.care", "Rae Care", "childrens_social_care", "marac_representative"),
  seat("lee.adults", "Lee Adults", "adult_social_care", "marac_representative"),
  seat("sam.health", "Sam Health", "child_health", "marac_representative"),
  seat("ola.homes", "Ola Homes", "housing", "marac_representative"),
  seat("kit.mind", "Kit Mind", "mental_health", "marac_representative"),
];

// Those who sit there without a screen: with them eleven agencies are present.
export const byName = {
  acute_trust: "Bo Ward", probation: "Cai Order", education: "Dee School", substance_use: "Eli Clinic",
};

const day = (before) => {
  const date = new Date(Date.now() - before * 86_400_000);
  const two = (number) => String(number).padStart(2, "0");
  return `${two(date.getDate())}/${two(date.getMonth() + 1)}/${date.getFullYear()}`;
};

const headings = [
  "Incident Ref", "Date/Time Reported", "Date/Time Occurred", "HAU Received", "Location", "Postcode", "DASH Level", "DASH Score",
  "DASH Form", "Victim Surname", "Victim Forename(s)", "Victim DOB", "Victim Sex", "Victim Phone", "Suspect Surname",
  "Suspect Forename(s)", "Suspect DOB", "Suspect Sex", "Relationship (suspect is victim's…)", "Children at address (name dob; …)",
  "Pregnant", "Crime No", "Flags", "Consent to share", "Attending Officer", "Summary",
];

const surnames = [
  "Alder", "Birch", "Cedar", "Dogwood", "Elder", "Fir", "Gorse", "Hazel", "Ivywood", "Juniper", "Kapok", "Larch",
  "Myrtle", "Nutmeg", "Olive", "Pine", "Quince", "Rowan", "Sorrel",
];

// One high-risk incident for each pair.
export function sheet(pairs) {
  const rows = surnames.slice(0, pairs).map((surname, place) => [
    `23/9${String(place).padStart(4, "0")}/26`, `${day(4)} 21:10`, `${day(4)} 20:30`, `${day(3)} 07:00`,
    `${place + 1} Sample Close, Rugby`, "CV21 9ZZ", "High", "16", "SafeLives DASH", surname, `Vera ${surname}a`,
    `${String((place % 27) + 1).padStart(2, "0")}/05/19${70 + place}`, "F", `07700 9003${String(place).padStart(2, "0")}`,
    `${surname}son`, `Otto ${surname}o`, `${String((place % 27) + 1).padStart(2, "0")}/09/19${60 + place}`, "M", "Ex-partner",
    place % 3 === 0 ? `Kim ${surname} 03/06/2016` : "", "N", "", "", "Y", "PC 1201", "He waited at her door.",
  ]);
  return [headings, ...rows].map((row) => row.map((cell) => `"${cell}"`).join(",")).join("\r\n");
}
