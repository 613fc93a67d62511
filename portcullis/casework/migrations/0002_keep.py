"""The database itself refuses to change what was captured, or what was decided.

A later migration that makes SQLite rebuild one of these tables must run `guard` again, because a rebuild drops the triggers.
"""

from django.db import migrations

CAPTURED = (
    "post_key, version_key, author_key, source, platform, native_id, version, url, author_id, author_handle, author_name, "
    "langs, posted_at, witnessed_at, captured_at, around, band, offence, approach, rank, model, stored_assessment, "
    "stored_addressed, text, sha256, raw"
)
TABLES = {
    "casework_item": (f"OF {CAPTURED}", "what was captured is never changed"),
    "casework_platformevent": ("", "what the platform said is never changed"),
    "casework_decision": ("", "a decision is never changed: undo it, and decide again"),
}


def guard(apps, schema_editor):
    for table, (columns, says) in TABLES.items():
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(
                f"CREATE TRIGGER {table}_kept BEFORE UPDATE {columns} ON {table} BEGIN SELECT RAISE(ABORT, '{says}'); END"
            )
        else:
            schema_editor.execute(
                f"CREATE FUNCTION {table}_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                f"RAISE EXCEPTION '{says}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
            )
            schema_editor.execute(
                f"CREATE TRIGGER {table}_kept BEFORE UPDATE {columns} ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_kept()"
            )


def unguard(apps, schema_editor):
    for table in TABLES:
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER {table}_kept")
        else:
            schema_editor.execute(f"DROP TRIGGER {table}_kept ON {table}")
            schema_editor.execute(f"DROP FUNCTION {table}_kept()")


class Migration(migrations.Migration):
    dependencies = [("casework", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
