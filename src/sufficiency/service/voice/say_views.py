"""The form for children and young people: opened by a link, without an account, in their own language.

No session is begun and nothing is kept of who asks for these pages.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from sufficiency.service.access.rules import anyone, rule
from sufficiency.service.voice import actions, queries
from sufficiency.service.voice.forms import SayForm
from sufficiency.service.voice.languages import Language, language_of, languages
from sufficiency.service.voice.models import Round, Wording


@require_http_methods(["GET", "POST"])
@rule(anyone)
def say(request: HttpRequest, key: str) -> HttpResponse:
    """The statements, each with three answers; sending uses the link up."""
    language = language_of(request.GET.get("language", ""))
    round = queries.round_asking(key, timezone.localdate())
    if round is None:
        return _closed(request, language)
    form = SayForm(
        request.POST if request.method == "POST" else None,
        language=language,
        questions=_questions(round, language),
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer(
                key=key,
                says=form.says,
                comment=form.cleaned_data["comment"].strip(),
                on=timezone.localdate(),
            )
        except actions.NotOpen:
            return _closed(request, language)
        return redirect(f"{reverse('voice:thanks')}?language={language.code}")
    context = {"form": form, "language": language, "words": language.words, "languages": languages().values()}
    return render(request, "voice/say.html", context, status=400 if form.is_bound else 200)


@require_GET
@rule(anyone)
def thanks(request: HttpRequest) -> HttpResponse:
    """After sending."""
    language = language_of(request.GET.get("language", ""))
    return render(request, "voice/thanks.html", {"language": language, "words": language.words})


def _closed(request: HttpRequest, language: Language) -> HttpResponse:
    """The same page whether the link was used, never was, or is of a round that is closed."""
    context = {"language": language, "words": language.words}
    return render(request, "voice/not_open.html", context, status=404)


def _questions(round: Round, language: Language) -> list[tuple[int, str]]:
    """The statements by number, in the language where somebody put them into it."""
    others = dict(
        Wording.objects.filter(question__round=round, language=language.code).values_list(
            "question__number", "words"
        )
    )
    return [(one.number, others.get(one.number, one.words)) for one in round.questions.all()]
