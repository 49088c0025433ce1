"""How many queries a page asks of the database: each address has a ceiling, and longer lists never mean more queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sufficiency.service.access.roles import Role
from sufficiency.service.api.models import Token
from sufficiency.service.records.addresses import child_token
from sufficiency.service.records.models import Caseload, Part
from tests.service.addresses import Address, all_addresses
from tests.service.api.calling import Caller, a_token, with_second_factor
from tests.service.made_up import *  # noqa: F403 (fixtures)
from tests.service.records.needing import children_of

ROOM = 8  # of a ceiling above what is asked today

# By address: what a GET may ask at most, by somebody who holds every role, savepoints counted. Every page of somebody
# signed in asks for the session, the person, their roles and the frame's counts; a call of the API counts twice and
# asks for the token and the roles; whatever records a look writes its lines in eight. Room for two more is left.
# An address that is not here fails the suite: count what it asks, and keep it from growing with what it lists.
CEILINGS: dict[str, int] = {
    # access
    "health": 5,
    "provider": 6,
    "account": 6,
    "account_login": 5,
    "sign_on": 4,
    "sign_on_answer": 6,
    "account_logout": 6,
    "account_inactive": 6,
    "account_reauthenticate": 12,
    "account_change_password": 6,
    "mfa_index": 8,
    "mfa_authenticate": 5,
    "mfa_reauthenticate": 12,
    "mfa_activate_totp": 11,
    "mfa_deactivate_totp": 12,
    "mfa_list_webauthn": 7,
    "mfa_add_webauthn": 11,
    "mfa_reauthenticate_webauthn": 7,
    "mfa_edit_webauthn": 10,
    "mfa_remove_webauthn": 10,
    "mfa_view_recovery_codes": 7,
    "mfa_generate_recovery_codes": 10,
    "mfa_download_recovery_codes": 7,
    "health_ready": 6,
    "metrics": 6,
    "gallery": 6,
    # people
    "people:home": 9,
    "people:add": 6,
    "people:person": 7,
    "people:roles": 7,
    "people:close": 7,
    "people:open": 7,
    "people:password": 7,
    "people:second_factor": 7,
    # position
    "position:home": 10,
    "position:search": 6,
    "position:measures": 7,
    "position:measure": 7,
    "position:moving": 7,
    "position:compare": 7,
    "position:compare_csv": 6,
    "position:compare_xlsx": 6,
    "position:csv": 5,
    "position:crossed": 7,
    "position:xlsx": 5,
    "position:target": 7,
    "position:disproportionality": 7,
    "position:disproportionality_csv": 6,
    "position:disproportionality_xlsx": 6,
    # how many children live here
    "populations:home": 7,
    "populations:template_csv": 5,
    "populations:template_xlsx": 5,
    "populations:record": 7,
    "populations:upload": 7,
    "populations:take_back": 7,
    # papers
    "committee:home": 12,
    "committee:begin": 9,
    "committee:paper": 8,
    "committee:versions": 8,
    "committee:move": 8,
    "committee:send_back": 8,
    "committee:ask": 8,
    "committee:answer": 8,
    "committee:add_section": 8,
    "committee:section": 8,
    "committee:remark": 8,
    "committee:settle": 8,
    "committee:add_block": 8,
    "committee:change_section": 8,
    "committee:block": 8,
    "committee:change_block": 8,
    "committee:look_again": 8,
    "committee:look_through": 8,
    "committee:published": 8,
    "committee:published_file": 8,
    "committee:draft_file": 8,
    # voice
    "voice:say": 5,
    "voice:thanks": 4,
    "voice:home": 12,
    "voice:round": 12,
    "voice:heard_csv": 8,
    "voice:begin": 8,
    "voice:links": 8,
    "voice:wording": 10,
    "voice:close": 8,
    "voice:comments": 8,
    "voice:comment": 8,
    # journeys
    "journeys:moves": 7,
    "journeys:moves_csv": 5,
    "journeys:cohort": 7,
    "journeys:children": 12,
    # places
    "places:home": 7,
    "places:csv": 5,
    "places:children": 12,
    # boards and meetings
    "governance:home": 9,
    "governance:forward_plan": 9,
    "governance:forward_plan_csv": 9,
    "governance:forward_plan_xlsx": 9,
    "governance:decisions": 9,
    "governance:decisions_csv": 9,
    "governance:decisions_xlsx": 9,
    "governance:actions": 9,
    "governance:boards": 9,
    "governance:board_add": 9,
    "governance:board": 9,
    "governance:board_change": 9,
    "governance:seat_add": 9,
    "governance:cycle_add": 9,
    "governance:year": 9,
    "governance:plan": 9,
    "governance:seat": 9,
    "governance:cycle": 9,
    "governance:paper": 9,
    "governance:paper_change": 9,
    "governance:paper_late": 9,
    "governance:decision": 9,
    "governance:action": 9,
    "governance:item_up": 9,
    "governance:item_remove": 9,
    "governance:meeting": 9,
    "governance:meeting_change": 9,
    "governance:meeting_state": 9,
    "governance:attendance": 9,
    "governance:agenda": 9,
    "governance:paper_add": 9,
    "governance:decide": 9,
    "governance:arise": 9,
    # the catalogue and recorded series
    "recorded:catalogue": 9,
    "recorded:catalogue_csv": 9,
    "recorded:measure": 9,
    "recorded:csv": 9,
    "recorded:xlsx": 9,
    "recorded:home": 9,
    "recorded:template_csv": 9,
    "recorded:template_xlsx": 9,
    "recorded:record": 9,
    "recorded:value": 9,
    "recorded:target": 9,
    "recorded:upload": 9,
    "recorded:sent": 9,
    "recorded:discard": 4,
    "recorded:correct": 9,
    "recorded:take_back": 9,
    # the plan
    "strategy:home": 9,
    "strategy:by_lead": 9,
    "strategy:by_measure": 9,
    "strategy:by_statement": 9,
    "strategy:overdue": 9,
    "strategy:timeline": 9,
    "strategy:strategy": 9,
    "strategy:action": 9,
    "strategy:xlsx": 9,
    "strategy:template": 9,
    "strategy:load": 9,
    "strategy:add_strategy": 9,
    "strategy:change_strategy": 9,
    "strategy:add_priority": 9,
    "strategy:change_priority": 9,
    "strategy:take_out_priority": 9,
    "strategy:add_action": 9,
    "strategy:change_action": 9,
    "strategy:add_milestone": 9,
    "strategy:change_milestone": 9,
    "strategy:take_out_milestone": 9,
    "strategy:add_indicator": 9,
    "strategy:change_indicator": 9,
    "strategy:take_out_indicator": 9,
    "strategy:rate": 9,
    "strategy:add_note": 9,
    "strategy:add_evidence": 9,
    # records
    "records:home": 14,
    "records:child": 14,
    "records:open": 4,
    "records:close": 4,
    "records:address": 8,
    "records:seal": 8,
    "records:behind": 14,
    "records:behind_csv": 13,
    "records:openings": 8,
    "records:opening": 7,
    "records:caseloads": 17,
    "records:caseloads_csv": 6,
    "records:caseload_end": 4,
    # data
    "data:home": 6,
    "data:edition": 7,
    "data:differences": 6,
    "data:use": 4,
    "data:findings": 12,
    "data:findings_csv": 11,
    "data:findings_json": 11,
    "data:findings_child": 4,
    "data:load": 6,
    "data:upload": 6,
    "data:read_again": 4,
    "data:start": 4,
    "data:discard": 4,
    # audit
    "audit:home": 14,
    "audit:home_csv": 13,
    "audit:person": 16,
    "audit:person_csv": 14,
    "audit:find_child": 4,
    "audit:child": 15,
    "audit:child_csv": 14,
    # protection
    "protection:home": 9,
    "protection:retention": 11,
    "protection:kept": 9,
    "protection:place_hold": 9,
    "protection:decision": 7,
    "protection:carry_out": 4,
    "protection:hold": 7,
    "protection:subject_access": 6,
    "protection:extract": 6,
    # api
    "api:tokens": 7,
    "api:every_token": 8,
    "api:revoke": 7,
    "api:docs": 6,
    "api:openapi": 2,
    "api:measures": 7,
    "api:catalogue": 8,
    "api:recorded": 8,
    "api:measure": 7,
    "api:figures": 7,
    "api:editions": 7,
    "api:edition": 7,
    "api:differences": 7,
    "api:findings": 13,
    "api:comparators": 7,
    "api:comparison": 8,
    "api:populations": 7,
    "api:children": 15,
    "api:populations_recorded": 8,
    "api:strategies": 8,
    "api:plan": 8,
    "api:action": 8,
    "api:papers": 9,
    "api:paper": 8,
    "api:paper_figures": 8,
    "api:boards": 9,
    "api:meetings": 10,
    "api:meeting": 8,
    "api:forward_plan": 8,
    "api:decisions": 8,
    "api:voice": 8,
    "api:round": 8,
    "api:elsewhere": 4,
}


@pytest.fixture
def reader(signed_in, made_up):
    """Somebody with every role, with something of everything: a token, a child on the caseload."""
    client = signed_in(*Role)
    with_second_factor(client.person)
    client.program = Caller(a_token(client.person))
    Caseload.objects.create(person=client.person, child=children_of(made_up)[0], part=Part.SOCIAL_WORKER, since="2025-01-01")  # fmt: skip
    return client


def path_of(address: Address, reader, edition) -> str:
    """The address, of things that are there where the made-up authority has any."""
    given = {
        "edition": edition.id,
        "child": child_token(children_of(edition)[0]),
        "person": reader.person.pk,
        "pk": reader.program.token.pk if address.name.startswith("api:") else reader.person.pk,
        "link": Caseload.objects.get(person=reader.person).pk,
    }
    return reverse(address.name, kwargs=address.arguments | {name: given[name] for name in address.arguments if name in given})  # fmt: skip


def asked_by(reader, path: str) -> list[str]:
    """What a second GET asks; the first fills what is kept of the edition, and notes the token's use of the day."""
    get = reader.program.get if path.startswith("/api/v1/") else reader.get
    get(path)
    with CaptureQueriesContext(connection) as asked:
        answer = get(path)
    assert answer.status_code in (200, 302, 400, 404, 405, 422, 503), (path, answer.status_code)
    return [one["sql"] for one in asked]


def test_every_address_has_a_ceiling_and_every_ceiling_an_address():
    assert {address.name for address in all_addresses()} == set(CEILINGS)


def test_no_page_asks_more_than_its_ceiling_nor_far_less(reader, made_up):
    """A ceiling nobody comes near says nothing."""
    over, loose = {}, {}
    for address in all_addresses():
        asked = asked_by(reader, path_of(address, reader, made_up))
        ceiling = CEILINGS[address.name]
        if len(asked) > ceiling:
            over[address.name] = (len(asked), ceiling, asked)
        elif len(asked) < ceiling - ROOM:
            loose[address.name] = (len(asked), ceiling)
    assert not over, {name: told[:2] for name, told in over.items()}
    assert not loose


@pytest.mark.parametrize("path", ["/people/", "/account/tokens/", "/account/tokens/everybody", "/caseloads/"])
def test_a_longer_list_asks_no_more(reader, made_up, person, path):
    few = len(asked_by(reader, path))
    for number in range(15):
        somebody = person(Role.SOCIAL_WORKER, username=f"somebody-{number}")
        a_token(somebody)
        a_token(reader.person)
        Caseload.objects.create(person=somebody, child=children_of(made_up)[number], part=Part.SOCIAL_WORKER, since="2025-01-01")  # fmt: skip
    assert Token.objects.count() > 30
    assert len(asked_by(reader, path)) == few
