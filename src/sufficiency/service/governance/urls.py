"""Addresses of the room of meetings."""

from django.urls import path

from sufficiency.service.governance import board_views, lists, meeting_views, paper_views

app_name = "governance"

urlpatterns = [
    path("", lists.home, name="home"),
    path("forward-plan/", lists.forward_plan, name="forward_plan"),
    path("forward-plan.csv", lists.forward_plan_file, {"kind": "csv"}, name="forward_plan_csv"),
    path("forward-plan.xlsx", lists.forward_plan_file, {"kind": "xlsx"}, name="forward_plan_xlsx"),
    path("decisions/", lists.decisions, name="decisions"),
    path("decisions.csv", lists.decisions_file, {"kind": "csv"}, name="decisions_csv"),
    path("decisions.xlsx", lists.decisions_file, {"kind": "xlsx"}, name="decisions_xlsx"),
    path("actions/", lists.actions_open, name="actions"),
    path("boards/", board_views.boards, name="boards"),
    path("boards/add", board_views.add, name="board_add"),
    path("boards/<int:board>", board_views.board, name="board"),
    path("boards/<int:board>/change", board_views.change, name="board_change"),
    path("boards/<int:board>/members", board_views.seat_add, name="seat_add"),
    path("boards/<int:board>/reports", board_views.cycle_add, name="cycle_add"),
    path("boards/<int:board>/year", board_views.year, name="year"),
    path("boards/<int:board>/meetings", meeting_views.plan, name="plan"),
    path("members/<int:seat>", board_views.seat, name="seat"),
    path("reports/<int:cycle>", board_views.cycle, name="cycle"),
    path("papers/<int:paper>", paper_views.paper, name="paper"),
    path("papers/<int:paper>/change", paper_views.change, name="paper_change"),
    path("papers/<int:paper>/late", paper_views.late, name="paper_late"),
    path("decisions/<int:decision>", meeting_views.decision, name="decision"),
    path("actions/<int:arising>", meeting_views.action, name="action"),
    path("agenda/<int:item>/up", meeting_views.item_up, name="item_up"),
    path("agenda/<int:item>/remove", meeting_views.item_remove, name="item_remove"),
    path("<int:meeting>", meeting_views.meeting, name="meeting"),
    path("<int:meeting>/change", meeting_views.change, name="meeting_change"),
    path("<int:meeting>/state", meeting_views.state, name="meeting_state"),
    path("<int:meeting>/attendance", meeting_views.attendance, name="attendance"),
    path("<int:meeting>/agenda", meeting_views.agenda, name="agenda"),
    path("<int:meeting>/papers", paper_views.add, name="paper_add"),
    path("<int:meeting>/decisions", meeting_views.decide, name="decide"),
    path("<int:meeting>/actions", meeting_views.arise, name="arise"),
]
