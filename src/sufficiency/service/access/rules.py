"""Every permission of the pages, in one place.

A rule is ``check_can_x(person, thing)``: it returns nothing when the person may, and raises ``NotAllowed`` with
the sentence the person reads when not. The same sentence explains a button that cannot be used::

    @rule(check_can_see_child, thing="child")     # on every view; "child" is the name in the address
    def child(request, child): ...

    may(person, check_can_load)                   # True or False, for navigation
    why_not(person, check_can_load)               # the sentence, or None

A test walks all addresses and fails on any view without a rule.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied

from sufficiency.service.access.roles import Role

Rule = Callable[..., None]

SEE_FIGURES = frozenset(Role) - {Role.SYSTEM_ADMINISTRATOR}
SEE_CHILDREN = frozenset(
    {
        Role.PERFORMANCE_ANALYST,
        Role.PLACEMENT_OFFICER,
        Role.PLACEMENT_MANAGER,
        Role.PERMANENCE_WORKER,
        Role.PERMANENCE_MANAGER,
        Role.DIRECTOR,
    }
)
SEE_FINDINGS = frozenset({Role.PERFORMANCE_ANALYST, Role.DIRECTOR})
LOAD = frozenset({Role.PERFORMANCE_ANALYST})
SET_TARGETS = frozenset({Role.PERFORMANCE_ANALYST, Role.DIRECTOR})
SEE_EDITIONS = SEE_FIGURES | {Role.SYSTEM_ADMINISTRATOR}
KEEP_PEOPLE = frozenset({Role.SYSTEM_ADMINISTRATOR})


class NotAllowed(PermissionDenied):
    """The person may not; the text is the sentence for them. Answered with the 403 page."""


def anyone(person: Any, thing: Any = None) -> None:
    """No rule: for signing in, health and other pages that show nothing of the authority."""


def check_is_signed_in(person: Any, thing: Any = None) -> None:
    """Anybody with an account here, whatever the role: their own account, the gallery of components."""
    if not (person.is_authenticated and person.is_active):
        raise NotAllowed("Sign in to see this page.")


def check_can_see_figures(person: Any, thing: Any = None) -> None:
    """Figures of the whole authority: all roles but the system administrator's."""
    _needs(person, SEE_FIGURES, "Figures are for people who work with them; your role is to keep the system.")


def check_can_see_small_numbers(person: Any, thing: Any = None) -> None:
    """Groups of a figure, and counts of 1 to 5, which could point to a child."""
    _needs(
        person,
        SEE_FIGURES - {Role.ELECTED_MEMBER},
        "Groups of a figure hold numbers so small that they could point to a child; your role sees totals.",
    )


def check_can_see_children(person: Any, thing: Any = None) -> None:
    """The children behind a figure: need to know, so neither elected members nor system administrators."""
    _needs(person, SEE_CHILDREN, "Your role does not see the children behind the figures.")


def check_can_see_child(person: Any, child: str | None = None) -> None:
    """One child's page; ``child`` is the child's id in the return."""
    _needs(person, SEE_CHILDREN, "Your role does not open a child's record.")


def check_can_see_editions(person: Any, thing: Any = None) -> None:
    """Which returns were loaded, when and by whom: counts only, no child."""
    _needs(person, SEE_EDITIONS, "Your account has no role that opens the data pages.")


def check_can_see_findings(person: Any, thing: Any = None) -> None:
    """Findings name children, so they are for those who put them right and those who answer for them."""
    _needs(
        person, SEE_FINDINGS, "Findings name children; they are for the performance analyst and the director."
    )


def check_can_load(person: Any, thing: Any = None) -> None:
    """Load returns."""
    _needs(person, LOAD, "Only a performance analyst loads returns.")


def check_can_make_current(person: Any, edition: Any = None) -> None:
    """Choose the edition everybody's figures come from."""
    _needs(person, LOAD, "Only a performance analyst chooses the edition in use.")


def check_can_set_targets(person: Any, thing: Any = None) -> None:
    """Say what value a measure aims at, and from when."""
    _needs(person, SET_TARGETS, "Only a performance analyst or a director sets targets.")


def check_can_keep_people(person: Any, thing: Any = None) -> None:
    """Add people, and give and take roles."""
    _needs(person, KEEP_PEOPLE, "Only a system administrator changes people's accounts.")


def _needs(person: Any, roles: frozenset[Role], sentence: str) -> None:
    check_is_signed_in(person)
    if not person.roles & roles:
        raise NotAllowed(sentence)


def why_not(person: Any, check: Rule, thing: Any = None) -> str | None:
    """The sentence that refuses, or None when the person may."""
    try:
        check(person, thing)
    except NotAllowed as refusal:
        return str(refusal)
    return None


def may(person: Any, check: Rule, thing: Any = None) -> bool:
    """True when the person may; False when the rule refuses."""
    return why_not(person, check, thing) is None


def rule(check: Rule, thing: str | None = None) -> Callable:
    """Put a rule on a view: it is checked before the view begins.

    ``thing`` is the name, in the address, of what the rule is about. A view without a rule fails the suite;
    a view with the rule ``anyone`` can be reached without signing in.
    """

    def put(view: Callable) -> Callable:
        @wraps(view)
        def ruled(request, *args, **kwargs):
            if check is not anyone:  # which also answers for what failed before the person was known
                check(request.user, kwargs[thing] if thing else None)
            return view(request, *args, **kwargs)

        ruled.rule = check
        if check is anyone:
            return login_not_required(ruled)
        ruled.login_required = True  # whatever the view said of itself before
        return ruled

    return put
