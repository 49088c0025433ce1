"""Who opens which address, and who opens which field: the table beside the rules.

The rules say *why* a person may or may not; this table says, one line for each address, *who* may. It is written by
hand and not worked out from the rules: the suite walks every address as every role and signed out, and fails where
the pages and the table differ, where an address has no line, or where a line has no address. A new address of any
room needs its line here; the name is the room's and the address's, as in `reverse` ("records:child"). An operation
of the API has a line like an address, named as its OpenAPI document names it ("api:measures").
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sufficiency.service.access.roles import Role

ANYONE = "anyone"
SIGNED_IN = "signed in"

# What in an address narrows who may open it further than the role does.
CHILD = "child"  # whose: see the three kinds of children below
OWN = "own"  # what the person made or holds themselves
NOT_OWN = "not own"  # what somebody else made: nobody answers for, or approves, their own

# The children an address may ask for, before anybody opened anything with a reason.
OWN_CHILD, OTHERS_CHILD, SEALED_CHILD = "own child", "another's child", "sealed record"

ANALYST, DIRECTOR = Role.PERFORMANCE_ANALYST, Role.DIRECTOR
OFFICER, MANAGER = Role.PLACEMENT_OFFICER, Role.PLACEMENT_MANAGER
PERMANENCE = Role.PERMANENCE_MANAGER
OWN_CHILDREN = (
    Role.SOCIAL_WORKER,
    Role.REVIEWING_OFFICER,
    Role.FOSTERING_WORKER,
    Role.FOSTERING_MANAGER,
)
ALL_CHILDREN = (ANALYST, OFFICER, MANAGER, Role.PERMANENCE_WORKER, PERMANENCE, DIRECTOR)
CHILDREN = (*ALL_CHILDREN, *OWN_CHILDREN)
GROUPS = (
    *CHILDREN,
    Role.COMMISSIONER,
    Role.PANEL_MEMBER,
    Role.DECISION_MAKER,
    Role.FINANCE,
)
FIGURES = (*GROUPS, Role.ELECTED_MEMBER)
EDITIONS = (*FIGURES, Role.SYSTEM_ADMINISTRATOR)
RECORD = (ANALYST, Role.COMMISSIONER, DIRECTOR, Role.FINANCE)
KEEP_PLAN = (ANALYST, Role.COMMISSIONER, DIRECTOR)
KEEP_MEETINGS = (ANALYST, Role.COMMISSIONER, DIRECTOR)


@dataclass(frozen=True)
class Door:
    """Who opens an address: ``roles``, or everybody (``everybody`` is ANYONE or SIGNED_IN).

    ``narrowed`` says what in the address narrows that further for some of the roles: CHILD, OWN, NOT_OWN, or nothing.
    For a child, ``children`` says who opens it for each of the three kinds.
    """

    roles: frozenset[Role] = frozenset()
    everybody: str = ""
    narrowed: str = ""
    children: Mapping[str, frozenset[Role]] = field(default_factory=dict)

    def opens_for(self, roles: Iterable[Role] | None, child: str = "") -> bool:
        """Whether somebody holding the roles may open it; None: not signed in. ``child`` is one of the three kinds."""
        if self.everybody == ANYONE:
            return True
        if roles is None:
            return False
        wanted = self.children[child] if child else self.roles
        return self.everybody == SIGNED_IN or bool(wanted & frozenset(roles))


def door(*roles: Role, narrowed: str = "") -> Door:
    return Door(frozenset(roles), narrowed=narrowed)


def child_door(own: Iterable[Role], others: Iterable[Role], sealed: Iterable[Role]) -> Door:
    """An address with a child in it: who opens it for an own child, for another's, and for a sealed record."""
    kinds = {OWN_CHILD: frozenset(own), OTHERS_CHILD: frozenset(others), SEALED_CHILD: frozenset(sealed)}
    return Door(frozenset().union(*kinds.values()), narrowed=CHILD, children=kinds)


TO_ANYONE, TO_SIGNED_IN = Door(everybody=ANYONE), Door(everybody=SIGNED_IN)

DOORS: dict[str, Door] = {
    # signing in and one's own account
    "health": TO_ANYONE,
    "health_ready": TO_ANYONE,
    "metrics": TO_ANYONE,  # from the machine itself, or with a token
    "account_login": TO_ANYONE,
    "account_logout": TO_ANYONE,
    "account_inactive": TO_ANYONE,
    "mfa_authenticate": TO_ANYONE,
    "sign_on": TO_ANYONE,
    "sign_on_answer": TO_ANYONE,
    "account": TO_SIGNED_IN,
    "account_reauthenticate": TO_SIGNED_IN,
    "account_change_password": TO_SIGNED_IN,
    "mfa_index": TO_SIGNED_IN,
    "mfa_reauthenticate": TO_SIGNED_IN,
    "mfa_activate_totp": TO_SIGNED_IN,
    "mfa_deactivate_totp": TO_SIGNED_IN,
    "mfa_view_recovery_codes": TO_SIGNED_IN,
    "mfa_generate_recovery_codes": TO_SIGNED_IN,
    "mfa_download_recovery_codes": TO_SIGNED_IN,
    "mfa_list_webauthn": TO_SIGNED_IN,
    "mfa_add_webauthn": TO_SIGNED_IN,
    "mfa_reauthenticate_webauthn": TO_SIGNED_IN,
    "mfa_edit_webauthn": TO_SIGNED_IN,
    "mfa_remove_webauthn": TO_SIGNED_IN,
    "provider": door(Role.PROVIDER),
    # people; nobody changes themselves, which the actions refuse
    "people:home": door(Role.SYSTEM_ADMINISTRATOR),
    "people:add": door(Role.SYSTEM_ADMINISTRATOR),
    "people:person": door(Role.SYSTEM_ADMINISTRATOR),
    "people:roles": door(Role.SYSTEM_ADMINISTRATOR, narrowed=NOT_OWN),
    "people:close": door(Role.SYSTEM_ADMINISTRATOR, narrowed=NOT_OWN),
    "people:open": door(Role.SYSTEM_ADMINISTRATOR),
    "people:password": door(Role.SYSTEM_ADMINISTRATOR, narrowed=NOT_OWN),
    "people:second_factor": door(Role.SYSTEM_ADMINISTRATOR, narrowed=NOT_OWN),
    # the look
    "gallery": TO_SIGNED_IN,
    # position
    "position:home": door(*FIGURES),
    "position:search": door(*FIGURES),
    "position:compare": door(*FIGURES),
    "position:compare_csv": door(*FIGURES),
    "position:compare_xlsx": door(*FIGURES),
    "position:measures": door(*FIGURES),
    "position:measure": door(*FIGURES),
    "position:csv": door(*FIGURES),
    "position:crossed": door(*GROUPS),
    "position:xlsx": door(*FIGURES),
    "position:moving": door(*CHILDREN),
    "position:target": door(ANALYST, Role.COMMISSIONER, DIRECTOR),
    "position:disproportionality": door(*FIGURES),
    "position:disproportionality_csv": door(*FIGURES),
    "position:disproportionality_xlsx": door(*FIGURES),
    # how many children live here
    "populations:home": door(*FIGURES),
    "populations:template_csv": door(*FIGURES),
    "populations:template_xlsx": door(*FIGURES),
    "populations:record": door(ANALYST, Role.COMMISSIONER, DIRECTOR),
    "populations:upload": door(ANALYST, Role.COMMISSIONER, DIRECTOR),
    "populations:take_back": door(ANALYST, Role.COMMISSIONER, DIRECTOR),
    # papers
    "committee:home": door(*FIGURES),
    "committee:begin": door(ANALYST, Role.COMMISSIONER, DIRECTOR),
    "committee:paper": door(ANALYST, Role.COMMISSIONER, DIRECTOR, Role.FINANCE),
    "committee:versions": door(ANALYST, Role.COMMISSIONER, DIRECTOR, Role.FINANCE),
    "committee:move": door(ANALYST, Role.COMMISSIONER, DIRECTOR),
    "committee:send_back": door(ANALYST, Role.COMMISSIONER, DIRECTOR),
    "committee:ask": door(ANALYST, Role.COMMISSIONER, DIRECTOR),
    "committee:answer": door(ANALYST, Role.COMMISSIONER, DIRECTOR, Role.FINANCE),
    "committee:add_section": door(ANALYST, Role.COMMISSIONER, DIRECTOR),
    "committee:section": door(ANALYST, Role.COMMISSIONER, DIRECTOR),
    "committee:remark": door(ANALYST, Role.COMMISSIONER, DIRECTOR, Role.FINANCE),
    "committee:settle": door(ANALYST, Role.COMMISSIONER, DIRECTOR, Role.FINANCE),
    "committee:add_block": door(ANALYST, Role.COMMISSIONER, DIRECTOR),
    "committee:change_section": door(ANALYST, Role.COMMISSIONER, DIRECTOR),
    "committee:block": door(ANALYST, Role.COMMISSIONER, DIRECTOR),
    "committee:change_block": door(ANALYST, Role.COMMISSIONER, DIRECTOR),
    "committee:look_again": door(ANALYST, Role.COMMISSIONER, DIRECTOR),
    "committee:look_through": door(ANALYST, Role.COMMISSIONER, DIRECTOR, narrowed=NOT_OWN),
    "committee:published": door(*FIGURES),
    "committee:published_file": door(*FIGURES),
    "committee:draft_file": door(ANALYST, Role.COMMISSIONER, DIRECTOR, Role.FINANCE),
    # what children and young people say; the form is opened by its link alone
    "voice:say": TO_ANYONE,
    "voice:thanks": TO_ANYONE,
    "voice:home": door(*FIGURES),
    "voice:round": door(*FIGURES),
    "voice:heard_csv": door(*FIGURES),
    "voice:begin": door(ANALYST, Role.COMMISSIONER, Role.REVIEWING_OFFICER, DIRECTOR),
    "voice:links": door(ANALYST, Role.COMMISSIONER, Role.REVIEWING_OFFICER, DIRECTOR),
    "voice:wording": door(ANALYST, Role.COMMISSIONER, Role.REVIEWING_OFFICER, DIRECTOR),
    "voice:close": door(ANALYST, Role.COMMISSIONER, Role.REVIEWING_OFFICER, DIRECTOR),
    "voice:comments": door(Role.REVIEWING_OFFICER, DIRECTOR),
    "voice:comment": door(Role.REVIEWING_OFFICER, DIRECTOR),
    # journeys
    "journeys:moves": door(*GROUPS),
    "journeys:moves_csv": door(*GROUPS),
    "journeys:cohort": door(*GROUPS),
    "journeys:children": door(*CHILDREN),
    # places
    "places:home": door(*GROUPS),
    "places:csv": door(*GROUPS),
    "places:children": door(OFFICER, MANAGER, PERMANENCE, DIRECTOR),
    # boards and meetings; of a confidential board its business only for its members and the director
    "governance:home": door(*FIGURES),
    "governance:forward_plan": door(*FIGURES),
    "governance:forward_plan_csv": door(*FIGURES),
    "governance:forward_plan_xlsx": door(*FIGURES),
    "governance:decisions": door(*FIGURES),
    "governance:decisions_csv": door(*FIGURES),
    "governance:decisions_xlsx": door(*FIGURES),
    "governance:actions": door(*FIGURES),
    "governance:boards": door(*FIGURES),
    "governance:board_add": door(*KEEP_MEETINGS),
    "governance:board": door(*FIGURES),
    "governance:board_change": door(*KEEP_MEETINGS),
    "governance:seat_add": door(*KEEP_MEETINGS),
    "governance:cycle_add": door(*KEEP_MEETINGS),
    "governance:year": door(*KEEP_MEETINGS),
    "governance:plan": door(*KEEP_MEETINGS),
    "governance:seat": door(*KEEP_MEETINGS),
    "governance:cycle": door(*KEEP_MEETINGS),
    "governance:paper": door(*FIGURES),
    "governance:paper_change": door(*KEEP_MEETINGS),
    "governance:paper_late": door(*KEEP_MEETINGS),
    "governance:decision": door(*KEEP_MEETINGS),
    "governance:action": door(*KEEP_MEETINGS),
    "governance:item_up": door(*KEEP_MEETINGS),
    "governance:item_remove": door(*KEEP_MEETINGS),
    "governance:meeting": door(*FIGURES),
    "governance:meeting_change": door(*KEEP_MEETINGS),
    "governance:meeting_state": door(*KEEP_MEETINGS),
    "governance:attendance": door(*KEEP_MEETINGS),
    "governance:agenda": door(*KEEP_MEETINGS),
    "governance:paper_add": door(*KEEP_MEETINGS),
    "governance:decide": door(*KEEP_MEETINGS),
    "governance:arise": door(*KEEP_MEETINGS),
    # the catalogue and recorded series; people of finance record what finance knows
    "recorded:catalogue": door(*FIGURES),
    "recorded:catalogue_csv": door(*FIGURES),
    "recorded:measure": door(*FIGURES),
    "recorded:csv": door(*FIGURES),
    "recorded:xlsx": door(*FIGURES),
    "recorded:home": door(*FIGURES),
    "recorded:template_csv": door(*FIGURES),
    "recorded:template_xlsx": door(*FIGURES),
    "recorded:record": door(*FIGURES),
    "recorded:value": door(*RECORD),
    "recorded:target": door(ANALYST, Role.COMMISSIONER, DIRECTOR),
    "recorded:upload": door(*RECORD),
    "recorded:sent": door(*RECORD, narrowed=OWN),
    "recorded:discard": door(*RECORD, narrowed=OWN),
    "recorded:correct": door(*RECORD),
    "recorded:take_back": door(*RECORD),
    # the plan; an officer reports on the own actions, whoever keeps the plan on all
    "strategy:home": door(*FIGURES),
    "strategy:by_lead": door(*FIGURES),
    "strategy:by_measure": door(*FIGURES),
    "strategy:by_statement": door(*FIGURES),
    "strategy:overdue": door(*FIGURES),
    "strategy:timeline": door(*FIGURES),
    "strategy:strategy": door(*FIGURES),
    "strategy:action": door(*FIGURES),
    "strategy:xlsx": door(*FIGURES),
    "strategy:template": door(*KEEP_PLAN),
    "strategy:load": door(*KEEP_PLAN),
    "strategy:add_strategy": door(*KEEP_PLAN),
    "strategy:change_strategy": door(*KEEP_PLAN),
    "strategy:add_priority": door(*KEEP_PLAN),
    "strategy:change_priority": door(*KEEP_PLAN),
    "strategy:take_out_priority": door(*KEEP_PLAN),
    "strategy:add_action": door(*KEEP_PLAN),
    "strategy:change_action": door(*KEEP_PLAN),
    "strategy:add_milestone": door(*KEEP_PLAN),
    "strategy:change_milestone": door(*KEEP_PLAN),
    "strategy:take_out_milestone": door(*KEEP_PLAN),
    "strategy:add_indicator": door(*KEEP_PLAN),
    "strategy:change_indicator": door(*KEEP_PLAN),
    "strategy:take_out_indicator": door(*KEEP_PLAN),
    "strategy:rate": door(*FIGURES, narrowed=OWN),
    "strategy:add_note": door(*FIGURES, narrowed=OWN),
    "strategy:add_evidence": door(*FIGURES, narrowed=OWN),
    # records
    "records:home": door(*CHILDREN),
    "records:behind": door(*CHILDREN),
    "records:behind_csv": door(*CHILDREN),
    "records:child": child_door(own=CHILDREN, others=ALL_CHILDREN, sealed=()),
    "records:open": child_door(own=(), others=OWN_CHILDREN, sealed=(PERMANENCE, DIRECTOR)),
    "records:close": child_door(own=CHILDREN, others=ALL_CHILDREN, sealed=()),
    "records:address": child_door(
        own=(OFFICER, MANAGER, PERMANENCE, DIRECTOR),
        others=(OFFICER, MANAGER, PERMANENCE, DIRECTOR),
        sealed=(),
    ),
    "records:seal": child_door(own=(PERMANENCE, DIRECTOR), others=(PERMANENCE, DIRECTOR), sealed=()),
    "records:openings": door(DIRECTOR),
    "records:opening": door(DIRECTOR),
    "records:caseloads": door(ANALYST, MANAGER, PERMANENCE),
    "records:caseloads_csv": door(ANALYST, MANAGER, PERMANENCE),
    "records:caseload_end": door(ANALYST, MANAGER, PERMANENCE, narrowed=NOT_OWN),
    # data
    "data:home": door(*EDITIONS),
    "data:edition": door(*EDITIONS),
    "data:differences": door(*GROUPS),
    "data:use": door(ANALYST),
    "data:findings": door(ANALYST, DIRECTOR),
    "data:findings_csv": door(ANALYST, DIRECTOR),
    "data:findings_json": door(ANALYST, DIRECTOR),
    "data:findings_child": door(ANALYST, DIRECTOR),
    "data:load": door(ANALYST),
    "data:upload": door(ANALYST),
    "data:read_again": door(ANALYST),
    "data:start": door(ANALYST),
    "data:discard": door(ANALYST),
    # the audit; a system administrator sees no child there
    "audit:home": door(DIRECTOR, Role.SYSTEM_ADMINISTRATOR),
    "audit:home_csv": door(DIRECTOR, Role.SYSTEM_ADMINISTRATOR),
    "audit:person": door(DIRECTOR, Role.SYSTEM_ADMINISTRATOR),
    "audit:person_csv": door(DIRECTOR, Role.SYSTEM_ADMINISTRATOR),
    "audit:find_child": door(DIRECTOR, PERMANENCE),
    "audit:child": door(DIRECTOR, PERMANENCE),
    "audit:child_csv": door(DIRECTOR, PERMANENCE),
    # data protection
    "protection:home": door(ANALYST, DIRECTOR),
    "protection:retention": door(ANALYST, DIRECTOR),
    "protection:kept": door(ANALYST, DIRECTOR),
    "protection:place_hold": door(ANALYST, DIRECTOR),
    "protection:decision": door(ANALYST, DIRECTOR),
    "protection:carry_out": door(ANALYST, DIRECTOR),
    "protection:hold": door(ANALYST, DIRECTOR),
    "protection:subject_access": door(ANALYST, DIRECTOR),
    "protection:extract": door(ANALYST),
    # the API's pages; then its operations, which no session opens: a token of somebody with the role does
    "api:tokens": TO_SIGNED_IN,
    "api:revoke": Door(everybody=SIGNED_IN, narrowed=OWN),
    "api:every_token": door(Role.SYSTEM_ADMINISTRATOR),
    "api:docs": TO_ANYONE,
    "api:openapi": TO_ANYONE,
    "api:elsewhere": TO_ANYONE,
    "api:measures": door(*FIGURES),
    "api:catalogue": door(*FIGURES),
    "api:recorded": door(*FIGURES),
    "api:measure": door(*FIGURES),
    "api:figures": door(*FIGURES),
    "api:comparators": door(*FIGURES),
    "api:comparison": door(*FIGURES),
    "api:populations": door(*FIGURES),
    "api:editions": door(*EDITIONS),
    "api:edition": door(*EDITIONS),
    "api:differences": door(*GROUPS),
    "api:findings": door(ANALYST, DIRECTOR),
    "api:children": door(*CHILDREN),
    "api:populations_recorded": door(*FIGURES),
    "api:strategies": door(*FIGURES),
    "api:plan": door(*FIGURES),
    "api:action": door(*FIGURES),
    "api:papers": door(*FIGURES),
    "api:paper": door(*FIGURES),
    "api:paper_figures": door(*FIGURES),
    "api:boards": door(*FIGURES),
    "api:meetings": door(*FIGURES),
    "api:meeting": door(*FIGURES),
    "api:forward_plan": door(*FIGURES),
    "api:decisions": door(*FIGURES),
    "api:voice": door(*FIGURES),
    "api:round": door(*FIGURES),
}

# Confidential fields, in the lower case of the typed tables: each says or points to where a carer, an adopter or a
# home is. They are on no page, export, API answer, message or document but the one answer of `records:address`, for
# one child, after a reason; by these roles.
ADDRESS = frozenset({OFFICER, MANAGER, PERMANENCE, DIRECTOR})
FIELDS: dict[str, frozenset[Role]] = {
    "home_post": ADDRESS,
    "pl_post": ADDRESS,
    "urn": ADDRESS,
    "pl_la": ADDRESS,
    "pl_location": ADDRESS,
    "outside_area": ADDRESS,  # the same, as a history keeps it
    "placement_postcode": ADDRESS,  # these four are of Annex A
    "placement_urn": ADDRESS,
    "placement_la": ADDRESS,
    "placement_location": ADDRESS,
    "la_perm": frozenset(),  # the authority of an earlier adoption, which leads to those adopters: nobody's
}
# Fields that quote others: shown without what could be a place (`records.confidential.without_places`).
QUOTING = frozenset({"message", "value"})
# Every other field of the returns, the histories and the findings: seen with the record, the list or the finding.
_OTHERS = """
    a10_days a1_days a2_days accom activ adoptive_home_is_new age age_band as_at born care_end care_start
    adoption_decided adoption_ever_decided days_in_care decided last_late care_start_known ceased_reason child cin code convicted counted_apart date date_int date_match date_perm
    date_placed date_placed_ceased dec decom distance_miles dob dolo_end dolo_start duc earlier_until_1
    earlier_until_2 earlier_until_3 earlier_until_4 earlier_until_5 earlier_until_6 earlier_until_7
    earlier_until_8 end ethnic ethnic_group field file first_adoptive first_order flag foster_care
    health_assessment health_check immunisations in_adoptive_home in_health_cohort in_touch
    intervention_offered intervention_received is_uasc kind last_place legal_status_group long_term ls
    ls_adoptr mc_dob measures mis_end mis_start missing mother moved_in moved_in_place nb_adoptr next_date
    overlapped period pl_distance place place_provider placement placement_first_place placement_start
    placement_type placement_until placements_in_year presumed_end prev_perm previous_date
    previous_placement_start previous_start provider provider_group reason_place_change reason_placed_ceased
    rec review review_code rne row sdq_reason sdq_score settled_place settled_provider severity sex
    sex_adoptr short_break stable start start_known substance_misuse sw_dec sw_decom sw_id sw_reason table
    teeth_check uasc upn year
"""
# Those of Annex A's lists, and of what is counted from them. Names of workers are shown nowhere.
_OF_LISTS = """
    absent_12m accommodation activity adopted adopter adviser again applied approved asked_of category
    children_placed column completed conference conference_unnecessary conferences_12m contact days
    decision dental_check dental_in_date disability earlier_plans early_permanence eligibility ended
    enquiries_12m enquiry entered_care ethnicity family first_category fostering four_months
    has_permanence_plan health_in_date home_counts in_12m in_6m in_process in_time interview_accepted
    interview_offered iro_visit learning_or_working left left_reason legal_status list matched
    matched_3m missing_12m need needs_plan no_further_action open_to_service organisation out_of_area
    pathway_review permanence_plan placed placement_order placement_started placements_12m plan_duration
    plan_made plan_reviewed_6m protected_6m reason referral referrals_12m reversed reversed_reason
    review_due reviewed_6m second_period seen seen_alone source stage_1_ended stage_1_started
    stage_2_ended stage_2_started started status status_started strategy suitability suitable
    support_needed team thing three_placements two_years unmatched visit visited_12wk visited_6wk
    was_missing weeks_12 weeks_6 worker year_in_care
"""
OTHER_FIELDS = frozenset((_OTHERS + _OF_LISTS).split())
