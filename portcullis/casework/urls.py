from django.urls import URLPattern, path

from portcullis.casework.views import alarm, item, own, queue, second, together

urlpatterns: list[URLPattern] = [
    path("queue", queue.queue, name="queue"),
    path("queue/text", queue.text_in_lists, name="text-in-lists"),
    path("decided", queue.decided, name="decided"),
    path("items/<uuid:pk>", item.item, name="item"),
    path("items/<uuid:pk>/claim", item.claim, name="claim"),
    path("items/<uuid:pk>/take-over", item.take_over, name="take-over"),
    path("items/<uuid:pk>/release", item.release, name="release"),
    path("items/<uuid:pk>/decision", item.decide, name="decide"),
    path("items/<uuid:pk>/alike", together.together, name="together"),
    path("decisions/<uuid:pk>/undo", item.undo, name="undo"),
    path("second-reading", second.readings, name="second-reading"),
    path("second-reading/<uuid:pk>", second.reading, name="reading"),
    path("agreement", second.agreement, name="agreement"),
    path("held-about-me", own.held, name="my-held"),
    path("held-about-me/<uuid:pk>", own.words, name="my-words"),
    path("alarm", alarm.alarm, name="alarm"),
    path("alarm/seen", alarm.acknowledge, name="acknowledge"),
]
