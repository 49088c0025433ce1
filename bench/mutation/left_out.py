"""What is not changed, and why: no test could say anything of it."""

LEFT_OUT_FILES = {
    "history/reference_page.py": "It writes words of the reference pages, which the suite compares with those kept.",
    "measures/reference_page.py": "The same.",
    "measures/catalogue_page.py": "The same.",
    "history/spark.py": "It runs on Spark only, minutes for each change; the suite compares its figures with DuckDB's.",
}
LEFT_OUT_PLACES = {
    "types (annotations)": "Nothing of them is run.",
    "decorators": "Caches and frozen classes decide how fast and how safely a figure is made, never which.",
    "what a refusal says (`raise ...`)": "Words for people; whether anything is refused is decided before.",
    "strings and docstrings": "Words for people, and codes: a code misspelt is shown by the spelling of the "
    "declarations, which are held to the published lists (`tests/vocabulary`).",
}
