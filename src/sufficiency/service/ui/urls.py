"""The gallery of components."""

from django.urls import path

from sufficiency.service.ui.gallery import gallery

urlpatterns = [path("gallery", gallery, name="gallery")]
