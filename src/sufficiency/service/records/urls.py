"""Addresses of the records room."""

from django.urls import path, register_converter

from sufficiency.service.records import views
from sufficiency.service.records.addresses import ChildToken

register_converter(ChildToken, "token")

app_name = "records"
urlpatterns = [
    path("children/", views.home, name="home"),
    path("children/<token:child>", views.child, name="child"),
    path("measures/<str:measure>/children", views.behind, name="behind"),
    path("measures/<str:measure>/children.csv", views.behind_as_csv, name="behind_csv"),
]
