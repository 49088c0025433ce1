"""Addresses of the journeys room."""

from django.urls import path

from sufficiency.service.journeys import views

app_name = "journeys"
urlpatterns = [
    path("", views.moves, name="moves"),
    path("moves.csv", views.moves_as_csv, name="moves_csv"),
    path("children", views.children, name="children"),
    path("cohort", views.cohort, name="cohort"),
]
