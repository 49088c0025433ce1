"""Codes of the return in words."""

from sufficiency.vocabulary.codes import code_sets, codes


def meaning_of(code_set: str, code: str | None) -> str | None:
    """ "U4 (foster placement with another carer, long term)": the code itself where nobody knows what it means."""
    if code is None:
        return None
    if code_set not in code_sets() or code not in codes(code_set):
        return code
    return codes(code_set)[code].meaning


def with_code(code_set: str, code: str | None) -> str | None:
    """The meaning with the code beside it, for those who correct the return."""
    meaning = meaning_of(code_set, code)
    return meaning if meaning is None or meaning == code else f"{meaning} ({code})"
