"""How an operation of the API is declared: its scope and rule are part of the declaration, so none can go without."""

from collections.abc import Callable
from functools import wraps
from inspect import signature

from django.http import HttpRequest
from ninja import NinjaAPI, Router

from sufficiency.service.access.rules import NotAllowed, Rule
from sufficiency.service.api.asked import names_known
from sufficiency.service.api.scopes import Scope

SCOPE_OF = "x-scope"


def reads(
    api: NinjaAPI | Router, path: str, name: str, *, scope: Scope, check: Rule, answers: type, tag: str, several: tuple[str, ...] = ()
) -> Callable:  # fmt: skip
    """Put a GET on the API. ``name`` is its URL's name and its id in the document, and has a line in `access.doors`.

    Before the view begins: the token has the scope, the rule lets its person, and the address has no parameter that
    the operation does not know. ``several`` are parameters that may be given more than once. The view gets the person
    as ``request.person`` and the token as ``request.auth``.
    """

    def put(view: Callable) -> Callable:
        known = _parameters(view)

        @wraps(view)
        def ruled(request: HttpRequest, **given):
            token = request.auth
            if not token.may_be_used_for(scope):
                raise NotAllowed(
                    f"This token is not for {scope.value}. Make one that is on your account page, or use another."
                )
            check(token.person)
            names_known(request, known, several)
            request.person = token.person
            return view(request, **given)

        ruled.scope, ruled.rule = scope, check
        api.get(
            path,
            url_name=name,
            operation_id=name,
            response=answers,
            tags=[tag],
            summary=view.__doc__.strip().splitlines()[0].rstrip("."),
            description=view.__doc__.strip(),
            openapi_extra={SCOPE_OF: scope.value},
        )(ruled)
        return ruled

    return put


def _parameters(view: Callable) -> list[str]:
    """The names of the query parameters: the fields of the view's ``asked``, where it has one."""
    asked = signature(view).parameters.get("asked")
    if asked is None:
        return []
    shape = asked.annotation.__args__[0] if hasattr(asked.annotation, "__args__") else asked.annotation
    return [field.alias or name for name, field in shape.model_fields.items()]
