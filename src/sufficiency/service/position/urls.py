"""Addresses of the position room."""

from django.urls import path

from sufficiency.service.position import compare_views, crossed_views, disproportionality_views, views

app_name = "position"
urlpatterns = [
    path("", views.home, name="home"),
    path("search", views.search, name="search"),
    path("compare/", compare_views.page, name="compare"),
    path("compare/figures.csv", compare_views.download, {"kind": "csv"}, name="compare_csv"),
    path("compare/figures.xlsx", compare_views.download, {"kind": "xlsx"}, name="compare_xlsx"),
    path("measures/", views.measures, name="measures"),
    path("measures/<str:measure>", views.measure, name="measure"),
    path("measures/<str:measure>/figures.csv", views.download, {"kind": "csv"}, name="csv"),
    path("measures/<str:measure>/figures.xlsx", views.download, {"kind": "xlsx"}, name="xlsx"),
    path("measures/<str:measure>/children-who-move-it", views.moving, name="moving"),
    path("measures/<str:measure>/two-breakdowns", crossed_views.page, name="crossed"),
    path("measures/<str:measure>/target", views.target, name="target"),
    path(
        "measures/<str:measure>/disproportionality", disproportionality_views.page, name="disproportionality"
    ),
    path(
        "measures/<str:measure>/disproportionality.csv",
        disproportionality_views.download,
        {"kind": "csv"},
        name="disproportionality_csv",
    ),
    path(
        "measures/<str:measure>/disproportionality.xlsx",
        disproportionality_views.download,
        {"kind": "xlsx"},
        name="disproportionality_xlsx",
    ),
]
