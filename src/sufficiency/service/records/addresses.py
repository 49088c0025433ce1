"""A child in an address: a token that tells nothing, never the id of the return.

Addresses are kept in histories of browsers, logs of servers and bookmarks. A token is made from the child's id by a
keyed hash (HMAC-SHA256, whose key comes from the installation's secret), so that the same child has the same address
for as long as the secret stays, and nobody without the secret can make a token or turn one back into an id.
"""

import hmac
from base64 import urlsafe_b64encode
from functools import lru_cache
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from sufficiency.editions import Edition
from sufficiency.service.data.opened import opened

BYTES = 15  # 20 letters: no two children of any authority share a token, and none can be guessed
PURPOSE = b"sufficiency: a child in an address, 1"


class ChildToken:
    """What stands for a child in an address; anything of another shape is no address of ours."""

    regex = r"[A-Za-z0-9_-]{20}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


def child_token(child: str) -> str:
    """The token of a child's id, 20 letters that need no escape in an address."""
    digest = hmac.digest(_key(settings.SECRET_KEY), child.encode("utf-8", "surrogatepass"), "sha256")
    return urlsafe_b64encode(digest[:BYTES]).decode("ascii")


def child_of(token: str, edition: Edition) -> str | None:
    """The child of the edition whose token it is; None where the edition tells of no such child."""
    known = opened(edition)
    tokens = known.remembered(
        ("child tokens", _key(settings.SECRET_KEY)),
        lambda: {child_token(child): child for child in known.children},
    )
    return tokens.get(token)


def child_address(child: str, edition_id: str = "") -> str:
    """The address of a child's page; of another edition than the one in use where one is named."""
    return _of_edition(reverse("records:child", args=[child_token(child)]), edition_id)


def address_of(name: str, child: str, request: HttpRequest) -> str:
    """The address of another page of the child, of the edition this page was asked for."""
    return _of_edition(reverse(name, args=[child_token(child)]), request.GET.get("edition", ""))


def _of_edition(address: str, edition_id: str) -> str:
    return f"{address}?{urlencode({'edition': edition_id})}" if edition_id else address


@lru_cache(maxsize=4)
def _key(secret: str) -> bytes:
    return hmac.digest(secret.encode(), PURPOSE, "sha256")
