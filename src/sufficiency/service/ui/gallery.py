"""Every component on one page, for those who build pages and for the accessibility test."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sufficiency.service.access.rules import check_is_signed_in, rule


@rule(check_is_signed_in)
def gallery(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/gallery.html")
