from django.urls import path

from portcullis.monitor import views

urlpatterns = [
    path("coverage", views.coverage, name="coverage"),
    path("coverage/gaps/<uuid:pk>", views.gap, name="gap"),
]
