"""Links a file of people with itself by Splink (DuckDB), without labels, as well as we know how.

    splink_link.py PEOPLE.csv PAIRS.csv [national]

Writes id_l,id_r,score (score: match weight in bits). With `national` the column
`identifier` takes part, as it does in Febrl; the other columns are those of
docs/how-to/link-files.md.
"""

import sys

import duckdb
import splink.comparison_level_library as cll
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

COLUMNS = "id given_name family_name date_of_birth sex address_line town postcode phone email identifier".split()
PLACEHOLDERS = "('unknown','unk','u/k','n/k','not known','not given','none','na','n/a','-','?','nk','uk','anon','refused','male','female','nfa','n.f.a.','no fixed abode')"


def cleaned(people):
    """Every column folded, placeholders and impossible values blank: the preparation that Splink's guides ask for."""
    word = "nullif(trim(regexp_replace(lower(strip_accents({0})), '[^a-z0-9 ]+', ' ', 'g')), '')"
    name = (
        "case when lower(trim({0})) in "
        + PLACEHOLDERS
        + " then null else nullif(trim(regexp_replace(regexp_replace(lower(strip_accents({0})), '^(mr|mrs|ms|miss|dr|prof|rev|sir)[. ]+', ''), '[^a-z ]+', '', 'g')), '') end"
    )
    return f"""
    create table people as
    with raw as (
        select id as unique_id,
            split_part({name.format('given_name')}, ' ', 1) as given_name,
            {name.format('family_name')} as family_name,
            case when date_of_birth like '1900-%' or date_of_birth = '1970-01-01' then null
                 else try_cast(nullif(date_of_birth, '') as date) end as born,
            nullif(upper(substr(trim(sex), 1, 1)), '') as sex,
            case when lower(trim(address_line)) in {PLACEHOLDERS} then null else {word.format('address_line')} end as address,
            {word.format('town')} as town,
            nullif(regexp_replace(upper(postcode), '[^A-Z0-9]', '', 'g'), '') as postcode,
            nullif(right(regexp_replace(phone, '[^0-9]', '', 'g'), 9), '') as phone,
            nullif(lower(trim(email)), '') as email,
            nullif(trim(identifier), '') as identifier
        from {people}
    )
    select *, cast(born as varchar) as dob,
        regexp_extract(address, '[0-9]+[a-z]?') as house,
        case when length(phone) < 9 or replace(phone, left(phone, 1), '') = '' then null else phone end as tel,
        case when length(postcode) > 4 then left(postcode, length(postcode) - 3) else postcode end as outward,
        left(given_name, 1) as initial,
        given_name || ' ' || family_name as full_name
    from raw
    """


def name(column, other):
    """A name: the same, near by two measures, in the other's place, beginning alike, or other."""
    return cl.CustomComparison(
        output_column_name=column,
        comparison_levels=[
            cll.NullLevel(column),
            cll.ExactMatchLevel(column, term_frequency_adjustments=True),
            cll.CustomLevel(f"{column}_l = {other}_r and {other}_l = {column}_r", "swapped"),
            cll.DamerauLevenshteinLevel(column, 1),
            cll.JaroWinklerLevel(column, 0.88),
            cll.CustomLevel(f"left({column}_l, 1) = left({column}_r, 1)", "same initial"),
            cll.ElseLevel(),
        ],
    )


def birth():
    """Date of birth, with the slips that hands make."""
    other = "substr(dob_l, 1, 4) = substr(dob_r, 1, 4) and substr(dob_l, 6, 2) = substr(dob_r, 9, 2) and substr(dob_l, 9, 2) = substr(dob_r, 6, 2)"
    return cl.CustomComparison(
        output_column_name="dob",
        comparison_levels=[
            cll.NullLevel("dob"),
            cll.ExactMatchLevel("dob"),
            cll.CustomLevel(other, "day and month swapped"),
            cll.DamerauLevenshteinLevel("dob", 1),
            cll.CustomLevel("substr(dob_l, 1, 4) = substr(dob_r, 1, 4)", "same year"),
            cll.CustomLevel("substr(dob_l, 6) = substr(dob_r, 6)", "same day and month"),
            cll.ElseLevel(),
        ],
    )


def home():
    """Address and postcode as one comparison, since they come and go together."""
    return cl.CustomComparison(
        output_column_name="home",
        comparison_levels=[
            cll.CustomLevel("(postcode_l is null or postcode_r is null) and (address_l is null or address_r is null)", "null").configure(is_null_level=True),
            cll.CustomLevel("postcode_l = postcode_r and house_l = house_r", "same home"),
            cll.CustomLevel("address_l = address_r", "same line"),
            cll.ExactMatchLevel("postcode"),
            cll.CustomLevel("left(postcode_l, 4) = left(postcode_r, 4) or town_l = town_r", "near"),
            cll.ElseLevel(),
        ],
    )


def settings(national):
    comparisons = [
        name("given_name", "family_name"),
        name("family_name", "given_name"),
        birth(),
        cl.ExactMatch("sex"),
        home(),
    ]
    rules = [
        block_on("given_name", "family_name"),
        block_on("dob", "family_name"),
        block_on("dob", "given_name"),
        block_on("dob", "postcode"),
        block_on("postcode", "given_name"),
        block_on("postcode", "family_name", "initial"),
        block_on("dob", "initial"),
        block_on("dob", "outward"),
        block_on("given_name", "outward", "substr(dob, 1, 4)"),
        block_on("address", "given_name"),
        "l.given_name = r.family_name and l.family_name = r.given_name",
    ]
    if national:
        comparisons = [
            cl.NameComparison("given_name").configure(term_frequency_adjustments=True),
            cl.NameComparison("family_name").configure(term_frequency_adjustments=True),
            cl.DateOfBirthComparison("dob", input_is_string=True),
            cl.DamerauLevenshteinAtThresholds("identifier", [1, 2]),
            cl.ExactMatch("house").configure(term_frequency_adjustments=True),
            cl.DamerauLevenshteinAtThresholds("postcode", [1, 2]).configure(
                term_frequency_adjustments=True
            ),
        ]
        # The rules of Splink's own Febrl guide.
        rules = [
            block_on("identifier"),
            block_on("given_name"),
            block_on("family_name"),
            block_on("dob"),
            block_on("postcode"),
        ]
    else:
        comparisons += [
            cl.DamerauLevenshteinAtThresholds("tel", [1]).configure(
                term_frequency_adjustments=True
            ),
            cl.EmailComparison("email"),
        ]
        rules += [block_on("tel"), block_on("email")]
    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="unique_id",
        comparisons=comparisons,
        blocking_rules_to_generate_predictions=rules,
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=False,
    )


def main():
    people, out = sys.argv[1], sys.argv[2]
    national = "national" in sys.argv[3:]
    connection = duckdb.connect(":memory:")
    table = f"read_csv('{people}', all_varchar = true, header = true, null_padding = true)"
    held = [column[0] for column in connection.execute(f"select * from {table} limit 0").description]
    # A column that the file lacks is blank.
    lacking = "".join(f", cast(null as varchar) as {column}" for column in COLUMNS if column not in held)
    connection.execute(cleaned(f"(select *{lacking} from {table})"))
    api = DuckDBAPI(connection=connection)
    linker = Linker(api.register("people"), settings(national))
    certain = [block_on("given_name", "family_name", "dob")]
    certain += [block_on("identifier")] if national else [block_on("email", "given_name"), block_on("tel", "given_name", "family_name")]
    linker.training.estimate_probability_two_random_records_match(certain, recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=5e6, seed=1)
    for rule in (
        [block_on("dob"), block_on("given_name", "family_name"), block_on("postcode")]
        if national
        else [block_on("dob"), block_on("given_name", "family_name"), block_on("tel")]
    ):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    found = linker.inference.predict(threshold_match_weight=-5)
    connection.execute(
        f"copy (select unique_id_l as id_l, unique_id_r as id_r, match_weight as score from {found.physical_name} order by score desc) to '{out}' (header)"
    )


main()
