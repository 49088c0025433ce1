"""Whatever stands in an address, the answer is a page in words: never a fault, an echo, or another site."""

import re
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

import pytest
from django.urls import NoReverseMatch, reverse

import sufficiency.service
from tests.security.conftest import HOSTILE, addresses

SERVICE = Path(sufficiency.service.__file__).parent
ELSEWHERE = (
    "https://evil.example/", "//evil.example/", "/\\evil.example", "\\\\evil.example", "https:evil.example",
    "javascript:alert(1)", "data:text/html,x", "https://testserver@evil.example/", "%2f%2fevil.example", "\x01//evil.example",
)  # fmt: skip


def names_asked_for() -> list[str]:
    """Every name the service reads out of an address's query: found in its source, so that a new one is tried too."""
    asked = r"""\b(?:GET|query)(?:\.get|\.getlist)?[\(\[]\s*["']([a-z_-]+)["']|choice_asked\(request, ["']([a-z_]+)["']|form\.(\w+)"""
    source = "\n".join(path.read_text(encoding="utf-8") for path in SERVICE.rglob("*.py"))
    found = {name for names in re.findall(asked, source) for name in names if name}
    fields = set(re.findall(r"^    (\w+) = (?:forms\.\w+Field|DayField)", source, re.MULTILINE))
    return sorted(found | fields | {"next", "callback", "format", "undeclared"})


def as_query(text: str) -> str:
    raw = text if text.startswith("%") else quote(text.encode("utf-8", "surrogateescape"))
    return "&".join(f"{name}={raw}" for name in names_asked_for())


def test_the_names_of_queries_are_found_in_the_source():
    assert {"as_at", "edition", "by", "group", "q", "sort", "order", "page", "with", "list"} <= set(
        names_asked_for()
    )


@pytest.mark.parametrize(("place", "text"), list(enumerate(HOSTILE.values())), ids=HOSTILE.keys())
def test_no_query_of_any_address_makes_a_fault_or_comes_back_as_it_is(everybody, addresses_for, place, text):
    long = len(text) > 10_000
    queries = [f"{name}={text}" for name in ("q", "edition")] if long else [as_query(text)]
    for address in addresses_for(place):
        for query in queries:
            answer = everybody.get(f"{address.path}?{query}")
            assert answer.status_code < 500 or answer.status_code == 503, (
                f"{address.name}: {answer.status_code}"
            )
            nothing_harmful(address.name, answer)
    assert everybody.get("/account/").status_code == 200, "still signed in: every address was really reached"


@pytest.mark.parametrize(("place", "text"), list(enumerate(HOSTILE.values())), ids=HOSTILE.keys())
def test_no_argument_of_any_address_makes_a_fault_or_comes_back_as_it_is(
    everybody, addresses_for, place, text
):
    for address in addresses_for(place):
        for name in address.arguments:
            path = with_argument(address, name, text)
            if path is None:
                continue
            answer = everybody.get(path)
            if answer.status_code == 405:
                answer = everybody.post(path)
            assert answer.status_code < 500, f"{address.name} with {name}: {answer.status_code}"
            nothing_harmful(address.name, answer)


def with_argument(address, name: str, text: str) -> str | None:
    """The address with a hostile argument: by name where its pattern takes it, else put into its path."""
    if isinstance(address.arguments[name], str):
        try:
            return reverse(address.name, kwargs=address.arguments | {name: text})
        except (NoReverseMatch, UnicodeEncodeError):
            pass
    raw = text if text.startswith("%") else quote(text.encode("utf-8", "surrogateescape"), safe="")
    return address.path.replace(str(address.arguments[name]), raw)


def nothing_harmful(name: str, answer) -> None:
    body = b"" if answer.streaming else answer.content
    assert b"<script>alert(1337)" not in body and b"<svg onload" not in body, f"{name} gives a script back"
    assert b"1337133714" not in body, f"{name} works a template out"
    assert b"root:x:0" not in body, f"{name} gives a file of the machine"
    assert b"Traceback" not in body and b"site-packages" not in body, f"{name} tells of its inside"
    assert "evil" not in answer.cookies, name
    assert not any(sign in value for value in answer.headers.values() for sign in "\r\n"), name


@pytest.mark.parametrize(("place", "target"), list(enumerate(ELSEWHERE[:4])))
def test_no_address_leads_to_another_site(everybody, addresses_for, place, target):
    query = urlencode([(name, target) for name in ("next", "url", "return", "redirect_to", "continue")])
    led_on = 0
    for address in addresses_for(place):
        for answer in (everybody.get(f"{address.path}?{query}"), everybody.post(f"{address.path}?{query}", {"next": target})):  # fmt: skip
            assert not leads_elsewhere(answer), f"{address.name} leads to {answer.headers['Location']}"
            led_on += "Location" in answer.headers
    assert led_on, "some address led on, so that there was something to see"


def leads_elsewhere(answer) -> bool:
    """Whether an answer sends a browser to another site, or to something that is none."""
    target = answer.headers.get("Location", "")
    where = urlsplit(target.strip("\x01"))
    here = where.hostname in (None, "testserver") and where.scheme in ("", "http", "https")
    return not here or target.startswith(("//", "/\\", "\\"))


@pytest.mark.parametrize("target", ELSEWHERE)
def test_signing_in_leads_to_no_other_site(client, person, target):
    from sufficiency.service.access.roles import Role
    from tests.service.conftest import PASSWORD

    person(Role.FINANCE, username="fin")
    answer = client.post(
        f"/account/sign-in/?{urlencode({'next': target})}",
        {"login": "fin", "password": PASSWORD, "next": target},
    )
    assert answer.status_code == 302, "who signs in is led on"
    assert not leads_elsewhere(answer), answer.headers["Location"]


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH", "OPTIONS", "CONNECT", "PROPFIND"])
def test_other_methods_are_refused_and_change_nothing(everybody, method):
    for address in addresses():
        answer = everybody.generic(method, address.path, b"canary-1337", "text/plain")
        assert answer.status_code in (200, 302, 400, 401, 403, 404, 405), (
            f"{address.name}: {answer.status_code}"
        )
        assert b"canary-1337" not in answer.content, f"{address.name} echoes what {method} sent"


BODIES = [
    ("application/json", b'{"a": [' * 5000),
    ("application/json", b"\xff\xfe{"),
    ("application/xml", b"<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>"),
    ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a\r\n\r\n"),
    ("multipart/form-data", b"no boundary"),
    ("application/x-www-form-urlencoded", b"=&&=\x00%zz" + b"a=1&" * 1200),
    ("application/x-www-form-urlencoded; charset=utf-7", b"+ADw-script+AD4-"),
    ("text/plain; charset=nonsense", b"\x00"),
]  # fmt: skip


@pytest.mark.parametrize(("place", "kind", "body"), [(place, *one) for place, one in enumerate(BODIES)])
def test_no_body_of_any_kind_makes_a_fault(everybody, addresses_for, place, kind, body):
    for address in addresses_for(place):
        answer = everybody.generic("POST", address.path, body, kind)
        assert answer.status_code < 500, f"{address.name}: {answer.status_code} for {kind}"
        nothing_harmful(address.name, answer)


def test_the_same_name_twice_is_no_way_past_a_rule(signed_in, made_up):
    from sufficiency.service.access.roles import Role

    member = signed_in(Role.ELECTED_MEMBER)
    for query in ("by=&by=age_band", "by=age_band&by=", "by=age_band&by=age_band"):
        answer = member.get(f"/measures/cla_number/figures.csv?{query}")
        assert answer.status_code == 403 or b"10-15" not in answer.content, query


FOR_FIELDS = ("a NUL", "half a character", "a script", "a number beyond all numbers", "a template", "a list")


@pytest.mark.parametrize(("place", "kind"), list(enumerate(FOR_FIELDS)), ids=FOR_FIELDS)
def test_no_value_of_any_field_makes_a_fault_or_comes_back_as_it_is(everybody, addresses_for, place, kind):
    """Every form with every field there is set to something hostile, as a browser would send it."""
    text = HOSTILE[kind]
    raw = urlencode({name: text.encode("utf-8", "surrogateescape") for name in names_asked_for()})
    for address in addresses_for(place):
        answer = everybody.generic("POST", address.path, raw, "application/x-www-form-urlencoded")
        assert answer.status_code < 500, f"{address.name}: {answer.status_code}"
        nothing_harmful(address.name, answer)
    assert everybody.get("/account/").status_code == 200, "still signed in: every address was really reached"
