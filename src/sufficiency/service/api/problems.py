"""Everything the API answers that is not what was asked for: as application/problem+json (RFC 9457), with the
sentence a page would show."""

import json
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import TooManyFieldsSent
from django.core.signals import got_request_exception
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.log import log_response
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, ValidationError
from pydantic import Field

from sufficiency.editions import EditionProblem
from sufficiency.history import OlderRules
from sufficiency.measures.asked import UnknownBreakdown, UnknownMeasure
from sufficiency.service.access.errors import AskedWrongly, NotHere
from sufficiency.service.access.rules import NotAllowed
from sufficiency.service.api.limits import TooManyCalls
from sufficiency.service.data.asked import shown
from sufficiency.vocabulary.authorities import UnknownAuthority

KIND = "application/problem+json"


class WrongParameter(Schema):
    """One thing in the address that cannot be used."""

    name: str = Field(description="The parameter.", examples=["as_at"])
    found: str = Field(description="What stood there, cut short.", examples=["31/03/2025"])
    allowed: str = Field(
        description="What is allowed, or what to do.", examples=["A day, such as 2025-03-31."]
    )


class Problem(Schema):
    """Why there is no answer, in a sentence for the person whose program asked."""

    type: str = Field("about:blank", examples=["about:blank"])
    title: str = Field(description="The HTTP status in words.", examples=["Forbidden"])
    status: int = Field(examples=[403])
    detail: str = Field(
        description="The sentence.", examples=["Your role does not see the children behind the figures."]
    )
    wrong: list[WrongParameter] = Field(
        [], description="For 422: what cannot be used in the address.", examples=[[]]
    )


class WrongTogether(AskedWrongly):
    """Parameters that cannot be used, one by one."""

    def __init__(self, wrong: Sequence[WrongParameter]) -> None:
        self.wrong = list(wrong)
        super().__init__(" ".join(f"{one.name}: {one.allowed}" for one in wrong))


def problem(status: int, detail: str, wrong: Sequence[WrongParameter] = (), **headers: str) -> HttpResponse:
    """The answer; ``headers`` are written with underscores."""
    told = Problem(title=HTTPStatus(status).phrase, status=status, detail=detail, wrong=list(wrong))
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return HttpResponse(json.dumps(told.dict()), status=status, content_type=KIND, headers=named)


def _asked_wrongly(request: HttpRequest, problem_: AskedWrongly) -> HttpResponse:
    return problem(422, str(problem_), getattr(problem_, "wrong", ()))


def _not_valid(request: HttpRequest, problem_: ValidationError) -> HttpResponse:
    wrong = [_in_words(request, error) for error in problem_.errors]
    return problem(422, " ".join(f"{one.name}: {one.allowed}" for one in wrong), wrong)


def _in_words(request: HttpRequest, error: dict[str, Any]) -> WrongParameter:
    """One of Pydantic's errors as a sentence: what was found, what is allowed."""
    places = [str(part) for part in error["loc"]]
    name = next((part for part in places[1:] if part in request.GET), places[-1])
    found = ", ".join(request.GET.getlist(name))
    told = error["msg"].removeprefix("Value error, ")
    return WrongParameter(name=name, found=shown(found), allowed=told[0].upper() + told[1:].rstrip(".") + ".")


def _sentence(status: int, **headers: str):
    def answer(request: HttpRequest, cause: Exception) -> HttpResponse:
        return problem(status, str(cause), **headers)

    return answer


def _not_found(request: HttpRequest, cause: Http404) -> HttpResponse:
    return problem(404, str(cause) if isinstance(cause, NotHere) else "There is nothing at this address.")


def _not_signed_in(request: HttpRequest, cause: AuthenticationError) -> HttpResponse:
    sentence = (
        str(cause)
        if str(cause) != "Unauthorized"
        else "Send a token in the header “Authorization: Bearer …”."
    )
    return problem(401, sentence, WWW_Authenticate='Bearer realm="Sufficiency"')


def _too_many(request: HttpRequest, cause: TooManyCalls) -> HttpResponse:
    return problem(429, str(cause), Retry_After=str(cause.wait))


def _too_many_parameters(request: HttpRequest, cause: TooManyFieldsSent) -> HttpResponse:
    most = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    return problem(422, f"The address has more parameters than can be read. Give {most:,} at most.")


def _fault(request: HttpRequest, cause: Exception) -> HttpResponse:
    """What nobody foresaw: told to whoever watches as Django tells them, and nothing of it to the caller."""
    got_request_exception.send(sender=None, request=request)
    answer = problem(500, "Something went wrong here. Nothing was changed. Tell whoever keeps the system.")
    log_response(
        "%s: %s", answer.reason_phrase, request.path, response=answer, request=request, exception=cause
    )
    return answer


HANDLERS = {
    Exception: _fault,
    AskedWrongly: _asked_wrongly,
    TooManyFieldsSent: _too_many_parameters,
    ValidationError: _not_valid,
    UnknownMeasure: _sentence(422),
    OlderRules: _sentence(422),
    UnknownBreakdown: _sentence(422),
    UnknownAuthority: _sentence(422),
    NotAllowed: _sentence(403),
    Http404: _not_found,
    EditionProblem: _sentence(503, Retry_After="60"),
    AuthenticationError: _not_signed_in,
    TooManyCalls: _too_many,
}


def answer_problems(api: NinjaAPI) -> None:
    """Have the API answer every refusal with its sentence; what nobody foresaw is a fault of ours, logged as on a page."""
    for kind, answer in HANDLERS.items():
        api.add_exception_handler(kind, answer)
