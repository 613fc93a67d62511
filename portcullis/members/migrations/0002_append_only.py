"""The database itself refuses to change a statement: only `superseded_at` may be set, and only once.

A later migration that makes SQLite rebuild one of these tables must run `guard` again, because a rebuild drops the triggers.
"""

from django.db import migrations

TABLES = ["members_enrolment", "members_departure", "members_term", "members_alertpreference"]
SAYS = "a statement of the register is never changed: record one that supersedes it"


def guard(apps, schema_editor):
    connection = schema_editor.connection
    for table in TABLES:
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                columns = [column.name for column in connection.introspection.get_table_description(cursor, table)]
            changed = " OR ".join(f'NEW."{name}" IS NOT OLD."{name}"' for name in columns if name != "superseded_at")
            schema_editor.execute(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE ON {table} "
                f"WHEN OLD.superseded_at IS NOT NULL OR {changed} BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
            )
        else:
            schema_editor.execute(
                f"CREATE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                f"IF OLD.superseded_at IS NOT NULL OR to_jsonb(NEW) - 'superseded_at' IS DISTINCT FROM to_jsonb(OLD) - 'superseded_at' "
                f"THEN RAISE EXCEPTION '{SAYS}' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$"
            )
            schema_editor.execute(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_append_only()"
            )


def unguard(apps, schema_editor):
    for table in TABLES:
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER {table}_append_only")
        else:
            schema_editor.execute(f"DROP TRIGGER {table}_append_only ON {table}")
            schema_editor.execute(f"DROP FUNCTION {table}_append_only()")


class Migration(migrations.Migration):
    dependencies = [("members", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
