"""Addresses of the people pages."""

from django.urls import path

from sufficiency.service.access.people import views

app_name = "people"
urlpatterns = [
    path("", views.home, name="home"),
    path("add", views.add, name="add"),
    path("<int:person>", views.person, name="person"),
    path("<int:person>/roles", views.roles, name="roles"),
    path("<int:person>/close", views.close, name="close"),
    path("<int:person>/open", views.reopen, name="open"),
    path("<int:person>/password", views.password, name="password"),
    path("<int:person>/second-factor", views.second_factor, name="second_factor"),
]
