"""Addresses of the API and of the pages around it.

The addresses of version 1 carry the rule `anyone` as pages: no session opens them. Each asks the token it is called
with for its scope, and the rules for the token's person (`api.operation.reads`).
"""

from django.urls import path, re_path

from sufficiency.service.access.rules import anyone, rule
from sufficiency.service.api import views
from sufficiency.service.api.v1 import v1

by_token = rule(anyone)


def _operations() -> list:
    """The operations as django-ninja made them, but for its own first page."""
    found = [one for one in v1.urls[0] if one.name != "api-root"]
    return [path(f"api/v1/{one.pattern}", by_token(one.callback), name=one.name) for one in found]


app_name = "api"
urlpatterns = [
    path("account/tokens/", views.tokens, name="tokens"),
    path("account/tokens/everybody", views.every_token, name="every_token"),
    path("account/tokens/<int:pk>/revoke", views.revoke, name="revoke"),
    path("api/", views.docs, name="docs"),
    path("api/v1/openapi.json", views.openapi, name="openapi"),
    *_operations(),
    re_path(r"^api/(?P<rest>[\s\S]+)$", views.elsewhere, name="elsewhere"),  # a line break is no way out
]
