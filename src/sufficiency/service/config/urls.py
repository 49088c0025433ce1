"""Every address of the site, room by room."""

from django.urls import include, path

handler400 = "sufficiency.service.access.errors.asked_wrongly"
handler403 = "sufficiency.service.access.errors.refused"
handler404 = "sufficiency.service.access.errors.not_found"
handler500 = "sufficiency.service.access.errors.broken"

urlpatterns = [
    path("", include("sufficiency.service.access.urls")),
    path("", include("sufficiency.service.operations.urls")),
    path("", include("sufficiency.service.ui.urls")),
    path("", include("sufficiency.service.recorded.urls")),  # before position: it takes the measures it has
    path("", include("sufficiency.service.position.urls")),
    path("", include("sufficiency.service.populations.urls")),
    path("", include("sufficiency.service.records.urls")),
    path("journeys/", include("sufficiency.service.journeys.urls")),
    path("places/", include("sufficiency.service.places.urls")),
    path("meetings/", include("sufficiency.service.governance.urls")),
    path("plan/", include("sufficiency.service.strategy.urls")),
    path("", include("sufficiency.service.voice.urls")),
    path("papers/", include("sufficiency.service.committee.urls")),
    path("data/", include("sufficiency.service.data.urls")),
    path("audit/", include("sufficiency.service.audit.urls")),
    path("protection/", include("sufficiency.service.protection.urls")),
    path("", include("sufficiency.service.api.urls")),
]
