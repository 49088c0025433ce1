"""The name at the top of each page leads to a page that opens, whatever the person's role."""

import os
import re
import subprocess
import sys

import pytest

from sufficiency.service.access.roles import Role

NAME = re.compile(r'class="suff-header__name" href="([^"]+)"')


@pytest.mark.parametrize("role", list(Role), ids=lambda role: role.value)
def test_the_name_at_the_top_leads_to_a_page_the_person_may_open(signed_in, role):
    browser = signed_in(role)
    address = NAME.search(browser.get("/account/").content.decode()).group(1)
    assert browser.get(address).status_code == 200


def test_a_stranger_is_led_to_sign_in(client, db):
    page = client.get("/account/sign-in/").content.decode()
    assert client.get(NAME.search(page).group(1)).headers["Location"] == "/account/sign-in/?next=/"


def test_former_keys_come_from_the_environment(tmp_path):
    environment = os.environ | {
        "SUFFICIENCY_HOME": str(tmp_path),
        "SUFFICIENCY_SECRET_KEY": "new" * 20,
        "SUFFICIENCY_OLD_SECRET_KEYS": f"{'old' * 20}, {'older' * 20} ,",
    }
    ask = "from sufficiency.service.config import settings as s; print(s.SECRET_KEY_FALLBACKS, s.SECRET_KEY)"
    told = subprocess.run([sys.executable, "-c", ask], env=environment, capture_output=True, text=True)
    assert told.stdout.strip() == f"{['old' * 20, 'older' * 20]} {'new' * 20}"
