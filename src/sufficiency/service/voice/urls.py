from django.urls import path

from sufficiency.service.voice import say_views, views

app_name = "voice"
urlpatterns = [
    path("say/thank-you", say_views.thanks, name="thanks"),
    path("say/<slug:key>", say_views.say, name="say"),
    path("voice/", views.home, name="home"),
    path("voice/ask", views.begin, name="begin"),
    path("voice/comments/", views.comments, name="comments"),
    path("voice/comments/<uuid:comment>", views.comment, name="comment"),
    path("voice/rounds/<int:round>", views.round_page, name="round"),
    path("voice/rounds/<int:round>/heard.csv", views.heard_csv, name="heard_csv"),
    path("voice/rounds/<int:round>/links", views.links, name="links"),
    path("voice/rounds/<int:round>/other-languages", views.wording, name="wording"),
    path("voice/rounds/<int:round>/close", views.close, name="close"),
]
