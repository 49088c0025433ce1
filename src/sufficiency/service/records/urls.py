"""Addresses of the records room."""

from django.urls import path, register_converter

from sufficiency.service.records import caseload_views, opening_views, views
from sufficiency.service.records.addresses import ChildToken

register_converter(ChildToken, "token")

app_name = "records"
urlpatterns = [
    path("children/", views.home, name="home"),
    path("children/<token:child>", views.child, name="child"),
    path("children/<token:child>/open", opening_views.open_record, name="open"),
    path("children/<token:child>/close", opening_views.close_record, name="close"),
    path("children/<token:child>/address", opening_views.address, name="address"),
    path("children/<token:child>/seal", opening_views.seal, name="seal"),
    path("measures/<str:measure>/children", views.behind, name="behind"),
    path("measures/<str:measure>/children.csv", views.behind_as_csv, name="behind_csv"),
    path("openings/", opening_views.all_openings, name="openings"),
    path("openings/<int:opening>", opening_views.opening, name="opening"),
    path("caseloads/", caseload_views.caseloads, name="caseloads"),
    path("caseloads/csv", caseload_views.bring, name="caseloads_csv"),
    path("caseloads/<int:link>/end", caseload_views.end, name="caseload_end"),
]
