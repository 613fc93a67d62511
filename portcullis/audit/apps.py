from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "portcullis.audit"
    verbose_name = "Audit"
