//! One row of a sheet of people, and the names of its columns.

/// One row of a sheet of people, as written; a missing column is blank.
#[derive(Clone, Copy, Debug, Default)]
pub struct Row<'a> {
    /// The sheet's own id of the record.
    pub id: &'a str,
    /// Who wrote the record.
    pub source: &'a str,
    /// The day on which it was written.
    pub record_date: &'a str,
    /// First name or names.
    pub given_name: &'a str,
    /// Surname.
    pub family_name: &'a str,
    /// Middle names or initials.
    pub other_names: &'a str,
    /// Other names, with `;` or `|` between them.
    pub aliases: &'a str,
    /// Date of birth.
    pub date_of_birth: &'a str,
    /// Age in years on the day of the record.
    pub age: &'a str,
    /// Sex.
    pub sex: &'a str,
    /// House and street.
    pub address_line: &'a str,
    /// Town.
    pub town: &'a str,
    /// Postcode.
    pub postcode: &'a str,
    /// Telephone.
    pub phone: &'a str,
    /// E-mail.
    pub email: &'a str,
    /// A number that another body gave, such as an NHS number.
    pub identifier: &'a str,
}

/// The columns of a sheet of people, in the order of [`Row`].
pub const COLUMNS: [&str; 16] = [
    "id",
    "source",
    "record_date",
    "given_name",
    "family_name",
    "other_names",
    "aliases",
    "date_of_birth",
    "age",
    "sex",
    "address_line",
    "town",
    "postcode",
    "phone",
    "email",
    "identifier",
];

impl<'a> Row<'a> {
    /// A row from cells in the order of [`COLUMNS`].
    pub fn of(cells: &[&'a str; COLUMNS.len()]) -> Row<'a> {
        let [
            id,
            source,
            record_date,
            given_name,
            family_name,
            other_names,
            aliases,
            date_of_birth,
            age,
            sex,
            address_line,
            town,
            postcode,
            phone,
            email,
            identifier,
        ] = *cells;
        Row {
            id: id.trim(),
            source,
            record_date,
            given_name,
            family_name,
            other_names,
            aliases,
            date_of_birth,
            age,
            sex,
            address_line,
            town,
            postcode,
            phone,
            email,
            identifier,
        }
    }
}
