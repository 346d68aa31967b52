"""Indexes for the orders of the ledger: what has no deadline or no amount comes last, in either direction."""

from typing import Any

from django.db import migrations, models

BACKWARDS = {
    'case_by_due_back': 'due_at DESC NULLS LAST, id',
    'case_by_stage_back': 'stage_kind, due_at DESC NULLS LAST, id',
    'case_by_asked_back': 'amount_asked DESC NULLS LAST, id DESC',
    'case_by_amount_back': 'amount DESC NULLS LAST, id DESC',
}


def backwards(_apps: Any, schema_editor: Any) -> None:
    """SQLite reads one index in both directions; PostgreSQL needs a second where what is absent is last in both."""
    if schema_editor.connection.vendor == 'postgresql':
        for name, columns in BACKWARDS.items():
            schema_editor.execute(f'CREATE INDEX {name} ON cases_case ({columns})')


def forget(_apps: Any, schema_editor: Any) -> None:
    """Take them away again."""
    if schema_editor.connection.vendor == 'postgresql':
        for name in BACKWARDS:
            schema_editor.execute(f'DROP INDEX {name}')


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0004_division_filled'),
    ]

    operations = [
        migrations.AlterField(
            model_name='case',
            name='due_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name='case',
            name='holder',
            field=models.CharField(blank=True, max_length=30),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['due_at', '-id', 'division', 'number'], name='case_by_due'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['stage_kind', 'due_at', '-id', 'division', 'number', 'holder'], name='case_by_stage'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['holder', 'due_at', '-id', 'division', 'number', 'state'], name='case_by_holder'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['state', 'due_at', '-id', 'division', 'number', 'holder'], name='case_by_state'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['recommender', 'due_at', '-id'], name='case_recommended_by_due'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['amount_asked', 'id', 'division', 'number'], name='case_by_asked'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['amount', 'id', 'division', 'number'], name='case_by_amount'),
        ),
        migrations.RunPython(backwards, forget),
    ]
