"""A case repeats the division of its call."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0002_chain_indexes'),
        ('directory', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='case',
            name='division',
            field=models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.division'),
        ),
    ]
