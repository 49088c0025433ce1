"""The codes of Annex A, as the workbook's own lists of choices spell them.

A cell is known whatever its case, spaces and kind of apostrophe, with its letter or without ("a) White", "A) WHITE",
"white"). Where guidance has had two spellings, the second is in `ALSO`.
"""

import re

SEX = ("a) Male", "b) Female", "c) Not stated/recorded", "d) Neither")
ETHNICITY = (
    "a) White",
    "b) Mixed",
    "c) Asian or Asian British",
    "d) Black or black British",
    "e) Other ethnic group",
    "f) Not stated",
)
SOURCE = (
    "a) Individual",
    "b) Schools",
    "c) Education services",
    "d) Health services",
    "e) Housing",
    "f) LA services",
    "g) Police",
    "h) Other legal agency",
    "i) Other",
    "j) Anonymous",
    "k) Unknown",
)
YES_NO = ("Yes", "No")
YES_NO_UNKNOWN = ("Yes", "No", "Unknown")
NEED = (
    "a) Abuse or neglect",
    "b) Child's disability",
    "c) Parents illness or disability",
    "d) Family in acute stress",
    "e) Family dysfunction",
    "f) Socially unacceptable behaviour",
    "g) Low income",
    "h) Absent parenting",
    "i) Not CIN",
    "j) Not stated",
)
CLOSURE_REASON = (
    "a) Adopted",
    "b) Died",
    "c) Residence Order",
    "d) Special Guardianship Order",
    "e) Transfer to another LA",
    "f) Transfer to Adult Social Services",
    "g) 'Other' incl. Child no longer in need",
    "h) Child not in need after assessment",
    "i) Not Stated",
)
CASE_STATUS = (
    "a) Looked after child",
    "b) Child Protection plan",
    "c) Child in need plan",
    "d) Open assessment",
    "e) Closed episode",
)
ABUSE = ("a) Neglect", "b) Physical Abuse", "c) Sexual Abuse", "d) Emotional Abuse", "e) Multiple")
LEGAL_STATUS = (
    "a) Interim care orders",
    "b) Full care orders",
    "c) Freed for Adoption",
    "d) Placement order granted",
    "e) Accommodated under S20",
    "f) Detained on child protection grounds in LA accommodation",
    "g) Youth justice legal Statuses",
    "J1: Remanded to LA or youth detention",
    "J2: LA accommodation under PACE",
)
PERMANENCE_PLAN = (
    "a) Return to family",
    "b) Adoption",
    "c) SGO/CAO",
    "d) Supported living in the community",
    "e) Long-term residential placement",
    "f) Long-term fostering",
    "g) Other",
)
CEASED_REASON = (
    "a) Adopted",
    "b) Died",
    "c) Care taken by another LA",
    "d) Returned home to live with parents or relatives",
    "e) Left care to live with parents, relatives or other person with no parental responsibility",
    "f) Residence order granted",
    "g) Special Guardianship Orders",
    "h) Moved into independent living",
    "i) Transferred to residential care funded by adult social services",
    "j) Sentenced to custody",
    "k) Accommodation on remand ended",
    "l) Age assessment determined child was 18 or over",
    "m) Child moved abroad",
    "n) Care ceased for any other reason",
)
PLACEMENT_TYPE = (
    "a) Foster placement",
    "b) Placed for adoption",
    "c) Placed with parents",
    "d) Independent living",
    "e) Residential employment",
    "f) Residential accommodation",
    "g) Secure Children's Homes",
    "h) Children's Homes",
    "i) Residential Care Home",
    "j) NHS/Health Trust",
    "k) Family Centre or Mother and Baby Unit",
    "l) Young Offender Institution",
    "m) Residential school",
    "n) Other placements",
    "o) Temporary placement",
)
PROVIDER = ("a) Own LA", "b) Private", "c) Other")
IN_OR_OUT = ("a) In", "b) Out")
ELIGIBILITY = ("a) Relevant", "b) Former relevant", "c) Qualifying", "d) Eligible", "e) Other")
IN_TOUCH = ("a) In touch", "b) Not in touch", "c) Not recorded", "d) Exclude")
ACCOMMODATION = (
    "a) With parents or relatives",
    "b) Community home",
    "c) Semi-independent transitional accommodation",
    "d) Supported lodgings",
    "e) Gone abroad",
    "f) Deported",
    "g) Ordinary lodgings",
    "h) Residence not known",
    "i) No fixed abode / homeless",
    "j) Foyers",
    "k) Independent living",
    "l) Emergency accommodation",
    "m) Bed and breakfast",
    "n) In custody",
    "o) With Former Foster Carer",
    "p) Other accommodation",
)
SUITABILITY = ("a) Suitable", "b) Not suitable", "c) Not in touch or not recorded", "d) Exclude")
ACTIVITY = (
    "F1: Full time in higher education",
    "P1: Part time in higher education",
    "F2: Full time in education other than higher",
    "P2: Part time in education other than higher",
    "F3: Full time in training or employment",
    "P3: Part time in training or employment",
    "F4: Young person engaged full time in an apprenticeship",
    "P4: Young person engaged part time in an apprenticeship",
    "F5: Young person engaged full time in training or employment (not apprenticeship)",
    "P5: Young person engaged part time in training or employment (not apprenticeship)",
    "G4: Not in education, employment or training - illness or disability",
    "G5: Not in education, employment or training - other",
    "G6: Not in education, employment or training - pregnancy or parenting",
)
REVERSED_REASON = (
    "a) Child's needs changed",
    "b) Court did not make a PO",
    "c) Prospective adopters cannot be found",
    "d) Any other reason",
)
LEFT_REASON = ("a) Withdrew", "b) Process on hold", "c) Application refused")

# Other spellings that authorities have been told to use, and what they stand for.
ALSO = {
    "a) Male / d) Neither": "c) Not stated/recorded",  # names two sexes, so it tells neither
    "c) Unknown": "f) Not stated",
    "f) Detained on child protection grounds in LA accomodation": "f) Detained on child protection grounds in LA accommodation",
    "Y": "Yes",
    "N": "No",
    "True": "Yes",
    "False": "No",
    "M": "a) Male",
    "F": "b) Female",
    "Not known": "Unknown",
}
CODE_ERROR = "zzcodeerror"  # what the workbook's own formulas write where a code did not translate

_LETTER = re.compile(r"^(?:[a-z]\)|[a-z]\d:)\s*")


def tidy(text: str) -> str:
    """A text as codes and headings are compared: no case, one kind of apostrophe, no stray spaces."""
    plain = text.replace("’", "'").replace("‘", "'").replace("–", "-").replace("\u00a0", " ")
    return " ".join(plain.casefold().split())


def spellings(codes: tuple[str, ...]) -> dict[str, str]:
    """Every tidied spelling of these codes, and the code it stands for."""
    known: dict[str, str] = {}
    for code in codes:
        known.setdefault(_LETTER.sub("", tidy(code)), code)
    for spelling, code in ALSO.items():
        if code in codes:
            known[tidy(spelling)] = code
    for code in codes:
        known[tidy(code)] = code
        if code[2:3] == ":" and code[0].isalpha():  # an activity's own code, "F1"
            known[tidy(code[:2])] = code
    return known
