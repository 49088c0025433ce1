"""Addresses of the catalogue and of recorded series. A series has the address that every measure has."""

from django.urls import path, register_converter

from sufficiency.service.recorded import addresses, views

register_converter(addresses.RecordedSeries, "recorded_series")

app_name = "recorded"
urlpatterns = [
    path("measures/all/", views.catalogue, name="catalogue"),
    path("measures/all/catalogue.csv", views.catalogue_csv, name="catalogue_csv"),
    path("measures/<recorded_series:series>", views.measure, name="measure"),
    path("measures/<recorded_series:series>/figures.csv", views.download, {"kind": "csv"}, name="csv"),
    path("measures/<recorded_series:series>/figures.xlsx", views.download, {"kind": "xlsx"}, name="xlsx"),
    path("measures/<recorded_series:series>/record", views.value, name="value"),
    path("measures/<recorded_series:series>/target", views.target, name="target"),
    path("recorded/", views.home, name="home"),
    path("recorded/template.csv", views.template, {"kind": "csv"}, name="template_csv"),
    path("recorded/template.xlsx", views.template, {"kind": "xlsx"}, name="template_xlsx"),
    path("recorded/upload", views.upload, name="upload"),
    path("recorded/upload/<str:token>", views.sent, name="sent"),
    path("recorded/upload/<str:token>/discard", views.discard, name="discard"),
    path("recorded/values/<int:recorded>", views.record, name="record"),
    path("recorded/values/<int:recorded>/correct", views.correct, name="correct"),
    path("recorded/values/<int:recorded>/take-back", views.take_back, name="take_back"),
]
