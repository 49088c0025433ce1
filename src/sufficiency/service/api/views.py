"""Pages around the API: a person's tokens, everybody's for the system administrator, and what the API can do."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from sufficiency.service.access.errors import NotHere
from sufficiency.service.access.rules import (
    anyone,
    check_can_keep_people,
    check_is_signed_in,
    may,
    rule,
    why_not,
)
from sufficiency.service.api import pages
from sufficiency.service.api.actions import make_token, revoke_token
from sufficiency.service.api.document import document, operations
from sufficiency.service.api.forms import TokenForm
from sufficiency.service.api.models import Token
from sufficiency.service.api.scopes import Scope
from sufficiency.service.ui import components as ui

ON_A_PAGE = 50


@require_http_methods(["GET", "POST"])
@rule(check_is_signed_in)
def tokens(request: HttpRequest) -> HttpResponse:
    """My tokens, and the form that makes one. A token made is shown on the answer to the form, and nowhere else."""
    form, made, secret = TokenForm(request.POST or None, person=request.user), None, ""
    if form.is_valid():
        try:
            made, secret = make_token(person=request.user, by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem) if not hasattr(problem, "error_dict") else _add_errors(
                form, problem
            )
    context = {
        "form": TokenForm(person=request.user) if made else form,
        "made": made,
        "secret": secret,
        "tokens": pages.own_tokens(Token.objects.filter(person=request.user)),
        "not_for_you": [(one.label, why) for one in Scope if (why := why_not(request.user, one.rule))],
        "may_see_all": may(request.user, check_can_keep_people),
        "breadcrumbs": [("Your account", reverse("account")), ("API tokens", None)],
    }
    return render(request, "api/tokens.html", context)


def _add_errors(form: TokenForm, problem: ValidationError) -> None:
    """What the action refused, at the field where there is one of that name."""
    for name, errors in problem.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)


@require_http_methods(["GET", "POST"])
@rule(check_is_signed_in)
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once, then end the token: one's own, or for a system administrator anybody's."""
    found = Token.objects.select_related("person").filter(pk=pk).first()
    own = found is not None and found.person_id == request.user.pk
    if found is None or not (own or may(request.user, check_can_keep_people)):
        raise NotHere("You have no such token.")
    if request.method == "POST":
        revoke_token(token=found, by=request.user)
        messages.success(request, f"The token “{found.name}” no longer works.")
        return redirect("api:tokens" if own else "api:every_token")
    back = reverse("api:tokens" if own else "api:every_token")
    return render(request, "api/revoke.html", {"token": found, "own": own, "back": back})


@require_GET
@rule(check_can_keep_people)
def every_token(request: HttpRequest) -> HttpResponse:
    """All tokens that work, of everybody: whose, what for, when last used."""
    found = Token.objects.filter(revoked_at__isnull=True).select_related("person")
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "tokens": pages.tokens_of_everybody(page.object_list),
        "pages": ui.Pages(page, request.GET, "tokens"),
        "breadcrumbs": [("Your account", reverse("account")), ("Everybody's API tokens", None)],
    }
    return render(request, "api/every_token.html", context)


@require_GET
@rule(anyone)
def docs(request: HttpRequest) -> HttpResponse:
    """What the API can do, made from its document: without a script, and without anything from elsewhere."""
    told = document()
    context = {
        "about": told["info"]["description"],
        "operations": [pages.Operation(one) for one in operations().values()],
        "problems": pages.problems(told["components"]["responses"]),
        "scopes": list(Scope),
    }
    return render(request, "api/docs.html", context)


@require_GET
@rule(anyone)
def openapi(request: HttpRequest) -> JsonResponse:
    """The OpenAPI 3.1 document."""
    return JsonResponse(document(), json_dumps_params={"ensure_ascii": False})


@rule(anyone)
def elsewhere(request: HttpRequest, rest: str = "") -> HttpResponse:
    """An address under the API where nothing is: answered as the API answers, not with a page."""
    from sufficiency.service.api.problems import problem

    return problem(404, "There is nothing at this address. /api/v1/openapi.json lists what there is.")


elsewhere.csrf_exempt = True
