"""What is typed about boards, meetings, papers, decisions and actions arising."""

from collections.abc import Sequence

from django import forms

from sufficiency.service.access.models import Person
from sufficiency.service.governance.cadence import OF_REPORTS, Cadence
from sufficiency.service.governance.models import (
    AgendaItem,
    Attendance,
    Board,
    Decision,
    DuePaper,
    Meeting,
    PaperKind,
    ReportingCycle,
    Seat,
)
from sufficiency.service.governance.states import MeetingState, PaperState
from sufficiency.service.ui.forms import DayField
from sufficiency.service.ui.words import day as said

NO_CHILD = "No child's name: this is not kept with the child's record"
MONTHS = ("May", "June", "July", "August", "September", "October", "November", "December", "January", "February", "March", "April")  # fmt: skip
MONTH_NUMBERS = (5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3, 4)


def words(
    label: str, most: int, hint: str = "", required: bool = True, rows: int = 0, **more
) -> forms.CharField:
    """A text of at most ``most`` letters, over several ``rows`` where they are given."""
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    errors = {
        "required": f"Enter {more.pop('what', label.lower())}",
        "max_length": f"Use {most:,} letters or fewer",
    }
    return forms.CharField(
        label=label, max_length=most, help_text=hint, required=required, widget=widget, error_messages=errors
    )


def number(label: str, most: int, hint: str = "", required: bool = True) -> forms.IntegerField:
    """A whole number from 0 to ``most``."""
    said_so = f"Enter a whole number from 0 to {most}"
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=most,
        help_text=hint,
        required=required,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), said_so),
    )


def day(label: str, hint: str = "For example 27 3 2026", required: bool = True) -> DayField:
    return DayField(
        label=label, help_text=hint, required=required, error_messages={"required": "Enter the day"}
    )


def choice(label: str, choices: Sequence[tuple], hint: str = "", radio: bool = False) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=choices,
        help_text=hint,
        widget=forms.RadioSelect if radio else forms.Select,
        error_messages={"required": "Choose one of these", "invalid_choice": "Choose one of the list"},
    )


def reason(label: str, hint: str = "", required: bool = True) -> forms.CharField:
    return words(label, 500, hint, required, rows=2, what="why")


class WhoForm(forms.Form):
    """Somebody with an account, or a name or role; one of the two."""

    person = forms.ModelChoiceField(
        label="Somebody with an account here",
        queryset=Person.objects.none(),
        required=False,
        empty_label="Nobody: the name or role below",
        error_messages={"invalid_choice": "Choose somebody from the list"},
    )
    name = words("Or a name or role", 120, "For example: Designated doctor", required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = Person.objects.filter(is_active=True)

    def clean(self) -> dict:
        cleaned = super().clean()
        both = bool(cleaned.get("person")), bool(cleaned.get("name"))
        if both == (True, True):
            self.add_error("name", "Choose a person or type a name or role, not both")
        elif both == (False, False) and "person" not in self.errors and "name" not in self.errors:
            self.add_error("name", "Choose a person above, or type a name or role here")
        return cleaned


class BoardForm(forms.Form):
    """What is said of a board."""

    name = words("Name", 120)
    kind = choice("Kind", Board.Kind.choices)
    purpose = words("Terms of reference", 4000, "What it is for, and to whom it reports", rows=6)
    cadence = choice("How often it meets", Cadence.choices)
    quorum = number("Quorum: least number of voting members", 50)
    quorum_percent = number("Quorum: share of voting members, in per cent", 100, "0 where only the number counts. With both, the larger holds")  # fmt: skip
    chair_needed = forms.BooleanField(label="Not quorate unless a chair, co-chair or vice-chair is there", required=False)  # fmt: skip
    confidential = forms.BooleanField(label="Confidential: its business names children. Only members and the director see it", required=False)  # fmt: skip
    clear_days = number("Clear days between despatch and meeting", 30, "A committee of the council needs 5. Working days; neither the day of despatch nor that of the meeting counts")  # fmt: skip
    finance_legal_days = number("With finance and legal, working days before despatch", 120)
    director_days = number("With the director, working days before despatch", 120)
    draft_days = number("Draft written, working days before despatch", 120)

    def clean_quorum(self) -> int:
        if self.cleaned_data["quorum"] < 1:
            raise forms.ValidationError("Enter a whole number from 1 to 50")
        return self.cleaned_data["quorum"]

    @staticmethod
    def said(board: Board | None) -> dict:
        """What the form begins with."""
        return {name: getattr(board or Board(), name) for name in BoardForm.base_fields}


class SeatForm(WhoForm):
    """A seat on a board."""

    place = choice("Sits as", Seat.Place.choices)
    votes = forms.BooleanField(label="Has a vote", required=False)
    since = day("First day")
    until = day("Last day", "Leave it empty while the membership goes on", required=False)
    substitute = words("Usual substitute", 120, "Who comes where the member cannot", required=False)

    @staticmethod
    def said(seat: Seat | None) -> dict:
        kept = seat or Seat()
        return {name: getattr(kept, name) for name in SeatForm.base_fields}


class CycleForm(WhoForm):
    """A report that comes to a board again and again."""

    field_order = ("title", "kind", "cadence", "first_month", "person", "name", "ended_on")
    title = words("Title", 200)
    kind = choice("Kind of paper", PaperKind.choices)
    cadence = choice("How often", [(one.value, one.label) for one in OF_REPORTS])
    first_month = choice("First due in", list(zip(MONTH_NUMBERS, MONTHS, strict=True)), "It goes to the first meeting in or after that month")  # fmt: skip
    ended_on = day("Last day", "Leave it empty while the report goes on", required=False)

    def clean_first_month(self) -> int:
        return int(self.cleaned_data["first_month"])

    @staticmethod
    def said(cycle: ReportingCycle | None) -> dict:
        kept = cycle or ReportingCycle()
        return {name: getattr(kept, name) for name in CycleForm.base_fields}


class YearForm(forms.Form):
    """From when on a board meets in a year that has no meetings yet."""

    first = day("First meeting", "The others follow by how often the board meets", required=False)
    place = words("Place", 200, required=False)


class MeetingForm(forms.Form):
    """When and where."""

    day = day("Day")
    place = words("Place", 200, "A room, or how to join", required=False)


class MeetingStateForm(forms.Form):
    """What becomes of a meeting."""

    state = choice("What becomes of it", [], radio=True)
    on = day("Minutes agreed on", "Only where the minutes are agreed. Empty: today", required=False)
    reason = reason("Why it is cancelled", "Only where it is cancelled", required=False)

    def __init__(self, *args, steps: Sequence[MeetingState], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [(one.value, one.label) for one in steps]
        if MeetingState.AGREED not in steps:
            del self.fields["on"]
        if MeetingState.CANCELLED not in steps:
            del self.fields["reason"]


class AttendanceForm(forms.Form):
    """How each seat was filled; the names of the fields end in the seat's id."""

    seen = forms.IntegerField(widget=forms.HiddenInput, error_messages=dict.fromkeys(("required", "invalid"), "The form is not whole. Open the page again"))  # fmt: skip

    def __init__(self, *args, seats: Sequence[Seat], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.seats = list(seats)
        for seat in self.seats:
            self.fields[f"came_{seat.pk}"] = forms.ChoiceField(
                label=f"How {seat.who} came",
                required=False,
                choices=[("", "Not recorded"), *Attendance.Came.choices],
                error_messages={"invalid_choice": f"Choose how {seat.who} came from the list"},
            )
            self.fields[f"stood_in_{seat.pk}"] = forms.CharField(
                label=f"Who came in place of {seat.who}",
                required=False,
                max_length=120,
                error_messages={"max_length": "Use 120 letters or fewer for the substitute"},
            )

    @property
    def lines(self) -> list[tuple[Seat, forms.BoundField, forms.BoundField]]:
        return [(seat, self[f"came_{seat.pk}"], self[f"stood_in_{seat.pk}"]) for seat in self.seats]

    @property
    def came(self) -> dict[int, tuple[str, str]]:
        """What was said, by the seat's id."""
        told = {
            seat.pk: (self.cleaned_data[f"came_{seat.pk}"], self.cleaned_data[f"stood_in_{seat.pk}"])
            for seat in self.seats
        }
        return {number: (how, who) for number, (how, who) in told.items() if how}

    @staticmethod
    def said(meeting: Meeting, seats: Sequence[Seat], attendance: Sequence[Attendance]) -> dict:
        held = {one.seat_id: one for one in attendance}
        told: dict[str, object] = {"seen": meeting.changes}
        for seat in seats:
            one = held.get(seat.pk)
            told[f"came_{seat.pk}"] = one.came if one else ""
            told[f"stood_in_{seat.pk}"] = one.stood_in if one else seat.substitute
        return told


class ItemForm(forms.Form):
    """An item of the agenda, with its paper where it has one."""

    title = words("Item", 200, "Leave it empty where the paper's title says it", required=False)
    paper = forms.ModelChoiceField(
        label="Paper",
        queryset=DuePaper.objects.none(),
        required=False,
        empty_label="No paper",
        error_messages={"invalid_choice": "Choose a paper from the list"},
    )

    def __init__(self, *args, meeting: Meeting, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        taken = AgendaItem.objects.filter(meeting=meeting, paper__isnull=False).values("paper")
        self.fields["paper"].queryset = meeting.papers.exclude(pk__in=taken).exclude(
            state=PaperState.WITHDRAWN
        )

    def clean(self) -> dict:
        cleaned = super().clean()
        if not cleaned.get("title") and not cleaned.get("paper") and not self.errors:
            self.add_error("title", "Enter the item, or choose a paper")
        return cleaned


class PaperForm(WhoForm):
    """A paper that a meeting waits for."""

    field_order = ("title", "kind", "person", "name", "meeting")
    title = words("Title", 200, NO_CHILD)
    kind = choice("Kind of paper", PaperKind.choices)
    meeting = forms.ModelChoiceField(
        label="Meeting",
        queryset=Meeting.objects.none(),
        empty_label=None,
        error_messages={"required": "Choose a meeting", "invalid_choice": "Choose a meeting from the list"},
    )

    def __init__(self, *args, meetings: Sequence[Meeting], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["meeting"]
        field.queryset = Meeting.objects.select_related("board").filter(pk__in=[one.pk for one in meetings])
        field.label_from_instance = lambda one: said(one.day)
        self.fields["person"].label = "Lead officer with an account here"

    @staticmethod
    def said(paper: DuePaper | None, meeting: Meeting) -> dict:
        kept = paper or DuePaper()
        return {"title": kept.title, "kind": kept.kind, "person": kept.person, "name": kept.name, "meeting": meeting}  # fmt: skip


class PaperStateForm(forms.Form):
    """What becomes of a paper; only what its next states ask for is shown."""

    state = choice("What becomes of it", [], radio=True)
    on = day("Despatched on", "Only where it went out. Empty: today", required=False)
    late = reason("Why it is late", "Only where it goes out after its deadline. Printed with the paper", required=False)  # fmt: skip
    urgent = reason("Why the meeting cannot wait for it", "Only where it is late. Printed with the paper", required=False)  # fmt: skip
    reason = reason("Why it is taken off the plan", "Only where it is taken off", required=False)

    def __init__(self, *args, steps: Sequence[PaperState], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [(one.value, one.label) for one in steps]
        if PaperState.DESPATCHED not in steps:
            for name in ("on", "late", "urgent"):
                del self.fields[name]
        if PaperState.WITHDRAWN not in steps:
            del self.fields["reason"]


class LateForm(forms.Form):
    """Why a paper is late, and why the meeting cannot wait: both, as committee papers carry them."""

    late = reason("Why it is late", "Printed with the paper")
    urgent = reason("Why the meeting cannot wait for it", "Printed with the paper")


class DecisionForm(forms.Form):
    """What was decided. ``seen`` is the mark of a decision as the page showed it."""

    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    words = words("Decision", 4000, NO_CHILD, rows=4, what="what was decided")
    votes_for = number("Votes for", 200, "Leave all three empty where there was no vote", required=False)
    votes_against = number("Votes against", 200, required=False)
    abstained = number("Abstained", 200, required=False)
    reason = reason("Why it is corrected", "The decision before stays to be seen")

    def __init__(self, *args, correcting: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not correcting:
            del self.fields["reason"]

    @staticmethod
    def said(decision: Decision) -> dict:
        return {
            name: getattr(decision, name) for name in ("words", "votes_for", "votes_against", "abstained")
        } | {"seen": decision.mark}


class ArisingForm(WhoForm):
    """What somebody is asked to do."""

    field_order = ("words", "person", "name", "due")
    words = words("What is to be done", 2000, NO_CHILD, rows=3)
    due = day("Due")


class DoneForm(forms.Form):
    """That an action is done."""

    prefix = "done"
    outcome = reason("What came of it", NO_CHILD)
    on = day("Done on", "Empty: today", required=False)


class CarryForm(forms.Form):
    """That an action is given more time."""

    prefix = "carry"
    until = day("New day")
    reason = reason("Why it is carried over")


class PeriodForm(forms.Form):
    """Narrowing lists by municipal year and board."""

    year = forms.TypedChoiceField(
        label="Municipal year",
        required=False,
        coerce=int,
        error_messages={"invalid_choice": "Choose a year from the list"},  # fmt: skip
    )
    board = forms.ModelChoiceField(
        label="Board",
        queryset=Board.objects.all(),
        required=False,
        empty_label="All",
        error_messages={"invalid_choice": "Choose a board from the list"},
    )

    def __init__(self, *args, years: Sequence[tuple[int, str]], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [*years]
