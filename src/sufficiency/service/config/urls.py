"""Every address of the site, room by room."""

from importlib.util import find_spec

from django.urls import include, path

handler400 = "sufficiency.service.access.errors.asked_wrongly"
handler403 = "sufficiency.service.access.errors.refused"
handler404 = "sufficiency.service.access.errors.not_found"
handler500 = "sufficiency.service.access.errors.broken"

urlpatterns = [
    path("", include("sufficiency.service.access.urls")),
    path("", include("sufficiency.service.ui.urls")),
]
for prefix, room in (("", "position"), ("data/", "data"), ("", "records")):
    if find_spec(
        f"sufficiency.service.{room}.urls"
        if find_spec(f"sufficiency.service.{room}")
        else f"sufficiency.service.{room}"
    ):
        urlpatterns.append(path(prefix, include(f"sufficiency.service.{room}.urls")))
