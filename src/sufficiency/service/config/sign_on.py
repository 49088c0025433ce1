"""Single sign-on with the council's own accounts, read from the environment.

SUFFICIENCY_OIDC_ISSUER         the provider's address, as its discovery document names it
SUFFICIENCY_OIDC_CLIENT_ID      this service's id there
SUFFICIENCY_OIDC_CLIENT_SECRET  its secret
SUFFICIENCY_OIDC_NAME           what the button says after "Sign in with" (default "your council account")
SUFFICIENCY_OIDC_GROUPS_CLAIM   the claim that lists a person's groups (default "groups")
SUFFICIENCY_OIDC_ROLES          "group=role,group=role": what each group may do here
SUFFICIENCY_OIDC_SECOND_FACTOR  "said" (default): done where the provider says "mfa" in the amr claim; "always": the
                                council's own policy asks for it at every sign-in; "never": asked for here as well
"""

import hashlib
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from sufficiency.service.access.roles import Role

SECOND_FACTOR = ("said", "always", "never")


class BadSignOn(ValueError):
    """The settings of single sign-on cannot be used; the text is a sentence for whoever set them, without the secret."""


@dataclass(frozen=True)
class SignOn:
    """The council's provider of sign-in, and what its groups mean here: ``roles`` from a group to roles."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    name: str
    groups_claim: str
    roles: dict[str, frozenset[Role]]
    second_factor: str

    @property
    def key(self) -> str:
        """What accounts are kept under: another issuer is another key, so equal subjects of two never meet."""
        return f"sso-{hashlib.sha256(self.issuer.encode()).hexdigest()[:16]}"

    @property
    def origin(self) -> str:
        """Scheme and host of the provider, which the sign-in form may lead to."""
        parts = urlsplit(self.issuer)
        return f"{parts.scheme}://{parts.netloc}"

    def roles_of(self, groups: list[str]) -> frozenset[Role]:
        """All roles that these groups give."""
        return frozenset().union(*(self.roles.get(group, ()) for group in groups))


def sign_on(environment: dict[str, str]) -> SignOn | None:
    """The single sign-on asked for, or None where no issuer is named. Raises BadSignOn."""
    issuer = _read(environment, "ISSUER").rstrip("/")
    if not issuer:
        return None
    parts = urlsplit(issuer)
    local = parts.hostname in ("127.0.0.1", "localhost", "::1")
    if parts.scheme != "https" and not (local and parts.scheme == "http"):
        raise BadSignOn("SUFFICIENCY_OIDC_ISSUER must begin with 'https://'.")
    second_factor = _read(environment, "SECOND_FACTOR") or "said"
    if second_factor not in SECOND_FACTOR:
        raise BadSignOn(
            f"SUFFICIENCY_OIDC_SECOND_FACTOR is '{second_factor}'; it may be {', '.join(SECOND_FACTOR)}."
        )
    return SignOn(
        issuer=issuer,
        client_id=_needed(environment, "CLIENT_ID"),
        client_secret=_needed(environment, "CLIENT_SECRET"),
        name=_read(environment, "NAME") or "your council account",
        groups_claim=_read(environment, "GROUPS_CLAIM") or "groups",
        roles=_roles(_needed(environment, "ROLES")),
        second_factor=second_factor,
    )


def _read(environment: dict[str, str], name: str) -> str:
    return environment.get(f"SUFFICIENCY_OIDC_{name}", "").strip()


def _needed(environment: dict[str, str], name: str) -> str:
    value = _read(environment, name)
    if not value:
        raise BadSignOn(f"Single sign-on needs SUFFICIENCY_OIDC_{name} beside SUFFICIENCY_OIDC_ISSUER.")
    return value


def _roles(written: str) -> dict[str, frozenset[Role]]:
    roles: dict[str, frozenset[Role]] = {}
    for pair in filter(None, (one.strip() for one in written.split(","))):
        group, sign, role = (part.strip() for part in pair.rpartition("="))
        if not (group and sign):
            raise BadSignOn(
                f"SUFFICIENCY_OIDC_ROLES has '{pair}'; write each as group=role, with commas between."
            )
        if role not in Role.values:
            raise BadSignOn(
                f"SUFFICIENCY_OIDC_ROLES names the role '{role}'. The roles are: {', '.join(Role.values)}."
            )
        roles[group] = roles.get(group, frozenset()) | {Role(role)}
    if not roles:
        raise BadSignOn("SUFFICIENCY_OIDC_ROLES names no group; write group=role, with commas between.")
    return roles
