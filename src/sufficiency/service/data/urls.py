"""Addresses of the data room."""

from django.urls import path

from sufficiency.service.data import load_views, views

app_name = "data"
urlpatterns = [
    path("", views.home_page, name="home"),
    path("editions/<str:edition>", views.edition, name="edition"),
    path("editions/<str:edition>/differences", views.differences, name="differences"),
    path("editions/<str:edition>/use", views.use, name="use"),
    path("editions/<str:edition>/findings", views.findings, name="findings"),
    path("editions/<str:edition>/findings.csv", views.findings_download, {"kind": "csv"}, name="findings_csv"),
    path("editions/<str:edition>/findings.json", views.findings_download, {"kind": "json"}, name="findings_json"),
    path("editions/<str:edition>/findings/child", views.findings_of_child, name="findings_child"),
    path("load", load_views.load, name="load"),
    path("load/<str:token>", load_views.upload, name="upload"),
    path("load/<str:token>/year", load_views.read_again, name="read_again"),
    path("load/<str:token>/start", load_views.start, name="start"),
    path("load/<str:token>/discard", load_views.discard, name="discard"),
]  # fmt: skip
