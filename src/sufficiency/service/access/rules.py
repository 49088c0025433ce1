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
from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied

from sufficiency.service.access.roles import Role

if TYPE_CHECKING:
    from sufficiency.service.records.models import Opening
    from sufficiency.service.records.need_to_know import Sight

Rule = Callable[..., None]

# A provider sees own homes and referrals; a system administrator settings and people. All others work with figures.
SEE_FIGURES = frozenset(role for role in Role if role.value not in ("system_administrator", "provider"))
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
# Those they work for, by their caseload; in an emergency another child's, by breaking the glass.
SEE_OWN_CHILDREN = frozenset(
    {
        Role.SOCIAL_WORKER,
        Role.REVIEWING_OFFICER,
        Role.FOSTERING_WORKER,
        Role.FOSTERING_MANAGER,
    }
)
OPEN_SEALED = frozenset({Role.PERMANENCE_MANAGER, Role.DIRECTOR})
OPEN_ADDRESS = frozenset(
    {Role.PLACEMENT_OFFICER, Role.PLACEMENT_MANAGER, Role.PERMANENCE_MANAGER, Role.DIRECTOR}
)
KEEP_CASELOADS = frozenset({Role.PLACEMENT_MANAGER, Role.PERMANENCE_MANAGER, Role.PERFORMANCE_ANALYST})
ANSWER_FOR_OPENINGS = frozenset({Role.DIRECTOR})
SEE_FINDINGS = frozenset({Role.PERFORMANCE_ANALYST, Role.DIRECTOR})
LOAD = frozenset({Role.PERFORMANCE_ANALYST})
SET_TARGETS = frozenset({Role.PERFORMANCE_ANALYST, Role.COMMISSIONER, Role.DIRECTOR})
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
    """Figures of the whole authority: all roles but the system administrator's and the provider's."""
    _needs(
        person,
        SEE_FIGURES,
        "Figures are for the council's people who work with them; your role does not open them.",
    )


def check_can_see_small_numbers(person: Any, thing: Any = None) -> None:
    """Groups of a figure, and counts of 1 to 5, which could point to a child."""
    _needs(
        person,
        SEE_FIGURES - {Role.ELECTED_MEMBER},
        "Groups of a figure hold numbers so small that they could point to a child; your role sees totals.",
    )


def check_can_see_children(person: Any, thing: Any = None) -> None:
    """Lists of children: need to know, so neither elected members nor system administrators.

    A list is cut to the children whose record the person may open (``records.need_to_know.cut_to``).
    """
    _needs(person, SEE_CHILDREN | SEE_OWN_CHILDREN, "Your role does not see the children behind the figures.")


def check_can_see_child(person: Any, child: str | None = None, sight: "Sight | None" = None) -> None:
    """One child's record; ``child`` is the id in the return, None for whether the role opens any.

    ``sight`` is what is known of the person's caseload, seals and openings, where somebody has it at hand already.
    """
    _needs(person, SEE_CHILDREN | SEE_OWN_CHILDREN, "Your role does not open a child's record.")
    if child is None:
        return
    sight = sight or _sight(person)
    opened = sight.opening(child)
    if sight.is_sealed(child):
        _needs(person, OPEN_SEALED, SEALED)
        if opened is None or opened.kind != opened.Kind.SEALED:
            raise NotAllowed("This record is sealed. Say why you need it, and it opens to you for an hour.")
    elif not (person.roles & SEE_CHILDREN or sight.is_own(child) or opened):
        raise NotAllowed("This child is not on your caseload, so the record is closed to you.")


SEALED = "This record is sealed. Only a permanence manager or a director opens it, with a reason."


def check_can_open_sealed(person: Any, child: str | None = None, sight: "Sight | None" = None) -> None:
    """Open a sealed record for an hour, with a reason."""
    _needs(person, OPEN_SEALED, SEALED)
    if child is not None and not (sight or _sight(person)).is_sealed(child):
        raise NotAllowed("This record is not sealed.")


def check_can_break_glass(person: Any, child: str | None = None, sight: "Sight | None" = None) -> None:
    """Open in an emergency a record that is closed because the child is not one's own. Never a sealed one."""
    _needs(
        person,
        SEE_OWN_CHILDREN,
        "Only people who see the records of own children can open another in an emergency.",
    )
    if child is None:
        return
    sight = sight or _sight(person)
    if sight.is_sealed(child):
        raise NotAllowed(SEALED)
    if sight.sees(child):
        raise NotAllowed("This record is open to you already.")


def check_can_open_address(person: Any, child: str | None = None, sight: "Sight | None" = None) -> None:
    """See where one child's homes are, with a reason; of a record the person may see."""
    _needs(
        person,
        OPEN_ADDRESS,
        "Where carers and homes are is confidential. A placement officer or manager, a permanence manager or a "
        "director can see it, for one child and with a reason.",
    )
    if child is not None:
        check_can_see_child(person, child, sight)


def check_can_seal(person: Any, child: str | None = None) -> None:
    """Seal a record by hand, such as that of a child found to be the same as an adopted one."""
    _needs(person, OPEN_SEALED, "Only a permanence manager or a director seals a record.")
    if child is not None:
        check_can_see_child(person, child)


def check_can_keep_caseloads(person: Any, thing: Any = None) -> None:
    """Say who works for which child."""
    _needs(
        person,
        KEEP_CASELOADS,
        "Only a placement manager, a permanence manager or a performance analyst keeps caseloads.",
    )


def check_can_give_child(person: Any, to: Any = None) -> None:
    """Put a child on the caseload of ``to``; nobody gives themselves access."""
    check_can_keep_caseloads(person)
    if to is None:
        return
    if to.pk == person.pk:
        raise NotAllowed("Nobody changes their own caseload; ask another who keeps caseloads.")
    if not to.roles & SEE_OWN_CHILDREN:
        raise NotAllowed(f"{to} has no role that sees own children.")


def check_can_see_openings(person: Any, thing: Any = None) -> None:
    """The list of records opened in an emergency, and of sealed records opened."""
    _needs(person, ANSWER_FOR_OPENINGS, "Only a director sees which closed records were opened, and why.")


def check_can_answer(person: Any, opening: "Opening | None" = None) -> None:
    """Say whether it was right to break the glass; once, and nobody for themselves."""
    check_can_see_openings(person)
    if opening is None:
        return
    if opening.kind != opening.Kind.GLASS:
        raise NotAllowed("A sealed record opened with a reason needs no answer.")
    if opening.person_id == person.pk:
        raise NotAllowed("You opened this record yourself, so another director answers for it.")
    if opening.answered_at is not None:
        raise NotAllowed(f"{opening.answered_by} has answered already.")


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
    _needs(person, SET_TARGETS, "Only a performance analyst, a commissioner or a director sets targets.")


def check_can_keep_people(person: Any, thing: Any = None) -> None:
    """Add people, and give and take roles."""
    _needs(person, KEEP_PEOPLE, "Only a system administrator changes people's accounts.")


def _needs(person: Any, roles: frozenset[Role], sentence: str) -> None:
    check_is_signed_in(person)
    if not person.roles & roles:
        raise NotAllowed(sentence)


def _sight(person: Any) -> "Sight":
    from sufficiency.service.records.need_to_know import Sight  # which asks the rules in its turn

    return Sight(person)


def why_not(person: Any, check: Rule, thing: Any = None, **known: Any) -> str | None:
    """The sentence that refuses, or None when the person may."""
    try:
        check(person, thing, **known)
    except NotAllowed as refusal:
        return str(refusal)
    return None


def may(person: Any, check: Rule, thing: Any = None, **known: Any) -> bool:
    """True when the person may; False when the rule refuses."""
    return why_not(person, check, thing, **known) is None


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


# Data protection.

ANSWER_FOR_RETENTION = frozenset({Role.PERFORMANCE_ANALYST, Role.DIRECTOR})


def check_can_review_retention(person: Any, thing: Any = None) -> None:
    """What is past its time: to ask that it is kept or deleted, and to hold it."""
    _needs(
        person,
        ANSWER_FOR_RETENTION,
        "What is kept, and for how long, is decided by the director and the performance analyst.",
    )


def check_can_answer_decision(person: Any, decision: Any) -> None:
    """Approve or refuse what somebody else asked for: two people decide what is kept and what is deleted."""
    check_can_review_retention(person)
    if decision is not None and decision.asked_by_id == person.pk:
        raise NotAllowed("You asked for this yourself. A second person approves or refuses it.")


def check_can_lift_hold(person: Any, hold: Any) -> None:
    """Lift a hold that somebody else placed."""
    check_can_review_retention(person)
    if hold is not None and hold.person_id == person.pk:
        raise NotAllowed("You placed this hold yourself. A second person lifts it.")


def check_can_answer_subject_access(person: Any, child: str | None = None) -> None:
    """Give a child, or who speaks for the child, a copy of everything held about them."""
    _needs(
        person,
        ANSWER_FOR_RETENTION,
        "A request for a child's own record is answered by the director and the performance analyst.",
    )
    if child is not None:
        check_can_see_child(person, child)


def check_can_take_extract(person: Any, thing: Any = None) -> None:
    """Take away a pseudonymised extract of the edition."""
    _needs(person, LOAD, "Only a performance analyst takes away an extract.")


# People and how they sign in.


def check_needs_no_second_factor(person: Any, thing: Any = None) -> None:
    """Whether a password alone is enough: not for those who open children's records or other people's accounts.

    The made-up people of the made-up authority are let off: they see no real child, and are closed when one comes.
    """
    if person.made_up:
        return
    if may(person, check_can_see_children):
        raise NotAllowed("Your role opens children's records, so you sign in with a second factor.")
    if may(person, check_can_keep_people):
        raise NotAllowed("Your role changes other people's accounts, so you sign in with a second factor.")


def check_can_change_roles(person: Any, other: Any = None) -> None:
    """Give roles to somebody else, or take theirs."""
    check_can_keep_people(person)
    _not_own(person, other, "Nobody changes their own roles; ask another system administrator.")


def check_can_close_account(person: Any, other: Any = None) -> None:
    """Close somebody else's account."""
    check_can_keep_people(person)
    _not_own(person, other, "Nobody closes their own account; ask another system administrator.")


def check_can_reset_second_factor(person: Any, other: Any = None) -> None:
    """Take away the second factor of somebody who lost it."""
    check_can_keep_people(person)
    _not_own(person, other, "Nobody resets their own second factor; ask another system administrator.")


def check_can_give_password(person: Any, other: Any = None) -> None:
    """Give somebody else a new one-time password."""
    check_can_keep_people(person)
    _not_own(person, other, "Change your own password on the page of your account.")
    if other is not None and not other.has_usable_password():
        raise NotAllowed("This person signs in with the council's single sign-on and has no password here.")


def check_can_see_provider_pages(person: Any, thing: Any = None) -> None:
    """What a provider sees of the council: own referrals and own homes, once these rooms are built."""
    _needs(person, frozenset({Role.PROVIDER}), "This page is for providers.")


def _not_own(person: Any, other: Any, sentence: str) -> None:
    if other is not None and other.pk == person.pk:
        raise NotAllowed(sentence)


# The API.


def check_can_make_token(person: Any, owner: Any = None) -> None:
    """Make a token by which a program acts for a person: for oneself, never for somebody else."""
    _needs(person, SEE_EDITIONS, "Your roles open nothing that the API gives, so you cannot make a token.")
    if owner is not None and owner.pk != person.pk:
        raise NotAllowed("A token is made by the person themselves, on their own account page.")


def check_can_revoke_token(person: Any, token: Any = None) -> None:
    """End a token: one's own, or as system administrator anybody's."""
    check_is_signed_in(person)
    if token is not None and token.person_id != person.pk:
        _needs(person, KEEP_PEOPLE, "This token is somebody else's; a system administrator can revoke it.")


# The audit.

SEE_LINES = frozenset({Role.DIRECTOR, Role.SYSTEM_ADMINISTRATOR})
SEE_WHO_LOOKED = frozenset({Role.DIRECTOR, Role.PERMANENCE_MANAGER})


def check_can_see_lines(person: Any, thing: Any = None) -> None:
    """What everybody did, and one person. A system administrator sees that a record was looked at, not which."""
    _needs(
        person, SEE_LINES, "What people did is for the director and, without the children, the administrator."
    )


def check_can_see_who_looked(person: Any, child: str | None = None) -> None:
    """Who looked at a child's record, when and why; and which child a line of the audit is about."""
    _needs(
        person,
        SEE_WHO_LOOKED,
        "Who looked at a child's record is for the director and the permanence manager.",
    )


# Recorded series.

RECORD = frozenset({Role.PERFORMANCE_ANALYST, Role.COMMISSIONER, Role.DIRECTOR})


def check_can_record(person: Any, measure: str | None = None) -> None:
    """Write down figures that no child's record gives; ``measure`` is the id of one of them, or None for any at all.

    People of finance write down what finance knows, and nothing else.
    """
    _needs(
        person,
        RECORD | {Role.FINANCE},
        "Only a performance analyst, a commissioner, a director or somebody of finance records figures.",
    )
    if measure is None or person.roles & RECORD:
        return
    from sufficiency.measures.catalogue import catalogue

    entry = catalogue().get(measure)
    if entry is None or entry.area != "finance":
        raise NotAllowed("Your role records figures of finance only.")


def check_can_record_population(person: Any, thing: Any = None) -> None:
    """Write down how many children live in the area, which shares of children in care are set beside."""
    _needs(
        person,
        RECORD,
        "Only a performance analyst, a commissioner or a director records how many children live here.",
    )


# Boards, panels and committees.

KEEP_MEETINGS = frozenset({Role.PERFORMANCE_ANALYST, Role.COMMISSIONER, Role.DIRECTOR})
SEE_CONFIDENTIAL_BOARDS = frozenset({Role.DIRECTOR})


def check_can_see_meetings(person: Any, thing: Any = None) -> None:
    """Which boards there are, who sits on them, when they meet and whether they were quorate."""
    _needs(person, SEE_FIGURES, "Meetings are for the council's people; your role does not open them.")


def check_can_see_business(person: Any, board: Any = None) -> None:
    """What a board talks about and decides. Where its business names children: its members and the director."""
    check_can_see_meetings(person)
    if board is None or not board.confidential or person.roles & SEE_CONFIDENTIAL_BOARDS:
        return
    from sufficiency.service.governance.queries import sits_on

    if not sits_on(person, board):
        raise NotAllowed(
            f"The business of “{board}” names children. Only its members and the director see its agenda, papers, "
            "decisions and actions."
        )


def check_can_keep_meetings(person: Any, board: Any = None) -> None:
    """Plan meetings and papers, and write down who came and what was decided; of a board whose business one sees."""
    _needs(
        person,
        KEEP_MEETINGS,
        "Only a performance analyst, a commissioner or a director keeps boards, meetings and papers.",
    )
    if board is not None:
        check_can_see_business(person, board)


# The plan.

KEEP_PLAN = frozenset({Role.PERFORMANCE_ANALYST, Role.COMMISSIONER, Role.DIRECTOR})


WRITE_PAPERS = frozenset({Role.PERFORMANCE_ANALYST, Role.COMMISSIONER, Role.DIRECTOR})
SEE_DRAFTS = WRITE_PAPERS | {Role.FINANCE}


def check_can_see_papers(person: Any, thing: Any = None) -> None:
    """Published papers, as everybody may read them, and the list of them."""
    _needs(
        person, SEE_FIGURES, "Papers are for the council's people who work with its figures and its members."
    )


def check_can_see_drafts(person: Any, thing: Any = None) -> None:
    """Papers that are not published yet, with the small numbers they hold; and to say something about them."""
    _needs(
        person,
        SEE_DRAFTS,
        "Papers that are not published are for those who write them: performance analysts, commissioners, directors "
        "and finance.",
    )


def check_can_write_papers(person: Any, thing: Any = None) -> None:
    """Begin papers, change them while they are drafted, and send them to the director."""
    _needs(person, WRITE_PAPERS, "Only a performance analyst, a commissioner or a director writes papers.")


def check_can_move_paper(person: Any, move: Any = None) -> None:
    """Take a paper to its next state; ``move`` is the paper and the state. Only a director sends one to finance and
    legal, and clears it."""
    check_can_write_papers(person)
    if move is None:
        return
    _paper, state = move
    if state in ("consultation", "cleared"):
        _needs(
            person,
            frozenset({Role.DIRECTOR}),
            "Only a director sends a paper to consultation, and clears it.",
        )


def check_can_answer_on_paper(person: Any, consultation: Any = None) -> None:
    """Write down what somebody answered who was asked about a paper; people of finance what finance answers."""
    check_can_see_drafts(person)
    if consultation is not None and not person.roles & WRITE_PAPERS and consultation.who != "finance":
        raise NotAllowed("People of finance write down what finance answers, and nobody else's answer.")


def check_can_publish_paper(person: Any, paper: Any = None) -> None:
    """Look through a cleared paper and publish it: a second person, neither its author nor who changed it last."""
    check_can_write_papers(person)
    if paper is None:
        return
    if paper.author_id == person.pk:
        raise NotAllowed("You wrote this paper: somebody else has to look through it and publish it.")
    if paper.versions.first().by_id == person.pk:
        raise NotAllowed("You changed this paper last: somebody else has to look through it and publish it.")


ASK_CHILDREN = frozenset({Role.PERFORMANCE_ANALYST, Role.COMMISSIONER, Role.REVIEWING_OFFICER, Role.DIRECTOR})
READ_COMMENTS = frozenset({Role.REVIEWING_OFFICER, Role.DIRECTOR})


def check_can_see_plan(person: Any, thing: Any = None) -> None:
    """The strategy and its action plan: everybody who sees figures."""
    _needs(
        person, SEE_FIGURES, "The plan is for the council's people who work with its figures and its members."
    )


def check_can_keep_plan(person: Any, thing: Any = None) -> None:
    """Write strategies, actions, milestones and indicators, and load them from a workbook."""
    _needs(person, KEEP_PLAN, "Only a performance analyst, a commissioner or a director changes the plan.")


def check_can_ask_children(person: Any, thing: Any = None) -> None:
    """Begin a round that asks children and young people, make links to its form, and close it."""
    _needs(
        person,
        ASK_CHILDREN,
        "Only a performance analyst, a commissioner, an independent reviewing officer or a director asks children and "
        "young people what they think.",
    )


def check_can_read_comments(person: Any, thing: Any = None) -> None:
    """Read what children and young people wrote before anybody else does, and say what becomes of it."""
    _needs(
        person,
        READ_COMMENTS,
        "Only an independent reviewing officer or a director reads what children and young people wrote.",
    )


def check_can_report_on_action(person: Any, action: Any = None) -> None:
    """Rate an action, and add notes and evidence to it: who keeps the plan, and the lead officer of the action."""
    check_can_see_plan(person)
    if person.roles & KEEP_PLAN:
        return
    if action is not None and (action.lead_person_id is None or action.lead_person_id != person.pk):
        raise NotAllowed("Only the lead officer of this action, or who keeps the plan, reports on it.")
