"""Addresses of strategies and their plans."""

from django.urls import path

from sufficiency.service.strategy import edit_views, file_views, views

app_name = "strategy"
urlpatterns = [
    path("", views.home, name="home"),
    path("by-lead", views.by_lead, name="by_lead"),
    path("by-measure", views.by_measure, name="by_measure"),
    path("by-statement", views.by_statement, name="by_statement"),
    path("late", views.overdue, name="overdue"),
    path("timeline", views.timeline, name="timeline"),
    path("strategy", views.strategy, name="strategy"),
    path("actions/<int:action>", views.action, name="action"),
    path("plan.xlsx", file_views.as_workbook_file, name="xlsx"),
    path("template.xlsx", file_views.template, name="template"),
    path("load", file_views.load, name="load"),
    path("strategies/add", edit_views.add_strategy, name="add_strategy"),
    path("strategies/<int:strategy>/change", edit_views.change_strategy, name="change_strategy"),
    path("strategies/<int:strategy>/priorities/add", edit_views.add_priority, name="add_priority"),
    path("priorities/<int:priority>", edit_views.change_priority, name="change_priority"),
    path("priorities/<int:priority>/take-out", edit_views.take_out_priority, name="take_out_priority"),
    path("strategies/<int:strategy>/actions/add", edit_views.add_action, name="add_action"),
    path("actions/<int:action>/change", edit_views.change_action, name="change_action"),
    path("actions/<int:action>/milestones/add", edit_views.add_milestone, name="add_milestone"),
    path("milestones/<int:milestone>", edit_views.change_milestone, name="change_milestone"),
    path("milestones/<int:milestone>/take-out", edit_views.take_out_milestone, name="take_out_milestone"),
    path("actions/<int:action>/indicators/add", edit_views.add_indicator, name="add_indicator"),
    path("indicators/<int:indicator>", edit_views.change_indicator, name="change_indicator"),
    path("indicators/<int:indicator>/take-out", edit_views.take_out_indicator, name="take_out_indicator"),
    path("actions/<int:action>/rate", edit_views.rate, name="rate"),
    path("actions/<int:action>/note", edit_views.add_note, name="add_note"),
    path("actions/<int:action>/evidence", edit_views.add_evidence, name="add_evidence"),
]
