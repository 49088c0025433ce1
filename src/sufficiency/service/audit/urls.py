"""Addresses of the audit room."""

from django.urls import path

from sufficiency.service.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.home, name="home"),
    path("lines.csv", views.home_csv, name="home_csv"),
    path("people/<int:person>/", views.person, name="person"),
    path("people/<int:person>/lines.csv", views.person_csv, name="person_csv"),
    path("children/", views.find_child, name="find_child"),
    path("children/<token:child>/", views.child, name="child"),
    path("children/<token:child>/lines.csv", views.child_csv, name="child_csv"),
]
