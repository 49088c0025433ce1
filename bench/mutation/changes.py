"""The mutants: every single change worth making to the rules, and a random sample of them that stays the same.

Most changes are cosmic-ray's. The rules are expressions of Ibis, so much of what can be wrong in them is the name of a
method (the first for the last, a join for another): those changes are added here.
"""

from __future__ import annotations

import ast
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import parso.python.tree
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.operator import Example, Operator
from cosmic_ray.plugins import get_operator

from bench.mutation.left_out import LEFT_OUT_FILES

Place = tuple[int, int]  # line and column
PACKAGE = "src/sufficiency"
SEED = "sufficiency 2026"

SWAPS = {
    "min": "max", "max": "min", "argmin": "argmax", "argmax": "argmin", "lead": "lag", "lag": "lead",
    "any": "all", "all": "any", "isin": "notin", "notin": "isin", "notnull": "isnull", "isnull": "notnull",
    "least": "greatest", "greatest": "least", "left_join": "inner_join", "semi_join": "anti_join",
    "anti_join": "semi_join", "sum": "max", "first": "last", "last": "first", "append": "remove",
    "intersection": "union", "issubset": "issuperset", "bisect_left": "bisect_right", "floor": "ceil",
    "ceil": "floor",
}  # fmt: skip


class SwapMethod(Operator):
    """Another method of the same kind: the last for the first, a join that leaves out for one that keeps."""

    def mutation_positions(self, node: parso.tree.NodeOrLeaf) -> Iterator[tuple]:
        if isinstance(node, parso.python.tree.Name) and node.value in SWAPS:
            before = node.get_previous_leaf()
            if before is not None and before.value == ".":
                yield node.start_pos, node.end_pos

    def mutate(self, node: parso.python.tree.Name, index: int) -> parso.python.tree.Name:
        return parso.python.tree.Name(SWAPS[node.value], node.start_pos, node.prefix)

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        return (Example("rows.decom.min()", "rows.decom.max()"),)


OF_COSMIC_RAY = (
    *(f"ReplaceComparisonOperator_{name}" for name in (
        "Eq_NotEq", "NotEq_Eq", "Lt_LtE", "Lt_GtE", "LtE_Lt", "LtE_Gt", "Gt_GtE", "Gt_LtE", "GtE_Gt", "GtE_Lt",
        "Is_IsNot", "IsNot_Is",
    )),
    *(f"ReplaceBinaryOperator_{name}" for name in (
        "Add_Sub", "Sub_Add", "Mul_Div", "Div_Mul", "FloorDiv_Div", "Mod_FloorDiv", "Pow_Mul", "BitOr_BitAnd",
        "BitAnd_BitOr",
    )),
    "ReplaceUnaryOperator_Delete_USub", "ReplaceUnaryOperator_Delete_Invert", "ReplaceUnaryOperator_Delete_Not",
    "AddNot", "ReplaceTrueWithFalse", "ReplaceFalseWithTrue", "ReplaceAndWithOr", "ReplaceOrWithAnd",
    "ReplaceBreakWithContinue", "ReplaceContinueWithBreak", "NumberReplacer", "ZeroIterationForLoop",
)  # fmt: skip
OPERATORS = {"SwapMethod": SwapMethod()} | {name: get_operator(f"core/{name}")() for name in OF_COSMIC_RAY}


ARITHMETIC = (
    "arith_expr",
    "term",
    "power",
    "expr",
    "and_expr",
)  # where a sign is not that of `*names` and `**named`


@dataclass(frozen=True)
class Change:
    """One change of one place of a file."""

    file: str  # from the package, as history/care.py
    operator: str
    occurrence: int  # among the places of the file where the operator can make one
    line: int
    code: str  # the line
    again: int  # how many changes of the same kind come before it on lines that read the same

    @property
    def key(self) -> str:
        """What the sample is drawn by: it stays, whatever is written on other lines."""
        told = "|".join((SEED, self.file, self.operator, self.code, str(self.again)))
        return hashlib.sha256(told.encode()).hexdigest()[:12]


def files_of(source: Path, package: str) -> list[str]:
    """The files of a package (history, measures) whose changes can tell something."""
    found = sorted(path.relative_to(source).as_posix() for path in (source / package).rglob("*.py"))
    return [name for name in found if name not in LEFT_OUT_FILES]


def sampled(changes: Iterable[Change], number: int) -> list[Change]:
    """The first of a random order, which depends on nothing but the seed and the changes."""
    return sorted(changes, key=lambda change: change.key)[:number]


def changes_of(source: Path, file: str) -> list[Change]:
    """Every change of a file but those of places that are left out."""
    text = (source / file).read_text("utf-8")
    left_out, lines = list(_places_left_out(text)), text.splitlines()
    found, occurrences, seen = [], Counter(), Counter()
    for node in ast_nodes(get_ast(text)):
        for name, operator in OPERATORS.items():
            for start, end in operator.mutation_positions(node):
                occurrence = occurrences[name]
                occurrences[name] += 1
                if _is_left_out(name, node, start, end, left_out):
                    continue
                code = lines[start[0] - 1].strip()
                found.append(Change(file, name, occurrence, start[0], code, seen[name, code]))
                seen[name, code] += 1
    return found


def _is_left_out(name: str, node: parso.tree.NodeOrLeaf, start: Place, end: Place, left_out: list) -> bool:
    if "Binary" in name and node.parent.type not in ARITHMETIC:
        return True
    return any(low <= start and end <= high for low, high in left_out)


def changed(source: Path, change: Change) -> str:
    """The file's text with the change made."""
    return mutate_code(
        (source / change.file).read_text("utf-8"), OPERATORS[change.operator], change.occurrence
    )


def line_changed(source: Path, change: Change) -> str:
    """The line as the change makes it."""
    return changed(source, change).splitlines()[change.line - 1].strip()


def _places_left_out(text: str) -> Iterator[tuple[Place, Place]]:
    for node in ast.walk(ast.parse(text)):
        parts = [getattr(node, "annotation", None), getattr(node, "returns", None)]
        parts += getattr(node, "decorator_list", [])
        if isinstance(node, ast.Raise):
            parts.append(node)
        for part in parts:
            if part is not None:
                yield (part.lineno, part.col_offset), (part.end_lineno, part.end_col_offset)
