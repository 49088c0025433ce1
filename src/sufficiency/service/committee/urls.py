from django.urls import path

from sufficiency.service.committee import outline_views, release_views, views

app_name = "committee"
urlpatterns = [
    path("", views.home, name="home"),
    path("begin", views.begin, name="begin"),
    path("<uuid:written>", views.paper, name="paper"),
    path("<uuid:written>/versions", views.versions, name="versions"),
    path("<uuid:written>/become/<slug:state>", views.move, name="move"),
    path("<uuid:written>/send-back", views.send_back, name="send_back"),
    path("<uuid:written>/ask", views.ask, name="ask"),
    path("<uuid:written>/asked/<int:consultation>", views.answer, name="answer"),
    path("<uuid:written>/sections/add", outline_views.add_section, name="add_section"),
    path("<uuid:written>/sections/<slug:section>", outline_views.section, name="section"),
    path("<uuid:written>/sections/<slug:section>/remark", views.remark, name="remark"),
    path("<uuid:written>/remarks/<int:remark>/settle", views.settle, name="settle"),
    path("<uuid:written>/sections/<slug:section>/add/<slug:kind>", outline_views.add_block, name="add_block"),
    path(
        "<uuid:written>/sections/<slug:section>/<slug:what>",
        outline_views.change_section,
        name="change_section",
    ),
    path("<uuid:written>/blocks/<slug:block>", outline_views.block, name="block"),
    path("<uuid:written>/blocks/<slug:block>/<slug:what>", outline_views.change_block, name="change_block"),
    path("<uuid:written>/look-again", outline_views.look_again, name="look_again"),
    path("<uuid:written>/look-through", release_views.look_through, name="look_through"),
    path("<uuid:written>/published", release_views.published, name="published"),
    path(
        "<uuid:written>/published/<slug:version>.<slug:form>",
        release_views.published_file,
        name="published_file",
    ),
    path("<uuid:written>/draft/<slug:version>.<slug:form>", release_views.draft_file, name="draft_file"),
]
