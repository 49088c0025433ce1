"""Addresses of the places room."""

from django.urls import path

from sufficiency.service.places import views

app_name = "places"
urlpatterns = [
    path("", views.home, name="home"),
    path("placed.csv", views.placed_as_csv, name="csv"),
    path("children", views.children, name="children"),
]
