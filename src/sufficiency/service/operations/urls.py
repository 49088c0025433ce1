"""Addresses for whatever watches the service."""

from django.urls import path

from sufficiency.service.operations import views

urlpatterns = [
    path("health/ready", views.ready, name="health_ready"),
    path("metrics", views.numbers, name="metrics"),
]
