"""Addresses of the data protection room."""

from django.urls import path

from sufficiency.service.protection import retention_views, taken_away_views

app_name = "protection"
urlpatterns = [
    path("", retention_views.home_page, name="home"),
    path("retention/", retention_views.retention, name="retention"),
    path("retention/<str:kind>/<str:thing>", retention_views.kept, name="kept"),
    path("retention/<str:kind>/<str:thing>/hold", retention_views.place_hold, name="place_hold"),
    path("decisions/<int:decision>", retention_views.decision, name="decision"),
    path("decisions/<int:decision>/carry-out", retention_views.carry_out, name="carry_out"),
    path("holds/<int:hold>", retention_views.hold, name="hold"),
    path("copy-for-a-child", taken_away_views.subject_access, name="subject_access"),
    path("extract", taken_away_views.extract, name="extract"),
]
