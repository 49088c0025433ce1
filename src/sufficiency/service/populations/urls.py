"""Addresses of the populations."""

from django.urls import path

from sufficiency.service.populations import views

app_name = "populations"
urlpatterns = [
    path("populations/", views.home, name="home"),
    path("populations/record", views.record, name="record"),
    path("populations/upload", views.upload, name="upload"),
    path("populations/template.csv", views.template, {"kind": "csv"}, name="template_csv"),
    path("populations/template.xlsx", views.template, {"kind": "xlsx"}, name="template_xlsx"),
    path("populations/<int:population>/take-back", views.take_back, name="take_back"),
]
