from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "sufficiency.service.places"
    label = "places"
